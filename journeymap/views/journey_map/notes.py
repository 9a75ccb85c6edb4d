"""Notes: what is said at a touchpoint, in boxes that may reach over free neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

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
from journeymap.picture.marks import Box, Group, Mark, Text
from journeymap.picture.theme import INK, PAPER, SMALL, TINY
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.wording.words import Words

MOST_NOTES = 6
WIDEST_NOTE = 230.0
LINES = MOST_LINES  # of a note or another text in a column
TOWER = 4.5 * SMALL * LINE_HEIGHT  # a note of five lines or more in its own column
_BETWEEN, _BADGE = 7.0, 15.0


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
    """Boxes of notes; each may reach over neighbours to the right that have none."""
    notes = {i: found for i, slot in enumerate(band.slots) if (found := find(slot))}
    if not notes:
        return EMPTY
    name = lane_label(y + GAP, look.title, look.remarks)
    ends = [*list(notes)[1:], len(band.slots)]
    boxes = [
        _box(_columns(band, first, end, found), y + GAP, found, look, words)
        for (first, found), end in zip(notes.items(), ends, strict=True)
    ]
    marks: list[Mark] = [*name.marks, *(mark for box in boxes for mark in box.marks)]
    return Block(tuple(marks), max(name.height, *(box.height for box in boxes)) + 2 * GAP)


def _box(
    columns: Sequence[Slot], y: float, notes: Sequence[Note], look: Look, words: Words
) -> Block:
    """The notes of the first column's touchpoint, as wide as all the columns."""
    first, last = columns[0], columns[-1]
    width = last.x + last.width - first.x - 8
    content = _below_each_other(cut_notes(notes, words), first.x + 13, y + 8, width - 18, look)
    height = content.height + 16
    ground = framed(first.x + 4, y, width, height, look.ground)
    title = "\n".join([first.touchpoint.name, *map(str, notes)])
    group = Group((ground, *content.marks), title=title, key=first.touchpoint.id)
    return Block((group,), height)


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


def _columns(band: Band, first: int, end: int, notes: Sequence[Note]) -> Sequence[Slot]:
    """The columns of a note: its own, and free ones of its stage where it would be a tower."""
    own, *others = band.slots[first:end]
    stage = next(span for span in band.spans if own in span.slots)
    free = takewhile(
        lambda slot: slot in stage.slots and slot.x + slot.width - own.x <= WIDEST_NOTE, others
    )
    columns = [own]
    for slot in free:
        width = columns[-1].x + columns[-1].width - own.x - 26
        if not any(_is_tower(note, width) for note in notes[:MOST_NOTES]):
            break
        columns.append(slot)
    return columns


def _is_tower(note: Note, width: float) -> bool:
    """Whether a note of this width would be high and narrow, or break a word."""
    room = width - (_BADGE + 5 if note.badge else 0.0)
    long = longest_word([note.text, note.remark], SMALL) > room
    return long or stack(0.0, 0.0, room, _parts(note)).height > TOWER
