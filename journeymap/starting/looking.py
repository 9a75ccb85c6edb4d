"""A cheap look at a table: which values its columns hold, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.sql import quote_name
from journeymap.tables.table import Table
from journeymap.text import find_unseen, to_number

MOST_ROWS, MOST_CELLS = 20_000, 1_000_000
MOST_VALUES = 200  # of a column that are kept; no scale has more
_BLANK = Missing()


@dataclass(frozen=True, slots=True)
class Look:
    """What a column holds.

    Args:
        name: The column.
        wording: The question as it was asked, where the table says so.
        values: Value to the rows that hold it, most frequent first; at most 200 of them.
        rows: How many rows were looked at.
        filled: How many of them are not blank.
        distinct: How many different values they hold.
    """

    name: str
    wording: str | None
    values: Mapping[str, int]
    rows: int
    filled: int
    distinct: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more values than are kept."""
        return self.distinct > len(self.values)


def look_at(
    table: Table, wordings: Mapping[str, str], decimal: str = "."
) -> tuple[tuple[Look, ...], bool]:
    """What the columns of a table hold, by its first rows, and whether these are all.

    Args:
        table: The table.
        wordings: Column to the text of its question, where known.
        decimal: What stands before the decimals of its numbers in text.
    """
    columns = list(table.columns)
    most = max(100, min(MOST_ROWS, MOST_CELLS // max(1, len(columns))))
    frame = table.frame.select(_read_times_as_text(table)).head(most + 1)
    counters: list[Counter[str]] = [Counter() for _ in columns]
    rows = 0
    for row in table.fetch(frame):
        rows += 1
        if rows > most:
            break
        for counter, raw in zip(counters, row, strict=True):
            cell = to_cell(raw)
            if cell is not None and not _BLANK.covers(cell):
                counter[to_plain(cell.strip(), decimal)] += 1
    seen = min(rows, most)
    found = tuple(
        Look(name, wordings.get(name), dict(c.most_common(MOST_VALUES)), seen, c.total(), len(c))
        for name, c in zip(columns, counters, strict=True)
    )
    return found, rows <= most


def part_unseen(looks: Collection[Look]) -> tuple[tuple[Look, ...], dict[str, str]]:
    """The columns that a source file can name, and why it can't name the others.

    Args:
        looks: The columns.

    Returns:
        Those without invisible characters in their name; and name to reason of the others.
    """
    unseen = {look.name: found for look in looks if (found := find_unseen(look.name))}
    told = "not taken: its name holds the invisible character"
    return (
        tuple(look for look in looks if look.name not in unseen),
        {name: f"{told} {found}" for name, found in unseen.items()},
    )


def to_plain(cell: str, decimal: str) -> str:
    """A cell with a point in its number, whatever mark it is written with.

    Example:
        >>> to_plain("4,5", ","), to_plain("4,5", "."), to_plain("yes, always", ",")
        ('4.5', '4,5', 'yes, always')
    """
    written = decimal == "," and cell.count(",") == 1
    pointed = cell.replace(",", ".")
    return pointed if written and to_number(pointed) is not None else cell


def _read_times_as_text(table: Table) -> list[nw.Expr]:
    """All columns; a time with a zone would need a library for zones to become a value."""
    schema = table.frame.collect_schema()
    return [
        nw.col(column).cast(nw.String) if schema[column].is_temporal() else nw.col(column)
        for column in table.columns.values()
    ]


def find_more_values(table: Table, looks: Collection[Look], decimal: str = ".") -> dict[str, Look]:
    """The same columns with the values of all rows; those that turn out to hold more stay out.

    One query over the whole table for these columns alone, with memory for a few hundred values
    of each (Metwally, Agrawal & El Abbadi 2005): while a column has fewer, none is missed.
    """
    native = nw.to_native(table.frame)
    inner = [table.columns[look.name] for look in looks]
    if not inner:
        return {}
    if isinstance(native, duckdb.DuckDBPyRelation):
        asked = ", ".join(f"approx_top_k({quote_name(c)}, {MOST_VALUES})" for c in inner)
        lists = next(table.fetch(nw.from_native(native.aggregate(asked))))
    else:
        lists = tuple(_list_values(table, column) for column in inner)
    return {
        look.name: _add(look, values or (), decimal)
        for look, values in zip(looks, lists, strict=True)
        if len(values or ()) < MOST_VALUES
    }


def _list_values(table: Table, column: str) -> list[Any]:
    unique = table.frame.select(column).unique().head(MOST_VALUES)
    return [row[0] for row in table.fetch(unique)]


def _add(look: Look, values: Collection[Any], decimal: str) -> Look:
    read = [cell for raw in values if (cell := to_cell(raw)) is not None]
    cells = [to_plain(cell.strip(), decimal) for cell in read]
    more = {cell: 0 for cell in cells if cell not in look.values and not _BLANK.covers(cell)}
    found = {**look.values, **more}
    return replace(look, values=found, distinct=len(found))
