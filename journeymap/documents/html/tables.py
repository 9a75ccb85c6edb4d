"""Results as tables of a page: cells with what they are sorted by, and whom a row is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.documents.headings import say_heading
from journeymap.documents.said_cells import say_cell
from journeymap.picture.lettering import clean_line
from journeymap.result import Cells, Result
from journeymap.wording.words import Words

MOST_ROWS = 200
_NUMBER = re.compile(r"^([<>]\s)?([+\-\u2212]?\d[\d,]*(?:\.\d+)?)")
_ABSENT = frozenset({"", "–"})


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
    """The tables of a result, as it prints them.

    Args:
        result: What was found.
        words: The fixed words of the page's language; numbers are written its way.
        most: How many rows of each are shown.
    """
    tables = result.tables()
    about = [_find_touchpoints(result, len(tables[0][1])) if result.rows else (), ()]
    return tuple(_make(cells, about[min(i, 1)], words, most) for i, cells in enumerate(tables))


def _find_touchpoints(result: Result[Any], count: int) -> Sequence[str]:
    """The touchpoint of each line of the first table, which may have a line for several rows."""
    for name in ("rows", "spreads", "series"):
        found = getattr(result, name, ())
        if len(found) == count:
            return [getattr(one, "touchpoint", None) or "" for one in found]
    return ()


def _make(cells: Cells, about: Sequence[str], words: Words, most: int) -> PageTable:
    headings, rows, right = cells
    numeric = [_is_numeric([row[i] for row in rows]) for i in range(len(headings))]
    kept = rows[:most]
    made = [
        TableRow(
            tuple(_to_cell(headings[i], text, numeric[i], words) for i, text in enumerate(row)),
            about[k] if k < len(about) else "",
        )
        for k, row in enumerate(kept)
    ]
    sides = tuple(i in set(right) for i in range(len(headings)))
    heads = tuple(clean_line(say_heading(heading, words)) or words("sign") for heading in headings)
    return PageTable(heads, sides, tuple(made), len(rows))


def _is_numeric(texts: Sequence[str]) -> bool:
    known = [text for text in texts if text not in _ABSENT]
    return bool(known) and all(map(_NUMBER.match, known))


def _to_cell(heading: str, text: str, numeric: bool, words: Words) -> Cell:
    line = clean_line(text)
    told = say_cell(heading, line, words)
    if not numeric:
        return Cell(told or line)
    return Cell(told or words.number(line), to_sort_key(line))


def to_sort_key(shown: str) -> str:
    """The number that a cell is sorted by; empty where it has none, which comes last.

    Example:
        >>> [to_sort_key(shown) for shown in ("1,204 (worth 9)", "< 1 %", "\u221254", "–")]
        ['1204', '0.999', '-54', '']
    """
    found = _NUMBER.match(shown)
    if found is None:
        return ""
    number = float(found[2].replace(",", "").replace("\u2212", "-"))
    beyond = {"<": -0.001, ">": 0.001}.get((found[1] or "")[:1], 0.0)
    return f"{number + beyond:.10g}"
