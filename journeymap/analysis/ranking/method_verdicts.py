"""What the methods without chances may say of the weakest, in words."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.analysis.ranking.nouns import tell_all_possible, tell_only_possible
from journeymap.analysis.ranking.sentence import add_base
from journeymap.analysis.ranking.verdict import Contender, Verdict, decide
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import Figure, Told, tell, tell_list


def decide_by(asked: RankingSettings, contenders: Sequence[Contender]) -> Verdict:
    """The verdict that the method allows.

    Args:
        asked: The settings, with the method.
        contenders: At least two, the weakest first.
    """
    match asked.method:
        case "raw_min":
            first = contenders[0]
            return Verdict("none", (first.touchpoint,), _tell_lowest(first))
        case "surely_bad":
            first = contenders[0]
            return Verdict("none", (first.touchpoint,), _tell_lowest_end(first, _to_percent(asked)))
        case "rank_ci":
            return _name_possible(contenders, _to_percent(asked), asked.by)
        case _:
            return decide(contenders, asked.by)


def _to_percent(asked: RankingSettings) -> Figure:
    return Figure(f"{100 * asked.level:g}")


def _tell_lowest(first: Contender) -> Told:
    health = tell("health {value}", value=Figure(f"{first.figure:.1f}"))
    return tell(
        "Lowest score: {name} ({shown}); this method says nothing about chance.",
        name=first.name,
        shown=add_base(health, first, few=True),
    )


def _tell_lowest_end(first: Contender, level: Figure) -> Told:
    health = tell("health up to {value}", value=Figure(f"{first.figure:.1f}"))
    return tell(
        "Lowest upper end of a {level} % interval: {name} ({shown}); this method says nothing "
        "about chance.",
        name=first.name,
        shown=add_base(health, first, few=True),
        level=level,
    )


def _name_possible(contenders: Sequence[Contender], level: Figure, noun: str) -> Verdict:
    possible = [c for c in contenders if c.may_be_weakest]
    ids = tuple(c.touchpoint for c in possible)
    first = possible[0]
    if len(possible) == 1:
        percent = add_base(tell("{level} %", level=level), first, few=True)
        few = first.n < SMALLEST_FOR_VERDICT
        text = tell_only_possible(noun, first.name, percent)
        return Verdict("undecided" if few else "clear", ids, text)
    if len(possible) == len(contenders):
        return Verdict("undecided", ids, tell_all_possible(noun, len(contenders), level))
    names = tell_list([c.name for c in possible])
    text = tell("{names} may be the weakest at {level} %.", names=names, level=level)
    return Verdict("undecided", ids, text)
