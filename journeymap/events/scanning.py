"""The first look at a log: which activities there are, from when to when, and what is at fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journeymap.events.activities import (
    MOST_WORDS,
    Place,
    Recognised,
    Seen,
    is_blank,
    recognise,
    refuse_as_too_many,
)
from journeymap.events.faults import set_faults_aside
from journeymap.events.log import EventLog
from journeymap.events.rows import VIEW, Rows
from journeymap.model.event_sources import EventSource
from journeymap.tables.times import EARLIEST, LATEST


@dataclass(frozen=True, slots=True)
class Scan:
    """What the first look at a log tells.

    Args:
        total: How many events there are.
        recognised: The activities.
        visits: How many events each has, by code.
        span: The first and the last time in microseconds since 1970; None without times.
        aside: How many events are left out, by reason.
        has_faults: Whether some of them are left out because they can't be read.
        notes: What else the reader should know, one sentence each.
    """

    total: int
    recognised: Recognised
    visits: tuple[int, ...]
    span: tuple[int, int] | None
    aside: Mapping[str, int]
    has_faults: bool
    notes: tuple[str, ...] = ()


def scan(rows: Rows, log: EventLog, source: EventSource, place: Place) -> tuple[Rows, Scan]:
    """Looks at a log for the first time; a log without any time loses its column of times.

    Raises:
        AnswersError: with all kinds of fault at once, unless the source tolerates so many.
    """
    rows, seen, span = _look(rows, log)
    total = sum(one.n for one in seen.values())
    notes: tuple[str, ...] = ()
    log.table.check_all_was_read(total)
    if rows.time is not None and total and span is None and _is_unstamped(rows):
        rows = replace(rows, time=None, stamped=None)
        notes = ("no event has a time: the order of the rows counts",)
    timed = rows.time is not None
    aside: Mapping[str, int] = {}
    counted = {cell: one.n for cell, one in seen.items() if cell is not None}
    if any(_is_at_fault(cell, one, timed=timed) for cell, one in seen.items()):
        aside, counted = set_faults_aside(rows, log, source, total)
    recognised = recognise(counted, source.ignore, place, log.activity, log.table.name)
    visits = [0] * len(recognised.names)
    for cell, code in recognised.codes.items():
        visits[code] += counted[cell]
    every = {**aside, **recognised.aside}
    return rows, Scan(total, recognised, tuple(visits), span, every, bool(aside), notes)


def _look(rows: Rows, log: EventLog) -> tuple[Rows, dict[str | None, Seen], tuple[int, int] | None]:
    """The rows, with cases read as carefully as they need, their activities, and their span."""
    if (quick := _look_quickly(rows)) is not None:
        return quick
    asked = "a, count(*), count(c), count(t), min(t), max(t), count(*) filter (care)"
    read = rows.select(f"{rows.needs_care} as care")
    seen: dict[str | None, Seen] = {}
    ends: list[int] = []
    for cell, n, with_case, timed, first, last, care in rows.fetch(
        f"select {asked} from ({read}) group by a"
    ):
        if care:
            return _look(replace(rows, case=rows.careful, needs_care="false"), log)
        seen[cell] = Seen(n, with_case, timed)
        ends += [time for time in (first, last) if time is not None]
        if len(seen) > MOST_WORDS:
            raise refuse_as_too_many(log.activity, log.table.name, MOST_WORDS)
    return rows, seen, (min(ends), max(ends)) if ends else None


def _look_quickly(
    rows: Rows,
) -> tuple[Rows, dict[str | None, Seen], tuple[int, int] | None] | None:
    """The same from what a file tells of whole columns; None where that is not enough.

    Where all cases and times are there, times need not be looked at one by one.
    """
    if rows.typed is None or not rows.has_numbers:
        return None
    told = f"count(*) as n, count({rows.case}) as c, count({rows.typed}) as t"
    ends = f"min({rows.typed}) as lo, max({rows.typed}) as hi"
    asked = "n, c, t, epoch_us(lo), epoch_us(hi)"
    ((n, cases, times, first, last),) = rows.fetch(
        f"select {asked} from (select {told}, {ends} from {VIEW})"
    )
    if not n == cases == times or first is None or last is None:
        return None
    if first < EARLIEST or last > LATEST:
        return None
    grouped = f"select a, count(*) from (select {rows.activity} as a from {VIEW}) group by a"
    seen = {cell: Seen(n, n, n) for cell, n in rows.fetch(grouped)}
    if len(seen) > MOST_WORDS:
        return None
    return replace(rows, time=f"epoch_us({rows.typed})"), seen, (first, last)


def _is_at_fault(cell: str | None, seen: Seen, *, timed: bool) -> bool:
    return is_blank(cell) or seen.with_case < seen.n or (timed and seen.timed < seen.n)


def _is_unstamped(rows: Rows) -> bool:
    (stamped,) = next(iter(rows.fetch(f"select count({rows.stamped}) from {VIEW}")))
    return bool(stamped == 0)
