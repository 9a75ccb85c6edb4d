"""``discover``: a journey with transitions from events, or the flow of an existing journey."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.options import (
    check_out,
    emit,
    format_option,
    format_options,
    memory_option,
    quiet_option,
    say,
    top_option,
)

if TYPE_CHECKING:
    from journeymap.model.event_sources import EventSource
    from journeymap.model.formats import TableFormat


def _to_only(
    _: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> dict[str, list[str]]:
    """Column to the values that are kept, from each ``COLUMN=VALUE``."""
    only: dict[str, list[str]] = {}
    for written in given:
        column, _sign, value = written.partition("=")
        if not (column.strip() and value.strip()):
            wrong = f"{written!r} is not of the form COLUMN=VALUE, such as country=PL"
            raise click.BadParameter(wrong, param=param)
        only.setdefault(column.strip(), []).append(value.strip())
    return only


def _check_share(_: click.Context, param: click.Parameter, share: float | None) -> float | None:
    if share is not None and not 0 <= share <= 1:  # the range lets not-a-number pass
        raise click.BadParameter("a share lies between 0 and 1", param=param)
    return share


@click.command(epilog="Example: journeymap discover events.csv --case customer -o journey.yaml")
@click.argument("events")
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="The journey, .yaml or .json.")
@click.option(
    "--into",
    "journey",
    type=click.Path(dir_okay=False, exists=True),
    help="An existing journey that gets the flow; activities are its touchpoints.",
)
@click.option("--case", help="Column that tells whose journey it is; in OCEL a type of object.")
@click.option("--activity", help="Column that names what happened.")
@click.option("--time", help="Column that tells when.")
@click.option("--order", help="Column that breaks ties of the same time.")
@click.option("--stage", help="Column that names the stage of an event, such as its channel.")
@click.option("--channel", help="Column that names the channel of an event.")
@click.option(
    "--only",
    multiple=True,
    metavar="COLUMN=VALUE",
    callback=_to_only,
    help="Keep only such events (repeatable).",
)
@click.option("--min-count", type=click.IntRange(min=1), help="Hide rarer transitions.")
@click.option(
    "--min-share",
    type=click.FloatRange(min=0, max=1),
    callback=_check_share,
    help="Hide transitions that a smaller share of visits takes, 0 to 1.",
)
@click.option("--name", help="The journey's name; made from the log's where absent.")
@click.option(
    "--variants", type=click.IntRange(min=0), default=10, show_default=True, help="Paths to tell."
)
@top_option
@format_option
@format_options
@memory_option
@quiet_option
def discover(
    events: str,
    *,
    out: str | None,
    journey: str | None,
    min_count: int | None,
    min_share: float | None,
    name: str | None,
    variants: int,
    top: int | None,
    format_: str | None,
    table_format: TableFormat,
    quiet: bool,
    **columns: Any,
) -> None:
    """A journey with transitions, made of EVENTS; or with --into the flow of an existing one.

    EVENTS is a log: csv, parquet, xlsx, XES or OCEL 2.0 (XML, JSON), or a source file (YAML) that
    says how a log is to be read and which activity belongs to which touchpoint.
    """
    from journeymap.cli.progress import shown_progress
    from journeymap.cli.refusing import refused_columns
    from journeymap.files.journeys import check_suffix, load_journey, save_journey

    check_out(out, events, *([journey] if journey else []))
    if out is not None:
        check_suffix(out)
    if journey and (columns["stage"] or columns["channel"] or name):
        wrong = "--stage, --channel and --name are for a new journey, not for one given by --into"
        raise click.UsageError(wrong)
    table, source = read_source(events, columns | {"format": table_format})
    asked: dict[str, Any] = {
        "source": source,
        "min_count": min_count,
        "min_share": min_share,
        "variants": variants,
    }
    old = load_journey(journey) if journey else None
    with shown_progress(quiet=quiet), refused_columns(columns), placed(events):
        if old is None:
            from journeymap.events.discovering import discover_flow, to_journey

            flow = discover_flow(table, **asked)
            made = to_journey(flow, name=name) if out else None
        else:
            from journeymap.events.measuring import measure_events

            flow = measure_events(old, table, **asked)
            made = old.with_flow(flow)
    say(f"{events}: {flow.intake}", quiet=quiet)
    if out is None or made is None:
        say("nothing is saved; add -o FILE to keep the journey", quiet=quiet)
    else:
        save_journey(made, out)
        n = len(made.touchpoints)
        touchpoints = f"{n:,} touchpoint{'' if n == 1 else 's'}"
        say(f"journey {made.name!r} with {touchpoints} in {out}", quiet=quiet)
    emit(flow if top is None else flow.first(top), format_=format_)


def read_source(events: str, columns: dict[str, Any]) -> tuple[str, EventSource]:
    """The log's path and how it is read: as a source file says, and the options above it."""
    from journeymap.errors import Problem, SourceError
    from journeymap.files.sources import load_source
    from journeymap.model.event_sources import EventSource
    from journeymap.model.formats import TableFormat

    given = {word: value for word, value in columns.items() if value and value != TableFormat()}
    if not (Path(events).suffix or Path(events).exists() or set(events) & set("*?[:")):
        raise FileNotFoundError(ENOENT, strerror(ENOENT), events)
    if Path(events).suffix.lower() not in (".yaml", ".yml"):
        return events, EventSource(**given)
    source = load_source(events)
    if not isinstance(source, EventSource) or source.events is None:
        hint = "write events: LOG.csv; other sources are given to measure"
        raise SourceError([Problem("there are no events in it", hint=hint, file=events, line=1)])
    return source.events, source.replace(**given) if given else source


@contextmanager
def placed(events: str) -> Iterator[None]:
    """Gives what is wrong with a source file its place in it."""
    from journeymap.errors import AnswersError, SourceError
    from journeymap.files.sources import place_in_source

    try:
        yield
    except (SourceError, AnswersError) as error:
        if Path(events).suffix.lower() not in (".yaml", ".yml"):
            raise
        raise place_in_source(events, error) from None
