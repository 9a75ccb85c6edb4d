"""Slides with native tables: as many as they need, in letters as large as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from journeymap.documents.columns import share_width
from journeymap.documents.slides.deck import EDGE, INNER, Deck, Slide, add_slide, room_below
from journeymap.documents.slides.paragraphs import hold_lines, write_line
from journeymap.documents.slides.units import POINTS_PER_PIXEL, to_emu, to_points, to_rgb
from journeymap.picture.lettering import LINE_HEIGHT, clean_line, text_width, wrap_text
from journeymap.picture.marks import Text
from journeymap.result import Cells
from journeymap.wording.words import Words

MOST_ROWS = 40  # of one table in a deck: who wants them all takes the workbook
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style without colours and lines
_CELL_INSET, _CELL_PADDING = 7.0, 5.0
_SIZES = tuple(points / POINTS_PER_PIXEL for points in (13, 12, 11, 10))
_NARROWEST = 60.0
_BETWEEN = 28.0


@dataclass(frozen=True)
class _Plan:
    """A table at a size: its rows with the headings first, its columns' widths, its heights."""

    rows: Sequence[Sequence[str]]
    right: Sequence[int]
    size: float
    widths: Sequence[float]
    heights: Sequence[float]

    def pages(self, room: float) -> Iterator[tuple[int, int]]:
        """From which row to before which, page by page; the headings stand on each."""
        start, used = 1, self.heights[0]
        for i in range(1, len(self.rows)):
            if i > start and used + self.heights[i] > room:
                yield start, i
                start, used = i, self.heights[0]
            used += self.heights[i]
        yield start, len(self.rows)


def add_table_slides(
    deck: Deck, title: str, subtitle: str, tables: Sequence[Cells], *, words: Words, notes: str = ""
) -> None:
    """Native tables over as many slides as they need, small ones below each other on one.

    Args:
        deck: Where the slides are added.
        title: What they say.
        subtitle: What they are about; where rows are left out, it tells.
        tables: Headings, cells, and the columns aligned right.
        words: The language of what is told.
        notes: What to say beside the first.
    """
    slide, y, room = None, 0.0, room_below(title)
    for cells in tables:
        plan = _choose_plan(cells, room)
        shown, every = len(plan.rows) - 1, len(cells[1])
        first = words("the first {n} of {all}", n=shown, all=every)
        told = f"{subtitle}: {first}" if shown < every else subtitle
        for start, end in plan.pages(room):
            height = plan.heights[0] + sum(plan.heights[start:end])
            if slide is None or y + height > slide.room:
                slide, y = add_slide(deck, title, subtitle=told, notes=notes), 0.0
                notes = ""
            _add_table(deck, slide, plan, [0, *range(start, end)], slide.top + y)
            y += height + _BETWEEN


def _choose_plan(cells: Cells, room: float) -> _Plan:
    """The table on as few slides as can be, and then in letters as large as can be."""
    plans = [_make_plan(cells, size) for size in _SIZES]
    return min(plans, key=lambda plan: (len(list(plan.pages(room))), -plan.size))


def _make_plan(cells: Cells, size: float) -> _Plan:
    headings, every, right = cells
    rows = [[clean_line(cell) for cell in row] for row in (headings, *every[:MOST_ROWS])]
    widths = share_width(_natural(rows, size), INNER, narrowest=_NARROWEST)
    heights = [_row_height(row, widths, size, bold=i == 0) for i, row in enumerate(rows)]
    return _Plan(rows, right, size, widths, heights)


def _natural(rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """The width that each column would like to have."""
    columns = zip(*rows, strict=True)
    return [
        max(text_width(cell, size, bold=i == 0) for i, cell in enumerate(column))
        + 2 * _CELL_INSET
        + 4
        for column in columns
    ]


def _row_height(row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool) -> float:
    lines = max(
        len(wrap_text(cell, size, width - 2 * _CELL_INSET - 2, bold=bold, lines=60))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(1, lines) * size * LINE_HEIGHT + 2 * _CELL_PADDING


def _add_table(deck: Deck, slide: Slide, plan: _Plan, chosen: Sequence[int], top: float) -> None:
    """One piece of a table, with its headings."""
    height = sum(plan.heights[i] for i in chosen)
    place = map(to_emu, (EDGE, top, sum(plan.widths), height))
    table = slide.shapes.add_table(len(chosen), len(plan.widths), *place).table
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    for column, width in zip(table.columns, plan.widths, strict=True):
        column.width = to_emu(width)
    for row, i in zip(table.rows, chosen, strict=True):
        row.height = to_emu(plan.heights[i])
        for cell, (k, text) in zip(row.cells, enumerate(plan.rows[i]), strict=True):
            fill = deck.colour("ink" if i else "muted")
            room = plan.widths[k] - 2 * _CELL_INSET - 2
            shown = hold_lines(text, plan.size, room, bold=i == 0)
            look = Text(0, 0, shown, plan.size, bold=i == 0, fill=fill)
            _write_cell(cell, look, right=k in plan.right, line=deck.colour("frame"))


def _write_cell(cell: Any, look: Text, *, right: bool, line: str) -> None:
    cell.margin_left = cell.margin_right = to_emu(_CELL_INSET)
    cell.margin_top = cell.margin_bottom = to_emu(_CELL_PADDING)
    paragraph = cell.text_frame.paragraphs[0]
    if look.text:
        write_line(paragraph, look, align="end" if right else "start")
    else:
        paragraph.font.size = to_points(look.size)
    paragraph.line_spacing = Pt(look.size * POINTS_PER_PIXEL * 1.2)
    fill = f'<a:solidFill><a:srgbClr val="{to_rgb(line)}"/></a:solidFill>'
    below = f'<a:lnB {nsdecls("a")} w="9525">{fill}</a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(below))
