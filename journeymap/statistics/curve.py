"""The experience curve on plain numbers: its mean, its peak, its end and its worst point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from journeymap.statistics.numbers import check_all_finite, check_finite


@dataclass(frozen=True, slots=True)
class CurveSummary:
    """What a curve comes down to, in the unit of its values; high is good.

    Args:
        mean: The mean; weighted where there are weights.
        peak: The value farthest from neutral, good or bad.
        peak_index: Where it is, from 0; the first of equal ones.
        end: The last value.
        peak_end: (peak + end)/2.
        worst: The lowest value.
        worst_index: Where it is, from 0; the first of equal ones.
        worst_end: (worst + end)/2.
    """

    mean: float
    peak: float
    peak_index: int
    end: float
    peak_end: float
    worst: float
    worst_index: int
    worst_end: float


def peak_end(
    values: Sequence[float], *, neutral: float = 50.0, weights: Sequence[float] | None = None
) -> CurveSummary:
    """The summary of a curve by the peak-end rule, with the mean and the worst end beside it.

    Peak: the value farthest from neutral, of two as far the negative one; Fredrickson & Kahneman
    1993, Journal of Personality and Social Psychology 65:45; Kahneman et al. 1993, Psychological
    Science 4:401. It is a heuristic about what is remembered, not about what was felt.

    Args:
        values: The curve in the order of the experience, at least one.
        neutral: What is neither good nor bad.
        weights: Weights of the mean, 0 or more and not all 0; peak and end take none.

    Raises:
        ValueError: There is no value, one is not finite, or the weights don't fit.

    Example:
        >>> found = peak_end([60, 75, 30, 85, 70])
        >>> found.mean, found.peak, found.peak_end, found.worst_end
        (64.0, 85.0, 77.5, 50.0)
    """
    curve = [float(value) for value in values]
    if not curve or not all(map(math.isfinite, (*curve, neutral))):
        raise ValueError(f"a curve needs at least one finite value, got {len(curve)}")
    check_all_finite(values=curve)
    check_finite(neutral=neutral)
    # rounded, so that 0.1 + 0.2 does not decide which of two is farther
    at_peak = min(
        range(len(curve)), key=lambda i: (-round(abs(curve[i] - neutral), 9), curve[i], i)
    )
    at_worst = min(range(len(curve)), key=lambda i: (curve[i], i))
    peak, worst, end = curve[at_peak], curve[at_worst], curve[-1]
    return CurveSummary(
        _mean(curve, weights), peak, at_peak, end, (peak + end) / 2,
        worst, at_worst, (worst + end) / 2,
    )  # fmt: skip


def _mean(curve: Sequence[float], weights: Sequence[float] | None) -> float:
    if weights is None:
        return fmean(curve)
    fit = len(weights) == len(curve) and all(0 <= weight < math.inf for weight in weights)
    if not fit or not math.fsum(weights) > 0:
        raise ValueError("weights must be as many as values, 0 or more, and not all 0")
    check_all_finite(weights=weights)
    return fmean(curve, weights)
