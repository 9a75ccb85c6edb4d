"""How an answer was worked out, in plain words beside or below what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.documents.report import Report, Section
from journeymap.documents.slides.cards import Card, Said, add_card, measure_said
from journeymap.documents.slides.deck import Deck, Slide
from journeymap.documents.slides.shapes import add_box
from journeymap.documents.slides.units import POINTS_PER_PIXEL
from journeymap.picture.marks import Box
from journeymap.picture.theme import MUTED, PANEL

LEAST = 96.0  # a lower panel holds no sentence that is worth reading
_SIZES = tuple(points / POINTS_PER_PIXEL for points in (16, 14, 13, 12, 11, 10.5))
_INSET, _BETWEEN = 16.0, 8.0
Place = tuple[float, float, float, float]  # left, top, width, height


def tell_basis(report: Report, section: Section) -> list[str]:
    """How it was worked out, on how many answers, with what doubt: a paragraph each."""
    words, told = report.words, ""
    if section.result and (found := section.result.base_range()):
        few, many = (words.number(f"{n:,}") for n in found)
        told = (
            words("n: {few} to {many} answers", few=few, many=many)
            if few != many
            else words.count(found[0], "{n} answer", "{n} answers")
        )
    return list(filter(None, (section.method, told, *section.notes)))


def measure_panel(texts: Sequence[str], width: float, room: float, title: str) -> float:
    """How high a panel is that says all of it, in letters as large as fit; 0 where it can't."""
    parts = _choose(texts, width, room, title)
    return _sum(parts, width) + 2 * _INSET if len(parts) > 1 else 0.0


def add_panel(deck: Deck, slide: Slide, texts: Sequence[str], place: Place, title: str) -> None:
    """As many of the paragraphs as fit; all of them stand in the notes of the slide.

    Args:
        deck: Whose colours it has.
        slide: Where it is added.
        texts: What it says.
        place: Its left and upper edge, its width and height.
        title: What it is called.
    """
    left, top, width, height = place
    parts = _choose(texts, width, height, title)
    if len(parts) < 2 or height < LEAST:
        return
    add_box(slide.shapes, Box(left, top, width, height, deck.colour(PANEL)))
    y = top + _INSET
    for part in parts:
        used = measure_said(part, width - 2 * _INSET)
        card = Card(left + _INSET, width - 2 * _INSET, [part], shape="plain", anchor="start")
        add_card(deck, slide.shapes, card, y, used)
        y += used + _BETWEEN


def _choose(texts: Sequence[str], width: float, height: float, title: str) -> list[Said]:
    """All paragraphs in the largest letters in which they fit, or the first in the smallest."""
    room = height - 2 * _INSET
    for size in _SIZES:
        parts = [Said(title, size, bold=True, fill=MUTED), *(Said(text, size) for text in texts)]
        if _sum(parts, width) <= room:
            return parts
    while parts and _sum(parts, width) > room:
        parts.pop()
    return parts


def _sum(parts: Sequence[Said], width: float) -> float:
    heights = (measure_said(part, width - 2 * _INSET) for part in parts)
    return sum(heights) + _BETWEEN * (len(parts) - 1)
