"""What to concentrate on, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.priorities.quadrant_rows import QuadrantRow
from journeymap.analysis.priorities.quadrants import LIKELY, QuadrantTable
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.views.telling.parts import say_list, say_share
from journeymap.wording.words import Words


def say_quadrants(found: QuadrantTable, words: Words) -> str:
    """What to concentrate on; English where there are no quadrants. In English the own headline."""
    if not found.rows:
        return _say_none(found.summary, words)
    named = [row for row in found.rows if _is_named(row)]
    named.sort(key=_chance, reverse=True)
    if not named:
        return words(
            "Nothing is surely important and weak: no touchpoint to concentrate on stands out."
        )
    told = [
        words("{name} (P {chance})", name=row.name, chance=say_share(_chance(row), words))
        for row in named
    ]
    return words("Concentrate on {names}.", names=say_list(told, words))


def _is_named(row: QuadrantRow) -> bool:
    n = row.n if row.n_effective is None else row.n_effective
    return (n or 0) >= SMALLEST_FOR_VERDICT and _chance(row) >= LIKELY


def _chance(row: QuadrantRow) -> float:
    return row.p_quadrant["concentrate"]


def _say_none(summary: str, words: Words) -> str:
    """Why there are no quadrants, where that is one of the common reasons."""
    if summary.startswith("No quadrants: nobody says how important"):
        return words(
            "No quadrants: nobody says how important the touchpoints are; write importance: 9 to "
            "each, give it, or derive it from drivers."
        )
    if summary == "No quadrants: no touchpoint is measured.":
        return words("No quadrants: no touchpoint is measured.")
    return summary
