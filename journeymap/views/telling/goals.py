"""Where goals stand, said in the language of a picture or document."""

from __future__ import annotations

from collections import Counter

from journeymap.analysis.goals.table import GoalRow, GoalTable
from journeymap.wording.words import Words


def say_goals(table: GoalTable, words: Words) -> str:
    """How many goals stand where; in English it is the table's own headline.

    Args:
        table: The goals.
        words: The fixed words.

    Example:
        >>> from journeymap import load_demo, measure_goals
        >>> say_goals(measure_goals(load_demo()), Words())
        '7 goals: 4 met, 2 missed, 1 at risk.'
    """
    if not table.rows:
        return words("The journey has no goals.")
    counts = Counter(_class_of(row) for row in table.rows)
    listed = [_count(kind, counts[kind], words) for kind in _CLASSES if counts[kind]]
    goals = words.count(len(table.rows), "{n} goal", "{n} goals")
    return f"{goals}: {', '.join(listed)}."


_CLASSES = ("met", "missed", "at_risk", "not_measured", "no_verdict")


def _class_of(row: GoalRow) -> str:
    """Its status; what has a value but no chance has no verdict."""
    if row.status == "not_measured" and row.value is not None:
        return "no_verdict"
    return row.status


def _count(kind: str, n: int, words: Words) -> str:
    match kind:
        case "met":
            return words.count(n, "{n} met", "{n} met")
        case "missed":
            return words.count(n, "{n} missed", "{n} missed")
        case "at_risk":
            return words.count(n, "{n} at risk", "{n} at risk")
        case "not_measured":
            return words.count(n, "{n} not measured", "{n} not measured")
    return words.count(n, "{n} no verdict", "{n} no verdict")
