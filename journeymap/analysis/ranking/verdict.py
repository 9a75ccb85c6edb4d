"""The verdict in words: what may be said about the weakest touchpoint, and when nothing may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import floor, isnan, nan
from typing import Literal

from journeymap.analysis.evidence.candidates import WhyNot
from journeymap.analysis.ranking.sentence import AMONG_OTHERS, Named, Sentence, name_one
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import LOW_BASE
from journeymap.statistics.ranking.verdicts import candidate_set, judge
from journeymap.wording.told import tell_list


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of the weakest touchpoint.

    Args:
        kind: "clear" (chance of .90 and more), "likely" (.60 and more), "undecided" between
            touchpoints, or "none" where there is nothing to compare.
        touchpoints: The ids of those it names, the most likely weakest first; while it is
            undecided the fewest that hold the weakest with a chance of .90.
        text: The verdict as a sentence.
        said: What the sentence is made of.
    """

    kind: Literal["clear", "likely", "undecided", "none"]
    touchpoints: tuple[str, ...]
    text: str
    said: Sentence = field(default=Sentence(), compare=False, repr=False)


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
    listed = tell_list([f"{c.name} ({_show_chance(c.p_weakest, c)})" for c in between])
    text = f"Undecided between {listed}: the answers can't tell which is weakest."
    said = Sentence("undecided", tuple(name_one(c, c.p_weakest) for c in between))
    return Verdict("undecided", tuple(c.touchpoint for c in between), text, said)


def _name(first: Contender, kind: Literal["clear", "likely"], noun: str) -> Verdict:
    chance = _show_chance(first.p_weakest, first)
    text = f"{kind.title()}: {first.name} is the weakest {noun} ({chance})."
    said = Sentence(kind, (name_one(first, first.p_weakest),))
    return Verdict(kind, (first.touchpoint,), text, said)


def _show_chance(p: float, of: Contender) -> str:
    """A chance with the size of the base where that is small."""
    return f"P {show_percent(p)}" + (f"; low base, {show_n(of)}" if of.n < LOW_BASE else "")


def show_n(of: Contender) -> str:
    """The size of a small base; of weighted answers what they are worth, as in the table."""
    if not of.weighted:
        return f"n {floor(of.n)}"
    return f"worth {floor(of.n)} answer{'' if floor(of.n) == 1 else 's'}"


def _candidates(contenders: Sequence[Contender]) -> list[Contender]:
    return [contenders[i] for i in candidate_set([c.p_weakest for c in contenders])]


def _with_too_few(contenders: Sequence[Contender], noun: str) -> Verdict:
    first = contenders[0]
    ids = tuple(c.touchpoint for c in _candidates(contenders))
    start = f"Undecided: too few answers at {first.name} ({show_n(first)})"
    others, said = _among_others(first, contenders, noun)
    return Verdict("undecided", ids, f"{start}{others}.", said)


def _among_others(
    first: Contender, contenders: Sequence[Contender], noun: str
) -> tuple[str, Sentence]:
    rest = [c for c in contenders if not isnan(c.p_among_measured)]
    few = name_one(first)
    if not rest:
        return f", and at every other {noun}", Sentence("few_everywhere", (few,))
    best = max(rest, key=lambda c: c.p_among_measured)
    if len(rest) == 1:
        return f"; only {best.name} has enough", Sentence("few_but_one", (few, name_one(best)))
    kind = judge(best.p_among_measured, best.n).kind
    said = Sentence(AMONG_OTHERS[kind], (few, name_one(best, best.p_among_measured)))
    chance = f"({_show_chance(best.p_among_measured, best)})"
    if kind == "undecided":
        return f"; among the others it is open, {best.name} coming first {chance}", said
    surely = "" if kind == "clear" else "probably "
    return f"; among the others it is {surely}{best.name} {chance}", said


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
    comparable = bool(set(reasons) - {"not_measured"})
    some = "can be compared" if comparable else "is measured"
    if not names:
        none = Sentence("none_comparable" if comparable else "none_measured")
        return Verdict("none", (), f"No verdict: no {noun} {some}.", none)
    text = f"No verdict: only {names[0]} {some}, there is nothing to compare it with."
    only = Sentence(
        "only_one_comparable" if comparable else "only_one_measured", (Named(names[0]),)
    )
    return Verdict("none", (), text, only)
