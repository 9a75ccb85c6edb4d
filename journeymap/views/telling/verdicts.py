"""What is weakest and what to fix first, said in the language of a picture or document."""

from __future__ import annotations

from typing import Any

from journeymap.analysis.priorities.priorities import Priorities
from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.analysis.ranking.sentence import Sentence
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.views.telling.few import say_few
from journeymap.views.telling.first import say_first
from journeymap.views.telling.nouns import (
    say_all_possible,
    say_none_comparable,
    say_none_measured,
    say_only_possible,
    say_weakest,
)
from journeymap.views.telling.parts import say_chance, say_list, say_with_base
from journeymap.wording.words import Words


def say_verdict(found: WeakestTouchpoints | WeakestPlaces | Priorities, words: Words) -> str:
    """The verdict of a ranking or of priorities as a sentence; in English it is its own text.

    Args:
        found: The result.
        words: The fixed words.

    Example:
        >>> from journeymap import Journey, find_weakest
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> say_verdict(find_weakest(shop), Words())
        'No verdict: no touchpoint is measured.'
    """
    said, noun = found.verdict.said, found.settings.get("by", "touchpoint")
    match said.form:
        case "clear":
            return words("Clear: {said}", said=say_weakest(noun, said, words))
        case "likely":
            return words("Likely: {said}", said=say_weakest(noun, said, words))
        case "undecided":
            return _say_undecided(said, words)
        case "lowest" | "lowest_end" | "only_possible" | "all_possible" | "several_possible":
            return _say_by_method(noun, said, found.settings, words)
        case "none_measured" | "none_comparable" | "only_one_measured" | "only_one_comparable":
            return _refuse(noun, said, words)
        case "other":
            return words.say(found.verdict.text)
    return say_few(noun, said, words) or say_first(said, words)


def _say_undecided(said: Sentence, words: Words) -> str:
    between = [
        words("{name} ({chance})", name=one.name, chance=say_chance(one, words))
        for one in said.named
    ]
    return words(
        "Undecided between {names}: the answers can't tell which is weakest.",
        names=say_list(between, words),
    )


def _refuse(noun: str, said: Sentence, words: Words) -> str:
    """No verdict, for want of something to compare."""
    match said.form:
        case "none_measured":
            return say_none_measured(noun, words)
        case "none_comparable":
            return say_none_comparable(noun, words)
        case "only_one_measured":
            return words(
                "No verdict: only {name} is measured, there is nothing to compare it with.",
                name=said.named[0].name,
            )
    return words(
        "No verdict: only {name} can be compared, there is nothing to compare it with.",
        name=said.named[0].name,
    )


def _say_by_method(noun: str, said: Sentence, settings: Any, words: Words) -> str:
    """What the methods without chances say."""
    level = words.number(f"{100 * settings['level']:g}")
    if said.form in ("lowest", "lowest_end"):
        return _say_lowest(said, level, words)
    if said.form == "only_possible":
        percent = say_with_base(words("{level} %", level=level), said.named[0], words, few=True)
        return say_only_possible(noun, said.named[0].name, percent, words)
    if said.form == "all_possible":
        return say_all_possible(noun, round(said.of), level, words)
    names = say_list([one.name for one in said.named], words)
    return words("{names} may be the weakest at {level} %.", names=names, level=level)


def _say_lowest(said: Sentence, level: str, words: Words) -> str:
    (first,) = said.named
    health = words.number(f"{first.figure:.1f}")
    if said.form == "lowest":
        shown = say_with_base(words("health {value}", value=health), first, words, few=True)
        return words(
            "Lowest score: {name} ({shown}); this method says nothing about chance.",
            name=first.name, shown=shown,
        )  # fmt: skip
    shown = say_with_base(words("health up to {value}", value=health), first, words, few=True)
    return words(
        "Lowest upper end of a {level} % interval: {name} ({shown}); this method says nothing "
        "about chance.",
        name=first.name, shown=shown, level=level,
    )  # fmt: skip
