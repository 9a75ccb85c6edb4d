"""The panel's table: columns that wrap, a thin line between rows, intervals on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Group, Line, Mark
from journeymap.picture.plotting import Ruler, lay_axis, plan_ruler
from journeymap.picture.signs import dot, whisker
from journeymap.picture.theme import FRAME, MUTED, SMALL
from journeymap.wording.words import Words

SPACE = 24.0  # between two columns
LEAST_NAME, LEAST_WHY, LEAST_CHART, WIDEST_CHART = 110.0, 170.0, 150.0, 420.0
WHY_SHARE = 0.6  # of the room that reasons and intervals share
CHART_AT = 3  # the intervals stand beside the values
ROW_GAP = 7.0
_HEADING = Style(SMALL, fill=MUTED)

Cell = Sequence[tuple[str, Style]]  # paragraphs below each other
Health = tuple[float | None, float | None, float | None]  # lower end, middle, upper end


@dataclass(frozen=True, slots=True)
class Column:
    """A column of cells, as wide as they are up to ``most``; one of 0 takes the room that is left.

    Args:
        heading: What stands above it.
        cells: The paragraphs of each row.
        most: The widest it may become with the space beside it.
    """

    heading: str
    cells: Sequence[Cell]
    most: float

    @property
    def wanted(self) -> float:
        """How wide it is where nothing wraps, with the space beside it."""
        texts = [text_width(self.heading, SMALL)]
        texts += [text_width(t, s.size, bold=s.bold) for cell in self.cells for t, s in cell]
        return max(texts) + SPACE + 1.0  # or else rounding could break a line


def lay_table(
    columns: Sequence[Column],
    healths: Sequence[Health],
    keys: Sequence[tuple[str, str]],
    *,
    x: float,
    y: float,
    width: float,
    words: Words,
) -> Block:
    """The table with its headings, and the intervals at its end where there is room for them.

    Args:
        columns: From left to right; the last one may take what is left.
        healths: Each row's health with the interval around it.
        keys: Each row's touchpoint: its id and its name.
        x: The left edge.
        y: The upper edge.
        width: How wide the table with its intervals is.
        words: The fixed words of the picture's language.
    """
    widths, chart = _share_out(columns, width)
    title = words("health with its 90 % interval, 0 is weakest")
    ruler = _plan(healths, x + sum(widths[:CHART_AT]), chart) if chart else None
    if ruler:
        empty: Cell = ()
        columns = [
            *columns[:CHART_AT],
            Column(title, [empty] * len(keys), chart),
            *columns[CHART_AT:],
        ]
        widths.insert(CHART_AT, chart)
    head = _lay_cells([[(column.heading, _HEADING)] for column in columns], widths, x, y)
    start = top = y + head.height + (18 if ruler else 0) + ROW_GAP
    marks: list[Mark] = list(head.marks)
    for i, (key, name) in enumerate(keys):
        cells = _lay_cells([column.cells[i] for column in columns], widths, x, top + ROW_GAP)
        drawn = _interval(ruler, healths[i], top + ROW_GAP + cells.height / 2) if ruler else ()
        line = Line(((x, top), (x + width, top)), FRAME, 0.8)
        marks += [line, Group((*cells.marks, *drawn), title=name, key=key)]
        top += cells.height + 2 * ROW_GAP
    axis = lay_axis(ruler, start, top) if ruler else ()
    return Block((*axis, *marks), top - y)


def _share_out(columns: Sequence[Column], width: float) -> tuple[list[float], float]:
    """Widths of the columns and of the intervals; the names give way first."""
    most = [min(column.most, max(230.0, 0.25 * width)) for column in columns]
    fixed = [min(room, column.wanted) for room, column in zip(most, columns, strict=True)]
    why = 0.0 if columns[-1].most else columns[-1].wanted
    least = min(why, LEAST_WHY)
    over = sum(fixed) + least - width
    if over > 0:
        given = min(over, max(0.0, fixed[1] - LEAST_NAME))
        fixed[1] -= given
    left = width - sum(fixed)
    chart = min(WIDEST_CHART, left - max(least, min(why, WHY_SHARE * left)))
    if chart < LEAST_CHART:
        chart = 0.0
    if why:
        fixed[-1] = left - chart
    return fixed, chart


def _lay_cells(cells: Sequence[Cell], widths: Sequence[float], x: float, y: float) -> Block:
    """One line of the table, as high as its highest cell."""
    marks: list[Mark] = []
    tallest = 0.0
    for cell, width in zip(cells, widths, strict=True):
        block = stack(x, y, max(width - SPACE, 16.0), cell)
        marks += block.marks
        tallest = max(tallest, block.height)
        x += width
    return Block(tuple(marks), tallest)


def _plan(healths: Sequence[Health], start: float, width: float) -> Ruler | None:
    """The axis that holds every interval; none where no health is known."""
    values = [value for health in healths for value in health if value is not None]
    if not values:
        return None
    ends = (start + 12, start + width - SPACE - 12)
    return plan_ruler(values, *ends, least=0.0, most=100.0, ticks=5)


def _interval(ruler: Ruler, health: Health, y: float) -> tuple[Mark, ...]:
    """A row's pooled health with its 90 % interval; what is off the scale lies at its end."""
    low, middle, high = health
    if middle is None:
        return ()
    return (*whisker(ruler, y, low, high), dot(ruler.at(middle), y))
