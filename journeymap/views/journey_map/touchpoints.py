"""The lane of touchpoints: a card for each, with what makes it stand out."""

from __future__ import annotations

from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import GAP, MOST_LINES, Block, Style, lane_label, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.icons import icon
from journeymap.picture.lettering import fit_size, text_width
from journeymap.picture.marks import Box, Circle, Group, Mark, Text
from journeymap.picture.theme import BODY, FRAME, MUTED, PAPER, POOR, TINY
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.views.telling.flags import say_flag, say_moment
from journeymap.wording.words import Words


def touchpoint_lane(band: Band, facts: Facts, y: float) -> Block:
    """A card per touchpoint; those that may be the weakest are flagged, links carry a sign."""
    words = facts.words
    heights = [
        stack(0.0, 0.0, slot.width - 20, tell_touchpoint(slot.touchpoint, words)).height
        for slot in band.slots
    ]
    height = max(heights, default=0.0) + 18
    top = y + GAP + 8
    marks: list[Mark] = list(lane_label(top, words("Touchpoints")).marks)
    for slot, used in zip(band.slots, heights, strict=True):
        marks.append(_card(slot, facts, top, height, used))
    return Block(tuple(marks), height + 2 * GAP + 8)


def _card(slot: Slot, facts: Facts, y: float, height: float, used: float) -> Group:
    """One touchpoint; ``used`` is the height of its words."""
    touchpoint = slot.touchpoint
    flagged = say_flag(facts.weakest, touchpoint.id, facts.words)
    stroke, weight = (POOR, 2.0) if flagged else (FRAME, 1.0)
    box = Box(slot.x + 4, y, slot.width - 8, height, PAPER, stroke, weight, radius=8.0)
    top, parts = y + (height - used) / 2, tell_touchpoint(slot.touchpoint, facts.words)
    words = stack(slot.middle, top, slot.width - 20, parts, anchor="middle")
    flag = _flag(slot, y, flagged) if flagged else ()
    sign = link_sign(slot.x + slot.width - 18, y + height, stroke) if touchpoint.url else ()
    told = (touchpoint.name, touchpoint.description, touchpoint.expects)
    title = ". ".join(filter(None, told))
    marks = (box, *words.marks, *flag, *sign)
    return Group(marks, title=title, link=touchpoint.url or "", key=touchpoint.id)


def tell_touchpoint(touchpoint: Touchpoint, words: Words) -> list[tuple[str, Style]]:
    """What stands on its card: what it is to customers, and its name."""
    return [
        (say_moment(touchpoint, words), Style(TINY, fill=MUTED, lines=4)),
        (abridge(touchpoint.name), Style(BODY, bold=True, lines=MOST_LINES)),
    ]


def _flag(slot: Slot, y: float, word: str) -> tuple[Mark, ...]:
    """A tag on the upper edge of a card: the weakest, or one of several that may be it."""
    size = fit_size(word, slot.width - 24, largest=TINY, smallest=5.0, bold=True)
    width = text_width(word, size, bold=True) + 14
    return (
        Box(slot.middle - width / 2, y - 9, width, 16, fill=POOR, radius=8.0),
        Text(slot.middle, y - 1 + 0.36 * size, word, size, True, fill=PAPER, anchor="middle"),
    )


def link_sign(x: float, y: float, stroke: str) -> tuple[Mark, ...]:
    """A small arrow around a point of a card's edge: the whole card opens a page."""
    return (
        Circle(x, y, 8.0, PAPER, stroke),
        icon("link", x - 5, y - 5, 10.0, colour=MUTED, weight=2.2),
    )
