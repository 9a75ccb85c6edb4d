"""From a ticket log to first contact resolution and resolution time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from journeymap.errors import Problem, SourceError
from journeymap.intake import Intake, MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.given import take_source
from journeymap.model.journey import Journey
from journeymap.model.tickets import TicketSource
from journeymap.moments import HALF_UNIT
from journeymap.operations.columns import find_parts, open_source, refuse_absent
from journeymap.operations.groups import GroupReader
from journeymap.operations.meanings import check_source
from journeymap.operations.medians import note_open
from journeymap.operations.spans import Spans
from journeymap.operations.ticket_counts import TicketCounts, to_readings
from journeymap.order import name_of_source, put_in_order
from journeymap.tables.cells import Missing
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Table

UNITS: Mapping[str, int] = {
    "second": 1_000_000,
    "minute": 60_000_000,
    "hour": 3_600_000_000,
    "day": 86_400_000_000,
    "week": 604_800_000_000,
}
_WORDS = ("touchpoint", "solved_first", "contacts", "reopened", "solvable")


def measure_tickets(
    journey: Journey, tickets: object, source: TicketSource | None = None
) -> MeasuredReadings:
    """First contact resolution and resolution time from a log with a row per ticket.

    ``fcr_gross`` is the share of tickets solved at the first contact among all, ``fcr_net`` among
    those that the first contact could solve. The time runs from opened to resolved, for resolved
    tickets only: those still open are counted and told, and where they are many the median that
    allows for them (Kaplan & Meier 1958) stands in a note.

    Args:
        journey: Its places and metrics are what tickets are about; it is not changed.
        tickets: A path, or any table that narwhals understands; counted where it lies, if that is
            a file or DuckDB, or else after being written to a file of our own.
        source: How it is read; none is needed where the columns are called opened, resolved,
            touchpoint, solved_first, contacts, reopened and solvable.

    Returns:
        The readings in the order of the journey. ``.intake`` tells what became of every ticket.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
        SourceError: if the source names what the journey does not have.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Use", "touchpoints": ["Help"]}])
        >>> log = pl.DataFrame({"touchpoint": "help", "opened": ["2026-01-01 10:00"] * 2,
        ...                     "resolved": ["2026-01-01 10:30", None]})
        >>> readings = measure_tickets(journey, log)
        >>> readings[0].metric, readings[0].value, readings[0].n
        ('art', 30.0, 1)
    """
    source = take_source(source, TicketSource)
    check_source(journey, source, [("metric", source.metric)])
    metric = journey.metric(source.metric)
    unit = find_unit(metric)
    table = open_source(tickets, source)
    parts = find_parts(table, source)
    _check_parts(table, source, parts)
    words = {part: parts[part] for part in _WORDS if part in parts}
    reader = GroupReader(journey, source, words, table.name)
    missing = Missing.of(source.missing)
    dates = parts.get("opened"), parts.get("resolved")
    spans = Spans(table, reader.words, *dates, missing, source.format.times)
    gathered = TicketCounts(source, metric, reader, parts)
    with engine_errors(table.name):
        keys = _keys(source)
        groups = list(spans.count(keys, _sums(unit, parts)))
        gathered.take_all(groups)
        total = sum(group["n"] for group in groups)
        table.check_all_was_read(total)
        if not gathered.faults.are_tolerated(total, source.tolerate):
            spans.find(gathered.faults)
            gathered.faults.raise_all(table)
        notes = [*table.notes, *gathered.notes()]
        if gathered.open:
            notes += note_open(spans, keys, unit, gathered)
    return _finish(journey, table, gathered, total, notes)


def find_unit(metric: Metric) -> int:
    """The microseconds in a duration metric's unit.

    Raises:
        SourceError: if it is no duration, or its unit is none that a clock tells.
    """
    unit = (metric.unit or "").strip().casefold().removesuffix("s")
    if metric.kind != "duration":
        hint = "the time to resolve needs a metric of kind: duration"
        raise SourceError([Problem("not a duration", path="metric", value=metric.id, hint=hint)])
    if unit not in UNITS:
        hint = f"a clock tells {', '.join(f'{word}s' for word in UNITS)}"
        raise SourceError([Problem("unknown unit", path="metric", value=metric.unit, hint=hint)])
    return UNITS[unit]


def _check_parts(table: Table, source: TicketSource, parts: Mapping[str, str]) -> None:
    absent = []
    if "resolved" in parts or source.waves:
        absent += [] if "opened" in parts else [source.columns.get("opened", "opened")]
    if parts.keys().isdisjoint(("resolved", "solved_first", "contacts", "reopened")):
        absent.append("resolved")
    if not any((source.touchpoint, source.stage, source.scope)) and "touchpoint" not in parts:
        absent.append("touchpoint")
    refuse_absent(table, absent)


def _keys(source: TicketSource) -> dict[str, str]:
    if source.waves is None:
        return {}
    every = "day" if source.waves.window is not None else source.waves.every
    return {"start": f"epoch_us(date_trunc('{every}', make_timestamp(a)))"}


def _sums(unit: int, parts: Mapping[str, str]) -> dict[str, str]:
    """Moments of the times in the metric's unit; a time of 0 has no logarithm."""
    if "resolved" not in parts:
        return {}
    took = f"case when b > a then (b - a) / {float(unit)} when b = a then {HALF_UNIT} end"
    return {
        "zeros": "count(*) filter (where b = a)",
        "timed": f"count({took})",
        "mean": f"avg({took})",
        "variance": f"var_pop({took})",
        "log_mean": f"avg(ln({took}))",
        "log_variance": f"var_pop(ln({took}))",
        "latest": "max(greatest(a, b))",
    }


def _finish(
    journey: Journey, table: Table, gathered: TicketCounts, total: int, notes: list[str]
) -> MeasuredReadings:
    aside = Counter(gathered.aside)
    aside.update(gathered.faults.rows)
    aside.update(table.aside)
    whole = total + sum(table.aside.values())
    told = dict(sorted(aside.items()))
    intake = Intake(whole, whole, gathered.used, told, tuple(notes), "ticket")
    readings = to_readings(gathered, name_of_source(table.name))
    return MeasuredReadings(put_in_order(journey, readings), intake)
