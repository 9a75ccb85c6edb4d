"""The second, narrow look: in which lines or rows the faulty cells stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

import narwhals.stable.v2 as nw

from journeymap.answers.context import FaultKey, Where
from journeymap.answers.dates import NOT_A_TIME
from journeymap.answers.gathering import Fault, Gathered
from journeymap.answers.scores import Refusal
from journeymap.errors import AnswersError, Problem
from journeymap.intake import is_tolerated
from journeymap.tables.table import Frame, Table
from journeymap.text import Percent

_MOST_TOLD = 1_000
_MOST_SOUGHT = 100  # of more faults only the first row is told, because each pass costs
_MOST_ROWS = 3
_MOST_TIMES, _MOST_CELLS = 3, 20  # different cells of a column that are told one by one


def settle_faults(
    table: Table,
    numbered: Sequence[Frame],
    gathered: Gathered,
    tolerated: float = 0,
    questions: int = 0,
) -> list[str]:
    """Raises all faults, each with the first lines or rows where it stands, or tells of them.

    Args:
        table: The table.
        numbered: Its tall frames, counted apart as before, with the number of each row.
        gathered: What was found in it.
        tolerated: The share of answers that may be at fault, 0 to 1.
        questions: How many questions a row of a wide table answers; 0 for a tidy one.

    Returns:
        A sentence for each reason why tolerated answers are set aside.

    Raises:
        AnswersError: where more are at fault, with a problem per column and faulty cell, in the
            order of the table.
    """
    look = _Look(table, numbered, is_wide=questions > 0)
    if is_tolerated(gathered.faulty, gathered.total, tolerated):
        return list(_tell_tolerated(look, gathered))
    told = list(_tell_all(look, gathered.faults, max(questions, 1)))
    if tolerated:
        share = _to_percent(gathered.faulty / gathered.total)
        wrong = f"answers at fault: {gathered.faulty:,} of {gathered.total:,}, {share}"
        hint = f"tolerated are {_to_percent(tolerated)}"
        told.append(Problem(wrong, hint=hint, file=table.name))
    raise AnswersError(told)


def _to_percent(share: float) -> str:
    return str(Percent(float(f"{share:.3g}")))


def _tell_all(look: _Look, faults: Mapping[FaultKey, Fault], questions: int) -> Iterator[Problem]:
    look.find(faults.values())
    faults = _join_times(look, faults)
    first = {key: min(look.rows(fault), default=None) for key, fault in faults.items()}
    columns = {column: i for i, column in enumerate(look.table.columns)}

    def order(key: FaultKey) -> tuple[object, ...]:
        row = first[key]
        return row is None, row or 0, columns.get(key.column, len(columns)), key

    ordered, left = _cut(sorted(faults, key=order))
    look.find_more([faults[key] for key in ordered[:_MOST_SOUGHT]])
    rows = {key: look.rows(faults[key]) for key in ordered[:_MOST_TOLD]}
    lines = look.table.lines({row for found in rows.values() for row in found})
    for key, found in rows.items():
        fault = faults[key]
        asked = any(column == "asked" for where in fault.wheres for column, _ in where)
        yield _to_problem(look, key, fault.rows // (1 if asked else questions), found, lines)
    for (column, message), n in left.items():
        cells = f"and {n:,} more different cell{'' if n == 1 else 's'}: {message}"
        yield Problem(cells, path=column, file=look.table.name)
    if more := len(ordered) - len(rows):
        yield Problem(f"and {more:,} more", file=look.table.name)


def _join_times(look: _Look, faults: Mapping[FaultKey, Fault]) -> dict[FaultKey, Fault]:
    """The faults, with many cells of a column that are no times as one: of one way to write them.

    The cell that comes first stands for all.
    """
    by_column: dict[tuple[str, Refusal], list[FaultKey]] = {}
    for key in faults:
        if key.refusal.message == NOT_A_TIME:
            by_column.setdefault((key.column, key.refusal), []).append(key)
    joined = dict(faults)
    for (column, refusal), keys in by_column.items():
        if len(keys) > _MOST_TIMES:
            found = [joined.pop(key) for key in keys]
            row = {key: look.rows(faults[key]) for key in keys}
            cell = min(keys, key=lambda key: (not row[key], row[key], key.cell)).cell
            hint = f"{refusal.hint}; {len(keys):,} different cells"
            wheres = {where: None for fault in found for where in fault.wheres}
            whole = Fault(sum(fault.rows for fault in found), wheres)
            joined[FaultKey(column, cell, Refusal(refusal.message, hint))] = whole
    return joined


def _cut(ordered: Sequence[FaultKey]) -> tuple[list[FaultKey], Mapping[tuple[str, str], int]]:
    """The first faults of each column and message, and how many others of these there are."""
    alike: dict[tuple[str, str], list[FaultKey]] = {}
    for key in ordered:
        alike.setdefault((key.column, key.refusal.message), []).append(key)
    left = {of: len(keys) - _MOST_CELLS for of, keys in alike.items() if len(keys) > _MOST_CELLS}
    kept = {key for keys in alike.values() for key in keys[:_MOST_CELLS]}
    return [key for key in ordered if key in kept], left


def _to_problem(
    look: _Look, key: FaultKey, n: int, rows: Sequence[int], lines: Mapping[int, int]
) -> Problem:
    line = lines.get(rows[0]) if rows else None
    path = key.column if line is not None or not rows else f"row {rows[0]}: {key.column}"
    more = f"in {n:,} rows" if n > 1 else ""
    if more and len(rows) > 1:
        more += f": {'lines ' if lines else ''}{_list_places(rows, lines, n)}"
    hint = "; ".join(filter(None, (key.refusal.hint, more)))
    value = key.cell if key.cell.strip() else None
    return Problem(
        key.refusal.message, path=path, value=value, hint=hint, file=look.table.name, line=line
    )


def _tell_tolerated(look: _Look, gathered: Gathered) -> Iterator[str]:
    by_reason: dict[str, list[Fault]] = {}
    for key, fault in gathered.faults.items():
        by_reason.setdefault(key.refusal.message, []).append(fault)
    look.find(gathered.faults.values())
    for reason, faults in sorted(by_reason.items()):
        look.find_more(nsmallest(_MOST_ROWS, faults, key=look.rows))
        rows = sorted({row for fault in faults for row in look.rows(fault)})[:_MOST_ROWS]
        n, lines = sum(fault.rows for fault in faults), look.table.lines(rows)
        word = ("line" if lines else "row") + ("s" if len(rows) > 1 else "")
        told = f"tolerated and set aside: {reason}, " + ("once" if n == 1 else f"{n:,} times")
        yield f"{told} ({word} {_list_places(rows, lines, n)})" if rows else told


def _list_places(rows: Sequence[int], lines: Mapping[int, int], n: int) -> str:
    shown = ", ".join(str(lines.get(row, row)) for row in rows)
    return f"{shown}, ..." if n > len(rows) else shown


@dataclass(slots=True)
class _Look:
    """Finds the first rows where raw cells stand, one pass for every next row."""

    table: Table
    numbered: Sequence[Frame]
    is_wide: bool
    found: dict[Where, list[int]] = field(default_factory=dict)

    def rows(self, fault: Fault) -> list[int]:
        """The first rows of a fault, as far as they have been found."""
        return sorted({row for where in fault.wheres for row in self.found.get(where, ())})[
            :_MOST_ROWS
        ]

    def find(self, faults: Iterable[Fault]) -> None:
        """Finds the next row of each fault."""
        by_columns: dict[tuple[str, ...], set[Where]] = {}
        for where in (where for fault in faults for where in fault.wheres):
            by_columns.setdefault(tuple(column for column, _ in where), set()).add(where)
        for columns, wheres in by_columns.items():
            for where, row in self._find_next(columns, wheres).items():
                self.found.setdefault(where, []).append(row)

    def find_more(self, faults: Collection[Fault]) -> None:
        """Finds further rows of faults that occur more than once."""
        for known in range(1, _MOST_ROWS):
            left = [f for f in faults if f.rows > known]
            if left:
                self.find(left)

    def _find_next(self, columns: tuple[str, ...], wheres: Collection[Where]) -> dict[Where, int]:
        found: dict[Where, int] = {}
        for frame in self.numbered:
            left = self._without_found(frame, columns, wheres)
            first = left.select(*columns, "row").group_by(*columns).agg(nw.col("row").min())
            for *cells, row in self.table.fetch(first.select(*columns, "row")):
                where = tuple(zip(columns, cells, strict=True))
                if where in wheres:
                    found[where] = min(row, found.get(where, row))
        return found

    def _without_found(
        self, frame: Frame, columns: tuple[str, ...], wheres: Collection[Where]
    ) -> Frame:
        """The frame without the rows that were found; of a wide one, those of each question."""
        known: dict[object, set[int]] = {}
        for where in wheres:
            apart = dict(where)["asked"] if self.is_wide and "asked" in columns else None
            known.setdefault(apart, set()).update(self.found.get(where, ()))
        for apart, rows in known.items():
            if rows:
                is_found = nw.col("row").is_in(sorted(rows))
                here = is_found if apart is None else is_found & (nw.col("asked") == apart)
                frame = frame.filter(~here)
        return frame
