"""Customers one by one: who was there at the start of each period, and who was lost within it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import Problem, SourceError
from journeymap.intake import Intake, MeasuredReadings
from journeymap.model.customers import CustomerSource
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.operations.columns import refuse_absent
from journeymap.operations.faults import FaultKey, Faults
from journeymap.operations.groups import GroupReader, Segment
from journeymap.operations.rates import CENSUS, describe, to_rates, to_share
from journeymap.operations.spans import Spans, find_date_faults
from journeymap.order import name_of_source, put_in_order
from journeymap.periods import cut_period, find_start, to_moment
from journeymap.tables.cells import Missing
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Table

_DAY = datetime.timedelta(days=1)


def measure_bases(
    journey: Journey, table: Table, source: CustomerSource, parts: Mapping[str, str]
) -> MeasuredReadings:
    """Retention, churn and referral from a row per customer.

    Args:
        journey: It has the place.
        table: A row per customer.
        source: How it is read.
        parts: Part to column, of started, ended, left and referred.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
        SourceError: if there are dates but no period.
    """
    _check_parts(table, source, parts)
    periods = Periods.of(source)
    flags = ("referred",) if periods else ("left", "referred")
    words = {part: parts[part] for part in flags if part in parts}
    reader = GroupReader(journey, source, words, table.name)
    begin, end = (parts[part] if periods else None for part in ("started", "ended"))
    missing = Missing.of(source.missing)
    spans = Spans(table, reader.words, begin, end, missing, source.format.times)
    counts = _Counts(reader, periods, words)
    with engine_errors(table.name):
        total = 0
        for group in spans.count(periods.keys() if periods else {}, {}):
            total += group["n"]
            counts.take(group, begin, end)
        table.check_all_was_read(total)
        if not counts.faults.are_tolerated(total, source.tolerate):
            spans.find(counts.faults)
            counts.faults.raise_all(table)
    name = name_of_source(table.name)
    readings = put_in_order(journey, counts.to_readings(journey, source, name))
    aside = dict(sorted((counts.aside + counts.faults.rows + Counter(table.aside)).items()))
    whole = total + sum(table.aside.values())
    notes = (*table.notes, *counts.notes(), *([CENSUS] if readings else []))
    return MeasuredReadings(readings, Intake(whole, whole, counts.used, aside, notes, "customer"))


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of one source, one after another.

    Args:
        starts: First day of each.
        labels: The wave of each.
        until: The day after the last of them.
        every: What they are cut into; None for a single one.
    """

    starts: tuple[datetime.date, ...]
    labels: tuple[str | None, ...]
    until: datetime.date
    every: str | None

    @classmethod
    def of(cls, source: CustomerSource) -> Periods | None:
        """The periods of a source; None where it tells none."""
        first, last = source.first_day, source.last_day
        if first is None or last is None:
            return None
        if source.waves is None:
            return cls((first,), (source.wave,), last + _DAY, None)
        parts = tuple(cut_period(first, last, source.waves.every))
        starts, labels = tuple(zip(*parts, strict=True))
        return cls(starts, labels, last + _DAY, source.waves.every)

    def keys(self) -> dict[str, str]:
        """SQL for the period in which a customer came and left: -1 before all, their number after.

        Customers who leave on the first day of a period are lost within it, and those who come on
        that day are new.
        """
        return {"came": self._place("a"), "went": self._place("b")}

    def _place(self, moment: str) -> str:
        first, until = to_moment(self.starts[0]), to_moment(self.until)
        within = "0"
        if self.every is not None:
            start = to_moment(find_start(self.starts[0], self.every))
            two = f"make_timestamp({start}), make_timestamp({moment})"
            within = f"date_diff('{self.every}', {two})"
        after = f"when {moment} >= {until} then {len(self.starts)}"
        return f"case when {moment} < {first} then -1 {after} else {within} end"


@dataclass(slots=True)
class _Base:
    """Customers of one segment, by period.

    Args:
        joins: How many more, or fewer, are in the base of a period than in that of the one before.
        lost: How many of its base a period loses.
        referred: How many have brought others, and how many have not.
    """

    joins: Counter[int] = field(default_factory=Counter)
    lost: Counter[int] = field(default_factory=Counter)
    referred: Counter[bool] = field(default_factory=Counter)


@dataclass(slots=True)
class _Counts:
    """The customers so far."""

    reader: GroupReader
    periods: Periods | None
    words: Mapping[str, str]
    bases: dict[Segment, _Base] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    faults: Faults = field(default_factory=Faults)
    used: int = 0

    def take(self, group: Mapping[str, Any], begin: str | None, end: str | None) -> None:
        """Takes in all customers of a group.

        Args:
            group: The group, from ``Spans.count``.
            begin: The column with their first day.
            end: The column with their last day.
        """
        faults: list[FaultKey] = []
        if begin is not None and end is not None:
            faults += find_date_faults(group, begin, end)
        segments = list(self.reader.read_segments(group, faults))
        left = self.reader.read_yes("left", group, faults)
        referred = self.reader.read_yes("referred", group, faults, counts=True)
        n = group["n"]
        if faults:
            self.faults.add(faults, rows=n)
            return
        span = self._find_span(group, left)
        if isinstance(span, str) and referred is None:
            self.aside[span] += n
            return
        self.used += n
        for segment in segments:
            base = self.bases.setdefault(segment, _Base())
            if referred is not None:
                base.referred[referred] += n
            if not isinstance(span, str):
                first, until, lost = span
                base.joins[first] += n
                base.joins[until] -= n
                base.lost[until - 1] += n * lost

    def to_readings(self, journey: Journey, source: CustomerSource, name: str) -> Iterator[Reading]:
        """The readings of all periods and segments."""
        labels = self.periods.labels if self.periods else (source.wave,)
        for segment, base in self.bases.items():
            told = describe(journey, source, dict([segment] if segment else []), name)
            start = 0
            for i, label in enumerate(labels):
                start += base.joins[i]
                if start:
                    yield from to_rates(start, base.lost[i], wave=label, **told)
            if n := base.referred.total():
                yield to_share("referral", base.referred[True], n, wave=source.wave, **told)

    def notes(self) -> Iterator[str]:
        """What the reader should know, one sentence each."""
        if self.periods and self.periods.every and "referred" in self.words:
            yield "the referral rate is about all customers of the table, not about a wave"

    def _find_span(
        self, group: Mapping[str, Any], left: bool | None
    ) -> tuple[int, int, bool] | str:
        """The first period in whose base they are, the one after the last, and whether lost there.

        A text is the reason why they are in none.
        """
        if self.periods is None:
            return "no value" if left is None else (0, 1, left)
        if group["begin"] != "ok":
            return "no date of start"
        count, came = len(self.periods.starts), group["came"]
        went = count if group["end"] == "blank" else group["went"]
        if went < 0:
            return "left before the period"
        if came >= count:
            return "came after the period"
        first, until = came + 1, min(went + 1, count)
        return (first, until, went < count) if first < until else "new in the period"


def _check_parts(table: Table, source: CustomerSource, parts: Mapping[str, str]) -> None:
    if source.first_day is not None:
        wanted = ("started", "ended")
        refuse_absent(table, (source.columns.get(p, p) for p in wanted if p not in parts))
    elif "left" not in parts and ("started" in parts or "ended" in parts):
        hint = "write from: 2025-01-01 and to: 2025-12-31"
        raise SourceError([Problem("retention needs a period", path="customers", hint=hint)])
