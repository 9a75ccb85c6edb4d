"""The notes of slides: what is shortened on a slide stands there in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeymap.documents.long_texts import LongTexts
from journeymap.documents.slides.deck import Deck
from journeymap.picture.lettering import clean_line


def complete_notes(deck: Deck, long: LongTexts) -> None:
    """Writes every text of which a slide shows only the beginning into the slide's notes.

    Args:
        deck: A finished deck.
        long: The texts that may have been shortened.
    """
    if not long.texts:
        return
    for slide in deck.file.slides:
        missing = list(long.find_shortened("\n".join(_read(slide.shapes))))
        if missing:
            frame = slide.notes_slide.notes_text_frame
            frame.text = "\n".join(filter(None, (frame.text, *map(clean_line, missing))))


def _read(shapes: Any) -> Iterator[str]:
    """All that stands on a slide."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _read(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
