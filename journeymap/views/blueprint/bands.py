"""A band of the blueprint: stages, rows of boxes, the lines between them, and threads down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeymap.picture.blocks import GAP, LABEL_WIDTH, Block, Style, paragraph
from journeymap.picture.marks import Box, Group, Line, Mark
from journeymap.picture.theme import LINK, MARGIN, MUTED, TINY
from journeymap.views.blueprint.rows import action_row, back_row, front_row
from journeymap.views.blueprint.systems import system_row
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.views.journey_map.stages import stage_lane
from journeymap.views.on_paper.pieces import Piece

Row = Callable[..., Block]
CLOSE = 2.0  # above and below a row, where room is dear
_LINE = Style(TINY, italic=True, fill=MUTED)


def lay_band(band: Band, facts: Facts, *, low: bool = False) -> tuple[Piece, ...]:
    """The stages and what customers do, then each row below the lines that are crossed to it.

    Rows that nothing is written for are absent; the lines above them stand above the next row.

    Args:
        band: The columns.
        facts: The journey with what was found out about it.
        low: Whether rows stand closer, where room is dear.
    """
    words, gap = facts.words, CLOSE if low else GAP
    rows: tuple[tuple[str, Row], ...] = (
        (words("Line of interaction"), front_row),
        (words("Line of visibility"), back_row),
        (words("Line of internal interaction"), system_row),
    )
    blocks = [action_row(band, facts, 0.0, gap=gap)]
    waiting: list[Block] = []
    for name, row in rows:
        waiting.append(_line(name, band, strong=row is back_row))
        block = row(band, facts, sum(line.height for line in waiting), gap=gap)
        if block.height:
            blocks.append(_below_each_other(waiting, block))
            waiting = []
    threaded = [
        Block((*_threads(blocks, number, band), *block.marks), block.height)
        for number, block in enumerate(blocks)
    ]
    lane = stage_lane(band, facts, 0.0)
    stages = Piece(Block(lane.marks, lane.height + gap - GAP), names=True)
    first, *others = threaded
    return (stages, Piece(first, names=True), *map(Piece, others))


def _line(name: str, band: Band, *, strong: bool) -> Block:
    """A line across all columns with its name at the left; that of visibility is unbroken."""
    text = paragraph(MARGIN, 2.0, LABEL_WIDTH, name, _LINE)
    middle = 2.0 + text.height / 2
    ends = ((band.left, middle), (band.right, middle))
    line = Line(ends, MUTED, 1.8 if strong else 1.2, dashed=not strong)
    return Block((line, *text.marks), text.height + 4)


def _below_each_other(lines: Sequence[Block], row: Block) -> Block:
    """Lines, and a row that was laid out below them already."""
    marks: list[Mark] = []
    y = 0.0
    for line in lines:
        marks += Piece(line).at(y)
        y += line.height
    return Block((*marks, *row.marks), y + row.height)


def _threads(rows: Sequence[Block], number: int, band: Band) -> Iterator[Line]:
    """The thin lines down a row's columns: to its boxes from those above, and on to those below."""
    row = rows[number]
    for slot in band.slots:
        above = any(_find_boxes(other, slot) for other in rows[:number])
        below = any(_find_boxes(other, slot) for other in rows[number + 1 :])
        y = 0.0
        for box in _find_boxes(row, slot):
            if above:
                yield _thread(slot, y, box.y)
            y, above = box.y + box.height, True
        if below and above:
            yield _thread(slot, y, row.height)


def _thread(slot: Slot, start: float, end: float) -> Line:
    return Line(((slot.middle, start), (slot.middle, end)), LINK)


def _find_boxes(row: Block, slot: Slot) -> list[Box]:
    """The boxes of a row that a column meets, from top to bottom."""
    found = (mark.marks[0] for mark in row.marks if isinstance(mark, Group))
    boxes = [b for b in found if isinstance(b, Box) and b.x <= slot.middle <= b.x + b.width]
    return sorted(boxes, key=lambda box: box.y)
