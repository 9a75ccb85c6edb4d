"""The verdict in words: what may be said about the weakest touchpoint, and when nothing may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Literal

from journeymap.analysis.evidence.candidates import WhyNot
from journeymap.analysis.ranking.nouns import (
    tell_few_everywhere,
    tell_none_comparable,
    tell_none_measured,
    tell_weakest,
)
from journeymap.analysis.ranking.sentence import find_refusal, tell_chance, tell_few, tell_named
from journeymap.statistics.ranking.verdicts import candidate_set, judge
from journeymap.wording.told import Told, tell, tell_list


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of the weakest touchpoint.

    Args:
        kind: "clear" (chance of .90 and more), "likely" (.60 and more), "undecided" between
            touchpoints, or "none" where there is nothing to compare.
        touchpoints: The ids of those it names, the most likely weakest first; while it is
            undecided the fewest that hold the weakest with a chance of .90.
        text: The verdict as a sentence.
    """

    kind: Literal["clear", "likely", "undecided", "none"]
    touchpoints: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Contender:
    """A touchpoint before the verdict.

    Args:
        touchpoint: Its id.
        name: What people call it.
        n: Its answers, effective ones where they carry weights.
        p_weakest: Chance that it is the weakest.
        p_among_measured: The same chance among those with ten answers or more; not-a-number
            where it has fewer itself.
        weighted: Whether ``n`` is what its answers are worth, not how many they are.
        figure: What a method without chances ranks by; not-a-number elsewhere.
        may_be_weakest: Whether rank intervals leave it open that it is.
    """

    touchpoint: str
    name: str
    n: float
    p_weakest: float
    p_among_measured: float
    weighted: bool = False
    figure: float = nan
    may_be_weakest: bool = False


def decide(contenders: Sequence[Contender], noun: str = "touchpoint") -> Verdict:
    """The verdict by the chance of the first: .90 clear, .60 likely, else undecided.

    Args:
        contenders: At least two, the most likely weakest first.
        noun: What they are.

    Example:
        >>> decide([Contender("a", "Shops", 2625, 0.62, 0.62),
        ...         Contender("b", "Food", 2680, 0.38, 0.38)]).text
        'Likely: Shops is the weakest touchpoint (P 62 %).'
    """
    first = contenders[0]
    match judge(first.p_weakest, first.n).kind:
        case "too_few_answers":
            return _with_too_few(contenders, noun)
        case "clear" | "likely" as kind:
            return _name(first, kind, noun)
    between = _candidates(contenders)
    listed = tell_list([tell_named(c.name, tell_chance(c.p_weakest, c)) for c in between])
    text = tell("Undecided between {names}: the answers can't tell which is weakest.", names=listed)
    return Verdict("undecided", tuple(c.touchpoint for c in between), text)


def _name(first: Contender, kind: Literal["clear", "likely"], noun: str) -> Verdict:
    said = tell_weakest(noun, first.name, tell_chance(first.p_weakest, first))
    text = (
        tell("Clear: {said}", said=said) if kind == "clear" else tell("Likely: {said}", said=said)
    )
    return Verdict(kind, (first.touchpoint,), text)


def _candidates(contenders: Sequence[Contender]) -> list[Contender]:
    return [contenders[i] for i in candidate_set([c.p_weakest for c in contenders])]


def _with_too_few(contenders: Sequence[Contender], noun: str) -> Verdict:
    ids = tuple(c.touchpoint for c in _candidates(contenders))
    return Verdict("undecided", ids, _tell_others(contenders, noun))


def _tell_others(contenders: Sequence[Contender], noun: str) -> Told:
    """That the first has too few answers, and what is known among the others."""
    few = tell_few(contenders[0])
    rest = [c for c in contenders if not isnan(c.p_among_measured)]
    if not rest:
        return tell_few_everywhere(noun, few)
    best = max(rest, key=lambda c: c.p_among_measured)
    if len(rest) == 1:
        return tell("{few}; only {name} has enough.", few=few, name=best.name)
    told = {"few": few, "name": best.name, "chance": tell_chance(best.p_among_measured, best)}
    match judge(best.p_among_measured, best.n).kind:
        case "undecided":
            return tell(
                "{few}; among the others it is open, {name} coming first ({chance}).", **told
            )
        case "clear":
            return tell("{few}; among the others it is {name} ({chance}).", **told)
    return tell("{few}; among the others it is probably {name} ({chance}).", **told)


def refuse(names: Sequence[str], reasons: Iterable[WhyNot], noun: str = "touchpoint") -> Verdict:
    """No verdict, for want of touchpoints to compare.

    Args:
        names: The one touchpoint that could be compared, or none.
        reasons: Why each other touchpoint could not.
        noun: What they are.

    Example:
        >>> refuse(["Pay"], ["not_measured"]).text
        'No verdict: only Pay is measured, there is nothing to compare it with.'
    """
    return Verdict("none", (), _tell_refusal(names, reasons, noun))


def _tell_refusal(names: Sequence[str], reasons: Iterable[WhyNot], noun: str) -> Told:
    match find_refusal(names, reasons):
        case "none_measured":
            return tell_none_measured(noun)
        case "none_comparable":
            return tell_none_comparable(noun)
        case "only_one_measured":
            return tell(
                "No verdict: only {name} is measured, there is nothing to compare it with.",
                name=names[0],
            )
    return tell(
        "No verdict: only {name} can be compared, there is nothing to compare it with.",
        name=names[0],
    )
