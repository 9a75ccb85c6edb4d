"""The lanes of notes: what customers complain about, and what could be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from journeymap.model.elements import Opportunity, Touchpoint
from journeymap.picture.blocks import (
    EMPTY,
    GAP,
    MOST_LINES,
    Block,
    Style,
    framed,
    lane_label,
    stack,
)
from journeymap.picture.lettering import LINE_HEIGHT
from journeymap.picture.marks import Group, Mark
from journeymap.picture.theme import (
    OPPORTUNITY_GROUND,
    OPPORTUNITY_INK,
    PAIN_GROUND,
    PAIN_INK,
    SMALL,
)
from journeymap.views.facts import Facts
from journeymap.views.journey_map.plan import Band, Slot

MOST_NOTES = 6
WIDEST_NOTE = 230.0
TOWER = 3.5 * SMALL * LINE_HEIGHT  # a note of four lines or more in its own column


@dataclass(frozen=True, slots=True)
class _Look:
    """What a lane of notes is called, and its colours."""

    title: str
    remarks: tuple[str, ...]
    ground: str
    ink: str


_PAINS = _Look("Pain points", ("in customers’ words",), PAIN_GROUND, PAIN_INK)
_OPPORTUNITIES = _Look("Opportunities", (), OPPORTUNITY_GROUND, OPPORTUNITY_INK)


def pain_lane(band: Band, _: Facts, y: float) -> Block:
    """Pain points in customers' words, with how many said so."""
    notes = {i: _pains(slot.touchpoint) for i, slot in enumerate(band.slots)}
    return _note_lane(band, y, notes, _PAINS)


def opportunity_lane(band: Band, _: Facts, y: float) -> Block:
    """What could be done, by whom, with how much effort."""
    notes = {i: _opportunities(slot.touchpoint) for i, slot in enumerate(band.slots)}
    return _note_lane(band, y, notes, _OPPORTUNITIES)


def _pains(touchpoint: Touchpoint) -> list[str]:
    return [
        f"“{pain.says}”" + (f" ×{pain.count:,}" if pain.count else "") for pain in touchpoint.pains
    ]


def _opportunities(touchpoint: Touchpoint) -> list[str]:
    return [_say_opportunity(found, touchpoint) for found in touchpoint.opportunities]


def _say_opportunity(found: Opportunity, touchpoint: Touchpoint) -> str:
    effort = f"{found.effort} effort" if found.effort else None
    return " · ".join(filter(None, (found.do, found.owner or touchpoint.owner, effort)))


def _note_lane(band: Band, y: float, notes: Mapping[int, Sequence[str]], look: _Look) -> Block:
    """Boxes of notes; each may reach over neighbours to the right that have none."""
    noted = [i for i, found in notes.items() if found]
    if not noted:
        return EMPTY
    name = lane_label(y + GAP, look.title, look.remarks)
    ends = [*noted[1:], len(band.slots)]
    boxes = [
        _note_box(_columns(band, first, end, notes[first]), y + GAP, notes[first], look)
        for first, end in zip(noted, ends, strict=True)
    ]
    marks: list[Mark] = [*name.marks, *(mark for box in boxes for mark in box.marks)]
    return Block(tuple(marks), max(name.height, *(box.height for box in boxes)) + 2 * GAP)


def _note_box(columns: Sequence[Slot], y: float, notes: Sequence[str], look: _Look) -> Block:
    """The notes of the first column's touchpoint, as wide as all the columns."""
    first, last = columns[0], columns[-1]
    width = last.x + last.width - first.x - 8
    more = [f"and {len(notes) - MOST_NOTES} more"] if len(notes) > MOST_NOTES else []
    style = Style(SMALL, fill=look.ink, lines=MOST_LINES)
    parts = [(note, style) for note in [*notes[:MOST_NOTES], *more]]
    text = stack(first.x + 13, y + 8, width - 18, parts)
    height = text.height + 16
    ground = framed(first.x + 4, y, width, height, look.ground)
    title = f"{first.touchpoint.name}: {' '.join(notes)}"
    return Block((Group((ground, *text.marks), title=title),), height)


def _columns(band: Band, first: int, end: int, notes: Sequence[str]) -> Sequence[Slot]:
    """The columns of a note: its own, and free ones of its stage where it would be a tower."""
    own, *others = band.slots[first:end]
    stage = next(span for span in band.spans if own in span.slots)
    free = takewhile(
        lambda slot: slot in stage.slots and slot.x + slot.width - own.x <= WIDEST_NOTE, others
    )
    columns = [own]
    for slot in free:
        width = columns[-1].x + columns[-1].width - own.x - 26
        parts = [(note, Style(SMALL, lines=MOST_LINES)) for note in notes]
        if stack(0.0, 0.0, width, parts).height <= TOWER * len(notes):
            break
        columns.append(slot)
    return columns
