"""What to know before believing a flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.analysis.evidence.flow_counts import LEFT, FlowCounts
from journeymap.analysis.flow.findings import show_share
from journeymap.analysis.flow.orders import Walked, has_choice
from journeymap.analysis.flow.passing import Passing, is_left
from journeymap.analysis.flow.records import Completion, FlowRow, OpenTouchpoint, OrderFinding
from journeymap.printed import join_words

Names = Callable[[str], str]
_FEW, _GAP = 30, 0.02


def note_counts(passing: Passing, name: Names) -> Iterator[str]:
    """How those were taken who were not seen to go on, and what was left out."""
    counts = passing.counts
    inner = [id_ for id_ in counts.rows if id_ not in passing.success]
    if not counts.ends_known and any(LEFT in counts.rows[id_] for id_ in inner):
        yield (
            "The journey doesn't tell where journeys end: those who came and were not seen to go "
            "on are taken for lost, though some may still be on their way."
        )
    if counts.unused:
        yield (
            f"{len(counts.unused):,} transitions without a count or share to go by are left out: "
            "give all transitions of a touchpoint a count, or all a share."
        )
    if is_left(passing.whole, passing.success):
        yield "Success is the first arrival: what follows it is not counted against it."
    if passing.walked is not None:
        yield (
            "Whole paths are counted: ways on and removal up to success, reach and visits to the "
            "end."
        )
    elif passing.whole is not passing.counts:
        yield "Ways are counted by whole paths, up to success."
    yield from _note_balance(passing, name)


def _note_balance(passing: Passing, name: Names) -> Iterator[str]:
    """Where more came than left, or more left than came."""
    counts = passing.counts
    if not counts.ends_known:
        odd = {id_: counts.missing(id_) for id_ in _counted(counts) if id_ not in passing.success}
        odd = {id_: n for id_, n in odd.items() if n < 0 and id_ not in counts.starts}
    else:
        odd = {id_: counts.missing(id_) for id_ in _counted(counts)}
        odd = {id_: n for id_, n in odd.items() if n}
        if not counts.starts_known:
            odd = {id_: n for id_, n in odd.items() if id_ not in counts.starts}
    unseen = {id_: n for id_, n in odd.items() if n > 0}
    if unseen:
        told = [f"{name(id_)} {n:,.0f}" for id_, n in sorted(unseen.items(), key=lambda x: -x[1])]
        yield (
            "Came and were seen neither to go on nor to end, so they count in no share: "
            f"{join_words(told)}."
        )
    sudden = {id_: -n for id_, n in odd.items() if n < 0}
    if sudden:
        told = [f"{name(id_)} {n:,.0f}" for id_, n in sorted(sudden.items(), key=lambda x: -x[1])]
        yield (
            "More were seen to leave than to come, so a part of the flow is missing: "
            f"{join_words(told)}."
        )


def _counted(counts: FlowCounts) -> Iterator[str]:
    return (id_ for id_, base in counts.bases.items() if base)


def note_open(found: tuple[OpenTouchpoint, ...], name: Names) -> Iterator[str]:
    """The touchpoints where it isn't known how journeys go on."""
    if found:
        told = [f"{name(one.touchpoint)} ({show_share(one.share)} of journeys)" for one in found]
        yield (
            f"Nobody was seen to leave {join_words(told)}: these journeys are open, "
            "neither lost nor completed."
        )


def note_stuck(passing: Passing, stuck: float, name: Names) -> Iterator[str]:
    """The loops without end."""
    for loop in passing.loops_without_end:
        names = " > ".join(name(id_) for id_ in loop)
        yield (
            f"{names}: nobody was ever seen to leave this loop, so visits, steps and time have no "
            f"end there ({show_share(stuck)} of journeys are stuck in all)."
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
        yield f"Fewer than {_FEW} were seen to leave {join_words(low)}: their shares are unsure."
    if completion.method == "none":
        yield "No interval: only shares are known, not how many they are made of."
    elif completion.method == "wilson":
        yield "The interval is Wilson's: as many left each touchpoint as came to it."
    elif passing.passage.completion > 0:
        yield "The interval takes each transition's count as a sample of its own (delta method)."


def note_order(
    order: OrderFinding | None, walked: Walked | None, passing: Passing, name: Names
) -> Iterator[str]:
    """Whether the chain may forget where journeys came from."""
    if order is None or walked is None:
        yield (
            "Counts of transitions alone can mislead where the way on hangs on the way there: give "
            "the log by --events (in Python paths) to count whole journeys."
        )
        return
    if order.paths < walked.total:
        yield f"The order is checked on {order.paths:,.0f} of {walked.total:,.0f} journeys."
    if order.df == 0 and not has_choice(walked, passing.success):
        yield (
            "Up to success no touchpoint has two histories with a choice of ways on, so there is "
            "nothing to test."
        )
    elif order.df == 0:
        yield "The paths are too few to tell whether the way on hangs on where journeys came from."
    elif not order.memory:
        yield "The paths show no sign that the way on hangs on where journeys came from."
    else:
        names = join_words([name(id_) for id_ in order.touchpoints])
        doubted = "changes and of reach" if passing.walked is None else "changes"
        yield (
            f"The way on from {names} hangs on where journeys came from (Bonferroni p < .05), "
            f"which the chain leaves out; what it says of {doubted} is the less sure."
        )
    value = passing.passage.completion
    if abs(value - order.observed) > _GAP:
        yield (
            f"Of the paths {show_share(order.observed)} come to success, by the chain "
            f"{show_share(value)}."
        )
    yield from _note_reach(walked, passing, name)


def _note_reach(walked: Walked, passing: Passing, name: Names) -> Iterator[str]:
    """Where paths and chain differ most, and which of both the rows show."""
    seen = walked.find_reach()
    by_chain = passing.reach if passing.walked is None else passing.walked.by_chain
    gaps = {id_: seen.get(id_, 0.0) - reach for id_, reach in by_chain.items()}
    worst = max(gaps, key=lambda id_: abs(gaps[id_]))
    if abs(gaps[worst]) > _GAP:
        share, chained = show_share(seen.get(worst, 0.0)), show_share(by_chain[worst])
        shown = "" if passing.walked is None else " (shown)"
        yield (
            f"Reach differs most at {name(worst)}: {share} of the paths{shown}, {chained} by "
            "transitions alone."
        )
