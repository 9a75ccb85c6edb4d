"""Tables of whole paths, "search > cart > pay" with counts: the same flow, without times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.events.activities import (
    Place,
    Recognised,
    is_blank,
    recognise,
)
from journeymap.events.counts import Counts, Edge, Gaps
from journeymap.events.log import PathLog
from journeymap.events.observing import Observed
from journeymap.events.opening import open_paths
from journeymap.intake import Intake, is_tolerated
from journeymap.model.event_sources import EventSource
from journeymap.tables.codes import advise_decimal, read_number, to_text
from journeymap.tables.engines import engine_errors
from journeymap.tables.selecting import keep_only
from journeymap.text import to_nfc

NO_PATH, NO_TOUCHPOINT_HERE, BAD_COUNT = "no path", "a blank in a path", "not a count"
_HINTS = {
    NO_PATH: "each row needs a path",
    NO_TOUCHPOINT_HERE: "touchpoints of a path stand between its separators",
    BAD_COUNT: "a count is a whole number, 0 or more",
}


@dataclass(slots=True)
class _Fault:
    rows: int
    wheres: list[tuple[object, ...]]
    cell: str | None


@dataclass(slots=True)
class _Read:
    """What was read of a table of paths."""

    walks: Counter[tuple[str, ...]] = field(default_factory=Counter)
    faults: dict[tuple[str, str], _Fault] = field(default_factory=dict)
    rows: int = 0


def observe_paths(
    paths: object, source: EventSource, place: Place, *, detailed: bool, variants: int
) -> Observed:
    """Counts a table of paths; an outcome that the source names is one more touchpoint at the end.

    Args:
        paths: A path of a table, or any table that narwhals understands.
        source: Names the column of paths and those of counts.
        place: What an activity counts as.
        detailed: Whether cases per touchpoint, rework and the number of paths are counted too.
        variants: How many of the most frequent paths are wanted.

    Raises:
        AnswersError: with everything in the table that can't be used.
    """
    log = open_paths(paths, source)
    with engine_errors(log.table.name):
        selected = keep_only(log.table, source.only)
        log = PathLog(selected, log.path, log.counts, log.separator)
        read = _read(log, source)
    log.table.check_all_was_read(read.rows)
    notes = (*log.table.notes, *_settle_faults(log, source, read))
    words: Counter[str] = Counter()
    for cells, weight in read.walks.items():
        words.update({cell: weight * n for cell, n in Counter(cells).items()})
    recognised = recognise(words, source.ignore, place, log.path, log.table.name)
    counts = _count(read.walks, recognised, detailed=detailed, variants=variants)
    used = sum(counts.visits)
    aside = dict(recognised.aside)
    total = used + sum(aside.values())
    # a row that can't be read does not tell how many events it stands for
    rows_aside = Counter(log.table.aside)
    rows = read.rows + rows_aside.total()
    for (_, reason), fault in sorted(read.faults.items()):
        rows_aside[reason] += fault.rows
    intake = Intake(rows, total, used, aside, counted="event", rows_aside=rows_aside)
    settings = {"path": log.path, "count": ", ".join(log.counts) or None}
    return Observed(log.table.name, counts, recognised, intake, notes, {}, {}, settings)


def _read(log: PathLog, source: EventSource) -> _Read:
    named, cells = _name_cells(log)
    grouped = log.table.frame.select(*named).group_by(*cells).agg(nw.len().alias("n"))
    read = _Read()
    for *raws, n in log.table.fetch(grouped.select(*cells, "n")):
        read.rows += n
        try:
            _take(read, log, source, [to_text(raw, source.format.decimal) for raw in raws], n)
        except _Refused as refused:
            key = (refused.column, refused.reason)
            fault = read.faults.setdefault(key, _Fault(0, [], refused.cell))
            fault.rows += n
            fault.wheres.append(tuple(raws))
    return read


def _name_cells(log: PathLog) -> tuple[list[nw.Expr], list[str]]:
    """The columns of path and counts under names of our own, and these names."""
    columns = (log.path, *log.counts)
    cells = [f"cell{i}" for i in range(len(columns))]
    named = zip(columns, cells, strict=True)
    return [nw.col(log.table.columns[column]).alias(cell) for column, cell in named], cells


class _Refused(Exception):  # noqa: N818 - it never leaves this file
    def __init__(self, column: str, reason: str, cell: str | None) -> None:
        super().__init__(reason)
        self.column, self.reason, self.cell = column, reason, cell


def _take(
    read: _Read, log: PathLog, source: EventSource, cells: Sequence[str | None], n: int
) -> None:
    path = cells[0]
    if is_blank(path):
        raise _Refused(log.path, NO_PATH, None)
    touchpoints = tuple(to_nfc(cell.strip()) for cell in (path or "").split(log.separator.strip()))
    if any(is_blank(touchpoint) for touchpoint in touchpoints):
        raise _Refused(log.path, NO_TOUCHPOINT_HERE, path)
    if not log.counts:
        read.walks[touchpoints] += n
    counted = list(zip(log.counts, cells[1:], strict=True))
    weights = [_to_count(column, cell, source.format.decimal) for column, cell in counted]
    for column, weight in zip(log.counts, weights, strict=True):
        outcome = source.outcomes.get(column)
        if weight:
            reached = (*touchpoints, to_nfc(outcome)) if outcome is not None else touchpoints
            read.walks[reached] += weight * n


def _to_count(column: str, cell: str | None, decimal: str) -> int:
    number = read_number(cell or "", decimal)
    if number is None or number < 0 or not number.is_integer():
        raise _Refused(column, BAD_COUNT, cell)
    return int(number)


def _settle_faults(log: PathLog, source: EventSource, read: _Read) -> Iterator[str]:
    """Tells rows at fault where the source tolerates so many.

    Raises:
        AnswersError: where it does not.
    """
    faulty = sum(fault.rows for fault in read.faults.values())
    if not is_tolerated(faulty, read.rows, source.tolerate):
        raise AnswersError(_to_problems(log, read, source.format.decimal))
    for (column, reason), fault in sorted(read.faults.items()):
        yield f"{fault.rows:,} rows are set aside ({reason} in {column})"


def _to_problems(log: PathLog, read: _Read, decimal: str) -> Iterator[Problem]:
    first = _find_rows(log, read)
    lines = log.table.lines([row for row in first.values() if row is not None])
    for (column, reason), fault in sorted(read.faults.items()):
        row = first[column, reason]
        more = f"in {fault.rows:,} rows" if fault.rows > 1 else ""
        line = lines.get(row) if row is not None else None
        advice = advise_decimal(fault.cell or "", decimal) if reason == BAD_COUNT else ""
        yield Problem(
            reason,
            path=column if line is not None or row is None else f"row {row}: {column}",
            value=fault.cell,
            hint="; ".join(filter(None, (_HINTS[reason], advice, more))),
            file=log.table.name,
            line=line,
        )


def _find_rows(log: PathLog, read: _Read) -> Mapping[tuple[str, str], int | None]:
    """The first row of each kind of fault, by a second look at the table."""
    found: dict[tuple[str, str], int | None] = dict.fromkeys(read.faults)
    counted = log.table.numbered()
    if counted is None:
        return found
    frame, row_name = counted
    named, cells = _name_cells(log)
    numbered = frame.select(*named, nw.col(row_name).alias("row"))
    grouped = numbered.group_by(*cells).agg(nw.col("row").min()).select(*cells, "row")
    wanted = {where: key for key, fault in read.faults.items() for where in fault.wheres}
    for *raws, row in log.table.fetch(grouped):
        key = wanted.get(tuple(raws))
        if key is not None:
            found[key] = min(int(row), found[key] or int(row))
    return found


def _count(
    walks: Mapping[tuple[str, ...], int], recognised: Recognised, *, detailed: bool, variants: int
) -> Counts:
    size = len(recognised.names)
    edges: dict[Edge, Gaps] = {}
    visits, cases, reworked = [0] * size, [0] * size, [0] * size
    taken: Counter[tuple[int, ...]] = Counter()
    for cells, weight in walks.items():
        path = tuple(code for cell in cells if (code := recognised.codes.get(cell)) is not None)
        for place, pair in enumerate(pairwise(path), 1):
            gaps = edges.setdefault(pair, Gaps())
            gaps.n, gaps.places = gaps.n + weight, gaps.places + place * weight
        for code, n in Counter(path).items():
            visits[code] += n * weight
            cases[code] += weight
            reworked[code] += weight if n > 1 else 0
        if path:
            taken[path] += weight
    top = sorted(taken.items(), key=lambda item: (-item[1], item[0]))[:variants]
    return Counts(
        names=recognised.names,
        visits=visits,
        edges=edges,
        cases=cases if detailed else None,
        reworked=reworked if detailed else None,
        variants=top,
        n_variants=len(taken) if detailed else None,
    )
