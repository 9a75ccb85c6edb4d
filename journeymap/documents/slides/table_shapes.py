"""A native table on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from journeymap.documents.slides.deck import Deck, Slide
from journeymap.documents.slides.paragraphs import hold_lines, write_line
from journeymap.documents.slides.units import POINTS_PER_PIXEL, to_emu, to_points, to_rgb
from journeymap.picture.marks import Text

CELL_INSET, CELL_PADDING = 7.0, 5.0
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style without colours and lines


@dataclass(frozen=True)
class Grid:
    """A table as it stands on a slide.

    Args:
        rows: Its cells, the headings first.
        right: The columns that are aligned right.
        size: Of its letters, in pixels.
        widths: Of its columns.
        heights: Of its rows.
    """

    rows: Sequence[Sequence[str]]
    right: Sequence[int]
    size: float
    widths: Sequence[float]
    heights: Sequence[float]


def add_grid(deck: Deck, slide: Slide, grid: Grid, at: tuple[float, float]) -> None:
    """Adds a table with its left upper corner at a place."""
    place = map(to_emu, (*at, sum(grid.widths), sum(grid.heights)))
    table = slide.shapes.add_table(len(grid.rows), len(grid.widths), *place).table
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = to_emu(width)
    lines = zip(table.rows, grid.heights, grid.rows, strict=True)
    for i, (row, height, cells) in enumerate(lines):
        row.height = to_emu(height)
        for cell, (k, text) in zip(row.cells, enumerate(cells), strict=True):
            fill = deck.colour("ink" if i else "muted")
            room = grid.widths[k] - 2 * CELL_INSET - 2
            shown = hold_lines(text, grid.size, room, bold=i == 0)
            look = Text(0, 0, shown, grid.size, bold=i == 0, fill=fill)
            _write_cell(cell, look, right=k in grid.right, line=deck.colour("frame"))


def _write_cell(cell: Any, look: Text, *, right: bool, line: str) -> None:
    cell.margin_left = cell.margin_right = to_emu(CELL_INSET)
    cell.margin_top = cell.margin_bottom = to_emu(CELL_PADDING)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    if look.text:
        write_line(paragraph, look, align="end" if right else "start")
    else:
        paragraph.font.size = to_points(look.size)
    paragraph.line_spacing = Pt(look.size * POINTS_PER_PIXEL * 1.2)
    fill = f'<a:solidFill><a:srgbClr val="{to_rgb(line)}"/></a:solidFill>'
    below = f'<a:lnB {nsdecls("a")} w="9525">{fill}</a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(below))
