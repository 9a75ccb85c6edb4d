"""A described picture as native shapes on a slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journeymap.documents.slides.deck import SMALLEST, Deck, Slide
from journeymap.documents.slides.panel import Place
from journeymap.documents.slides.shapes import add_group
from journeymap.picture.colouring import in_colour
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Picture,
    Polygon,
    Text,
)
from journeymap.picture.placing import place, smallest_text

PICTURE_NAME = "picture"
LARGEST_SCALE = 1.6
LEAST_TEXT = 0.72 * SMALLEST  # smaller letters can't be read from a screen


def trim(picture: Picture) -> Picture:
    """A picture without what is left blank at its sides."""
    ends = list(_find_ends(picture.marks))
    if not ends:
        return picture
    left, right = min(x for x, _ in ends), max(x for _, x in ends)
    return replace(picture, width=right - left, marks=place(picture.marks, -left, 0.0))


def _find_ends(marks: Iterable[Mark]) -> Iterator[tuple[float, float]]:
    """How far each mark reaches to the left and to the right."""
    for mark in marks:
        match mark:
            case Group():
                yield from _find_ends(mark.marks)
            case Box():
                yield mark.x, mark.x + mark.width
            case Circle():
                yield mark.x - mark.radius, mark.x + mark.radius
            case Text():
                width = text_width(mark.text, mark.size, bold=mark.bold)
                left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
                yield left, left + width
            case Outline():
                yield from ((x, x) for part in mark.parts for x, _ in part)
            case Polygon() | Line() | Arrow():
                yield from ((x, x) for x, _ in mark.points)


def scale_for(picture: Picture, width: float, height: float) -> float:
    """How many times as large a picture can stand in a room."""
    return min(width / picture.width, height / picture.height, LARGEST_SCALE)


def is_readable(picture: Picture, width: float, height: float) -> bool:
    """Whether all of a picture can be read when it fills a room."""
    letters = smallest_text(picture)
    return letters is None or letters * scale_for(picture, width, height) >= LEAST_TEXT


def add_picture(deck: Deck, slide: Slide, picture: Picture, room: Place) -> float:
    """A picture in the middle of a room, as one group of shapes that can be taken apart.

    Args:
        deck: Whose colours it has.
        slide: Where it is added.
        picture: What to show.
        room: Left and upper edge, width and height.

    Returns:
        How high it is.
    """
    left, top, width, height = room
    scale = scale_for(picture, width, height)
    left += (width - scale * picture.width) / 2
    described = " ".join(filter(None, (picture.title, picture.description)))
    marks = place(in_colour(picture, deck.theme).marks, left, top, scale)
    add_group(slide.shapes, marks, described, name=PICTURE_NAME)
    return scale * picture.height
