"""Sheets: one tidy table each, with a heading that stays and filters; nothing merged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeymap.documents.workbook.forms import LONGEST, cut_text, find_form, to_text
from journeymap.model.journey import Journey
from journeymap.picture.lettering import clean_line
from journeymap.printed import display_width

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 8, 60
WRAPPED = 100  # characters to a line of a long text
_MOST_ROWS = 1_048_575  # below the heading


@dataclass
class Book:
    """A workbook that is being written.

    Args:
        file: The library's workbook.
        names: The names of its sheets, in small letters.
        forms: The formats that are in use.
    """

    file: Any
    names: set[str] = field(default_factory=set)
    forms: dict[str, Any] = field(default_factory=dict)

    def form(self, number: str = "", **looks: Any) -> Any:
        """A format, made once."""
        key = f"{number} {sorted(looks.items())}"
        if key not in self.forms:
            given = {"num_format": number} if number else {}
            self.forms[key] = self.file.add_format({**given, "valign": "top", **looks})
        return self.forms[key]

    def add_sheet(self, name: str) -> Any:
        """A sheet under a name that Excel takes and that no other has."""
        safe = name_sheet(name, self.names)
        self.names.add(safe.lower())
        return self.file.add_worksheet(safe)


def name_sheet(name: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its signs, unlike those taken in small letters.

    Example:
        >>> name_sheet("In/out: all?", set()), name_sheet("Goals", {"goals"})
        ('In out all', 'Goals 2')
    """
    safe = " ".join(_FORBIDDEN.sub(" ", clean_line(name)).split())
    safe = _shorten(safe, _LONGEST_NAME).strip("' ") or "Sheet"
    if safe.lower() == "history":  # Excel keeps it for itself
        safe = "History 1"
    found, number = safe, 2
    while found.lower() in taken:
        end = f" {number}"
        found, number = _shorten(safe, _LONGEST_NAME - len(end)) + end, number + 1
    return found


def _shorten(text: str, most: int) -> str:
    return cut_text(text, most).rstrip()


def write_table(
    book: Book,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    journey: Journey,
    *,
    wraps: bool = False,
) -> Any:
    """A sheet with one table: its headings are the keys of the rows.

    Args:
        book: Where it is added.
        name: The sheet's name.
        headings: The keys, in order.
        rows: The rows; a key that is absent or None is an empty cell.
        journey: Whose metrics say how values are written.
        wraps: Whether long texts go on in further lines.

    Returns:
        The library's sheet.
    """
    sheet = book.add_sheet(name)
    shown = rows[:_MOST_ROWS]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, to_text(heading), book.form(bold=True, bottom=1))
    for i, row in enumerate(shown, 1):
        for column, key in enumerate(headings):
            value = row.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool):
                form = book.form(find_form(key, row, value, journey))
                sheet.write_number(i, column, value, form)
            else:
                _write_text(sheet, (i, column), value, book.form(text_wrap=wraps))
    for column, key in enumerate(headings):
        sheet.set_column(column, column, _width(key, shown))
    if wraps:
        _set_heights(sheet, headings, shown)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it needs
    sheet.autofilter(0, 0, max(1, len(shown)), len(headings) - 1)
    return sheet


def _write_text(sheet: Any, place: tuple[int, int], value: Any, form: Any) -> None:
    """What is no number: never a formula, a link or a number, whatever it looks like."""
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, form)
    elif value is not None:
        sheet.write_string(*place, to_text(value), form)


def _set_heights(sheet: Any, headings: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as high as their texts need in columns that are ``WRAPPED`` wide."""
    for i, row in enumerate(rows, 1):
        longest = max(display_width(_shown(row.get(key), most=LONGEST)) for key in headings)
        if longest > WRAPPED:
            sheet.set_row(i, min(400, 15.5 * -(-longest // (WRAPPED - 8))))


def _width(key: str, rows: Sequence[Mapping[str, Any]]) -> float:
    """A column as wide as what stands in it, within bounds."""
    texts = [key, *(_shown(row.get(key)) for row in rows[:200])]
    return min(_WIDEST, max(_NARROWEST, *(display_width(text) for text in texts)) + 4)


def _shown(value: Any, most: int = 100) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, int | float) else to_text(value)[:most]
