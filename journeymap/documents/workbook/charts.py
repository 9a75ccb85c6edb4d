"""Native charts beside a table, drawn from its own cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from journeymap.documents.bars import Bars, find_bars
from journeymap.documents.report import Report, Section
from journeymap.documents.workbook.forms import cut_text
from journeymap.documents.workbook.sheets import Book
from journeymap.picture.lettering import clean_line
from journeymap.picture.theme import GRID, SERIES, Theme

MOST_BARS = 30
MOST_LINES = 6
_WIDE, _LONGEST_LABEL = 760, 250
_LIKE_A_CELL = re.compile(r"!(?=\$?[A-Z]+\$?\d)")


def add_chart(
    book: Book, sheet: Any, headings: Sequence[str], report: Report, section: Section
) -> None:
    """Bars of a ranking, of priorities or of a comparison, lines of a trend; nothing for others.

    Args:
        book: The workbook.
        sheet: The sheet with the section's table.
        headings: Its keys.
        report: Whose colours and words are used.
        section: What the sheet is about.
    """
    result = section.result
    if result is not None and result.question == "trend":
        _add_lines(book, sheet, headings, report, result)
        return
    bars = find_bars(result, report.journey, report.words, most=MOST_BARS)
    if bars and {"name", bars.column} <= set(headings):
        _add_bars(book.file, sheet, headings, section, bars, theme=report.theme)


def _add_bars(
    file: Any, sheet: Any, headings: Sequence[str], section: Section, bars: Bars, *, theme: Theme
) -> None:
    chart = file.add_chart({"type": "bar"})
    chart.add_series(_to_series(sheet, headings, bars, theme))
    chart.set_title({"name": _title(section, bars), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    start = {"min": 0} if bars.least >= 0 else {}
    lines = {"visible": True, "line": {"color": theme.colour_of(GRID)}}
    chart.set_x_axis({**start, "major_gridlines": lines})
    chart.set_size({"width": _WIDE, "height": 110 + 24 * len(bars.labels)})
    sheet.insert_chart(1, len(headings) + 1, chart, {"description": section.message})


def _to_series(sheet: Any, headings: Sequence[str], bars: Bars, theme: Theme) -> dict[str, Any]:
    """The bars as references to cells, with their intervals where they are known."""
    last = len(bars.labels)
    names, values = (headings.index(key) for key in ("name", bars.column))
    series: dict[str, Any] = {
        "name": _to_label(bars.axis),
        "categories": [sheet.name, 1, names, last, names],
        "values": [sheet.name, 1, values, last, values],
        "fill": {"color": theme.colour_of(SERIES[0])},
        "gap": 50,
    }
    if bars.lows:
        above, below = bars.reaches
        series["y_error_bars"] = {"type": "custom", "plus_values": above, "minus_values": below}
    return series


def _title(section: Section, bars: Bars) -> str:
    return _to_label(f"{section.title}: {bars.axis}")


def _to_label(text: str) -> str:
    """A text that a chart shows as it is: one like Gate!A1 is not taken for a cell."""
    line = cut_text(clean_line(text), _LONGEST_LABEL)
    return _LIKE_A_CELL.sub("!\u2060", line)  # nothing that is seen


def _add_lines(
    book: Book, sheet: Any, headings: Sequence[str], report: Report, result: Any
) -> None:
    """The first series of the first metric, each from its own rows."""
    rows = list(enumerate(result.rows, 1))
    metric = result.rows[0].metric if result.rows else ""
    chosen: list[tuple[str, int, int]] = []
    for (found, name, _, _), held in groupby(rows, lambda one: _series_of(one[1])):
        series = list(held)
        if found == metric and len(series) > 1:
            chosen.append((name, series[0][0], series[-1][0]))
    if not chosen or not {"wave", "value"} <= set(headings):
        return
    chart = book.file.add_chart({"type": "line"})
    wave, value = (headings.index(key) for key in ("wave", "value"))
    for i, (name, first, last) in enumerate(chosen[:MOST_LINES], 1):
        colour = report.theme.colour_of(f"series-{i}")
        chart.add_series({
            "name": _to_label(name),
            "categories": [sheet.name, first, wave, last, wave],
            "values": [sheet.name, first, value, last, value],
            "line": {"color": colour, "width": 2},
            "marker": {"type": "automatic"},
        })  # fmt: skip
    label = report.words.say(report.journey.metric(metric).label)
    told = report.words("{metric}; the first {n} of {all}", metric=label,
                        n=min(len(chosen), MOST_LINES), all=len(chosen))  # fmt: skip
    chart.set_title({"name": _to_label(told), "name_font": {"size": 12}})
    chart.set_size({"width": _WIDE, "height": 420})
    sheet.insert_chart(1, len(headings) + 1, chart, {"description": told})


def _series_of(row: Any) -> tuple[str, str, str, int]:
    return row.metric, row.name, row.touchpoint or row.stage or "", row.part
