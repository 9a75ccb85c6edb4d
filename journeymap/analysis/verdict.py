"""The verdict in words: what may be said about the weakest touchpoint, and when nothing may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Literal

from journeymap.analysis.estimates import LOW_BASE
from journeymap.analysis.ranking_rules import candidate_set, judge
from journeymap.analysis.result import show_percent


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said: "clear", "likely", "undecided" between touchpoints, or "none"."""

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
    """

    touchpoint: str
    name: str
    n: float
    p_weakest: float
    p_among_measured: float


def decide(contenders: Sequence[Contender]) -> Verdict:
    """The verdict by the chance of the first: .90 clear, .60 likely, else undecided between several.

    Args:
        contenders: At least two, the most likely weakest first.

    Example:
        >>> rows = [Contender("a", "Shops", 2625, 0.62, 0.62), Contender("b", "Food", 2680, 0.38, 0.38)]
        >>> decide([rows[0], rows[1]]).text
        'Likely: Shops is the weakest touchpoint (P 62 %).'
    """
    first = contenders[0]
    rule = judge(first.p_weakest, first.n)
    if rule == "too_few_answers":
        return _with_too_few(contenders)
    if rule.startswith(("clear", "likely")):
        kind: Literal["clear", "likely"] = "clear" if rule.startswith("clear") else "likely"
        low_base = "; low base" if first.n < LOW_BASE else ""
        sentence = (
            f"{first.name} is the weakest touchpoint (P {show_percent(first.p_weakest)}{low_base})."
        )
        return Verdict(kind, (first.touchpoint,), f"{kind.title()}: {sentence}")
    names = _candidates(contenders)
    listed = join_words([f"{c.name} ({show_percent(c.p_weakest)})" for c in names])
    text = f"Undecided between {listed}: the answers can't tell which is weakest."
    return Verdict("undecided", tuple(c.touchpoint for c in names), text)


def _candidates(contenders: Sequence[Contender]) -> list[Contender]:
    return [contenders[i] for i in candidate_set([c.p_weakest for c in contenders])]


def _with_too_few(contenders: Sequence[Contender]) -> Verdict:
    first = contenders[0]
    ids = tuple(c.touchpoint for c in _candidates(contenders))
    start = f"Undecided: too few answers at {first.name} (n {first.n:.0f})"
    rest = [c for c in contenders if not isnan(c.p_among_measured)]
    if not rest:
        return Verdict("undecided", ids, f"{start}, and at every other touchpoint.")
    best = max(rest, key=lambda c: c.p_among_measured)
    return Verdict(
        "undecided",
        ids,
        f"{start}; among the others it is {best.name} (P {show_percent(best.p_among_measured)}).",
    )


def join_words(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    Example:
        >>> join_words(["a", "b", "c"])
        'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
