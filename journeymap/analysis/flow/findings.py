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
from journeymap.wording.told import Figure, tell, tell_list, tell_row

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
        return Figure(f"{100 * share:.0f} %")
    if share < 0.0005:
        return Figure("< 0.1 %")
    return Figure("> 99.9 %" if share > 0.9995 else f"{100 * share:.1f} %")


def tell_completion(
    completion: Completion, starts: Sequence[str], success: Sequence[str], level: float
) -> str:
    """How many come to success."""
    told = {
        "start": tell_list(list(starts)),
        "share": show_share(completion.value),
        "goal": tell_list(list(success)),
    }
    said = tell("Of journeys from {start}, {share} come to {goal}", **told)
    if completion.n:
        said = tell(
            "Of {n:,.0f} journeys from {start}, {share} come to {goal}", n=completion.n, **told
        )
    if completion.low is None or completion.high is None:
        return tell("{said}.", said=said)
    return tell(
        "{said} ({level:g} % interval {low:.1f} to {high:.1f}).",
        said=said,
        level=100 * level,
        low=100 * completion.low,
        high=100 * completion.high,
    )


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
    goal = tell_list([name(id_) for id_ in success])
    worst = rows[0]
    if worst.drop_off > 0:
        yield tell(
            "Most journeys are lost after {name}: {drop_off} of all, {exit_rate} of visits there.",
            name=worst.name,
            drop_off=show_share(worst.drop_off),
            exit_rate=show_share(worst.exit_rate),
        )
    yield from _tell_gain(rows)
    if steps.mean is not None and steps.sd is not None:
        told = {"mean": Figure(f"{steps.mean:.1f}"), "sd": Figure(f"{steps.sd:.1f}")}
        if steps.given_success:
            yield tell(
                "A journey makes {mean} visits (sd {sd}) before it ends, {n:.1f} before {goal}.",
                n=steps.given_success,
                goal=goal,
                **told,
            )
        else:
            yield tell("A journey makes {mean} visits (sd {sd}) before it ends.", **told)
    if time is not None:
        mean = show_seconds(60 * time.mean)
        if time.given_success is not None:
            yield tell(
                "It takes {mean} on average, {time} where it comes to {goal}.",
                mean=mean,
                time=show_seconds(60 * time.given_success),
                goal=goal,
            )
        else:
            yield tell("It takes {mean} on average.", mean=mean)
        yield from _tell_longest(time, name)
    names = [name(id_) for id_ in needed if id_ not in success]
    if names:
        yield tell("Every way to {goal} leads through {names}.", goal=goal, names=tell_list(names))
    for loop in [loop for loop in loops if loop.repeats >= _RARE][:_MOST_LOOPS]:
        yield _tell_loop(loop, name)


def tell_what_if(found: WhatIf | None, level: float) -> Iterator[str]:
    """What the change would do."""
    if found is None:
        return
    asked = "; ".join(found.changes)
    if found.completion is not None and found.uplift is not None and abs(found.uplift) < _NOTHING:
        stays = show_share(found.completion)
        yield tell(
            "What if {asked}: this changes nothing, completion stays {stays}.",
            asked=asked,
            stays=stays,
        )
    elif found.completion is not None and found.uplift is not None:
        told = {
            "asked": asked,
            "share": show_share(found.completion),
            "points": _show_points(found.uplift),
        }
        if found.low is None or found.high is None:
            yield tell("What if {asked}: completion would be {share} ({points} points).", **told)
        else:
            yield tell(
                "What if {asked}: completion would be {share} ({points} points, {level:g} % "
                "interval {low} to {high}).",
                level=100 * level,
                low=_show_points(found.low),
                high=_show_points(found.high),
                **told,
            )
    if found.score is not None and found.score_uplift is not None:
        yield tell(
            "What if {asked}: the journey's score would be {score:.1f} of 100 "
            "({score_uplift:+.1f}); completion is not said to change with a score.",
            asked=asked,
            score=found.score,
            score_uplift=found.score_uplift,
        )


def _tell_gain(rows: Sequence[FlowRow]) -> Iterator[str]:
    best = max(rows, key=lambda row: row.gained_if_median or 0.0)
    if best.gained_if_median:
        yield tell(
            "Most would be gained at {name}: {points:+.1f} points of "
            "completion if only the median share left.",
            name=best.name,
            points=100 * best.gained_if_median,
        )


def _tell_longest(time: FlowTime, name: Names) -> Iterator[str]:
    """The transition on which most of the time lies."""
    if time.longest is None or time.longest_mean is None:
        return
    source, target = map(name, time.longest)
    part, share = show_seconds(60 * time.longest_mean), time.longest_mean / time.mean
    told = {"part": part, "share": show_share(share), "source": source, "target": target}
    if 2 * time.longest_mean > time.mean:
        yield tell("Most of it ({part}, {share}) lies on the way {source} -> {target}.", **told)
    else:
        yield tell(
            "The longest part of it ({part}, {share}) lies on the way {source} -> {target}.", **told
        )


def _tell_loop(loop: FlowLoop, name: Names) -> str:
    names = [name(id_) for id_ in loop.touchpoints]
    return tell(
        "{names} repeats {repeats:.2f} times in journeys that come there.",
        names=tell_row(names, " <-> "),
        repeats=loop.repeats,
    )


def _show_points(points: float) -> str:
    return Figure(f"{100 * points:+.1f}")
