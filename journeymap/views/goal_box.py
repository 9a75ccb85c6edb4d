"""How a goal stands, in a box: sign, word, value and the chance behind it."""

from __future__ import annotations

from journeymap.analysis.goals.table import GoalRow
from journeymap.picture.blocks import MOST_LINES, Block, Style, framed, stack
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Group
from journeymap.picture.theme import BODY, MUTED, SMALL, STATUS_GROUND, STATUS_INK, TINY
from journeymap.result import show_percent
from journeymap.views.facts import say_status, sign_of
from journeymap.views.telling.parts import say_place
from journeymap.wording.words import Words

INSET = 10.0


def goal_box(row: GoalRow, x: float, y: float, width: float, words: Words) -> Block:
    """One goal: a box that says how it stands."""
    text = stack(x + INSET, y + 7, width - 2 * INSET + 2, tell_goal(row, words))
    height = text.height + 14
    ground = framed(x, y, width, height, STATUS_GROUND[row.status])
    word = say_status(row.status, words, value=row.value)
    title = f"{say_place(row.name, words)}: {words.say(row.shown_goal)}: {word}"
    return Block((Group((ground, *text.marks), title=title),), height)


def goal_width(row: GoalRow, words: Words) -> float:
    """How wide a box is in which no line breaks."""
    parts = tell_goal(row, words)
    widest = max(text_width(text, style.size, bold=style.bold) for text, style in parts)
    return widest + 2 * INSET


def tell_goal(row: GoalRow, words: Words) -> list[tuple[str, Style]]:
    """How it stands, the goal itself, and what to know."""
    low = words("low base") if row.low_base else ""
    remarks = filter(None, (words.say(row.reason or ""), low))
    value = "" if row.value is None else f": {words.say(row.shown)}"
    word = say_status(row.status, words, value=row.value)
    strong = Style(BODY, bold=True, fill=STATUS_INK[row.status], lines=MOST_LINES)
    return [
        (f"{sign_of(row.status)}{word[:1].upper()}{word[1:]}{value}", strong),
        (_say_goal(row, words), Style(SMALL, fill=MUTED, lines=MOST_LINES)),
        (", ".join(remarks), Style(TINY, fill=MUTED, lines=MOST_LINES)),
    ]


def _say_goal(row: GoalRow, words: Words) -> str:
    """The goal with its chance."""
    goal = words.say(row.shown_goal)
    journey = row.scope == "journey"
    said = words("journey goal {goal}", goal=goal) if journey else words("goal {goal}", goal=goal)
    if row.p_met is None:
        return said
    return f"{said} · {words('P(met) {p}', p=words.number(show_percent(row.p_met)))}"
