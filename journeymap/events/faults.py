"""The second, narrow look: which events can't be read, how many, and where the first ones stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.events.activities import is_blank
from journeymap.events.log import EventLog
from journeymap.events.rows import MEMORY, Rows
from journeymap.intake import is_tolerated
from journeymap.model.event_sources import EventSource
from journeymap.tables.duck import to_duckdb
from journeymap.tables.sql import quote_name
from journeymap.tables.table import find_free_name
from journeymap.text import to_nfc

NO_CASE, NO_ACTIVITY, NO_TIME, BAD_TIME = "no case", "no activity", "no time", "unreadable time"
_FIRST = 3
_HINTS = {
    NO_CASE: "each event needs to tell whose journey it belongs to",
    NO_ACTIVITY: "each event needs to tell what happened",
    NO_TIME: "each event needs a time, or none of them",
    BAD_TIME: "write it as 2026-03-01T10:00:00Z, or how it is written in format: {times: ...}",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of fault: how many events have it, the first rows, and the cell in the first."""

    reason: str
    n: int
    rows: Sequence[int]
    cell: str | None


def set_faults_aside(
    rows: Rows, log: EventLog, source: EventSource, total: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Events at fault by reason, and the activities of the others with their counts.

    Raises:
        AnswersError: with a problem per kind of fault, unless the source tolerates so many.
    """
    numbered, row = _number(rows, log)
    told = _select_reasons(numbered, log, row)
    kinds: list[_Kind] = []
    good: Counter[str] = Counter()
    grouped = f"select why, a, count(*), min(row, {_FIRST}), arg_min(cell, row) from ({told})"
    found: dict[str, list[_Kind]] = {}
    for why, activity, n, first, cell in numbered.fetch(f"{grouped} group by why, a"):
        reason = why or (NO_ACTIVITY if is_blank(activity) else None)
        if reason is None:
            good[activity] += n
        else:
            found.setdefault(reason, []).append(_Kind(reason, n, first, cell))
    kinds = [_merge(same) for reason in _HINTS if (same := found.get(reason))]
    if not is_tolerated(sum(kind.n for kind in kinds), total, source.tolerate):
        raise AnswersError(_to_problems(kinds, log))
    return {kind.reason: kind.n for kind in kinds}, dict(good)


def _select_reasons(rows: Rows, log: EventLog, row: str) -> str:
    """SQL of why each event is at fault, and its cell; the case counts first, the time last."""
    names = log.table.columns
    when = f"when c is null then '{NO_CASE}'"
    cell = "null"
    if rows.time is not None and log.time is not None:
        blank = f"when trim(coalesce(a, '')) <> '' and t is null and s is null then '{NO_TIME}'"
        bad = f"when trim(coalesce(a, '')) <> '' and t is null then '{BAD_TIME}'"
        when = f"{when} {blank} {bad}"
        cell = f"cast({quote_name(names[log.time])} as varchar)"
    more = (f"{rows.stamped or 'null'} as s", f"{cell} as cell", f"{quote_name(row)} as row")
    return f"select a, case {when} end as why, row, cell from ({rows.select(*more)})"


def _number(rows: Rows, log: EventLog) -> tuple[Rows, str]:
    """The rows with their number, and its column."""
    is_known = log.table.kept is not None or log.table.frame.implementation.is_duckdb()
    counted = log.table.numbered() if is_known else None
    if counted is not None:
        frame = counted[0] if counted[0].implementation.is_duckdb() else counted[0].collect()
        relation = to_duckdb(frame, MEMORY)
        if relation is not None:
            return replace(rows, relation=relation), counted[1]
    row = find_free_name(rows.relation.columns)
    number = duckdb.SQLExpression("row_number() over ()").alias(row)
    return replace(rows, relation=rows.relation.select(duckdb.StarExpression(), number)), row


def _merge(same: Sequence[_Kind]) -> _Kind:
    rows = sorted(row for kind in same for row in kind.rows)[:_FIRST]
    first = min(same, key=lambda kind: kind.rows[0])
    return _Kind(first.reason, sum(kind.n for kind in same), rows, first.cell)


def _to_problems(kinds: Sequence[_Kind], log: EventLog) -> Iterator[Problem]:
    lines = find_lines(log, [row for kind in kinds for row in kind.rows])
    columns = {NO_CASE: log.case, NO_ACTIVITY: log.activity}
    for kind in kinds:
        column = columns.get(kind.reason, log.time or "")
        first = kind.rows[0]
        yield Problem(
            kind.reason,
            path=column if first in lines else f"row {first}: {column}",
            value=kind.cell if kind.reason == BAD_TIME else None,
            hint="; ".join(filter(None, (_HINTS[kind.reason], _tell_more(kind, lines)))),
            file=log.table.name,
            line=lines.get(first),
        )


def _tell_more(kind: _Kind, lines: Mapping[int, int]) -> str:
    if kind.n == 1:
        return ""
    word = "lines" if kind.rows[0] in lines else "rows"
    first = ", ".join(f"{lines.get(row, row)}" for row in kind.rows)
    more = " ..." if kind.n > len(kind.rows) else ""
    return f"{kind.n:,} events, {word} {first}{more}"


def find_lines(log: EventLog, rows: Sequence[int]) -> Mapping[int, int]:
    """The lines of the file in which these rows begin; empty where there are none."""
    if log.line is None or not rows:
        return log.table.lines(rows)
    counted = log.table.numbered()
    if counted is None:
        return {}
    frame, row_name = counted
    asked = frame.filter(nw.col(row_name).is_in(sorted(set(rows))))
    pairs = log.table.fetch(asked.select(row_name, log.table.columns[to_nfc(log.line)]))
    return {int(row): int(line) for row, line in pairs if line is not None}
