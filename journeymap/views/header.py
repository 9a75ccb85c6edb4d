"""The head of a picture: title, what was measured, who travels, and the journey's own goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.goals.table import GoalRow
from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.lettering import clean_line, text_width
from journeymap.picture.marks import Mark
from journeymap.picture.theme import BODY, MARGIN, MUTED, TINY, TITLE
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box, goal_width
from journeymap.views.people import persona_cards, tell_persona
from journeymap.wording.words import Words

LEAST_GOAL, MOST_GOAL = 260.0, 0.42  # pixels, and of the room where the title needs the rest
BESIDE, BELOW = 24.0, 10.0
_SMALL_NAME, _SMALL_BASIS = Style(17.0, bold=True), Style(TINY, fill=MUTED)
_NAME, _ABOUT, _BASIS = Style(TITLE, bold=True), Style(BODY), Style(BODY, fill=MUTED)


def header(
    facts: Facts, y: float, right: float, *, people: bool = True, small: bool = False
) -> Block:
    """Title, what was measured, the personas, and the verdict on the journey's own goal.

    Args:
        facts: The journey with what was found out about it.
        y: The upper edge.
        right: The right edge; the left one is the picture's margin.
        people: Whether it shows the personas.
        small: Whether it is as low as can be, where room is dear.
    """
    goals = facts.goals.for_place("journey", facts.journey.id)
    room = right - MARGIN
    taken = _find_goal_width(facts, goals, room)
    boxes = _goals(goals, right - taken, y, taken, facts.words)
    width = room - taken - BESIDE if goals else room
    title = stack(MARGIN, y, width, _title_parts(facts, small=small, people=people))
    if small:
        return Block((*title.marks, *boxes.marks), max(title.height, boxes.height) + 7)
    if boxes.height <= title.height + BELOW:  # nothing stands beside the personas
        width = room
    shown = facts.journey.personas if people else ()
    cards = persona_cards(shown, MARGIN, y + title.height + BELOW, width, facts.words)
    height = max(title.height + cards.height, boxes.height)
    return Block((*title.marks, *cards.marks, *boxes.marks), height + 16)


def _title_parts(
    facts: Facts, *, small: bool = False, people: bool = False
) -> list[tuple[str, Style]]:
    if small:
        told = (abridge(facts.journey.description or ""), _subtitle(facts))
        about = " · ".join(filter(None, told))
        parts = [(abridge(facts.journey.name), _SMALL_NAME), (about, _SMALL_BASIS)]
        return [*parts, *(_say_people(facts) if people else ())]
    return [
        (abridge(facts.journey.name), _NAME),
        (abridge(facts.journey.description or ""), _ABOUT),
        (_subtitle(facts), _BASIS),
    ]


def _say_people(facts: Facts) -> Iterator[tuple[str, Style]]:
    """The personas, a line each."""
    for persona in facts.journey.personas:
        said = [text for text, _ in tell_persona(persona, facts.words)]
        yield " · ".join(filter(None, said)), _SMALL_BASIS


def _find_goal_width(facts: Facts, goals: Sequence[GoalRow], room: float) -> float:
    """As wide as the goals' lines are, where the title leaves that much; else what it may take."""
    if not goals:
        return 0.0
    wanted = max(LEAST_GOAL, *(goal_width(row, facts.words) for row in goals))
    parts = [(clean_line(text), style) for text, style in _title_parts(facts)]
    title = max(text_width(text, style.size, bold=style.bold) for text, style in parts)
    return min(wanted, max(MOST_GOAL * room, room - BESIDE - title - 1))


def _goals(rows: Sequence[GoalRow], x: float, y: float, width: float, words: Words) -> Block:
    """The journey's goals below each other."""
    marks: list[Mark] = []
    top = y
    for row in rows:
        box = goal_box(row, x, top, width, words)
        marks += box.marks
        top += box.height + 4
    return Block(tuple(marks), top - y)


def say_whose(facts: Facts) -> str:
    """Whose journey it is and of which wave and segment, on one line.

    Example:
        >>> from journeymap.model.journey import Journey
        >>> from journeymap.views.facts import find_facts
        >>> say_whose(find_facts(Journey(name="Shop", stages=[{"name": "Buy"}])))
        'Shop'
    """
    return " · ".join(filter(None, (clean_line(facts.journey.name), *_say_basis(facts))))


def _say_basis(facts: Facts) -> Iterator[str]:
    """The wave and the segment."""
    wave, segment = facts.experience.wave, facts.experience.settings["segment"]
    yield facts.words("wave {wave}", wave=wave) if wave else ""
    yield ", ".join(f"{key} {value}" for key, value in segment.items())


def _subtitle(facts: Facts) -> str:
    """Wave, segment, how much is measured, and who answers for the journey."""
    experience, words, owner = facts.experience, facts.words, facts.journey.owner
    told = {"n": experience.measured, "all": len(experience.rows)}
    parts = [
        *_say_basis(facts),
        words("measured: {n} of {all} touchpoints", **told) if experience.measured else "",
        words("owner: {owner}", owner=owner) if owner else "",
    ]
    return "\u00a0· ".join(part for part in parts if part)
