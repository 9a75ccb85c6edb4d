"""From source files and tables to a measured journey: all of them at once, none against another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError, Problem, SourceError
from journeymap.events.flow import ObservedFlow
from journeymap.events.measuring import measure_events
from journeymap.files.journeys import SUFFIXES
from journeymap.files.sources import find_kind, load_source, place_in_source
from journeymap.intake import Intake, MeasuredReadings
from journeymap.model.event_sources import EventSource
from journeymap.model.formats import TableFormat
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.sources import Source
from journeymap.operations.aggregates import measure_aggregates
from journeymap.operations.customers import measure_customers
from journeymap.operations.tickets import measure_tickets

_PLAIN = TableFormat()


@dataclass(frozen=True)
class MeasuredJourney:
    """A journey with readings from its sources, and what became of every answer.

    Args:
        journey: The journey with the readings attached.
        intake: Source to what became of its answers, in the order of measuring.
        replaced: How many readings of the journey were replaced by new ones with the same place,
            metric, wave and segment.
        flow: What a source of events shows, which is attached too; None without one.
    """

    journey: Journey
    intake: Mapping[str, Intake]
    replaced: int
    flow: ObservedFlow | None = None


def measure_sources(
    journey: Journey,
    sources: Iterable[str | Path],
    *,
    format: TableFormat = _PLAIN,  # noqa: A002 - the source's own word
) -> MeasuredJourney:
    r"""Readings from source files or tidy tables, and a flow from events, attached to the journey.

    Args:
        journey: The journey; readings that it has already are kept or replaced by newer ones.
        sources: Paths of source files (.yaml, .yml, .json), which name their tables, or of tidy
            tables themselves.
        format: How tidy tables are written; a source file says it for itself.

    Raises:
        AnswersError: with everything in a table that can't be used, each with its line.
        SourceError: if a source file is at fault, or two sources measure the same.
        OSError: if a file can't be read.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> with TemporaryDirectory() as folder:
        ...     table = Path(folder, "may.csv")
        ...     _ = table.write_text("touchpoint,metric,score\ncart,csat,4\ncart,csat,5\n")
        ...     measured = measure_sources(journey, [table])
        >>> measured.journey.readings[0].n
        2
    """
    intake: dict[str, Intake] = {}
    made: dict[tuple[object, ...], Reading] = {}
    flow: ObservedFlow | None = None
    for path in map(str, sources):
        measured = _measure(journey, path, format)
        intake[path] = measured.intake
        if isinstance(measured, MeasuredReadings):
            _refuse_second_source(made, measured, path)
            made.update({reading.key: reading for reading in measured})
        elif flow is None:
            flow = measured
        else:
            hint = "put the events into one log, or discover one after the other"
            raise SourceError([Problem("a second source of events", hint=hint, file=path)])
    replaced = sum(reading.key in made for reading in journey.readings)
    whole = journey.with_readings(made.values())
    return MeasuredJourney(whole.with_flow(flow) if flow else whole, intake, replaced, flow)


def _measure(
    journey: Journey,
    path: str,
    format: TableFormat,  # noqa: A002
) -> MeasuredReadings | ObservedFlow:
    if Path(path).suffix.lower() not in SUFFIXES:
        return measure_answers(journey, path, Source(format=format))
    if format != _PLAIN:
        hint = "write format: {...} into the source file"
        raise SourceError(
            [Problem("a source file says itself how its table is written", hint=hint, file=path)]
        )
    source = load_source(path)
    key = find_kind(source)
    table = getattr(source, key)
    if table is None:
        hint = f"write {key}: TABLE.csv"
        raise SourceError([Problem(f"{key} is missing", hint=hint, file=path, line=1)])
    try:
        return _MEASURES[key](journey, table, source)
    except (SourceError, AnswersError) as error:
        raise place_in_source(path, error) from None


def _measure_flow(journey: Journey, events: object, source: EventSource) -> ObservedFlow:
    return measure_events(journey, events, source=source)


_MEASURES: Mapping[str, Callable[[Journey, object, Any], MeasuredReadings | ObservedFlow]] = {
    "answers": measure_answers,
    "aggregates": measure_aggregates,
    "customers": measure_customers,
    "tickets": measure_tickets,
    "events": _measure_flow,
}


def _refuse_second_source(
    made: Mapping[tuple[object, ...], Reading], readings: Iterable[Reading], path: str
) -> None:
    """Two sources that measure the same can't both be right; nothing says which one is meant."""
    hint = "write a wave into each source, so that they can be told apart"
    problems = [
        Problem(
            f"{r.metric} of {r.place} is measured here and in {made[r.key].source}",
            hint=hint,
            file=path,
        )
        for r in readings
        if r.key in made
    ]
    if problems:
        raise SourceError(problems)
