"""The head of a picture: title, what was measured, who travels, and the journey's own goal."""

from __future__ import annotations

from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.fitting import abridge
from journeymap.picture.marks import Mark
from journeymap.picture.theme import BODY, MARGIN, MUTED, TITLE
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box
from journeymap.views.people import persona_cards


def header(facts: Facts, y: float, right: float) -> Block:
    """Title, what was measured, the personas, and the verdict on the journey's own goal."""
    goals = facts.goals.for_place("journey", facts.journey.id)
    room = right - MARGIN
    goal_width = min(380.0, room * 0.42)
    width = room - goal_width - 24 if goals else room
    parts = [
        (abridge(facts.journey.name), Style(TITLE, bold=True)),
        (abridge(facts.journey.description or ""), Style(BODY)),
        (_subtitle(facts), Style(BODY, fill=MUTED)),
    ]
    title = stack(MARGIN, y, width, parts)
    people = persona_cards(
        facts.journey.personas, MARGIN, y + title.height + 10, width, facts.words
    )
    marks: list[Mark] = [*title.marks, *people.marks]
    height = title.height + people.height
    top = y
    for row in goals:
        box = goal_box(row, right - goal_width, top, goal_width, facts.words)
        marks += box.marks
        top += box.height + 4
        height = max(height, top - y)
    return Block(tuple(marks), height + 16)


def _subtitle(facts: Facts) -> str:
    """Wave, segment, how much is measured, and who answers for the journey."""
    experience, words, owner = facts.experience, facts.words, facts.journey.owner
    segment = experience.settings["segment"].items()
    told = {"n": experience.measured, "all": len(experience.rows)}
    parts = [
        words("wave {wave}", wave=experience.wave) if experience.wave else "",
        ", ".join(f"{key} {value}" for key, value in segment),
        words("measured: {n} of {all} touchpoints", **told) if experience.measured else "",
        words("owner: {owner}", owner=owner) if owner else "",
    ]
    return "\u00a0· ".join(part for part in parts if part)
