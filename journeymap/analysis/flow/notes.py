"""What to know before believing a flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from journeymap.analysis.evidence.flow_counts import LEFT
from journeymap.analysis.flow.findings import show_share
from journeymap.analysis.flow.orders import Walked, has_choice
from journeymap.analysis.flow.passing import Passing, is_left
from journeymap.analysis.flow.records import Completion, FlowRow, OpenTouchpoint, OrderFinding
from journeymap.wording.told import Figure, tell, tell_list, tell_row

Names = Callable[[str], str]
_FEW, _GAP = 30, 0.02


def note_counts(passing: Passing, name: Names) -> Iterator[str]:
    """How those were taken who were not seen to go on, and what was left out."""
    yield from _note_ends(passing)
    if unused := len(passing.counts.unused):
        yield tell(
            "{n:,} transitions without a count or share to go by are left out: "
            "give all transitions of a touchpoint a count, or all a share.",
            n=unused,
        )
    if is_left(passing.whole, passing.success):
        yield tell("Success is the first arrival: what follows it is not counted against it.")
    yield from _note_ways(passing)
    yield from _note_balance(passing, name)


def _note_ends(passing: Passing) -> Iterator[str]:
    """That those who were not seen to go on count as lost."""
    counts = passing.counts
    inner = [id_ for id_ in counts.rows if id_ not in passing.success]
    if not counts.ends_known and any(LEFT in counts.rows[id_] for id_ in inner):
        yield tell(
            "The journey doesn't tell where journeys end: those who came and were not "
            "seen to go on are taken for lost, though some may still be on their way."
        )


def _note_ways(passing: Passing) -> Iterator[str]:
    """Up to where whole paths are counted."""
    if passing.walked is not None:
        yield tell(
            "Whole paths are counted: ways on and removal up to success, reach and "
            "visits to the end."
        )
    elif passing.whole is not passing.counts:
        yield tell("Ways are counted by whole paths, up to success.")


def _note_balance(passing: Passing, name: Names) -> Iterator[str]:
    """Where more came than left, or more left than came."""
    odd = _find_odd(passing)
    unseen = {id_: n for id_, n in odd.items() if n > 0}
    if unseen:
        yield tell(
            "Came and were seen neither to go on nor to end, so they count in no share: {told}.",
            told=_tell_numbers(unseen, name),
        )
    sudden = {id_: -n for id_, n in odd.items() if n < 0}
    if sudden:
        yield tell(
            "More were seen to leave than to come, so a part of the flow is missing: {told}.",
            told=_tell_numbers(sudden, name),
        )


def _find_odd(passing: Passing) -> dict[str, float]:
    """By how many more came to a touchpoint than left it, where that can be known and is not 0."""
    counts = passing.counts
    odd = {id_: counts.missing(id_) for id_, base in counts.bases.items() if base}
    if not counts.ends_known:
        return {
            id_: n
            for id_, n in odd.items()
            if n < 0 and id_ not in passing.success and id_ not in counts.starts
        }
    free = () if counts.starts_known else counts.starts
    return {id_: n for id_, n in odd.items() if n and id_ not in free}


def _tell_numbers(found: Mapping[str, float], name: Names) -> str:
    """Touchpoints with how many it concerns, the most first."""
    ordered = sorted(found.items(), key=lambda one: -one[1])
    return tell_list([tell_row([name(id_), Figure(f"{n:,.0f}")], " ") for id_, n in ordered])


def note_open(found: tuple[OpenTouchpoint, ...], name: Names) -> Iterator[str]:
    """The touchpoints where it isn't known how journeys go on."""
    if found:
        told = [
            tell(
                "{touchpoint} ({share} of journeys)",
                touchpoint=name(one.touchpoint),
                share=show_share(one.share),
            )
            for one in found
        ]
        yield tell(
            "Nobody was seen to leave {told}: these journeys are open, neither lost nor completed.",
            told=tell_list(told),
        )


def note_stuck(passing: Passing, stuck: float, name: Names) -> Iterator[str]:
    """The loops without end."""
    for loop in passing.loops_without_end:
        names = " > ".join(name(id_) for id_ in loop)
        yield tell(
            "{names}: nobody was ever seen to leave this loop, so visits, steps and "
            "time have no end there ({stuck} of journeys are stuck in all).",
            names=names,
            stuck=show_share(stuck),
        )


def note_sureness(
    rows: tuple[FlowRow, ...], completion: Completion, passing: Passing
) -> Iterator[str]:
    """Small bases, and what kind of interval it is."""
    low = [
        row.name
        for row in rows
        if row.departures and row.departures < _FEW and row.reach > 0 and not row.success
    ]
    if low:
        yield tell(
            "Fewer than {n} were seen to leave {names}: their shares are unsure.",
            n=_FEW,
            names=tell_list(low),
        )
    if completion.method == "none":
        yield tell("No interval: only shares are known, not how many they are made of.")
    elif completion.method == "wilson":
        yield tell("The interval is Wilson's: as many left each touchpoint as came to it.")
    elif passing.passage.completion > 0:
        yield tell(
            "The interval takes each transition's count as a sample of its own (delta method)."
        )


def note_order(
    order: OrderFinding | None, walked: Walked | None, passing: Passing, name: Names
) -> Iterator[str]:
    """Whether the chain may forget where journeys came from."""
    if order is None or walked is None:
        yield tell(
            "Counts of transitions alone can mislead where the way on hangs on the way there.",
            hint=": give the log by --events (in Python paths) to count whole journeys.",
        )
        return
    if order.paths < walked.total:
        yield tell(
            "The order is checked on {paths:,.0f} of {total:,.0f} journeys.",
            paths=order.paths,
            total=walked.total,
        )
    yield _tell_memory(order, walked, passing, name)
    yield from _note_completion(order, passing)
    yield from _note_reach(walked, passing, name)


def _tell_memory(order: OrderFinding, walked: Walked, passing: Passing, name: Names) -> str:
    """Whether the way on hangs on where journeys came from."""
    if order.df == 0 and not has_choice(walked, passing.success):
        return tell(
            "Up to success no touchpoint has two histories with a choice of ways on, "
            "so there is nothing to test."
        )
    if order.df == 0:
        return tell(
            "The paths are too few to tell whether the way on hangs on where journeys came from."
        )
    if not order.memory:
        return tell("The paths show no sign that the way on hangs on where journeys came from.")
    names = tell_list([name(id_) for id_ in order.touchpoints])
    if passing.walked is None:
        return tell(
            "The way on from {names} hangs on where journeys came from (Bonferroni p < .05), "
            "which the chain leaves out; what it says of changes and of reach is the less "
            "sure.",
            names=names,
        )
    return tell(
        "The way on from {names} hangs on where journeys came from (Bonferroni p < .05), "
        "which the chain leaves out; what it says of changes is the less sure.",
        names=names,
    )


def _note_completion(order: OrderFinding, passing: Passing) -> Iterator[str]:
    """Where paths and chain differ in how many come to success."""
    value = passing.passage.completion
    if abs(value - order.observed) > _GAP:
        yield tell(
            "Of the paths {observed} come to success, by the chain {value}.",
            observed=show_share(order.observed),
            value=show_share(value),
        )


def _note_reach(walked: Walked, passing: Passing, name: Names) -> Iterator[str]:
    """Where paths and chain differ most, and which of both the rows show."""
    seen = walked.find_reach()
    by_chain = passing.reach if passing.walked is None else passing.walked.by_chain
    gaps = {id_: seen.get(id_, 0.0) - reach for id_, reach in by_chain.items()}
    worst = max(gaps, key=lambda id_: abs(gaps[id_]))
    if abs(gaps[worst]) > _GAP:
        share, chained = show_share(seen.get(worst, 0.0)), show_share(by_chain[worst])
        told = {"name": name(worst), "share": share, "other": chained}
        yield (
            tell(
                "Reach differs most at {name}: {share} of the paths, {other} by transitions alone.",
                **told,
            )
            if passing.walked is None
            else tell(
                "Reach differs most at {name}: {share} of the paths (shown), {other} by "
                "transitions alone.",
                **told,
            )
        )
