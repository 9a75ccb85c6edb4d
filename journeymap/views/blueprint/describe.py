"""The service blueprint as plain marks: rows of boxes, and the lines between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import LABEL_WIDTH, Block, Style, paragraph
from journeymap.picture.marks import Box, Group, Line, Mark, Picture
from journeymap.picture.theme import LINK, MARGIN, MUTED, SMALL, TINY
from journeymap.views.blueprint.rows import action_row, back_row, front_row
from journeymap.views.blueprint.systems import system_row
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_graph.legend import say_signs
from journeymap.views.journey_map.plan import Band, plan_bands
from journeymap.views.journey_map.stages import stage_lane
from journeymap.views.telling.verdicts import say_verdict
from journeymap.wording.words import Words

LEAST_WIDTH = 720.0
Row = Callable[[Band, Facts, float], Block]
NOTHING_BEHIND = (
    "No touchpoint says what is behind it; write frontstage:, backstage: and systems: in the file."
)


def describe_blueprint(facts: Facts) -> tuple[Picture, tuple[str, ...]]:
    """The blueprint as plain marks, and what to know about it.

    Args:
        facts: The journey with its experience curve, goals and ranking.

    Returns:
        The picture; rows that nothing is written for are absent, and a note says so where that is
        all of them.
    """
    bands = plan_bands(facts.journey, facts.experience)
    right = max(MARGIN + LEAST_WIDTH, *(band.right for band in bands))
    head = header(facts, MARGIN - 8, right)
    marks: list[Mark] = list(head.marks)
    y = MARGIN - 8 + head.height
    for band in bands:
        block = _describe_band(band, facts, y)
        marks += block.marks
        y += block.height + 26
    verdict = say_verdict(facts.weakest, facts.words)
    told = " ".join(filter(None, (verdict, say_signs(facts))))
    below = paragraph(MARGIN, y, right - MARGIN, told, Style(SMALL, fill=MUTED))
    title = facts.words("Service blueprint: {name}", name=facts.journey.name)
    picture = Picture(
        right + MARGIN, y + below.height + MARGIN / 2, title, _in_words(facts),
        (*marks, *below.marks),
    )  # fmt: skip
    return picture, () if any(map(_is_told, facts.journey.touchpoints)) else (NOTHING_BEHIND,)


def _is_told(touchpoint: Touchpoint) -> bool:
    return bool(touchpoint.frontstage or touchpoint.backstage or touchpoint.systems)


def _describe_band(band: Band, facts: Facts, y: float) -> Block:
    """The stages, then each row, with the line above it that the customer does or doesn't cross."""
    words = facts.words
    rows: tuple[tuple[str, Row], ...] = (
        (words("Line of interaction"), front_row),
        (words("Line of visibility"), back_row),
        (words("Line of internal interaction"), system_row),
    )
    stages = stage_lane(band, facts, y)
    actions = action_row(band, facts, y + stages.height)
    marks: list[Mark] = [*stages.marks, *actions.marks]
    bottom = y + stages.height + actions.height
    waiting: list[str] = []
    for name, row in rows:
        waiting.append(name)
        top, lines = bottom, list[Mark]()
        for told in waiting:
            line = _line(told, band, top, strong=told == rows[1][0])
            lines += line.marks
            top += line.height
        block = row(band, facts, top)
        if block.height:
            marks += [*lines, *block.marks]
            bottom, waiting = top + block.height, []
    return Block((*_threads(marks, band), *marks), bottom - y)


def _line(name: str, band: Band, y: float, *, strong: bool) -> Block:
    """A line across all columns with its name at the left; that of visibility is unbroken."""
    text = paragraph(MARGIN, y + 2, LABEL_WIDTH, name, Style(TINY, italic=True, fill=MUTED))
    middle = y + 2 + text.height / 2
    ends = ((band.left, middle), (band.right, middle))
    line = Line(ends, MUTED, 1.8 if strong else 1.2, dashed=not strong)
    return Block((line, *text.marks), text.height + 4)


def _threads(marks: list[Mark], band: Band) -> Iterator[Line]:
    """Thin lines down each column, from box to box."""
    for slot in band.slots:
        boxes = [
            box
            for mark in marks
            if isinstance(mark, Group) and isinstance(box := mark.marks[0], Box)
            if box.x <= slot.middle <= box.x + box.width
        ]
        for upper, lower in pairwise(boxes):
            ends = ((slot.middle, upper.y + upper.height), (slot.middle, lower.y))
            yield Line(ends, LINK)


def _in_words(facts: Facts) -> str:
    """The picture for those who can't see it."""
    told = [_say_touchpoint(one, facts.words) for one in facts.journey.touchpoints]
    return " ".join((say_verdict(facts.weakest, facts.words), *told))


def _say_touchpoint(touchpoint: Touchpoint, words: Words) -> str:
    parts = (
        (words("frontstage"), touchpoint.frontstage),
        (words("backstage"), touchpoint.backstage),
        (words("systems"), touchpoint.systems),
    )
    behind = [f"{name}: {', '.join(texts)}" for name, texts in parts if texts]
    does = f" ({touchpoint.description})" if touchpoint.description else ""
    return f"{touchpoint.name}{does}{': ' if behind else ''}{'; '.join(behind)}."
