"""What to fix first, in words, and when nothing may be said; never on fewer than ten answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isnan

from journeymap.analysis.ranking.sentence import Named, Sentence, name_one
from journeymap.analysis.ranking.verdict import Verdict
from journeymap.result import show_percent
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.statistics.ranking.verdicts import candidate_set, judge
from journeymap.wording.told import tell, tell_list

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
        chance = show_percent(p_none)
        text = f"Nothing to fix first: no touchpoint falls short of health {target:g} (P {chance})."
        nothing = Sentence("nothing_short", (Named("", figure=p_none),), target)
        return Verdict("none", (), text, nothing)
    first = max(rivals, key=lambda rival: rival.p_first)
    match judge(first.p_first, first.n).kind:
        case "too_few_answers":
            return _with_too_few(first, rivals)
        case "clear" | "likely" as kind:
            second = _find_second(first, rivals)
            then = f", then {second.name} ({_show(second.p_first, second)})" if second else ""
            sure = kind == "clear"
            start = "Fix first" if sure else "Likely the first to fix"
            text = f"{start}: {first.name} (P {_show(first.p_first, first)}){then}."
            named = tuple(name_one(r, r.p_first) for r in (first, second) if r)
            said = Sentence("fix_first" if sure else "fix_likely", named)
            return Verdict(kind, (first.touchpoint,), text, said)
    between = _find_possible(rivals)
    listed = tell_list([f"{r.name} (P {_show(r.p_first, r)})" for r in between])
    told = tuple(name_one(r, r.p_first) for r in between)
    text = f"Undecided between {listed}: the answers can't tell which to fix first."
    said = Sentence("fix_undecided", told)
    if len(between) == 1:
        text = f"Undecided: {listed} comes first, or nothing falls short."
        said = Sentence("first_or_nothing", told)
    return Verdict("undecided", tuple(r.touchpoint for r in between), text, said)


def _find_possible(rivals: Sequence[Rival]) -> list[Rival]:
    return [rivals[i] for i in candidate_set([rival.p_first for rival in rivals])]


def _find_second(first: Rival, rivals: Sequence[Rival]) -> Rival | None:
    """Who comes next, of those with ten answers or more."""
    rest = [r for r in rivals if r is not first and r.n >= SMALLEST_FOR_VERDICT]
    second = max(rest, key=lambda rival: rival.p_first, default=None)
    return None if second is None or second.p_first < LEAST_NAMED else second


def _with_too_few(first: Rival, rivals: Sequence[Rival]) -> Verdict:
    start = f"Undecided: too few answers at {first.name} ({_show_n(first)})"
    ids = tuple(rival.touchpoint for rival in _find_possible(rivals))
    others, said = _among_others(first, rivals)
    return Verdict("undecided", ids, f"{start}{others}.", said)


def _among_others(first: Rival, rivals: Sequence[Rival]) -> tuple[str, Sentence]:
    rest = [rival for rival in rivals if not isnan(rival.p_among)]
    few = name_one(first)
    if not rest:
        return ", and at every other touchpoint", Sentence("few_everywhere", (few,))
    best = max(rest, key=lambda rival: rival.p_among)
    if len(rest) == 1:
        return f"; only {best.name} has enough", Sentence("few_but_one", (few, name_one(best)))
    chance, named = f"(P {_show(best.p_among, best)})", (few, name_one(best, best.p_among))
    if judge(best.p_among, best.n).kind == "undecided":
        told = f"; among the others it is open, {best.name} coming first {chance}"
        return told, Sentence("few_but_open", named)
    told = f"; among the others fix {best.name} first {chance}"
    return told, Sentence("fix_among_others", named)


def tell_weakest(rivals: Sequence[Rival], verdict: Verdict) -> tuple[str, ...]:
    """One sentence where the weakest is another than the one to fix first; else none.

    Example:
        >>> rivals = [Rival("a", "Pay", 120, 0.9, 0.9, 0.2), Rival("b", "Help", 30, 0.1, 0.1, 0.8)]
        >>> tell_weakest(rivals, decide_first(rivals))[0]
        'The weakest is rather Help (P 80 %): how many pass and how it matters count here, too.'
    """
    rest = [rival for rival in rivals if not isnan(rival.p_weakest)]
    if not rest or verdict.kind == "none":
        return ()
    weakest = max(rest, key=lambda rival: rival.p_weakest)
    if weakest.touchpoint in verdict.touchpoints:
        return ()
    chance = _show(weakest.p_weakest, weakest)
    return (
        tell(
            "The weakest is rather {name} (P {chance}): how many pass and how it "
            "matters count here, too.",
            name=weakest.name,
            chance=chance,
        ),
    )


def _show(p: float, of: Rival) -> str:
    """A chance with the size of the base where that is small."""
    return show_percent(p) + (f"; low base, {_show_n(of)}" if of.n < LOW_BASE else "")


def _show_n(of: Rival) -> str:
    """The size of a small base; of weighted answers what they are worth."""
    if not of.weighted:
        return f"n {floor(of.n)}"
    return f"worth {floor(of.n)} answer{'' if floor(of.n) == 1 else 's'}"
