"""The second, narrow look: in which lines or rows the faulty cells stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import narwhals.stable.v2 as nw

from journeymap.answers.decoding import FaultKey, Where
from journeymap.answers.gathering import Fault
from journeymap.errors import AnswersError, Problem
from journeymap.tables.table import Frame, Table

_MOST_TOLD = 1_000


def raise_faults(table: Table, numbered: Sequence[Frame], faults: Mapping[FaultKey, Fault]) -> None:
    """Raises all faults, each with the first line or row where it stands.

    Args:
        table: The table.
        numbered: Its tall frames, counted apart as before, with the number of each row.
        faults: What was found in it.

    Raises:
        AnswersError: with a problem per column and faulty cell, in the order of the table.
    """
    first = _find_rows(
        table, numbered, {where for fault in faults.values() for where in fault.wheres}
    )
    rows = {
        key: min((first[w] for w in fault.wheres if w in first), default=None)
        for key, fault in faults.items()
    }
    ordered = sorted(faults, key=lambda key: (rows[key] is None, rows[key] or 0))
    lines = table.lines({row for key in ordered[:_MOST_TOLD] if (row := rows[key]) is not None})
    told = [_to_problem(table, key, faults[key], rows[key], lines) for key in ordered[:_MOST_TOLD]]
    if more := len(ordered) - len(told):
        told.append(Problem(f"and {more:,} more", file=table.name))
    raise AnswersError(told)


def _to_problem(
    table: Table, key: FaultKey, fault: Fault, row: int | None, lines: Mapping[int, int]
) -> Problem:
    line = lines.get(row) if row is not None else None
    path = key.column if line is not None or row is None else f"row {row}: {key.column}"
    more = f"in {fault.rows:,} rows" if fault.rows > 1 else ""
    hint = "; ".join(filter(None, (key.refusal.hint, more)))
    value = key.cell if key.cell.strip() else None
    return Problem(
        key.refusal.message, path=path, value=value, hint=hint, file=table.name, line=line
    )


def _find_rows(
    table: Table, numbered: Sequence[Frame], wheres: Iterable[Where]
) -> dict[Where, int]:
    by_columns: dict[tuple[str, ...], set[Where]] = {}
    for where in wheres:
        by_columns.setdefault(tuple(column for column, _ in where), set()).add(where)
    found: dict[Where, int] = {}
    for columns, asked in by_columns.items():
        for frame in numbered:
            first = frame.select(*columns, "row").group_by(*columns).agg(nw.col("row").min())
            for *cells, row in table.fetch(first.select(*columns, "row")):
                where = tuple(zip(columns, cells, strict=True))
                if where in asked:
                    found[where] = min(row, found.get(where, row))
    return found
