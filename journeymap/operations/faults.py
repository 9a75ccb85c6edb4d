"""What in a table can't be used: gathered, then raised at once or set aside by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from journeymap.errors import AnswersError, Problem
from journeymap.intake import is_tolerated
from journeymap.tables.table import Table

MOST_TOLD = 1_000


class Refusal(NamedTuple):
    """Why a cell can't be used."""

    message: str
    hint: str = ""


class FaultKey(NamedTuple):
    """A fault by column and cell, however often it occurs."""

    column: str
    cell: str
    refusal: Refusal


class Doubled(NamedTuple):
    """A row that tells once more what another one tells; both count from 1."""

    row: int
    first: int
    shown: str


@dataclass(slots=True)
class Fault:
    """How often a fault occurs, and in which row first, from 1."""

    rows: int = 0
    first: int | None = None


@dataclass(slots=True)
class Faults:
    """All that is wrong with the rows of one table.

    Args:
        found: Fault to how often it occurs and where first.
        rows: Rows with any fault, by the reason of their first one.
    """

    found: dict[FaultKey, Fault] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)

    def add(self, keys: Iterable[FaultKey], *, rows: int = 1, first: int | None = None) -> None:
        """Takes in the faults of one row, or of several rows that are alike.

        Args:
            keys: What is wrong with them; nothing is taken in where nothing is.
            rows: How many they are.
            first: The number of the first of them, from 1, where it is known.
        """
        reason = ""
        for key in keys:
            reason = reason or key.refusal.message
            fault = self.found.setdefault(key, Fault())
            fault.rows += rows
            if first is not None:
                fault.first = min(first, fault.first or first)
        if reason:
            self.rows[reason] += rows

    def add_doubled(self, table: Table, doubled: Sequence[Doubled], what: str, hint: str) -> None:
        """Takes in rows that tell again what was told, after all others.

        Args:
            table: It knows the lines of the first ones.
            doubled: The rows.
            what: What they tell, such as "reading".
            hint: What to do about it.
        """
        lines = table.lines({one.first for one in doubled})
        for one in doubled:
            line = lines.get(one.first)
            where = f"row {one.first}" if line is None else f"line {line}"
            refusal = Refusal(f"the same {what} as in {where}", hint)
            self.add([FaultKey("the row", one.shown, refusal)], first=one.row)

    def are_tolerated(self, total: int, tolerate: float) -> bool:
        """Whether so few rows are at fault that they may be set aside.

        Args:
            total: All rows of the table.
            tolerate: The share of them that may be at fault.
        """
        return is_tolerated(self.rows.total(), total, tolerate)

    def raise_all(self, table: Table) -> None:
        """Raises all faults in the order of the table, each with its line or row.

        Raises:
            AnswersError: always.
        """
        ordered = sorted(
            self.found, key=lambda key: (self.found[key].first or float("inf"), key.column)
        )
        told = ordered[:MOST_TOLD]
        lines = table.lines([row for key in told if (row := self.found[key].first) is not None])
        problems = [_to_problem(table, key, self.found[key], lines) for key in told]
        if more := len(ordered) - len(told):
            problems.append(Problem(f"and {more:,} more", file=table.name))
        raise AnswersError(problems)


def _to_problem(table: Table, key: FaultKey, fault: Fault, lines: Mapping[int, int]) -> Problem:
    line = lines.get(fault.first) if fault.first is not None else None
    numbered = line is None and fault.first is not None
    path = f"row {fault.first}: {key.column}" if numbered else key.column
    more = f"in {fault.rows:,} rows" if fault.rows > 1 else ""
    return Problem(
        key.refusal.message,
        path=path,
        value=key.cell if key.cell.strip() else None,
        hint="; ".join(filter(None, (key.refusal.hint, more))),
        file=table.name,
        line=line,
    )
