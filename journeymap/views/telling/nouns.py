"""Sentences that say touchpoint, stage or channel: whole ones each, as languages bend words."""

from __future__ import annotations

from journeymap.analysis.ranking.sentence import Sentence
from journeymap.views.telling.parts import say_chance
from journeymap.wording.words import Words


def say_weakest(noun: str, said: Sentence, words: Words) -> str:
    """Who is weakest, with the chance.

    Args:
        noun: "touchpoint", "stage" or "channel".
        said: Whom the sentence names.
        words: The fixed words.
    """
    name, chance = said.named[0].name, say_chance(said.named[0], words)
    match noun:
        case "stage":
            return words("{name} is the weakest stage ({chance}).", name=name, chance=chance)
        case "channel":
            return words("{name} is the weakest channel ({chance}).", name=name, chance=chance)
    return words("{name} is the weakest touchpoint ({chance}).", name=name, chance=chance)


def say_none_measured(noun: str, words: Words) -> str:
    """That nothing is measured."""
    match noun:
        case "stage":
            return words("No verdict: no stage is measured.")
        case "channel":
            return words("No verdict: no channel is measured.")
    return words("No verdict: no touchpoint is measured.")


def say_none_comparable(noun: str, words: Words) -> str:
    """That nothing can be compared."""
    match noun:
        case "stage":
            return words("No verdict: no stage can be compared.")
        case "channel":
            return words("No verdict: no channel can be compared.")
    return words("No verdict: no touchpoint can be compared.")


def say_only_possible(noun: str, name: str, percent: str, words: Words) -> str:
    """That only one may be the weakest, at a level in percent."""
    told = {"name": name, "percent": percent}
    match noun:
        case "stage":
            return words("Only {name} may be the weakest stage at {percent}.", **told)
        case "channel":
            return words("Only {name} may be the weakest channel at {percent}.", **told)
    return words("Only {name} may be the weakest touchpoint at {percent}.", **told)


def say_all_possible(noun: str, n: int, level: str, words: Words) -> str:
    """That any of those compared may be the weakest, at a level in percent."""
    match noun:
        case "stage":
            return words.count(
                n, "Any of the {n} stages may be the weakest at {level} %.",
                "Any of the {n} stages may be the weakest at {level} %.", level=level,
            )  # fmt: skip
        case "channel":
            return words.count(
                n, "Any of the {n} channels may be the weakest at {level} %.",
                "Any of the {n} channels may be the weakest at {level} %.", level=level,
            )  # fmt: skip
    return words.count(
        n, "Any of the {n} touchpoints may be the weakest at {level} %.",
        "Any of the {n} touchpoints may be the weakest at {level} %.", level=level,
    )  # fmt: skip


def say_few_everywhere(noun: str, few: str, words: Words) -> str:
    """That there are too few answers, there and everywhere else."""
    match noun:
        case "stage":
            return words("{few}, and at every other stage.", few=few)
        case "channel":
            return words("{few}, and at every other channel.", few=few)
    return words("{few}, and at every other touchpoint.", few=few)
