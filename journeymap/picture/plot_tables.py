"""Charts in rows: what each row is called, drawings on one axis, and figures, in columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from journeymap.picture.blocks import Block, Style, paragraph, stack
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Group, Line, Mark
from journeymap.picture.plotting import LEAST_WIDTH, REMARK, Ruler, lay_axis
from journeymap.picture.theme import BODY, FAINT, GRID, MARGIN, POOR, RULE, SMALL, TINY

SPACE = 26.0  # between two columns
LEAST_ROW, PADDING = 30.0, 12.0
INSET = 10.0  # of an axis in its column, for the numbers at its ends
FIGURE, NAME = Style(BODY), Style(BODY, bold=True)

Cell = Sequence[tuple[str, Style]]  # paragraphs below each other
Draw = Callable[[int, Ruler, float], Sequence[Mark]]  # a row's number, the axis, the row's middle


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of texts, as wide as they are up to ``most``; longer ones wrap.

    Args:
        heading: What stands above it.
        cells: The paragraphs of each row.
        most: The widest it may become.
        anchor: Whether its texts begin at the left or end at the right.
        least: The narrowest it may become.
    """

    heading: str
    cells: Sequence[Cell]
    most: float = 220.0
    anchor: Literal["start", "end"] = "start"
    least: float = 0.0

    @property
    def width(self) -> float:
        """As wide as its widest text, within bounds."""
        texts = [(text, style) for cell in self.cells for text, style in cell]
        widest = max((_widest_line(text, style) for text, style in texts), default=0.0)
        widest = max(widest, text_width(self.heading, SMALL)) + 1
        return max(self.least, min(self.most, widest))

    def with_remarks(self, remarks: Sequence[str]) -> TextColumn:
        """The column with a small remark below each cell; none where empty."""
        cells = [[*cell, (r, REMARK)] for cell, r in zip(self.cells, remarks, strict=True)]
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class PlotColumn:
    """A column of drawings on one axis.

    Args:
        heading: What stands above the axis.
        plan: The axis between two pixels.
        draw: The marks of a row.
        width: How wide it is at least; the widest such column takes what is left.
        numbered: Whether the axis has gridlines with numbers.
        lines: Values that get a darker line, such as 0 between losses and gains.
    """

    heading: str
    plan: Callable[[float, float], Ruler]
    draw: Draw
    width: float = 300.0
    numbered: bool = True
    lines: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about: its touchpoint's id, what is read aloud, and the colour of its frame."""

    key: str = ""
    title: str = ""
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns, and how wide they are together."""

    rows: Sequence[Row]
    columns: Sequence[TextColumn | PlotColumn]
    least: float = LEAST_WIDTH
    widths: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        widths = [column.width for column in self.columns]
        spare = self.least - sum(widths) - SPACE * (len(widths) - 1)
        plots = [i for i, c in enumerate(self.columns) if isinstance(c, PlotColumn) and c.numbered]
        if plots and spare > 0:
            widest = max(plots, key=lambda i: widths[i])
            widths[widest] += spare
        object.__setattr__(self, "widths", tuple(widths))

    @property
    def width(self) -> float:
        """From the left of the first column to the right of the last."""
        return sum(self.widths) + SPACE * (len(self.widths) - 1)

    def draw(self, y: float) -> Block:
        """The table with its top at ``y``, from the left margin."""
        lefts = [MARGIN + sum(self.widths[:i]) + SPACE * i for i in range(len(self.widths))]
        heads = [self._head(i, x, y) for i, x in enumerate(lefts)]
        below = max(head.height for head in heads)
        top = y + below + (20 if self._has_axis else 4)
        heights = [self._height(i) for i in range(len(self.rows))]
        bottom = top + sum(heights)
        rulers = [
            c.plan(x + INSET, x + w - INSET) if isinstance(c, PlotColumn) else None
            for c, x, w in zip(self.columns, lefts, self.widths, strict=True)
        ]
        marks: list[Mark] = [mark for head in heads for mark in head.marks]
        marks.append(Line(((MARGIN, top), (MARGIN + self.width, top)), RULE))
        for column, ruler in zip(self.columns, rulers, strict=True):
            if ruler and isinstance(column, PlotColumn) and column.numbered:
                marks += lay_axis(ruler, top, bottom)
                ends = (ruler.at(value) for value in column.lines)
                marks += [Line(((x, top), (x, bottom)), FAINT, 1.4) for x in ends]
        for i, height in enumerate(heights):
            marks.append(self._draw_row(i, lefts, rulers, top, height))
            top += height
            marks.append(Line(((MARGIN, top), (MARGIN + self.width, top)), GRID))
        return Block(tuple(marks), bottom - y + 4)

    @property
    def _has_axis(self) -> bool:
        return any(isinstance(c, PlotColumn) and c.numbered for c in self.columns)

    def _head(self, i: int, x: float, y: float) -> Block:
        column, width = self.columns[i], self.widths[i]
        if isinstance(column, TextColumn) and column.anchor == "end":
            return paragraph(x + width, y, width, column.heading, REMARK, anchor="end")
        return paragraph(x, y, width, column.heading, REMARK)

    def _height(self, i: int) -> float:
        texts = [
            stack(0, 0, width, column.cells[i]).height
            for column, width in zip(self.columns, self.widths, strict=True)
            if isinstance(column, TextColumn)
        ]
        return max(LEAST_ROW, max(texts, default=0.0) + PADDING)

    def _draw_row(
        self,
        i: int,
        lefts: Sequence[float],
        rulers: Sequence[Ruler | None],
        top: float,
        height: float,
    ) -> Group:
        row, middle = self.rows[i], top + height / 2
        look = (row.frame, 2.0, 6.0) if row.frame else ("", 1.0, 0.0)
        frame = Box(MARGIN - 8, top + 1.5, self.width + 16, height - 3, "", *look)
        marks: list[Mark] = [frame]
        for column, x, width, ruler in zip(self.columns, lefts, self.widths, rulers, strict=True):
            if isinstance(column, PlotColumn) and ruler:
                marks += column.draw(i, ruler, middle)
            elif isinstance(column, TextColumn):
                marks += _place(column, i, x, width, middle).marks
        return Group(tuple(marks), title=row.title, key=row.key)


def _place(column: TextColumn, i: int, x: float, width: float, middle: float) -> Block:
    """A cell's paragraphs around the middle of its row."""
    height = stack(0, 0, width, column.cells[i]).height
    at = x + width if column.anchor == "end" else x
    return stack(at, middle - height / 2, width, column.cells[i], anchor=column.anchor)


def _widest_line(text: str, style: Style) -> float:
    return max(
        (text_width(line, style.size, bold=style.bold) for line in text.splitlines()), default=0.0
    )


def figures(texts: Sequence[str], heading: str, *, most: float = 160.0) -> TextColumn:
    """A column of figures, aligned right."""
    return TextColumn(heading, [[(text, FIGURE)] for text in texts], most, "end")


def names(
    texts: Sequence[tuple[str, str]],
    heading: str,
    *,
    flags: Sequence[str] = (),
    fill: str = POOR,
    most: float = 250.0,
) -> TextColumn:
    """A column of names in bold.

    Args:
        texts: Each name with a small remark below it; no remark where empty.
        heading: What stands above them.
        flags: What stands above each name, small and bold; nothing where empty.
        fill: The colour of the flags.
        most: The widest it may become.
    """
    above, flag_style = flags or [""] * len(texts), Style(TINY, bold=True, fill=fill)
    cells = [
        [(flag, flag_style), (name, NAME), (remark, REMARK)]
        for flag, (name, remark) in zip(above, texts, strict=True)
    ]
    return TextColumn(heading, cells, most)


def align(tables: Sequence[Table]) -> list[Table]:
    """Tables with the same columns, each column as wide as its widest."""
    widths = [max(column) for column in zip(*(table.widths for table in tables), strict=True)]
    return [
        replace(t, columns=[_widen(c, w) for c, w in zip(t.columns, widths, strict=True)])
        for t in tables
    ]


def _widen(column: TextColumn | PlotColumn, width: float) -> TextColumn | PlotColumn:
    if isinstance(column, TextColumn):
        return replace(column, least=width)
    return replace(column, width=width)
