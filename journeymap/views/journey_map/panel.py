"""What stands around the lanes: title, journey goal, and the panel of the weakest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.ranking.touchpoints import WeakestRow
from journeymap.picture.blocks import EMPTY, Block, Style, framed, paragraph
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Circle, Line, Mark, Text
from journeymap.picture.theme import (
    BODY,
    CURVE,
    HEADING,
    MARGIN,
    MUTED,
    PANEL,
    PAPER,
    RULE,
    SMALL,
)
from journeymap.result import show_percent
from journeymap.views.facts import Facts

MOST_ROWS = 5
_HEADINGS = ("rank", "touchpoint", "stage", "value", "P(weakest)", "rank (90 %)", "answers")
_RIGHT = (0, 4, 5, 6)
_SPACE = 26.0  # between two columns


def weakest_panel(facts: Facts, y: float, right: float) -> Block:
    """The verdict in words and the touchpoints most likely to be the weakest."""
    rows = facts.weakest.rows[:MOST_ROWS]
    if not rows:
        return EMPTY
    width = right - MARGIN
    left = MARGIN + 20
    title = paragraph(left, y + 16, width - 40, "Weakest touchpoints", Style(HEADING, bold=True))
    verdict = paragraph(
        left, y + 20 + title.height, width - 40, facts.weakest.verdict.text, Style(BODY, lines=12)
    )
    top = y + 34 + title.height + verdict.height
    table = _table(rows, facts, left, top, width - 40)
    height = top - y + table.height + 14
    return Block(
        (framed(MARGIN, y, width, height, PANEL), *title.marks, *verdict.marks, *table.marks),
        height + 14,
    )


def _table(rows: Sequence[WeakestRow], facts: Facts, x: float, y: float, width: float) -> Block:
    cells = [_cells(i, row, facts) for i, row in enumerate(rows, 1)]
    widths = _fit([_widest(column) for column in zip(_HEADINGS, *cells, strict=True)], width)
    left, room = x + sum(widths), width - sum(widths)
    head = _table_line(_HEADINGS, widths, x, y, heading=True)
    marks: list[Mark] = list(head.marks)
    top = y + head.height + 5
    scale = _Scale.of(rows, left, room)
    if scale:
        title = "health, 90 % interval"
        marks.append(Text(left, y + 11, title, SMALL, fill=MUTED))
    for row, texts in zip(rows, cells, strict=True):
        line = _table_line(texts, widths, x, top)
        marks += [*line.marks, *(scale.show(row, top + 7) if scale else ())]
        top += line.height + 5
    return Block(tuple(marks), top - y)


def _table_line(
    cells: Sequence[str], widths: Sequence[float], x: float, y: float, *, heading: bool = False
) -> Block:
    """One line of the table, as high as its highest cell."""
    marks: list[Mark] = []
    tallest = 0.0
    for c, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        style = Style(SMALL, fill=MUTED, lines=1) if heading else Style(BODY, c == 1, lines=12)
        if c in _RIGHT:
            block = paragraph(x + width - _SPACE, y, width - 20, cell, style, anchor="end")
        else:
            block = paragraph(x, y, width - 20, cell, style)
        marks += block.marks
        tallest = max(tallest, block.height)
        x += width
    return Block(tuple(marks), tallest)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The axis that the rows' intervals share: health, weaker to the left."""

    x: float
    width: float
    low: float
    high: float

    @classmethod
    def of(cls, rows: Sequence[WeakestRow], x: float, room: float) -> _Scale | None:
        """The axis that holds every interval; none where there is too little room for it."""
        if room < 200:
            return None
        low = min(row.pooled_low or 0.0 for row in rows)  # the default method gives all of them
        high = max(row.pooled_high or 0.0 for row in rows)
        return cls(x, min(room - 10, 420.0), low, max(high, low + 1e-9))

    def _to_x(self, health: float) -> float:
        return self.x + 6 + (self.width - 12) * (health - self.low) / (self.high - self.low)

    def show(self, row: WeakestRow, y: float) -> tuple[Mark, ...]:
        """A row's pooled health with its 90 % interval."""
        left, right = self._to_x(row.pooled_low or 0.0), self._to_x(row.pooled_high or 0.0)
        point = Circle(self._to_x(row.pooled_health or 0.0), y, 4.5, CURVE, PAPER, 1.2)
        ground = Line(((self.x, y), (self.x + self.width, y)), RULE)
        return (ground, Line(((left, y), (right, y)), CURVE, 3.0), point)


def _widest(column: Sequence[str]) -> float:
    return max(text_width(cell, BODY, bold=True) for cell in column) + _SPACE


def _fit(wanted: list[float], width: float) -> list[float]:
    """Column widths that fit: the names give way first, and wrap."""
    over = sum(wanted) - width
    for c in (1, 2, 3):
        give = min(max(0.0, over), max(0.0, wanted[c] - 110.0))
        wanted[c] -= give
        over -= give
    return wanted


def _cells(rank: int, row: WeakestRow, facts: Facts) -> tuple[str, ...]:
    few = row.base == "suppressed"
    return (
        str(rank),
        row.name,
        facts.journey.stage(row.stage).name,
        "too few answers" if few else row.shown,
        show_percent(row.p_weakest),
        f"{row.rank_low}–{row.rank_high}",
        "–" if row.n is None else f"{row.n:,}",
    )
