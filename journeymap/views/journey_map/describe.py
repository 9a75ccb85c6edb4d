"""The map: stages as columns, lanes below each other, the verdict at the foot."""

from __future__ import annotations

from journeymap.picture.marks import Mark, Picture
from journeymap.picture.theme import MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.panel import LEAST_PANEL
from journeymap.views.journey_map.pieces import list_sections
from journeymap.views.journey_map.plan import plan_bands
from journeymap.views.journey_map.registry import EVERYTHING, Choice

TOP = MARGIN - 8


def describe_map(
    facts: Facts, *, width: float | None = None, choice: Choice = EVERYTHING
) -> Picture:
    """The map as plain marks: the journey in lanes, with everything that was found out about it.

    Args:
        facts: The journey with its experience curve, goals and ranking.
        width: How wide the columns may be together; as wide as they need where None.
        choice: Which lanes and panels; all that have content where it is left out.

    Returns:
        A picture that any painter can paint; lanes without content are absent.
    """
    bands = plan_bands(facts.journey, facts.experience, width=width, lanes=choice.names)
    least = MARGIN + LEAST_PANEL if facts.weakest.rows and choice.has("verdict") else 0.0
    right = max(least, *(band.right for band in bands))
    marks: list[Mark] = []
    y = TOP
    for section in list_sections(facts, bands, right, choice):
        for part in section.parts:
            block = part.draw(y)
            marks += block.marks
            y += block.height
        y += section.below
    size = (right + MARGIN, y + MARGIN / 2)
    return Picture(*size, name_map(facts), tell_map(facts), tuple(marks))


def name_map(facts: Facts) -> str:
    """What the picture is called."""
    return facts.words("Journey map: {name}", name=facts.journey.name)


def tell_map(facts: Facts) -> str:
    """The picture for those who can't see it."""
    stages = "; ".join(
        f"{stage.name}: {', '.join(touchpoint.name for touchpoint in stage.touchpoints)}"
        for stage in facts.journey.stages
    )
    told = facts.words("Stages and touchpoints: {stages}.", stages=stages)
    about = facts.journey.description
    words = facts.words
    parts = (about, words.say(facts.weakest.headline()), words.say(facts.goals.headline()), told)
    return " ".join(filter(None, parts))
