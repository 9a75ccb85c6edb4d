"""What the methods without chances may say of the weakest, in words."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.analysis.ranking.sentence import Form, Sentence, name_one
from journeymap.analysis.ranking.verdict import Contender, Verdict, decide, show_n
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell_list


def decide_by(asked: RankingSettings, contenders: Sequence[Contender]) -> Verdict:
    """The verdict that the method allows.

    Args:
        asked: The settings, with the method.
        contenders: At least two, the weakest first.
    """
    match asked.method:
        case "raw_min":
            return _name_lowest(contenders[0], "Lowest score", "health", "lowest")
        case "surely_bad":
            percent = f"{100 * asked.level:g} % interval"
            start = f"Lowest upper end of a {percent}"
            return _name_lowest(contenders[0], start, "health up to", "lowest_end")
        case "rank_ci":
            return _name_possible(contenders, f"{100 * asked.level:g} %", asked.by)
        case _:
            return decide(contenders, asked.by)


def _name_lowest(first: Contender, start: str, word: str, form: Form) -> Verdict:
    shown = f"{word} {first.figure:.1f}{_warn(first)}"
    text = f"{start}: {first.name} ({shown}); this method says nothing about chance."
    said = Sentence(form, (name_one(first, first.figure),))
    return Verdict("none", (first.touchpoint,), text, said)


def _warn(of: Contender) -> str:
    if of.n < SMALLEST_FOR_VERDICT:
        return f"; too few answers, {show_n(of)}"
    return f"; low base, {show_n(of)}" if of.n < LOW_BASE else ""


def _name_possible(contenders: Sequence[Contender], percent: str, noun: str) -> Verdict:
    possible = [c for c in contenders if c.may_be_weakest]
    ids = tuple(c.touchpoint for c in possible)
    first = possible[0]
    if len(possible) == 1:
        few = first.n < SMALLEST_FOR_VERDICT
        text = f"Only {first.name} may be the weakest {noun} at {percent}{_warn(first)}."
        one = Sentence("only_possible", (name_one(first),))
        return Verdict("undecided" if few else "clear", ids, text, one)
    if len(possible) == len(contenders):
        text = f"Any of the {len(contenders)} {noun}s may be the weakest at {percent}."
    else:
        text = f"{tell_list([c.name for c in possible])} may be the weakest at {percent}."
    several: Form = "all_possible" if len(possible) == len(contenders) else "several_possible"
    said = Sentence(several, tuple(name_one(c) for c in possible), len(contenders))
    return Verdict("undecided", ids, text, said)
