"""The head of a picture: title, who travels, what was measured, and the journey's own goal."""

from __future__ import annotations

from journeymap.picture.blocks import Block, Style, stack
from journeymap.picture.marks import Mark
from journeymap.picture.theme import BODY, MARGIN, MUTED, TITLE
from journeymap.views.facts import Facts
from journeymap.views.goal_box import goal_box


def header(facts: Facts, y: float, right: float) -> Block:
    """Title, who travels, what was measured, and the verdict on the journey's own goal."""
    goals = facts.goals.for_place("journey", facts.journey.id)
    room = right - MARGIN
    goal_width = min(380.0, room * 0.42)
    width = room - goal_width - 24 if goals else room
    parts = [
        (facts.journey.name, Style(TITLE, bold=True, lines=8)),
        (facts.journey.description or "", Style(BODY, lines=20)),
        (_subtitle(facts), Style(BODY, fill=MUTED, lines=10)),
    ]
    title = stack(MARGIN, y, width, parts)
    marks: list[Mark] = list(title.marks)
    height = title.height
    top = y
    for row in goals:
        box = goal_box(row, right - goal_width, top, goal_width)
        marks += box.marks
        top += box.height + 4
        height = max(height, top - y)
    return Block(tuple(marks), height + 16)


def _subtitle(facts: Facts) -> str:
    persona, experience = facts.journey.persona, facts.experience
    wants = f", wants: {persona.goal}" if persona and persona.goal else ""
    measured = f"measured: {experience.measured} of {len(experience.rows)} touchpoints"
    parts = [
        f"Persona: {persona.name}{wants}" if persona else "",
        f"wave {experience.wave}" if experience.wave else "",
        ", ".join(f"{key} {value}" for key, value in experience.settings["segment"].items()),
        measured if experience.measured else "",
        f"owner: {facts.journey.owner}" if facts.journey.owner else "",
    ]
    return "\u00a0· ".join(part for part in parts if part)
