"""How a goal stands, in a box: sign, word, value and the chance behind it."""

from __future__ import annotations

from journeymap.analysis.goals.table import GoalRow
from journeymap.picture.blocks import MOST_LINES, Block, Style, framed, stack
from journeymap.picture.marks import Group
from journeymap.picture.theme import BODY, MUTED, SMALL, STATUS_GROUND, STATUS_INK, TINY
from journeymap.result import show_percent
from journeymap.views.facts import say_status, say_value, sign_of
from journeymap.views.telling.goals import say_reason, say_target
from journeymap.views.telling.parts import say_place
from journeymap.wording.words import Words


def goal_box(row: GoalRow, x: float, y: float, width: float, words: Words) -> Block:
    """One goal: a box that says how it stands."""
    low = words("low base") if row.low_base else ""
    remarks = filter(None, (say_reason(row.reason, words), low))
    value = "" if row.value is None else f": {say_value(row.shown, words)}"
    word = say_status(row.status, words, value=row.value)
    strong = Style(BODY, bold=True, fill=STATUS_INK[row.status], lines=MOST_LINES)
    parts = [
        (f"{sign_of(row.status)}{word[:1].upper()}{word[1:]}{value}", strong),
        (_say_goal(row, words), Style(SMALL, fill=MUTED, lines=MOST_LINES)),
        (", ".join(remarks), Style(TINY, fill=MUTED, lines=MOST_LINES)),
    ]
    text = stack(x + 10, y + 7, width - 18, parts)
    height = text.height + 14
    ground = framed(x, y, width, height, STATUS_GROUND[row.status])
    title = f"{say_place(row.name, words)}: {say_target(row, words)}: {word}"
    return Block((Group((ground, *text.marks), title=title),), height)


def _say_goal(row: GoalRow, words: Words) -> str:
    """The goal with its chance."""
    goal = say_target(row, words)
    journey = row.scope == "journey"
    said = words("journey goal {goal}", goal=goal) if journey else words("goal {goal}", goal=goal)
    if row.p_met is None:
        return said
    return f"{said} · {words('P(met) {p}', p=words.number(show_percent(row.p_met)))}"
