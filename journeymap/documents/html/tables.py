"""Results as tables of a page: cells with what they are sorted by, and whom a row is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.documents.cells import read_tables
from journeymap.documents.html.sort_keys import find_sort_keys
from journeymap.picture.lettering import clean_line
from journeymap.result import Cells, Result
from journeymap.wording.words import Words

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and the number it is sorted by; empty where it is sorted as text."""

    text: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, and the id of the touchpoint it is about; empty where there is none."""

    cells: tuple[Cell, ...]
    touchpoint: str = ""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page.

    Args:
        headings: What its columns show.
        right: Whether each column is aligned right.
        rows: The rows that are shown.
        total: How many rows there are; more than are shown where it was cut.
    """

    headings: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[TableRow, ...]
    total: int


def to_tables(result: Result[Any], words: Words, *, most: int = MOST_ROWS) -> tuple[PageTable, ...]:
    """The tables of a result; each cell reads as in every other document.

    Args:
        result: What was found.
        words: The fixed words of the page's language; numbers are written its way.
        most: How many rows of each are shown.
    """
    printed, said = result.tables(), read_tables(result, words)
    about = _find_touchpoints(result, len(printed[0][1])) if result.rows else ()
    made = []
    for i, (cells, as_printed) in enumerate(zip(said, printed, strict=True)):
        rows, touchpoints = ((), ()) if i else (result.rows, about)
        keys = find_sort_keys(as_printed, rows)
        made.append(_make(cells, keys, touchpoints, words, most))
    return tuple(made)


def _find_touchpoints(result: Result[Any], count: int) -> Sequence[str]:
    """The touchpoint of each line of the first table, which may have a line for several rows."""
    for name in ("rows", "spreads", "series"):
        found = getattr(result, name, ())
        if len(found) == count:
            return [getattr(one, "touchpoint", None) or "" for one in found]
    return ()


def _make(
    said: Cells, keys: Sequence[Sequence[str]], about: Sequence[str], words: Words, most: int
) -> PageTable:
    headings, rows, right = said
    made = [
        TableRow(
            tuple(Cell(clean_line(text), keys[i][k]) for i, text in enumerate(row)),
            about[k] if k < len(about) else "",
        )
        for k, row in enumerate(rows[:most])
    ]
    sides = tuple(i in set(right) for i in range(len(headings)))
    heads = tuple(clean_line(heading) or words("sign") for heading in headings)
    return PageTable(heads, sides, tuple(made), len(rows))
