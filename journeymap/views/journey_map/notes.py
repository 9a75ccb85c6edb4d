"""Notes: what is said at a touchpoint, in boxes that may reach over free neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from journeymap.picture.fitting import abridge, longest_word
from journeymap.picture.lettering import LINE_HEIGHT, text_width
from journeymap.picture.marks import Box, Group, Mark, Polygon, Text
from journeymap.picture.theme import INK, PAPER, SMALL, TINY
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.wording.words import Words

MOST_NOTES = 6
WIDEST_NOTE = 230.0
LINES = MOST_LINES  # of a note or another text in a column
TOWER = 4.5 * SMALL * LINE_HEIGHT  # a note of five lines or more in its own column
_BETWEEN, _BADGE = 7.0, 15.0
Share = tuple[Slot, Sequence[Slot]]  # a touchpoint's column, and all that its notes take


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said.

    Args:
        text: What is said.
        remark: What stands below it in smaller letters.
        badge: A number in a disc before it.
        bar: How long the bar above it is, in pixels; none where 0.
        count: A number after the bar.
    """

    text: str
    remark: str = ""
    badge: str = ""
    bar: float = 0.0
    count: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.badge, self.text, self.count and f"({self.count})",
                                      self.remark and f"– {self.remark}")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a lane of notes is called, and its colours."""

    title: str
    remarks: tuple[str, ...]
    ground: str
    ink: str


def note_lane(
    band: Band, y: float, find: Callable[[Slot], Sequence[Note]], look: Look, words: Words
) -> Block:
    """Boxes of notes; each may reach over neighbours that have none."""
    notes = {i: found for i, slot in enumerate(band.slots) if (found := find(slot))}
    if not notes:
        return EMPTY
    name = lane_label(y + GAP, look.title, look.remarks)
    shares = _share_columns(band, notes)
    boxes = [
        _box(share, y + GAP, found, look, words)
        for share, found in zip(shares, notes.values(), strict=True)
    ]
    marks: list[Mark] = [*name.marks, *(mark for box in boxes for mark in box.marks)]
    return Block(tuple(marks), max(name.height, *(box.height for box in boxes)) + 2 * GAP)


def _box(share: Share, y: float, notes: Sequence[Note], look: Look, words: Words) -> Block:
    """The notes of a touchpoint, as wide as all its columns; a tip says which one is its own."""
    own, columns = share
    first, last = columns[0], columns[-1]
    width = last.x + last.width - first.x - 8
    content = _below_each_other(cut_notes(notes, words), first.x + 13, y + 8, width - 18, look)
    height = content.height + 16
    ground = framed(first.x + 4, y, width, height, look.ground)
    tip = (_tip(own.middle, y, look.ground),) if len(columns) > 1 else ()
    title = "\n".join([own.touchpoint.name, *map(str, notes)])
    group = Group((ground, *tip, *content.marks), title=title, key=own.touchpoint.id)
    return Block((group,), height)


def _tip(x: float, y: float, ground: str) -> Polygon:
    return Polygon(((x - 6, y + 1), (x + 6, y + 1), (x, y - 5)), fill=ground)


def cut_notes(notes: Sequence[Note], words: Words, *, most: int = MOST_NOTES) -> Sequence[Note]:
    """The first notes, and how many more there are."""
    more = len(notes) - most
    if more <= 0:
        return notes
    told = words.count(more, "and {n} more", "and {n} more")
    return [*notes[:most], Note(told)]


def _below_each_other(notes: Sequence[Note], x: float, y: float, width: float, look: Look) -> Block:
    marks: list[Mark] = []
    top = y
    for note in notes:
        block = _note(note, x, top, width, look)
        marks += block.marks
        top += block.height + _BETWEEN
    return Block(tuple(marks), top - _BETWEEN - y)


def _note(note: Note, x: float, y: float, width: float, look: Look) -> Block:
    badge = _badge(note, x, y, look) if note.badge else ()
    indent = badge[0].width + 5 if badge else 0.0
    bar = _bar(note, x + indent, y, look) if note.count else EMPTY
    text = stack(x + indent, y + bar.height, width - indent, _parts(note, look.ink))
    return Block((*badge, *bar.marks, *text.marks), bar.height + text.height)


def _parts(note: Note, ink: str = INK) -> list[tuple[str, Style]]:
    return [
        (abridge(note.text), Style(SMALL, fill=ink, lines=LINES)),
        (abridge(note.remark), Style(TINY, fill=ink, lines=LINES)),
    ]


def _badge(note: Note, x: float, y: float, look: Look) -> tuple[Box, Text]:
    """A number on a disc, which grows wider with its digits."""
    width = max(_BADGE, text_width(note.badge, TINY, bold=True) + 8)
    disc = Box(x, y - 0.5, width, _BADGE, fill=look.ink, radius=_BADGE / 2)
    number = Text(x + width / 2, y + 10.5, note.badge, TINY, True, fill=PAPER, anchor="middle")
    return disc, number


def _bar(note: Note, x: float, y: float, look: Look) -> Block:
    """How many said so: a bar, and the number after it."""
    bar = [Box(x, y + 4, note.bar, 6, fill=look.ink, radius=3.0)] if note.bar else []
    start = x + note.bar + (5 if bar else 0)
    return Block((*bar, Text(start, y + 11, note.count, SMALL, True, fill=look.ink)), 15.0)


def _share_columns(band: Band, notes: Mapping[int, Sequence[Note]]) -> Iterator[Share]:
    """Each touchpoint's column with all the columns of its notes.

    Notes that would be a tower reach over free neighbours of their stage: to the right first, then
    to the left.
    """
    slots, first_free = band.slots, 0
    stage_of = {slot.touchpoint.id: span.stage.id for span in band.spans for slot in span.slots}
    ends = [*list(notes)[1:], len(slots)]
    for (own, found), end in zip(notes.items(), ends, strict=True):
        stage = stage_of[slots[own].touchpoint.id]
        free = [i for i in range(first_free, end) if stage_of[slots[i].touchpoint.id] == stage]
        left, right = _widen(slots, own, free, found)
        first_free = right + 1
        yield slots[own], slots[left : right + 1]


def _widen(
    slots: Sequence[Slot], own: int, free: Sequence[int], notes: Sequence[Note]
) -> tuple[int, int]:
    """The first and the last of the columns that notes take."""
    left = right = own
    while any(_is_tower(note, _width(slots, left, right) - 26) for note in notes[:MOST_NOTES]):
        wider = next(
            (
                ends
                for ends in ((left, right + 1), (left - 1, right))
                if free[0] <= ends[0] and ends[1] <= free[-1]
                if _width(slots, *ends) <= WIDEST_NOTE
            ),
            None,
        )
        if wider is None:
            break
        left, right = wider
    return left, right


def _width(slots: Sequence[Slot], left: int, right: int) -> float:
    return slots[right].x + slots[right].width - slots[left].x


def _is_tower(note: Note, width: float) -> bool:
    """Whether a note of this width would be high and narrow, or break a word."""
    room = width - (_BADGE + 5 if note.badge else 0.0)
    long = longest_word([note.text, note.remark], SMALL) > room
    return long or stack(0.0, 0.0, room, _parts(note)).height > TOWER
