"""``report``: all that a journey tells, as a page, slides, a workbook or Markdown."""

from __future__ import annotations

from collections.abc import Mapping

import click

from journeymap.cli.draw import LANGUAGES
from journeymap.cli.options import (
    check_out,
    journey_argument,
    level_option,
    metric_option,
    quiet_option,
    say,
    seed_option,
    segment_option,
    wave_option,
)


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
@level_option
@seed_option
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the fixed words.")
@click.option(
    "--theme",
    metavar="FILE",
    type=click.Path(dir_okay=False, exists=True),
    help="Colours and font of a brand.",
)
@quiet_option
def report(
    journey: str,
    *,
    out: str,
    metric: tuple[str, ...],
    wave: str | None,
    segment: Mapping[str, str],
    level: float,
    seed: int,
    language: str | None,
    theme: str | None,
    quiet: bool,
) -> None:
    """Writes what JOURNEY tells: what is weakest, how sure that is, what to fix first, and more.

    The page is one file that asks nobody for anything: mail it, or open it without a network.
    """
    from journeymap.documents.writing import check_suffix

    check_suffix(out)
    check_out(out, journey, *([theme] if theme else []))
    from journeymap.documents.planning import plan_report
    from journeymap.documents.writing import find_writer
    from journeymap.errors import quote
    from journeymap.files.journeys import load_journey
    from journeymap.picture.brand import load_theme

    loaded = load_journey(journey)
    planned = plan_report(
        loaded,
        metric=metric or None,
        wave=wave,
        segment=segment or None,
        level=level,
        seed=seed,
        language=language,
        theme=load_theme(theme) if theme else None,
    )
    find_writer(out)(planned, out)
    size = len(planned.sections)
    say(f"report on {quote(loaded.name)} in {out}: {size} sections", quiet=quiet)
    if not loaded.readings:
        said = "no readings yet, so the report says what to measure first; journeymap measure"
        say(f"note: {said} attaches them", quiet=quiet)
