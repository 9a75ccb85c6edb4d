"""Where to start and to stop, said in the language of a picture or document."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.priorities.advice import AdviceTable
from journeymap.analysis.priorities.quadrant_rows import Advice
from journeymap.views.telling.parts import say_list
from journeymap.wording.words import Words

_ORDER = ("go on", "start", "stop", "continue", "cannot_tell")


def say_advice(found: AdviceTable, words: Words) -> str:
    """Where to start and to stop; in English it is the table's own headline."""
    at: dict[str, list[str]] = {}
    for row in found.rows:
        if row.opportunity is None:
            going = row.advice == "continue" and row.rank is not None
            at.setdefault("go on" if going else row.advice, []).append(row.name)
    if not at:
        return words("The journey has no touchpoints.")
    said = "; ".join(_say(advice, at[advice], words) for advice in _ORDER if advice in at)
    return f"{said[0].upper()}{said[1:]}."


def _say(advice: str, names: Sequence[str], words: Words) -> str:
    listed, several = say_list(names, words), len(names) > 1
    match advice:
        case "go on":
            return words("go on at {names}", names=listed)
        case "start" if several:
            return words("start at {names}, in this order", names=listed)
        case "start":
            return words("start at {name}", name=listed)
        case "stop":
            return words("stop at {names}", names=listed)
        case "continue" if several:
            return words("keep {names} as they are", names=listed)
        case "continue":
            return words("keep {name} as it is", name=listed)
    return words("cannot tell at {names}", names=listed)


def say_one_advice(advice: Advice | None, words: Words) -> str:
    """The advice on one touchpoint in a word; nothing where it was not asked.

    Args:
        advice: The advice.
        words: The fixed words.
    """
    match advice:
        case "start":
            return words("start")
        case "stop":
            return words("stop")
        case "continue":
            return words("continue")
        case "cannot_tell":
            return words("cannot tell")
    return ""
