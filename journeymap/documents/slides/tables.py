"""Slides with native tables: as many as they need, in letters as large as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeymap.documents.columns import natural_widths, share_width
from journeymap.documents.slides.deck import EDGE, INNER, Deck, Slide, add_slide, room_below
from journeymap.documents.slides.panel import LEAST, add_panel, measure_panel
from journeymap.documents.slides.table_shapes import (
    CELL_INSET,
    CELL_PADDING,
    Grid,
    add_grid,
)
from journeymap.documents.slides.units import POINTS_PER_PIXEL
from journeymap.picture.lettering import LINE_HEIGHT, clean_line, wrap_text
from journeymap.result import Cells
from journeymap.wording.words import Words

MOST_ROWS = 40  # of one table in a deck: who wants them all takes the workbook
_SIZES = tuple(points / POINTS_PER_PIXEL for points in (16, 14, 13, 12, 11, 10))
_NARROWEST = 60.0
_BETWEEN = 28.0
_MOST_STRETCH = 0.8  # of a row, where there is room
_MOST_LINES = 60
_MORE_LINES = 1.2  # than in the smallest letters: a table in larger ones is not read more easily
Basis = tuple[Sequence[str], str, str]  # how it was worked out; what that is called; the notes


@dataclass(frozen=True)
class _Plan:
    """A table at a size: its rows with the headings first, its columns' widths, its heights."""

    rows: Sequence[Sequence[str]]
    right: Sequence[int]
    size: float
    widths: Sequence[float]
    heights: Sequence[float]
    told: str = ""

    @property
    def lines(self) -> float:
        """How many lines its rows have together."""
        padded = sum(self.heights) - 2 * CELL_PADDING * len(self.heights)
        return padded / (self.size * LINE_HEIGHT)

    def pages(self, room: float) -> list[tuple[int, int]]:
        """From which row to before which, page by page; as full as each other."""
        found = list(self._fill(room))
        every = sum(self.heights[1:])
        for extra in (0.0, 0.1, 0.2, 0.3):
            even = self.heights[0] + every / len(found) * (1 + extra)
            tried = list(self._fill(min(room, even)))
            if len(tried) == len(found):
                return tried
        return found

    def _fill(self, room: float) -> Iterator[tuple[int, int]]:
        start, used = 1, self.heights[0]
        for i in range(1, len(self.rows)):
            if i > start and used + self.heights[i] > room:
                yield start, i
                start, used = i, self.heights[0]
            used += self.heights[i]
        yield start, len(self.rows)


@dataclass(frozen=True)
class _Piece:
    """Some rows of a table, with its headings."""

    plan: _Plan
    chosen: Sequence[int]

    @property
    def height(self) -> float:
        return sum(self.plan.heights[i] for i in self.chosen)

    def to_grid(self, stretch: float) -> Grid:
        plan = self.plan
        rows = [plan.rows[i] for i in self.chosen]
        heights = [plan.heights[i] * (1 + stretch) for i in self.chosen]
        return Grid(rows, plan.right, plan.size, plan.widths, heights)


def add_table_slides(
    deck: Deck, title: str, subtitle: str, tables: Sequence[Cells], *, words: Words, basis: Basis
) -> None:
    """Native tables over as many slides as they need, small ones below each other on one.

    Args:
        deck: Where the slides are added.
        title: What they say.
        subtitle: What they are about; where rows are left out, it tells.
        tables: Headings, cells, and the columns aligned right.
        words: The language of what is told.
        basis: How it was worked out, for a panel on the last; and the notes of the first.
    """
    room = room_below(title)
    size = min(_choose_plan(cells, room, words).size for cells in tables)
    pages = list(_list_pages([_make_plan(cells, size, words) for cells in tables], room))
    for i, page in enumerate(pages):
        told = next((f"{subtitle}: {p.plan.told}" for p in page if p.plan.told), subtitle)
        slide = add_slide(deck, title, subtitle=told, notes="" if i else basis[2])
        _add_page(deck, slide, page, basis if i == len(pages) - 1 else None)


def _list_pages(plans: Sequence[_Plan], room: float) -> Iterator[list[_Piece]]:
    held: list[_Piece] = []
    for plan in plans:
        for start, end in plan.pages(room):
            piece = _Piece(plan, [0, *range(start, end)])
            if held and _sum([*held, piece]) > room:
                yield held
                held = []
            held = [*held, piece]
    if held:
        yield held


def _sum(page: Sequence[_Piece]) -> float:
    return sum(piece.height for piece in page) + _BETWEEN * (len(page) - 1)


def _add_page(deck: Deck, slide: Slide, page: Sequence[_Piece], basis: Basis | None) -> None:
    """The pieces below each other, stretched to fill the slide, with what is told below them."""
    used, left = _sum(page), slide.room - _sum(page)
    below = 0.0
    if basis and left - _BETWEEN >= LEAST:
        told = measure_panel(basis[0], INNER, left - _BETWEEN, basis[1])
        below = max(LEAST, told) if told else 0.0
    free = left - below - (_BETWEEN if below else 0.0)
    stretch = max(0.0, min(_MOST_STRETCH, free / used))
    y = slide.top
    for piece in page:
        add_grid(deck, slide, piece.to_grid(stretch), (EDGE, y))
        y += piece.height * (1 + stretch) + _BETWEEN
    if basis and below:
        room = (EDGE, y, INNER, slide.top + slide.room - y)
        add_panel(deck, slide, basis[0], room, basis[1])


def _choose_plan(cells: Cells, room: float, words: Words) -> _Plan:
    """The table on as few slides as can be, and then in large letters that break few cells."""
    plans = [_make_plan(cells, size, words) for size in _SIZES]
    fewest = min(len(plan.pages(room)) for plan in plans)
    fitting = [plan for plan in plans if len(plan.pages(room)) == fewest]
    lines = _MORE_LINES * min(plan.lines for plan in fitting) + 2
    return next(plan for plan in fitting if plan.lines <= lines)


def _make_plan(cells: Cells, size: float, words: Words) -> _Plan:
    headings, every, right = cells
    rows = [[clean_line(cell) for cell in row] for row in (headings, *every[:MOST_ROWS])]
    natural = natural_widths(rows, size, padding=2 * CELL_INSET + 4)
    widths = share_width(natural, INNER, narrowest=_NARROWEST)
    heights = [_row_height(row, widths, size, bold=i == 0) for i, row in enumerate(rows)]
    shown = len(rows) - 1
    first = words("the first {n} of {all}", n=shown, all=len(every))
    return _Plan(rows, right, size, widths, heights, first if shown < len(every) else "")


def _row_height(row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool) -> float:
    lines = max(
        len(wrap_text(cell, size, width - 2 * CELL_INSET - 2, bold=bold, lines=_MOST_LINES))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(1, lines) * size * LINE_HEIGHT + 2 * CELL_PADDING
