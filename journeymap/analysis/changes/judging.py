"""The test of a change that fits the metric: shares, means, NPS or times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, isfinite

from journeymap.analysis.evidence.estimates import Estimate, to_log_moments, to_nps_classes
from journeymap.metrics import Metric
from journeymap.statistics.comparing.ratios import compare_durations
from journeymap.statistics.comparing.small_shares import compare_shares_by_size
from journeymap.statistics.comparing.two_groups import (
    Difference,
    GroupMoments,
    compare_moments,
    compare_nps,
)


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """A change with its interval, in the metric's own unit; None where nothing can be said.

    Args:
        difference: After minus before.
        low: Lower end of its interval; None for times, whose interval is that of the ratio.
        high: Upper end of it.
        p: Two-sided, not adjusted.
        test: What tests it.
        ratio: Times: after over before, of typical (geometric mean) times.
        ratio_low: Lower end of the ratio's interval.
        ratio_high: Upper end of it.
    """

    difference: float
    low: float | None
    high: float | None
    p: float
    test: str
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None


def judge_change(
    before: Estimate, after: Estimate, *, level: float = 0.95, quick: bool = False
) -> JudgedChange:
    """The change between two independent readings of one metric, after minus before.

    Shares: N-1 z with Newcombe's interval, an exact test where few are expected to count. Means:
    Welch's t. NPS: adjusted Wald. Times: Welch's t on logarithms, which gives a ratio. Weighted
    answers count by their effective number, and the errors of answers that are a good part of
    all customers by the finite population factor.

    Args:
        before: The earlier reading, measured, with a known number of answers.
        after: The later one.
        level: Confidence, between 0 and 1.
        quick: Whether a fast exact test must do, because there are very many rows.
    """
    metric = after.metric
    if before.error_factor == 0 and after.error_factor == 0:
        return _compare_everybody(before, after)
    if metric.kind == "duration":
        return _compare_times(before, after, level)
    if metric.is_share:
        shares = [x for e in (after, before) for x in (e.value * e.worth, e.worth)]
        found = compare_shares_by_size(*shares, level=level, quick=quick)
        return _to_change(found, "N-1 z or exact")
    if metric.kind == "nps" and before.reading.counts and after.reading.counts:
        found = compare_nps(_to_classes(after), _to_classes(before), level=level)
        return _to_change(found, "adjusted Wald")
    found = compare_moments(
        to_group_moments(after), to_group_moments(before), level=level, ends=metric.ends
    )
    return _clip(_to_change(found, "Welch t"), metric)


def _compare_everybody(before: Estimate, after: Estimate) -> JudgedChange:
    """Where all customers answered both times nothing is left to chance."""
    gap = after.value - before.value
    return JudgedChange(gap, gap, gap, 0.0 if gap else 1.0, "all customers")


def _to_classes(found: Estimate) -> tuple[float, float, float]:
    return to_nps_classes(found.reading.counts or {}, found.metric, found.worth)


def to_group_moments(found: Estimate) -> GroupMoments:
    """Mean, sd and n of a reading, of times those of their logarithms; n is inf for a census.

    The factor of a finite population makes the sd smaller, not n larger.
    """
    mean, sd, factor = found.value, found.sd, found.error_factor
    if found.metric.kind == "duration":
        mean, sd = to_log_moments(found.reading, found.metric) or (0.0, None)
    if factor == 0:
        return mean, 0.0, inf
    return mean, None if sd is None else sd * factor, found.n_effective or 1


def _compare_times(before: Estimate, after: Estimate, level: float) -> JudgedChange:
    found = compare_durations(to_group_moments(after), to_group_moments(before), level=level)
    gap = after.value - before.value
    known = isfinite(found.high)
    return JudgedChange(
        gap, None, None, found.p, "Welch t on logs", found.ratio,
        found.low if known else None, found.high if known else None,
    )  # fmt: skip


def _to_change(found: Difference, test: str) -> JudgedChange:
    low, high = (end if isfinite(end) else None for end in (found.low, found.high))
    return JudgedChange(found.difference, low, high, found.p, test)


def _clip(change: JudgedChange, metric: Metric) -> JudgedChange:
    """No two values on a scale are farther apart than its ends."""
    width = metric.ends[1] - metric.ends[0]
    low, high = change.low, change.high
    return replace(
        change,
        low=None if low is None else max(-width, low),
        high=None if high is None else min(width, high),
    )
