"""The rows of boxes: what customers do, what they see of us, and what works behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.icons import icon
from journeymap.picture.lettering import fit_size, text_width
from journeymap.picture.marks import Box, Group, Mark, Text
from journeymap.picture.theme import (
    BODY,
    FRAME,
    MUTED,
    OPPORTUNITY_GROUND,
    PANEL,
    PAPER,
    POOR,
    SMALL,
    STATUS_INK,
    TINY,
)
from journeymap.views.channel_icons import find_channel, find_channel_icon, has_known_channels
from journeymap.views.facts import Facts
from journeymap.views.journey_graph.cards import is_known, say_n, say_reading
from journeymap.views.journey_map.plan import Band, Slot

Parts = Sequence[tuple[str, Style]]
ICON = 16.0
BETWEEN = 3.0  # pixels between two texts of a box
NAME, TEXT = Style(BODY, bold=True), Style(SMALL)
QUIET = Style(TINY, fill=MUTED)


def action_row(band: Band, facts: Facts, y: float, *, gap: float = GAP) -> Block:
    """What customers do at each touchpoint, how well it goes, and which may be the weakest."""
    label = lane_label(y + gap + 8, facts.words("Customer actions"))
    low = gap < GAP
    parts = [_action_parts(slot, facts, low=low) for slot in band.slots]
    height = max(_height(parts, band.slots), label.height)
    marks: list[Mark] = list(label.marks)
    top = y + gap + 8
    for slot, told in zip(band.slots, parts, strict=True):
        flagged = facts.is_weakest(slot.touchpoint.id)
        stroke, weight = (POOR, 2.0) if flagged else (FRAME, 1.0)
        box = Box(slot.x + 4, top, slot.width - 8, height, PAPER, stroke, weight, radius=8.0)
        text = _write(told, slot, top + 8)
        flag = _flag(slot, top, facts) if flagged else ()
        title = ". ".join(text for text, _ in told if text)
        group = (box, *text.marks, *flag)
        marks.append(Group(group, title, slot.touchpoint.url or "", slot.touchpoint.id))
    return Block(tuple(marks), height + 2 * gap + 8)


def _action_parts(slot: Slot, facts: Facts, *, low: bool) -> Parts:
    """What stands on a card; where room is dear, a reading and its answers share a line."""
    point = slot.point
    ink = STATUS_INK[point.status] if point.status else MUTED
    reading = Style(SMALL, bold=is_known(point), italic=not is_known(point), fill=ink)
    said, n = say_reading(point, facts.words), say_n(point, facts.words)
    joined = " · ".join(filter(None, (said, n)))
    known = ((joined, reading),) if low else ((said, reading), (n, QUIET))
    return (
        (slot.touchpoint.name, NAME),
        (slot.touchpoint.description or "", TEXT),
        *known,
    )


def _flag(slot: Slot, y: float, facts: Facts) -> Iterator[Mark]:
    """A tag on the upper edge: the weakest, or one of several that may be it."""
    clear = facts.weakest.verdict.kind == "clear"
    word = f"▼ {facts.words('weakest') if clear else facts.words('weakest?')}"
    size = fit_size(word, slot.width - 26, largest=TINY, smallest=5.0, bold=True)
    width = text_width(word, size, bold=True) + 14
    yield Box(slot.middle - width / 2, y - 9, width, 16, fill=POOR, radius=8.0)
    yield Text(slot.middle, y - 1 + 0.36 * size, word, size, True, fill=PAPER, anchor="middle")


def front_row(band: Band, facts: Facts, y: float, *, gap: float = GAP) -> Block:
    """What customers see of us: people, signs, screens, and the channel that it happens in."""
    told: dict[str, Parts] = {
        slot.touchpoint.id: _front_parts(slot.touchpoint, facts) for slot in band.slots
    }
    look = (facts.words("Frontstage"), OPPORTUNITY_GROUND)
    block = _row(band, look, told, y=y, gap=gap, first=ICON + 6)
    shown = band.slots if has_known_channels(facts.journey) else ()
    icons = [mark for slot in shown for mark in _channel_icon(slot, facts, y + gap)]
    return Block((*block.marks, *icons), block.height) if block.height else EMPTY


def _front_parts(touchpoint: Touchpoint, facts: Facts) -> Parts:
    channel = find_channel(facts.journey, touchpoint)
    seen = [(text, TEXT) for text in _bulleted(touchpoint.frontstage)]
    return [(channel.name, QUIET), *seen] if channel else seen


def _channel_icon(slot: Slot, facts: Facts, y: float) -> Iterator[Mark]:
    channel = find_channel(facts.journey, slot.touchpoint)
    if channel:
        name = find_channel_icon(channel)
        yield icon(name, slot.x + slot.width - 9 - ICON, y + 6, ICON, colour=MUTED)


def back_row(band: Band, facts: Facts, y: float, *, gap: float = GAP) -> Block:
    """What works behind it, unseen by the customer."""
    told: dict[str, Parts] = {
        slot.touchpoint.id: [(text, TEXT) for text in _bulleted(slot.touchpoint.backstage)]
        for slot in band.slots
    }
    return _row(band, (facts.words("Backstage"), PANEL), told, y=y, gap=gap)


def _bulleted(texts: Sequence[str]) -> list[str]:
    return [f"• {text}" for text in texts] if len(texts) > 1 else [*texts]


def _row(
    band: Band,
    look: tuple[str, str],
    told: dict[str, Parts],
    *,
    y: float,
    gap: float,
    first: float = 0.0,
) -> Block:
    """A box at every touchpoint that has something to say; nothing where none has.

    ``look`` is its name and its ground, ``first`` the room that the first line of each box leaves
    at its end.
    """
    name, fill = look
    parts = [told[slot.touchpoint.id] for slot in band.slots]
    if not any(parts):
        return EMPTY
    label = lane_label(y + gap, name)
    height = max(_height(parts, band.slots, first), label.height)
    marks: list[Mark] = list(label.marks)
    for slot, own in zip(band.slots, parts, strict=True):
        if own:
            box = Box(slot.x + 4, y + gap, slot.width - 8, height, fill, FRAME, radius=4.0)
            text = _write(own, slot, y + gap + 8, first)
            title = f"{slot.touchpoint.name}: {', '.join(text for text, _ in own)}"
            marks.append(Group((box, *text.marks), title=title, key=slot.touchpoint.id))
    return Block(tuple(marks), height + 2 * gap)


def _height(parts: Sequence[Parts], slots: Sequence[Slot], first: float = 0.0) -> float:
    used = (_write(own, slot, 0.0, first).height for own, slot in zip(parts, slots, strict=True))
    return max(used, default=0.0) + 16


def _write(parts: Parts, slot: Slot, y: float, first: float = 0.0) -> Block:
    """Texts below each other in a column; the first is so much narrower."""
    marks: list[Mark] = []
    top = y
    for i, part in enumerate(part for part in parts if part[0]):
        top += BETWEEN if i else 0.0
        room = slot.width - 20 - (0.0 if i else first)
        said, style = part
        block = stack(slot.x + 10, top, room, [(abridge(said), style)])
        marks += block.marks
        top += block.height
    return Block(tuple(marks), top - y)
