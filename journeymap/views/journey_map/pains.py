"""The lane of pain points: by weight, the heaviest first."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model.elements import Pain, Touchpoint
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block
from journeymap.picture.lettering import text_width
from journeymap.picture.theme import PAIN_GROUND, PAIN_INK, SMALL
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import Look, Note, note_lane
from journeymap.views.journey_map.plan import Band
from journeymap.wording.words import Words

LONGEST_BAR, SHORTEST_BAR = 48.0, 3.0
_ROOM = 60.0  # for a bar and its number, in the narrowest column


def pain_lane(band: Band, facts: Facts, y: float) -> Block:
    """Pain points as they were put down, with a bar for how often they were met."""
    words, pains = facts.words, list(_all_pains(facts.journey))
    most = max((pain.count or 0 for pain in pains), default=0)
    longest = min(LONGEST_BAR, _ROOM - text_width(_show(most, words), SMALL, bold=True))
    scale = longest / most if most and longest > 4 * SHORTEST_BAR else 0.0
    remarks = (words("bar: how often"),) if most else ()
    look = Look(words("Pain points"), remarks, PAIN_GROUND, PAIN_INK)
    return note_lane(band, y, lambda slot: list_pains(slot.touchpoint, words, scale), look, words)


def _all_pains(journey: Journey) -> Iterator[Pain]:
    return (pain for touchpoint in journey.touchpoints for pain in touchpoint.pains)


def list_pains(touchpoint: Touchpoint, words: Words, scale: float = 0.0) -> list[Note]:
    """A touchpoint's pains, the heaviest first; those without a count in their own order.

    Args:
        touchpoint: The touchpoint.
        words: The fixed words.
        scale: How long the bar of one who has it is, in pixels; no bars where 0.
    """
    return list(_find(touchpoint, words, scale))


def _find(touchpoint: Touchpoint, words: Words, scale: float) -> Iterator[Note]:
    for pain in sorted(touchpoint.pains, key=lambda pain: -(pain.count or 0)):
        if pain.count is None:
            yield Note(pain.says)
        else:
            bar = max(SHORTEST_BAR, scale * pain.count) if scale else 0.0
            yield Note(pain.says, bar=bar, count=_show(pain.count, words))


def _show(count: int, words: Words) -> str:
    return words.number(f"{count:,}")
