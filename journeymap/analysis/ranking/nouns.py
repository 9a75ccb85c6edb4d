"""Sentences that say touchpoint, stage or channel: whole ones each, as languages bend words."""

from __future__ import annotations

from journeymap.wording.told import Told, tell, tell_count


def tell_weakest(noun: str, name: str, chance: str) -> Told:
    """Who is weakest, with the chance.

    Args:
        noun: "touchpoint", "stage" or "channel".
        name: What people call it.
        chance: With its base where that is small.
    """
    told = {"name": name, "chance": chance}
    match noun:
        case "stage":
            return tell("{name} is the weakest stage ({chance}).", **told)
        case "channel":
            return tell("{name} is the weakest channel ({chance}).", **told)
    return tell("{name} is the weakest touchpoint ({chance}).", **told)


def tell_none_measured(noun: str) -> Told:
    """That nothing is measured."""
    match noun:
        case "stage":
            return tell("No verdict: no stage is measured.")
        case "channel":
            return tell("No verdict: no channel is measured.")
    return tell("No verdict: no touchpoint is measured.")


def tell_none_comparable(noun: str) -> Told:
    """That nothing can be compared."""
    match noun:
        case "stage":
            return tell("No verdict: no stage can be compared.")
        case "channel":
            return tell("No verdict: no channel can be compared.")
    return tell("No verdict: no touchpoint can be compared.")


def tell_only_possible(noun: str, name: str, percent: str) -> Told:
    """That only one may be the weakest, at a level in percent."""
    told = {"name": name, "percent": percent}
    match noun:
        case "stage":
            return tell("Only {name} may be the weakest stage at {percent}.", **told)
        case "channel":
            return tell("Only {name} may be the weakest channel at {percent}.", **told)
    return tell("Only {name} may be the weakest touchpoint at {percent}.", **told)


def tell_all_possible(noun: str, n: int, level: str) -> Told:
    """That any of those compared may be the weakest, at a level in percent."""
    match noun:
        case "stage":
            return tell_count(
                n, "Any of the {n} stages may be the weakest at {level} %.",
                "Any of the {n} stages may be the weakest at {level} %.", level=level,
            )  # fmt: skip
        case "channel":
            return tell_count(
                n, "Any of the {n} channels may be the weakest at {level} %.",
                "Any of the {n} channels may be the weakest at {level} %.", level=level,
            )  # fmt: skip
    return tell_count(
        n, "Any of the {n} touchpoints may be the weakest at {level} %.",
        "Any of the {n} touchpoints may be the weakest at {level} %.", level=level,
    )  # fmt: skip


def tell_few_everywhere(noun: str, few: str) -> Told:
    """That there are too few answers, there and everywhere else."""
    match noun:
        case "stage":
            return tell("{few}, and at every other stage.", few=few)
        case "channel":
            return tell("{few}, and at every other channel.", few=few)
    return tell("{few}, and at every other touchpoint.", few=few)
