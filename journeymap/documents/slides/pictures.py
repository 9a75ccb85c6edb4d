"""A described picture as native shapes on a slide."""

from __future__ import annotations

from journeymap.documents.slides.deck import EDGE, INNER, SMALLEST, Deck, add_slide
from journeymap.documents.slides.shapes import add_marks, describe
from journeymap.picture.colouring import in_colour
from journeymap.picture.marks import Picture
from journeymap.picture.placing import place, smallest_text

LARGEST_SCALE = 1.6
LEAST_TEXT = 0.72 * SMALLEST  # smaller letters can't be read from a screen


def scale_for(picture: Picture, room: float) -> float:
    """How many times as large a picture can stand in a slide's room."""
    return min(INNER / picture.width, room / picture.height, LARGEST_SCALE)


def is_readable(picture: Picture, room: float) -> bool:
    """Whether all of a picture can be read when it stands on one slide."""
    letters = smallest_text(picture)
    return letters is None or letters * scale_for(picture, room) >= LEAST_TEXT


def add_picture_slide(
    deck: Deck, title: str, picture: Picture, *, subtitle: str = "", notes: str = ""
) -> None:
    """A slide with a picture as one group of shapes, which can be taken apart."""
    slide = add_slide(deck, title, subtitle=subtitle, notes=notes)
    scale = scale_for(picture, slide.room)
    left = EDGE + (INNER - scale * picture.width) / 2
    group = slide.shapes.add_group_shape()
    described = " ".join(filter(None, (picture.title, picture.description)))
    describe(group, described, name="picture")
    add_marks(group.shapes, place(in_colour(picture).marks, left, slide.top, scale))
    if not len(group.shapes):
        slide.shapes._spTree.remove(group.element)
