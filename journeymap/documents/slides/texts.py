"""Slides of text: as many as it needs, in letters that can be read."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.documents.slides.cards import Card, Said, add_card, measure_said
from journeymap.documents.slides.deck import EDGE, INNER, Deck, add_slide


def add_text_slides(
    deck: Deck, title: str, blocks: Sequence[Sequence[Said]], *, notes: str = ""
) -> None:
    """Paragraphs below each other; a block stays together, and what is too much goes on."""
    slide, y = add_slide(deck, title, notes=notes), 0.0
    for block in blocks:
        for i, part in enumerate(block):
            height = measure_said(part, INNER)
            needed = sum(measure_said(other, INNER) for other in block) if i == 0 else height
            if y and y + needed > slide.room:
                slide, y = add_slide(deck, title), 0.0
            card = Card(EDGE, INNER, [part], shape="plain", anchor="start")
            add_card(deck, slide.shapes, card, slide.top + y, height)
            y += height + 2
        y += 20
