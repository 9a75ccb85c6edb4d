"""The grid of a heat map: headings above, places by stage at the left, cells between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.fitting import longest_word
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Group, Line, Mark
from journeymap.picture.plotting import REMARK
from journeymap.picture.theme import BODY, MARGIN, MUTED, RULE, SMALL
from journeymap.views.charts.heatmap_cells import Cell, cell_width, draw_cell

LEAST_CELL, MOST_HEAD, MOST_NAME, MOST_SIDE = 58.0, 120.0, 270.0, 190.0
SHORT_HEAD = 80.0  # up to which a name stands on one line
GAP, SPLIT = 16.0, 10.0  # between names and cells, and behind everybody
LEAST_ROW, PADDING = 30.0, 12.0
HEAD = Style(SMALL, bold=True)
NAME = Style(BODY)
STAGE = Style(SMALL, bold=True, fill=MUTED)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A place in the grid.

    Args:
        stage: What people call its stage; empty for the whole journey.
        name: What people call the place.
        remark: What else is said of it, such as its metric; nothing where empty.
        cells: A cell per group.
        verdict: Whether its groups differ.
        title: The row in words.
        key: The id of the touchpoint; empty for others.
    """

    stage: str
    name: str
    remark: str
    cells: Sequence[Cell]
    verdict: str
    title: str
    key: str = ""


@dataclass(frozen=True)
class Grid:
    """Places and groups.

    Args:
        heads: What the groups are called.
        rows: The places in reading order.
        question: What stands above the verdicts.
        is_split: Whether the first group is everybody, who stand apart.
    """

    heads: Sequence[str]
    rows: Sequence[GridRow]
    question: str
    is_split: bool

    @cached_property
    def name_width(self) -> float:
        """The room of the names."""
        widest = max(
            max(text_width(row.name, BODY), text_width(row.remark, SMALL)) for row in self.rows
        )
        return min(MOST_NAME, widest + 1)

    @cached_property
    def cell_widths(self) -> tuple[float, ...]:
        """The room of each group: its values, and its name's longest word within bounds."""
        return tuple(
            max(
                LEAST_CELL,
                max(cell_width(row.cells[i]) for row in self.rows) + 16,
                min(MOST_HEAD, _head_room(head) + 10),
            )
            for i, head in enumerate(self.heads)
        )

    @cached_property
    def lefts(self) -> tuple[float, ...]:
        """Where each group begins, and where the last one ends."""
        x = MARGIN + self.name_width + GAP
        found = []
        for i, width in enumerate(self.cell_widths):
            found.append(x)
            x += width + (SPLIT if self.is_split and not i else 0)
        return (*found, x)

    @cached_property
    def side_width(self) -> float:
        """The room of the verdicts, so that each stands on one line within bounds."""
        told = (self.question, *(row.verdict for row in self.rows))
        return min(MOST_SIDE, max(text_width(text, REMARK.size) for text in told) + 1)

    @property
    def width(self) -> float:
        """From the left margin to the right end of the verdicts."""
        return self.lefts[-1] + GAP + self.side_width - MARGIN


def _head_room(head: str) -> float:
    """The width of a short name, or at which a long one takes about four lines."""
    whole = text_width(head, SMALL, bold=True)
    return whole if whole <= SHORT_HEAD else max(longest_word([head], SMALL), whole / 4)


def draw_grid(grid: Grid, y: float) -> Block:
    """The grid with its top at ``y``, from the left margin."""
    marks, top = _draw_heads(grid, y)
    stage = ""
    for row in grid.rows:
        if row.stage != stage:
            head = paragraph(MARGIN, top + 10, grid.lefts[-1] - MARGIN, row.stage, STAGE)
            marks += head.marks
            top += head.height + 15
            stage = row.stage
        drawn = _draw_row(grid, row, top)
        marks += drawn.marks
        top += drawn.height
    return Block(tuple(marks), top - y)


def _draw_heads(grid: Grid, y: float) -> tuple[list[Mark], float]:
    """The names of the groups, all on one line's bottom, and where the rows begin."""
    heads = [
        paragraph(x + width / 2, 0, width - 6, head, HEAD, anchor="middle")
        for head, x, width in zip(grid.heads, grid.lefts, grid.cell_widths, strict=False)
    ]
    side = paragraph(0, 0, grid.side_width, grid.question, REMARK)
    tall = max(block.height for block in (*heads, side))
    marks: list[Mark] = []
    for head, x, width, block in zip(grid.heads, grid.lefts, grid.cell_widths, heads, strict=False):
        top = y + tall - block.height
        marks += paragraph(x + width / 2, top, width - 6, head, HEAD, anchor="middle").marks
    top = y + tall - side.height
    marks += paragraph(grid.lefts[-1] + GAP, top, grid.side_width, grid.question, REMARK).marks
    return marks, y + tall + 6


def _draw_row(grid: Grid, row: GridRow, top: float) -> Block:
    parts = [(row.name, NAME), (row.remark, REMARK)]
    text = stack(0, 0, grid.name_width, parts).height
    verdict = paragraph(0, 0, grid.side_width, row.verdict, REMARK).height
    height = max(LEAST_ROW, text + PADDING, verdict + PADDING)
    middle = top + height / 2
    marks: list[Mark] = [
        Box(MARGIN, top, grid.width, height),  # holds the words of the row
        *stack(MARGIN, middle - text / 2, grid.name_width, parts).marks,
        Line(((MARGIN, top + height), (MARGIN + grid.name_width, top + height)), RULE),
    ]
    for cell, x, width in zip(row.cells, grid.lefts, grid.cell_widths, strict=False):
        marks += draw_cell(cell, Box(x, top, width, height))
    left, y = grid.lefts[-1] + GAP, middle - verdict / 2
    told = paragraph(left, y, grid.side_width, row.verdict, REMARK)
    return Block((Group((*marks, *told.marks), title=row.title, key=row.key),), height)
