"""A chart without the sentences around it, for documents that say them elsewhere."""

from __future__ import annotations

from dataclasses import replace

from journeymap.picture.marks import Picture, Text
from journeymap.picture.placing import place
from journeymap.picture.plotting import MESSAGE
from journeymap.picture.theme import MARGIN, MUTED, SMALL


def take_bare(picture: Picture) -> Picture:
    """The picture without its message on top and its notes at the foot; the description stays.

    Example:
        >>> marks = (Text(40, 50, "So it is.", MESSAGE, True), Text(40, 90, "Cart"))
        >>> bare = take_bare(Picture(400, 200, "", "", marks))
        >>> [mark.text for mark in bare.marks], bare.height
        (['Cart'], 141.0)
    """
    marks, top, bottom = list(picture.marks), 0.0, picture.height
    while marks and isinstance(first := marks[0], Text) and _is_message(first):
        top = first.y + 0.5 * first.size  # below its letters
        marks.pop(0)
    while marks and isinstance(last := marks[-1], Text) and _is_note(last, picture.width):
        bottom = last.y - last.size
        marks.pop()
    return replace(picture, marks=place(marks, 0, -top), height=bottom - top)


def _is_message(mark: Text) -> bool:
    return mark.bold and mark.size == MESSAGE


def _is_note(mark: Text, width: float) -> bool:
    """Whether a text is a line of the notes: small, grey, and at the very edge."""
    if mark.size != SMALL or mark.fill != MUTED:
        return False
    return abs(mark.x - MARGIN) < 0.5 or abs(width - mark.x - MARGIN) < 0.5
