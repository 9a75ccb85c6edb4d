"""The lane of opportunities: numbered by what is lost where they could help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.model.elements import Opportunity, Touchpoint
from journeymap.picture.blocks import Block
from journeymap.picture.theme import OPPORTUNITY_GROUND, OPPORTUNITY_INK
from journeymap.views.facts import Facts
from journeymap.views.journey_map.notes import Look, Note, note_lane
from journeymap.views.journey_map.plan import Band
from journeymap.wording.words import Words

_EFFORTS = ("low", "medium", None, "high")
Numbers = Mapping[tuple[str, int], int]


def opportunity_lane(band: Band, facts: Facts, y: float) -> Block:
    """What could be done, by whom, with how much effort, and how far it is."""
    words, numbers = facts.words, number_opportunities(facts)
    remark = words("numbered by what is lost there") if numbers else ""
    look = Look(words("Opportunities"), (remark,), OPPORTUNITY_GROUND, OPPORTUNITY_INK)
    return note_lane(
        band, y, lambda slot: list_opportunities(slot.touchpoint, numbers, words), look, words
    )


def number_opportunities(facts: Facts) -> Numbers:
    """Touchpoint and place of an opportunity to its number: 1 is where most is lost.

    Those of one touchpoint stand by effort, the least first. What is done has no number any more,
    and what has no priority, because its touchpoint is not measured, never had one.
    """
    if facts.priorities is None:
        return {}
    left = {one.id: _by_effort(one) for one in facts.journey.touchpoints if one.opportunities}
    order = [
        (row.touchpoint, i) for row in facts.priorities.rows for i in left.get(row.touchpoint, ())
    ]
    return {place: number for number, place in enumerate(order, 1)}


def _by_effort(touchpoint: Touchpoint) -> list[int]:
    found = touchpoint.opportunities
    left = [i for i, one in enumerate(found) if one.state != "done"]
    return sorted(left, key=lambda i: _EFFORTS.index(found[i].effort))


def list_opportunities(touchpoint: Touchpoint, numbers: Numbers, words: Words) -> list[Note]:
    """A touchpoint's opportunities by number; those without one after them.

    Args:
        touchpoint: The touchpoint.
        numbers: What ``number_opportunities`` gives.
        words: The fixed words.
    """
    return list(_find(touchpoint, numbers, words))


def _find(touchpoint: Touchpoint, numbers: Numbers, words: Words) -> Iterator[Note]:
    found, last = touchpoint.opportunities, len(numbers) + 1
    by_number = {i: numbers.get((touchpoint.id, i)) for i in range(len(found))}
    for i, number in sorted(by_number.items(), key=lambda pair: pair[1] or last):
        badge = "✓" if found[i].state == "done" else str(number) if number else ""
        remark = " · ".join(_remarks(found[i], touchpoint, words))
        yield Note(found[i].do, remark, badge)


def _remarks(found: Opportunity, touchpoint: Touchpoint, words: Words) -> Iterator[str]:
    """How far it is, who would do it, and how much it takes."""
    match found.state:
        case "running":
            yield words("running")
        case "done":
            yield words("done")
    if owner := found.owner or touchpoint.owner:
        yield owner
    match found.effort:
        case "low":
            yield words("low effort")
        case "medium":
            yield words("medium effort")
        case "high":
            yield words("high effort")
