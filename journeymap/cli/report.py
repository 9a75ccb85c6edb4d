"""``report``: all that a journey tells, as a page, slides, a workbook or Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import (
    check_out,
    journey_argument,
    language_option,
    level_option,
    memory_option,
    metric_option,
    quiet_option,
    read_theme,
    say,
    seed_option,
    segment_option,
    theme_option,
    wave_option,
)

if TYPE_CHECKING:
    from journeymap.model.journey import Journey


@click.command(epilog="Example: journeymap report measured.yaml -o report.html")
@journey_argument
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(dir_okay=False),
    help="File to write: .html (a page), .pptx, .xlsx, .md or .pdf.",
)
@metric_option
@wave_option
@segment_option
@click.option("--answers", metavar="SOURCE", help="The raw answers, for comments and --outcome.")
@click.option(
    "--outcome", metavar="METRIC[@PLACE]", help="What is to be moved, from the raw answers."
)
@level_option
@seed_option
@language_option
@theme_option
@memory_option
@quiet_option
def report(
    journey: str,
    *,
    out: str,
    answers: str | None,
    outcome: str | None,
    language: str | None,
    theme: str | None,
    quiet: bool,
    **asked: Any,
) -> None:
    """Writes what JOURNEY tells: what is weakest, how sure that is, what to fix first, and more.

    The page is one file that asks nobody for anything: mail it, or open it without a network.

    With the raw answers (--answers, as for drivers and words) it also tells what customers talk
    about, where the source file names comments, and what moves an overall --outcome.
    """
    from journeymap.documents.writing import check_suffix

    check_suffix(out)
    check_out(out, journey, *(file for file in (answers, theme) if file))
    if outcome and not answers:
        raise click.UsageError("--outcome needs --answers, the file of raw answers")
    from journeymap.documents.planning import plan_report
    from journeymap.documents.writing import save_report
    from journeymap.errors import quote
    from journeymap.files.journeys import load_journey

    loaded = load_journey(journey)
    read = {**asked, **{name: asked[name] or None for name in ("metric", "segment")}}
    more = _ask_answers(loaded, answers, outcome, read, quiet=quiet) if answers else {}
    planned = plan_report(loaded, language=language, theme=read_theme(theme), **read, **more)
    save_report(planned, out)
    size = len(planned.sections)
    say(f"report on {quote(loaded.name)} in {out}: {size} sections", quiet=quiet)
    if not loaded.readings:
        said = "no readings yet, so the report says what to measure first; journeymap measure"
        say(f"note: {said} attaches them", quiet=quiet)


def _ask_answers(
    journey: Journey, file: str, outcome: str | None, asked: Mapping[str, Any], *, quiet: bool
) -> dict[str, Any]:
    """What only the raw answers tell: what moves an outcome, and what customers talk about."""
    from journeymap.analysis.drivers.finding import find_drivers
    from journeymap.analysis.words.finding import find_words
    from journeymap.cli.answers import load_answers, placed_in
    from journeymap.cli.progress import shown_progress
    from journeymap.cli.refusing import refused_values
    from journeymap.model.formats import TableFormat

    answers, source = load_answers(file, TableFormat())
    place = {"wave": asked["wave"], "segment": asked["segment"]}
    found: dict[str, Any] = {}
    with shown_progress(quiet=quiet), placed_in(file), refused_values():
        if outcome:
            found["drivers"] = find_drivers(journey, answers, source, outcome=outcome, **asked)
        if source.comments:
            found["comments"] = find_words(journey, answers, source, **place)
    if not found:
        raise click.UsageError(
            f"{file} names no comments, so --answers tells nothing more; add --outcome METRIC"
        )
    return found
