"""Cards: one native shape each with its text inside, measured before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from journeymap.documents.slides.deck import SMALLEST, Deck
from journeymap.documents.slides.paragraphs import hold_lines, prepare_frame, write_line
from journeymap.documents.slides.shapes import add_box, add_group, add_marks, describe
from journeymap.documents.slides.units import POINTS_PER_PIXEL, to_emu
from journeymap.picture.colouring import in_colour
from journeymap.picture.lettering import LINE_HEIGHT, clean_line, wrap_text
from journeymap.picture.marks import Anchor, Box, Outline, Picture, Text
from journeymap.picture.placing import place
from journeymap.picture.theme import INK
from journeymap.views.journey_map.touchpoints import link_sign

INSET = 7.0
PADDING = 6.0
SIGN = 22.0  # of an icon
SIGN_NAME = "icon"
_POINT = 16.0  # how far the tip of a stage's arrow reaches
MOST_LINES = 60
_OPENS = re.compile(r"(https?://|mailto:)[^\s<>\"'`\\]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a card: its text, size in pixels, weight, slant and colour, a role."""

    text: str
    size: float = SMALLEST
    bold: bool = False
    italic: bool = False
    fill: str = INK


@dataclass(frozen=True, slots=True)
class Card:
    """A shape with text.

    Args:
        left: Its left edge, in pixels.
        width: Its width.
        parts: Its paragraphs; empty ones are left out.
        fill: The colour of its ground, a role; empty for none.
        stroke: The colour of its outline, a role; empty for none.
        shape: A box, or the arrow of a stage.
        anchor: Where its lines stand.
        thick: Whether its outline is.
        title: Its alternative text; its own words where empty.
        link: What opens when it is clicked; checked by the journey to be a page or a mail.
        sign: An icon above its text, placed from (0, 0).
    """

    left: float
    width: float
    parts: Sequence[Said]
    fill: str = ""
    stroke: str = ""
    shape: Literal["box", "stage", "plain"] = "box"
    anchor: Anchor = "middle"
    thick: bool = False
    title: str = ""
    link: str = ""
    sign: Outline | None = None


def measure_card(card: Card) -> float:
    """How high a card must be for its text."""
    heights = [measure_said(part, room_of(card)) for part in card.parts if clean_line(part.text)]
    return sum(heights) + _above(card) + (0 if card.shape == "plain" else 2 * PADDING)


def measure_said(part: Said, width: float) -> float:
    """How high a paragraph is at a width."""
    lines = wrap_text(clean_line(part.text), part.size, width, bold=part.bold, lines=MOST_LINES)
    return len(lines) * part.size * LINE_HEIGHT


def add_card(deck: Deck, on: Any, card: Card, top: float, height: float) -> Any:
    """Draws a card; its text stands in the middle of its height."""
    fill, stroke = (deck.colour(role) for role in (card.fill, card.stroke))
    box = Box(card.left, top, card.width, height, fill, stroke, 2.2 if card.thick else 1.0)
    kinds = {"box": MSO_SHAPE.ROUNDED_RECTANGLE, "stage": MSO_SHAPE.PENTAGON}
    shape = add_box(on, box, kinds.get(card.shape, MSO_SHAPE.RECTANGLE))
    if card.shape == "stage":
        shape.adjustments[0] = _POINT / height
    if card.shape == "box":
        shape.adjustments[0] = min(0.5, 6 / min(card.width, height))
    plain = card.shape == "plain"
    frame = prepare_frame(shape, middle=not plain, inset=0 if plain else INSET)
    frame.margin_top = to_emu(_above(card))
    write_parts(deck, frame, card.parts, card.anchor, room_of(card))
    describe(shape, card.title)
    if card.sign:
        _add_sign(deck, on, card.sign, card.left + (card.width - SIGN) / 2, top)
    if card.link:
        _add_link(deck, on, shape, card, top + height)
    return shape


def _add_sign(deck: Deck, on: Any, sign: Outline, left: float, top: float) -> None:
    """An icon as one group, which stands as it is where a deck is turned."""
    marks = in_colour(Picture(1, 1, "", "", (sign,)), deck.theme).marks
    add_group(on, place(marks, left, top), "", name=SIGN_NAME)


def _above(card: Card) -> float:
    """The room of its icon."""
    return SIGN + 3 if card.sign else 0.0


def _add_link(deck: Deck, on: Any, shape: Any, card: Card, bottom: float) -> None:
    """Opens a page or a mail on a click, with the sign of it on the card's lower edge."""
    if not _OPENS.match(card.link):
        return
    shape.click_action.hyperlink.address = card.link
    sign = link_sign(card.left + card.width - 18, bottom, card.stroke)
    add_marks(on, in_colour(Picture(1, 1, "", "", sign), deck.theme).marks)


def write_parts(
    deck: Deck, frame: Any, parts: Sequence[Said], anchor: Anchor, width: float
) -> None:
    """Paragraphs with the height of line that they were measured with."""
    first = True
    for part in parts:
        if clean_line(part.text):
            paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
            shown = hold_lines(part.text, part.size, width, bold=part.bold)
            look = Text(0, 0, shown, part.size, part.bold, part.italic, deck.colour(part.fill))
            write_line(paragraph, look, align=anchor)
            paragraph.line_spacing = Pt(part.size * POINTS_PER_PIXEL * 1.2)
            first = False


def room_of(card: Card) -> float:
    """How wide its lines may be."""
    inset = 0.0 if card.shape == "plain" else 2 * INSET
    return max(20.0, card.width - inset - (_POINT if card.shape == "stage" else 0))
