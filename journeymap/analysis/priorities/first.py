"""What to fix first, in words, and when nothing may be said; never on fewer than ten answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from journeymap.analysis.ranking.nouns import tell_few_everywhere
from journeymap.analysis.ranking.sentence import add_base, tell_chance, tell_few, tell_named
from journeymap.analysis.ranking.verdict import Verdict
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.ranking.verdicts import candidate_set, judge
from journeymap.wording.told import Figure, Told, tell, tell_list

SURE = 0.9
LEAST_NAMED = 0.01  # a smaller chance is not worth a second name


@dataclass(frozen=True, slots=True)
class Rival:
    """A touchpoint before it is said what to fix first.

    Args:
        touchpoint: Its id.
        name: What people call it.
        n: Its answers, effective ones where they carry weights.
        p_first: Chance of the highest priority.
        p_among: The same among those with ten answers or more; not-a-number where it has fewer.
        p_weakest: Chance that it is the weakest among those; not-a-number where it has fewer.
        weighted: Whether ``n`` is what its answers are worth, not how many they are.
    """

    touchpoint: str
    name: str
    n: float
    p_first: float
    p_among: float
    p_weakest: float
    weighted: bool = False


def decide_first(rivals: Sequence[Rival], *, p_none: float = 0.0, target: float = 100.0) -> Verdict:
    """What to fix first by the chance of the highest priority: .90 clear, .60 likely.

    Args:
        rivals: At least two, in any order.
        p_none: Chance that none falls short.
        target: The health that is good enough.

    Example:
        >>> decide_first([Rival("a", "Checkout", 120, 0.73, 0.73, 0.22),
        ...               Rival("b", "Delivery", 190, 0.26, 0.26, 0.14)]).text
        'Likely the first to fix: Checkout (P 73 %), then Delivery (26 %).'
    """
    if p_none >= SURE:
        return Verdict("none", (), _tell_nothing(p_none, target))
    first = max(rivals, key=lambda rival: rival.p_first)
    match judge(first.p_first, first.n).kind:
        case "too_few_answers":
            ids = tuple(rival.touchpoint for rival in _find_possible(rivals))
            return Verdict("undecided", ids, _tell_others(first, rivals))
        case "clear" | "likely" as kind:
            text = _tell_first(first, _find_second(first, rivals), sure=kind == "clear")
            return Verdict(kind, (first.touchpoint,), text)
    between = _find_possible(rivals)
    return Verdict("undecided", tuple(r.touchpoint for r in between), _tell_between(between))


def _tell_nothing(p_none: float, target: float) -> Told:
    return tell(
        "Nothing to fix first: no touchpoint falls short of health {target} (P {chance}).",
        target=Figure(f"{target:g}"),
        chance=show_percent(p_none),
    )


def _tell_first(first: Rival, second: Rival | None, *, sure: bool) -> Told:
    told = {"name": first.name, "chance": tell_chance(first.p_first, first)}
    if second is None:
        if sure:
            return tell("Fix first: {name} ({chance}).", **told)
        return tell("Likely the first to fix: {name} ({chance}).", **told)
    then = tell_named(second.name, add_base(show_percent(second.p_first), second))
    if sure:
        return tell("Fix first: {name} ({chance}), then {then}.", then=then, **told)
    return tell("Likely the first to fix: {name} ({chance}), then {then}.", then=then, **told)


def _tell_between(between: Sequence[Rival]) -> Told:
    listed = tell_list([tell_named(r.name, tell_chance(r.p_first, r)) for r in between])
    if len(between) == 1:
        return tell("Undecided: {name} comes first, or nothing falls short.", name=listed)
    return tell(
        "Undecided between {names}: the answers can't tell which to fix first.", names=listed
    )


def _find_possible(rivals: Sequence[Rival]) -> list[Rival]:
    return [rivals[i] for i in candidate_set([rival.p_first for rival in rivals])]


def _find_second(first: Rival, rivals: Sequence[Rival]) -> Rival | None:
    """Who comes next, of those with ten answers or more."""
    rest = [r for r in rivals if r is not first and r.n >= SMALLEST_FOR_VERDICT]
    second = max(rest, key=lambda rival: rival.p_first, default=None)
    return None if second is None or second.p_first < LEAST_NAMED else second


def _tell_others(first: Rival, rivals: Sequence[Rival]) -> Told:
    """That the first has too few answers, and what is known among the others."""
    few = tell_few(first)
    rest = [rival for rival in rivals if not isnan(rival.p_among)]
    if not rest:
        return tell_few_everywhere("touchpoint", few)
    best = max(rest, key=lambda rival: rival.p_among)
    if len(rest) == 1:
        return tell("{few}; only {name} has enough.", few=few, name=best.name)
    told = {"few": few, "name": best.name, "chance": tell_chance(best.p_among, best)}
    if judge(best.p_among, best.n).kind == "undecided":
        return tell("{few}; among the others it is open, {name} coming first ({chance}).", **told)
    return tell("{few}; among the others fix {name} first ({chance}).", **told)


def tell_weakest(rivals: Sequence[Rival], verdict: Verdict) -> tuple[str, ...]:
    """One sentence where the weakest is another than the one to fix first; else none.

    Example:
        >>> rivals = [Rival("a", "Pay", 120, 0.9, 0.9, 0.2), Rival("b", "Help", 30, 0.1, 0.1, 0.8)]
        >>> tell_weakest(rivals, decide_first(rivals))[0]
        'The weakest is rather Help (P 80 %): how many pass and how it matters count here, too.'
    """
    rest = [rival for rival in rivals if not isnan(rival.p_weakest)]
    named = [rival for rival in rivals if rival.touchpoint in verdict.touchpoints]
    if not rest or verdict.kind == "none" or any(isnan(rival.p_weakest) for rival in named):
        return ()
    weakest = max(rest, key=lambda rival: rival.p_weakest)
    if weakest.touchpoint in verdict.touchpoints:
        return ()
    chance = add_base(show_percent(weakest.p_weakest), weakest)
    return (
        tell(
            "The weakest is rather {name} (P {chance}): how many pass and how it "
            "matters count here, too.",
            name=weakest.name,
            chance=chance,
        ),
    )
