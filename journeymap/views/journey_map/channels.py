"""The lane of channels: where each touchpoint happens, with an icon."""

from __future__ import annotations

from journeymap.model.channels import Channel
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, lane_label, paragraph
from journeymap.picture.icons import icon
from journeymap.picture.marks import Group, Mark
from journeymap.picture.theme import CURVE, MUTED, SMALL
from journeymap.views.channel_icons import (
    OTHER,
    find_channel,
    find_channel_icon,
    has_known_channels,
)
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import LINES
from journeymap.views.journey_map.plan import Band, Slot

SIZE = 20.0


def channel_lane(band: Band, facts: Facts, y: float) -> Block:
    """Each channel's icon above its name; only names where no channel is one that we know."""
    found = [(slot, find_channel(facts.journey, slot.touchpoint)) for slot in band.slots]
    channels = [(slot, channel) for slot, channel in found if channel is not None]
    if not channels:
        return EMPTY
    label = lane_label(y + GAP, facts.words("Channels"))
    shown = has_known_channels(facts.journey)
    boxes = [_channel(slot, channel, y + GAP, shown=shown) for slot, channel in channels]
    marks: list[Mark] = [*label.marks, *(mark for box in boxes for mark in box.marks)]
    return Block(tuple(marks), max(label.height, *(box.height for box in boxes)) + 2 * GAP)


def _channel(slot: Slot, channel: Channel, y: float, *, shown: bool) -> Block:
    """One channel; ``shown`` says whether the lane has icons."""
    name = find_channel_icon(channel)
    colour = MUTED if name == OTHER else CURVE
    sign = [icon(name, slot.middle - SIZE / 2, y, SIZE, colour=colour)] if shown else []
    used = SIZE + 4 if shown else 0.0
    style = Style(SMALL, fill=MUTED, lines=LINES)
    text = paragraph(slot.middle, y + used, slot.width - 12, channel.name, style, anchor="middle")
    title = f"{slot.touchpoint.name}: {channel.name}"
    group = Group((*sign, *text.marks), title=title, key=slot.touchpoint.id)
    return Block((group,), used + text.height)
