"""The lane of quotes: what customers said, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model.elements import Touchpoint
from journeymap.picture.blocks import Block
from journeymap.picture.theme import INK, PANEL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import Look, Note, note_lane
from journeymap.views.journey_map.plan import Band
from journeymap.wording.words import Words


def quote_lane(band: Band, facts: Facts, y: float) -> Block:
    """What customers said, with who said so and where."""
    words, look = facts.words, Look(facts.words("Quotes"), (), PANEL, INK)
    return note_lane(band, y, lambda slot: list_quotes(slot.touchpoint, words), look, words)


def list_quotes(touchpoint: Touchpoint, words: Words) -> list[Note]:
    """What customers said at a touchpoint, in its own order.

    Args:
        touchpoint: The touchpoint.
        words: The fixed words.
    """
    return list(_find(touchpoint, words))


def _find(touchpoint: Touchpoint, words: Words) -> Iterator[Note]:
    for quote in touchpoint.quotes:
        who = ", ".join(filter(None, (quote.by, quote.source)))
        yield Note(words("“{text}”", text=quote.says), f"— {who}" if who else "")
