"""The lanes of plain texts: what customers do, and what they expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, paragraph
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Group, Mark
from journeymap.picture.theme import SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import LINES
from journeymap.views.journey_map.plan import Band


def action_lane(band: Band, facts: Facts, y: float) -> Block:
    """What customers do at each touchpoint."""
    return text_lane(band, y, lambda touchpoint: touchpoint.description, facts.words("Actions"),
                     [facts.words("what customers do")])  # fmt: skip


def expectation_lane(band: Band, facts: Facts, y: float) -> Block:
    """What customers expect of each touchpoint."""
    return text_lane(band, y, lambda touchpoint: touchpoint.expects, facts.words("Expectations"))


def text_lane(
    band: Band,
    y: float,
    say: Callable[[Touchpoint], str | None],
    title: str,
    remarks: Sequence[str] = (),
) -> Block:
    """A text per column; nothing where no column has one."""
    if not any(say(slot.touchpoint) for slot in band.slots):
        return EMPTY
    label = lane_label(y + GAP, title, remarks)
    marks: list[Mark] = list(label.marks)
    height = label.height
    for slot in band.slots:
        if text := say(slot.touchpoint):
            style = Style(SMALL, lines=LINES)
            block = paragraph(
                slot.middle, y + GAP, slot.width - 16, abridge(text), style, anchor="middle"
            )
            told = f"{slot.touchpoint.name}: {text}"
            marks.append(Group(block.marks, title=told, key=slot.touchpoint.id))
            height = max(height, block.height)
    return Block(tuple(marks), height + 2 * GAP)
