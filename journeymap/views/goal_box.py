"""How a goal stands, in a box: sign, word, value and the chance behind it."""

from __future__ import annotations

from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.goals.words import name_status
from journeymap.picture.blocks import MOST_LINES, Block, Style, framed, stack
from journeymap.picture.marks import Group
from journeymap.picture.theme import BODY, MUTED, SMALL, STATUS_GROUND, STATUS_INK, TINY
from journeymap.result import show_percent
from journeymap.views.facts import sign_of


def goal_box(row: GoalRow, x: float, y: float, width: float) -> Block:
    """One goal: a box that says how it stands."""
    chance = "" if row.p_met is None else f" · P(met) {show_percent(row.p_met)}"
    remarks = [*([row.reason] if row.reason else ()), *(["low base"] if row.low_base else ())]
    scope = "journey " if row.scope == "journey" else ""
    value = "" if row.value is None else f": {row.shown}"
    word = name_status(row.status, value=row.value)
    strong = Style(BODY, bold=True, fill=STATUS_INK[row.status], lines=MOST_LINES)
    parts = [
        (f"{sign_of(row.status)}{word.capitalize()}{value}", strong),
        (f"{scope}goal {row.shown_goal}{chance}", Style(SMALL, fill=MUTED, lines=MOST_LINES)),
        (", ".join(remarks), Style(TINY, fill=MUTED, lines=MOST_LINES)),
    ]
    text = stack(x + 10, y + 7, width - 18, parts)
    height = text.height + 14
    ground = framed(x, y, width, height, STATUS_GROUND[row.status])
    title = f"{row.name}: {row.shown_goal}: {word}"
    return Block((Group((ground, *text.marks), title=title),), height)
