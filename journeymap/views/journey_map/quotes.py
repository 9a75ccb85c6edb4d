"""The lane of quotes: what customers said, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.picture.blocks import Block
from journeymap.picture.theme import INK, PANEL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import Look, Note, note_lane
from journeymap.views.journey_map.plan import Band, Slot
from journeymap.wording.words import Words


def quote_lane(band: Band, facts: Facts, y: float) -> Block:
    """What customers said, with who said so and where."""
    look = Look(facts.words("Quotes"), (), PANEL, INK)
    return note_lane(band, y, lambda slot: list(_find(slot, facts.words)), look, facts.words)


def _find(slot: Slot, words: Words) -> Iterator[Note]:
    for quote in slot.touchpoint.quotes:
        who = ", ".join(filter(None, (quote.by, quote.source)))
        yield Note(words("“{text}”", text=quote.says), f"— {who}" if who else "")
