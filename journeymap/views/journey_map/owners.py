"""The lane of owners: who answers for which stretch of the journey."""

from __future__ import annotations

from itertools import groupby

from journeymap.model.elements import Stage, Touchpoint
from journeymap.picture.blocks import EMPTY, GAP, Block, Style, framed, lane_label, paragraph
from journeymap.picture.marks import Group, Mark
from journeymap.picture.theme import INK, PANEL, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import LINES
from journeymap.views.journey_map.plan import Band, Slot, Span

_Stretch = tuple[str, list[Slot]]


def owner_lane(band: Band, facts: Facts, y: float) -> Block:
    """Owners as bars over their touchpoints: its own owner, or else its stage's."""
    stretches = [stretch for span in band.spans for stretch in _find_stretches(span)]
    if not stretches:
        return EMPTY
    label = lane_label(y + GAP, facts.words("Owners"))
    texts = [_words(owner, slots, y + GAP + 5) for owner, slots in stretches]
    height = max(text.height for text in texts) + 11
    marks: list[Mark] = list(label.marks)
    for (owner, slots), text in zip(stretches, texts, strict=True):
        first, last = slots[0], slots[-1]
        width = last.x + last.width - first.x - 8
        ground = framed(first.x + 4, y + GAP, width, height, PANEL)
        names = ", ".join(slot.touchpoint.name for slot in slots)
        key = first.touchpoint.id if first is last else ""
        marks.append(Group((ground, *text.marks), title=f"{owner}: {names}", key=key))
    return Block(tuple(marks), max(label.height, height) + 2 * GAP)


def _find_stretches(span: Span) -> list[_Stretch]:
    """Neighbours in a stage that have the same owner."""
    runs = groupby(span.slots, lambda slot: find_owner(span.stage, slot.touchpoint))
    return [(owner, list(slots)) for owner, slots in runs if owner]


def find_owner(stage: Stage, touchpoint: Touchpoint) -> str | None:
    """Who answers for a touchpoint: its own owner, or else its stage's."""
    return touchpoint.owner or stage.owner


def _words(owner: str, slots: list[Slot], y: float) -> Block:
    left, right = slots[0].x, slots[-1].x + slots[-1].width
    style = Style(SMALL, fill=INK, lines=LINES)
    return paragraph((left + right) / 2, y, right - left - 20, owner, style, anchor="middle")
