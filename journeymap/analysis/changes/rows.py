"""The rows of a comparison: a metric at a place on both sides, with what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from journeymap.analysis.changes.hindrances import (
    SAME,
    find_hidden_sides,
    find_hindrance,
    tell_hidden,
)
from journeymap.analysis.changes.judging import JudgedChange, judge_change
from journeymap.analysis.changes.matching import Matching
from journeymap.analysis.changes.model import find_place_before
from journeymap.analysis.changes.sides import Pair, Side
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import Scope, find_places
from journeymap.metrics import Metric
from journeymap.statistics.base_sizes import Base, to_base
from journeymap.statistics.comparing.multiplicity import is_clear
from journeymap.wording.told import Figure, tell, tell_row

MOST_SLOW = 100  # rows up to which the exact test may take its time
Change = Literal["better", "worse", "no clear change", "not comparable"]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A metric at a place, before and after.

    What is unknown is None. Values are in the metric's unit, shares 0 to 1.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about, as it is after.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        before: The value before; None too where a small group is hidden, as ``reason`` says.
        after: The value after; likewise.
        n_before: Answers before.
        n_after: Answers after.
        difference: After minus before; None where they can't be compared.
        low: Lower end of the difference's interval; None for times, which have ``ratio_low``.
        high: Upper end of it.
        p: Chance of a difference at least so large if nothing had changed; two-sided.
        p_adjusted: The same for everything compared here, transitions too (Benjamini & Hochberg).
        change: "better" or "worse" by the metric's good end where ``p_adjusted`` is at most q;
            else "no clear change", which is not "unchanged"; or "not comparable".
        reason: Why it isn't comparable, or that both sides are one reading; else empty.
        base: The class of the smaller base size.
        test: What gave ``p``.
        ratio: Times only: typical time after over before.
        ratio_low: Lower end of the ratio's interval.
        ratio_high: Upper end of it.
        p_any: Where there are three or more waves, or values of the segment: the adjusted chance
            of differences as large as theirs if all of them were alike.
        name: What people call the place.
        shown: Both values as people read them.
        shown_change: The difference with its interval as people read it; a ratio for times.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    before: float | None
    after: float | None
    n_before: int | None
    n_after: int | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    p_adjusted: float | None
    change: Change
    reason: str
    base: Base
    test: str
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p_any: float | None
    name: str
    shown: str
    shown_change: str


@dataclass(frozen=True, slots=True)
class MeasuredPair:
    """A pair of readings with their estimates, and whether they can be compared.

    Args:
        pair: The readings.
        metric: Their metric, as it is after.
        before: The estimate before; None where there is no reading.
        after: The estimate after.
        reason: Why they can't be compared; empty where they can.
        hidden: Why the value before is hidden, and the one after; empty where it is shown.
    """

    pair: Pair
    metric: Metric
    before: Estimate | None
    after: Estimate | None
    reason: str
    hidden: tuple[str, str] = ("", "")

    @property
    def shown(self) -> tuple[Estimate | None, Estimate | None]:
        """Both estimates, as far as they are shown."""
        before, after = self.hidden
        return (None if before else self.before, None if after else self.after)

    @property
    def is_alike(self) -> bool:
        """Whether both values can stand side by side, if only because they are one."""
        return self.reason in ("", SAME)


def find_pairs(before: Side, after: Side, same: Matching, asked: Sequence[str]) -> Iterator[Pair]:
    """Every metric that either side has at a place that both have, in reading order.

    Args:
        before: The earlier side.
        after: The later one.
        same: Which touchpoint and stage is which.
        asked: Only these metrics; all where empty.
    """
    for place in find_places(after.journey):
        old = find_place_before(place, before.journey, same)
        if old is None:
            continue
        was = before.selection.at(place.scope, old)
        now = after.selection.at(place.scope, place.id)
        for metric in dict.fromkeys((*now, *was)):
            if not asked or metric in asked:
                yield Pair(place, old, metric, was.get(metric), now.get(metric))


def measure(pair: Pair, before: Side, after: Side, *, level: float) -> MeasuredPair:
    """A pair with its estimates and with what stands in the way of comparing them."""
    sides = ((before, pair.before), (after, pair.after))
    found = [
        None if r is None else estimate(r, side.journey.metric(r.metric), level=level)
        for side, r in sides
    ]
    known = found[1] or found[0]
    assert known is not None  # a pair has a reading on one side at least
    hidden = find_hidden_sides(pair, before, after)
    reason = tell_hidden(hidden, before, after) or find_hindrance(pair, before, after)
    return MeasuredPair(pair, known.metric, found[0], found[1], reason, hidden)


def judge_changes(measured: Sequence[MeasuredPair], *, level: float) -> Mapping[int, JudgedChange]:
    """The tests of all that can be compared, by the place in ``measured``.

    Args:
        measured: What is compared.
        level: Confidence of the intervals.
    """
    quick = len(measured) > MOST_SLOW
    return {
        i: judge_change(one.before, one.after, level=level, quick=quick)
        for i, one in enumerate(measured)
        if not one.reason and one.before is not None and one.after is not None
    }


def make_rows(
    measured: Sequence[MeasuredPair],
    judged: Mapping[int, JudgedChange],
    p_adjusted: Sequence[float],
    *,
    q: float,
    p_any: Mapping[int, float],
    between: str = "→",
) -> tuple[ChangeRow, ...]:
    """The rows.

    Args:
        measured: What is compared.
        judged: The tests, by the place in ``measured``.
        p_adjusted: The adjusted p of each of them.
        q: The adjusted p up to which a change is claimed.
        p_any: Adjusted p of all waves or values together, by the row's place in ``measured``.
        between: What stands between both values as people read them.
    """
    adjusted = dict(zip(judged, p_adjusted, strict=True))
    rows = []
    for i, one in enumerate(measured):
        row = replace(_start_row(one, between), p_any=p_any.get(i))
        if one.reason == SAME:  # nothing new was asked, so there is nothing to test
            row = replace(row, change="no clear change", difference=0.0)
        rows.append(_fill(row, one, judged[i], adjusted[i], q) if i in judged else row)
    return tuple(rows)


def _start_row(one: MeasuredPair, between: str) -> ChangeRow:
    place, before, after = one.pair.place, one.before, one.after
    worth = [found.n_effective or 0 for found in (before, after) if found is not None]
    left, right = one.shown
    return ChangeRow(
        scope=place.scope,
        touchpoint=place.id if place.scope == "touchpoint" else None,
        stage=place.stage,
        metric=one.metric.id,
        before=None if left is None else left.value,
        after=None if right is None else right.value,
        n_before=None if before is None else before.n,
        n_after=None if after is None else after.n,
        difference=None,
        low=None,
        high=None,
        p=None,
        p_adjusted=None,
        change="not comparable",
        reason=one.reason,
        base=to_base(min(worth)),
        test="",
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p_any=None,
        name=place.name,
        shown=_show_values(left, right, between),
        shown_change="",
    )


def _fill(
    row: ChangeRow, one: MeasuredPair, found: JudgedChange, adjusted: float, q: float
) -> ChangeRow:
    change: Change = "no clear change"
    moved = found.difference if found.ratio is None else found.ratio - 1
    if is_clear(adjusted, q) and moved:
        change = "better" if (moved > 0) == (one.metric.better == "high") else "worse"
    return replace(
        row,
        difference=found.difference,
        low=found.low,
        high=found.high,
        p=found.p,
        p_adjusted=adjusted,
        change=change,
        test=found.test,
        ratio=found.ratio,
        ratio_low=found.ratio_low,
        ratio_high=found.ratio_high,
        shown_change=_show_change(one.metric, found),
    )


def _show_values(before: Estimate | None, after: Estimate | None, between: str) -> str:
    """Both values, the unit once: "76.2 → 78.1 %"."""
    left = "–" if before is None else before.metric.to_text(before.value, unit=after is None)
    right = "–" if after is None else after.shown_value
    return tell_row([left, right], f" {between} ")


def _show_change(metric: Metric, found: JudgedChange) -> str:
    if found.ratio is not None:
        least, most = found.ratio_low, found.ratio_high
        ratio = Figure(_show_ratio(found.ratio))
        if least is None or most is None:
            return tell_row(["×", ratio], " ")
        ends = {"low": Figure(f"{least:.2f}"), "high": Figure(_show_ratio(most))}
        return tell("× {value} ({low} to {high})", value=ratio, **ends)
    shown = metric.to_text(found.difference, signed=True, unit=False)
    if found.low is None or found.high is None:
        return shown
    low, high = (metric.to_text(e, signed=True, unit=False) for e in (found.low, found.high))
    return tell("{value} ({low} to {high})", value=shown, low=low, high=high)


def _show_ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 100 else f"{ratio:.3g}"
