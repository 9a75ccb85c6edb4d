"""A table as strips of a page: a row each, under headings that stand on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.documents.columns import natural_widths, share_width
from journeymap.documents.long_texts import LongTexts
from journeymap.documents.pdf.sheet import INNER, Strip
from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.lettering import clean_line
from journeymap.picture.marks import Line, Mark
from journeymap.picture.theme import FRAME, INK, MUTED, RULE, SMALL
from journeymap.result import Cells

MOST_ROWS = 400
_BETWEEN, _PADDING = 16.0, 4.0
_NARROWEST = 56.0
_MOST_LINES = 40
_HEAD = Style(SMALL, bold=True, fill=MUTED, lines=_MOST_LINES)
_CELL = Style(SMALL, fill=INK, lines=_MOST_LINES)


def table_strips(cells: Cells, long: LongTexts) -> Iterator[Strip]:
    """A table's headings and rows; of a very long one the first.

    Args:
        cells: Headings, cells, and the columns aligned right.
        long: The texts that are shortened.
    """
    headings, every, right = cells
    headings, rows, _ = long.shorten_cells((headings, every[:MOST_ROWS], right))
    heads, *shown = [[clean_line(cell) for cell in row] for row in (headings, *rows)]
    widths = _find_widths([heads, *shown])
    head = _row(heads, widths, right, _HEAD, FRAME)
    first = _row(shown[0], widths, right, _CELL, RULE).height if shown else 0.0
    yield Strip(head, gap=20, follows=first)
    for row in shown:
        yield Strip(_row(row, widths, right, _CELL, RULE), again=head)


def _find_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    natural = natural_widths(rows, SMALL, padding=2)
    room = INNER - _BETWEEN * (len(natural) - 1)
    return share_width(natural, room, narrowest=_NARROWEST)


def _row(
    cells: Sequence[str], widths: Sequence[float], right: Sequence[int], style: Style, line: str
) -> Block:
    marks: list[Mark] = []
    x = height = 0.0
    for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        at, anchor = (x + width, "end") if i in right else (x, "start")
        block = paragraph(at, _PADDING, width, cell, style, anchor=anchor)  # type: ignore[arg-type]
        marks += block.marks
        height = max(height, block.height)
        x += width + _BETWEEN
    bottom = max(height, SMALL) + 2 * _PADDING
    marks.append(Line(((0.0, bottom), (x - _BETWEEN, bottom)), line))
    return Block(tuple(marks), bottom)
