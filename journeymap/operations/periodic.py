"""Customers counted by period, a row each: their start, end, new and lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import AnswersError, Problem
from journeymap.intake import Intake, MeasuredReadings
from journeymap.model.customers import OF_PERIODS, CustomerSource
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.operations.faults import Doubled, FaultKey, Faults, Refusal
from journeymap.operations.meanings import read_count, read_label, read_segments
from journeymap.operations.rates import CENSUS, describe, to_rates
from journeymap.operations.rows import read_rows
from journeymap.order import name_of_source, put_in_order
from journeymap.tables.cells import Missing
from journeymap.tables.table import Table
from journeymap.text import to_nfc

Numbers = Mapping[str, int]
_RATIO = Refusal(
    "end / start is a customer-base ratio, not retention",
    "new or lost is needed beside them",
)


def measure_periods(
    journey: Journey, table: Table, source: CustomerSource, parts: Mapping[str, str]
) -> MeasuredReadings:
    """Retention and churn of each period.

    Args:
        journey: It has the place.
        table: A row per period, and per segment.
        source: How it is read.
        parts: Part to column, of wave, start, end, new and lost.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
    """
    _refuse_dates(source, table)
    gathered = _Gathered()
    _gather(gathered, journey, table, source, parts)
    gathered.faults.add_doubled(table, gathered.doubled, "period", "keep one of them")
    if not gathered.faults.are_tolerated(gathered.total, source.tolerate):
        gathered.faults.raise_all(table)
    aside = gathered.aside + gathered.faults.rows
    used = gathered.total - aside.total()
    aside.update(table.aside)
    whole = gathered.total + sum(table.aside.values())
    readings = put_in_order(journey, (reading for reading, _ in gathered.found.values()))
    notes = (*table.notes, *([CENSUS] if readings else []))
    return MeasuredReadings(readings, Intake(whole, whole, used, aside, notes, "period"))


@dataclass(slots=True)
class _Gathered:
    """The periods so far: readings with their rows, what was set aside, and what is wrong."""

    total: int = 0
    found: dict[tuple[object, ...], tuple[Reading, int]] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    doubled: list[Doubled] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def add(self, readings: Iterable[Reading], number: int) -> None:
        """Takes in the readings of one row; a second row for the same period is a fault."""
        for reading in readings:
            _, first = self.found.setdefault(reading.key, (reading, number))
        if first != number:
            self.doubled.append(Doubled(number, first, reading.wave or ""))


def _gather(
    gathered: _Gathered,
    journey: Journey,
    table: Table,
    source: CustomerSource,
    parts: Mapping[str, str],
) -> None:
    segments = [to_nfc(segment.column) for segment in source.segments.values()]
    columns = list(dict.fromkeys((*parts.values(), *segments)))
    name, missing = name_of_source(table.name), Missing.of(source.missing)
    for number, cells in read_rows(table, columns, source.format.decimal):
        gathered.total += 1
        read = _read(dict(zip(columns, cells, strict=True)), source, parts, missing)
        if isinstance(read, str):
            gathered.aside[read] += 1
        elif isinstance(read, list):
            gathered.faults.add(read, first=number)
        else:
            start, lost, wave, segment = read
            told = {**describe(journey, source, segment, name), "wave": wave}
            gathered.add(to_rates(start, lost, **told), number)


def find_lost(numbers: Numbers) -> tuple[int, int] | Refusal:
    """Customers at the start and those of them who were lost, from what is told of four numbers.

    The four hold together by end = start + new - lost, where new are those who came within the
    period and stayed to its end.

    Args:
        numbers: What is told of start, end, new and lost.

    Example:
        >>> find_lost({"start": 200, "end": 220, "new": 40})
        (200, 20)
        >>> find_lost({"start": 200, "end": 220}).message
        'end / start is a customer-base ratio, not retention'
    """
    start, end, new, lost = (numbers.get(part) for part in OF_PERIODS)
    if start is None and end is not None and new is not None and lost is not None:
        start = end - new + lost
    if start is not None and end is not None and new is not None and lost is None:
        lost = start + new - end
        if lost < 0:
            kept = f"{end:,} - {new:,} is more than {start:,}"
            return Refusal("retention above 1", f"{kept}; end counts new customers too")
    if start is None or lost is None:
        is_ratio = start is not None and end is not None
        hint = "write start and lost, or start, end and new"
        return _RATIO if is_ratio else Refusal("too few numbers", hint)
    if end is not None and new is not None and end != start + new - lost:
        hint = f"{start:,} + {new:,} - {lost:,} is {start + new - lost:,}, not {end:,}"
        return Refusal("end is not start + new - lost", hint)
    if end is not None and new is None and end < start - lost:
        hint = f"at least {start - lost:,} of the start are left"
        return Refusal("end is less than start - lost", hint)
    if start < 0 or lost > start:
        return Refusal("more lost than there were", f"{max(start, 0):,} at the start")
    return start, lost


def _read(
    row: Mapping[str, str | None],
    source: CustomerSource,
    parts: Mapping[str, str],
    missing: Missing,
) -> tuple[int, int, str | None, dict[str, str]] | str | list[FaultKey]:
    """Start, lost, wave and segment of a row, why it is set aside, or what is wrong with it."""
    faults: list[FaultKey] = []
    numbers = dict(_numbers(row, source, parts, missing, faults))
    if not numbers and not faults:
        return "no value"
    wave, segment = source.wave, read_segments(row, source, missing, faults)
    word = row[parts["wave"]] if "wave" in parts else None
    if source.wave is None and word and not missing.covers(word):
        label = read_label(word)
        if isinstance(label, Refusal):
            faults.append(FaultKey(parts["wave"], word, label))
        else:
            wave = label
    if faults:
        return faults
    found = find_lost(numbers)
    if isinstance(found, Refusal):
        last = next(part for part in ("end", "lost", "new", "start") if part in parts)
        return [FaultKey(parts[last], row[parts[last]] or "", found)]
    return (*found, wave, segment) if found[0] else "nobody at the start"


def _numbers(
    row: Mapping[str, str | None],
    source: CustomerSource,
    parts: Mapping[str, str],
    missing: Missing,
    faults: list[FaultKey],
) -> Iterator[tuple[str, int]]:
    for part in OF_PERIODS:
        cell: Any = row[parts[part]] if part in parts else None
        if missing.covers(cell):
            continue
        number = read_count(cell, source.format.decimal)
        if isinstance(number, Refusal):
            faults.append(FaultKey(parts[part], cell, number))
        else:
            yield part, number


def _refuse_dates(source: CustomerSource, table: Table) -> None:
    if source.first_day is not None:
        hint = "the column wave tells the period of each row"
        message = "from and to are for tables with a row per customer"
        raise AnswersError([Problem(message, file=table.name, hint=hint)])
