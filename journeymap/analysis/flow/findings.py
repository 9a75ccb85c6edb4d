"""What a flow says, in whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeymap.analysis.flow.records import (
    Completion,
    FlowLoop,
    FlowRow,
    FlowSteps,
    FlowTime,
    WhatIf,
)
from journeymap.events.timing import show_seconds
from journeymap.printed import join_words

Names = Callable[[str], str]
_MOST_LOOPS, _RARE, _NOTHING = 3, 0.05, 1e-9


def show_share(share: float | None) -> str:
    """A share in percent with one decimal; 0 and 100 % only where it is that.

    Example:
        >>> show_share(0.2889), show_share(0.00001), show_share(0.99999), show_share(0)
        ('28.9 %', '< 0.1 %', '> 99.9 %', '0 %')
    """
    if share is None:
        return "–"
    if min(share, 1 - share) < _NOTHING:  # what is left of rounding
        return f"{100 * share:.0f} %"
    if share < 0.0005:
        return "< 0.1 %"
    return "> 99.9 %" if share > 0.9995 else f"{100 * share:.1f} %"


def tell_completion(
    completion: Completion, starts: Sequence[str], success: Sequence[str], level: float
) -> str:
    """How many come to success."""
    of = f"{completion.n:,.0f} " if completion.n else ""
    ends = ""
    if completion.low is not None and completion.high is not None:
        ends = f" ({100 * level:g} % interval {_show_ends(completion.low, completion.high)})"
    from_ = join_words(list(starts))
    to = join_words(list(success))
    return f"Of {of}journeys from {from_}, {show_share(completion.value)} come to {to}{ends}."


def tell_findings(
    rows: Sequence[FlowRow],
    steps: FlowSteps,
    time: FlowTime | None,
    *,
    loops: Sequence[FlowLoop],
    success: Sequence[str],
    needed: Sequence[str],
    name: Names,
) -> Iterator[str]:
    """Where most are lost, how long it takes, what must be passed, where journeys go round."""
    goal = join_words([name(id_) for id_ in success])
    worst = rows[0]
    if worst.drop_off > 0:
        yield (
            f"Most journeys are lost after {worst.name}: {show_share(worst.drop_off)} of all, "
            f"{show_share(worst.exit_rate)} of visits there."
        )
    yield from _tell_gain(rows)
    if steps.mean is not None and steps.sd is not None:
        given = f", {steps.given_success:.1f} before {goal}" if steps.given_success else ""
        yield f"A journey makes {steps.mean:.1f} visits (sd {steps.sd:.1f}) before it ends{given}."
    if time is not None:
        given = ""
        if time.given_success is not None:
            given = f", {show_seconds(60 * time.given_success)} where it comes to {goal}"
        yield f"It takes {show_seconds(60 * time.mean)} on average{given}."
        yield from _tell_longest(time, name)
    names = [name(id_) for id_ in needed if id_ not in success]
    if names:
        yield f"Every way to {goal} leads through {join_words(names)}."
    for loop in [loop for loop in loops if loop.repeats >= _RARE][:_MOST_LOOPS]:
        yield _tell_loop(loop, name)


def tell_what_if(found: WhatIf | None, level: float) -> Iterator[str]:
    """What the change would do."""
    if found is None:
        return
    asked = "; ".join(found.changes)
    if found.completion is not None and found.uplift is not None and abs(found.uplift) < _NOTHING:
        stays = show_share(found.completion)
        yield f"What if {asked}: this changes nothing, completion stays {stays}."
    elif found.completion is not None and found.uplift is not None:
        ends = ""
        if found.low is not None and found.high is not None:
            low, high = _show_points(found.low), _show_points(found.high)
            ends = f", {100 * level:g} % interval {low} to {high}"
        yield (
            f"What if {asked}: completion would be {show_share(found.completion)} "
            f"({_show_points(found.uplift)} points{ends})."
        )
    if found.score is not None and found.score_uplift is not None:
        yield (
            f"What if {asked}: the journey's score would be {found.score:.1f} of 100 "
            f"({found.score_uplift:+.1f}); completion is not said to change with a score."
        )


def _tell_gain(rows: Sequence[FlowRow]) -> Iterator[str]:
    best = max(rows, key=lambda row: row.gained_if_median or 0.0)
    if best.gained_if_median:
        yield (
            f"Most would be gained at {best.name}: {100 * best.gained_if_median:+.1f} points of "
            "completion if only the median share left."
        )


def _tell_longest(time: FlowTime, name: Names) -> Iterator[str]:
    """The transition on which most of the time lies."""
    if time.longest is None or time.longest_mean is None:
        return
    source, target = map(name, time.longest)
    part, share = show_seconds(60 * time.longest_mean), time.longest_mean / time.mean
    most = "Most" if 2 * time.longest_mean > time.mean else "The longest part"
    yield f"{most} of it ({part}, {show_share(share)}) lies on the way {source} -> {target}."


def _tell_loop(loop: FlowLoop, name: Names) -> str:
    names = [name(id_) for id_ in loop.touchpoints]
    return f"{' <-> '.join(names)} repeats {loop.repeats:.2f} times in journeys that come there."


def _show_ends(low: float, high: float) -> str:
    return f"{100 * low:.1f} to {100 * high:.1f}"


def _show_points(points: float) -> str:
    return f"{100 * points:+.1f}"
