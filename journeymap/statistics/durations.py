"""Durations are skewed, so they are judged by their logarithms: means, median, intervals.

All times in one unit, whichever it is; short is good.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev
from typing import NamedTuple

from journeymap.statistics.intervals import Interval, critical_t, critical_z, spread_is_unknown
from journeymap.statistics.numbers import check_at_least, check_finite, check_positive

LARGEST_LOG = 709  # of a number that fits into a float


class LogMoments(NamedTuple):
    """What the logarithms of durations say.

    Args:
        log_mean: Mean of ln x.
        log_sd: Standard deviation of ln x; 0 for a single value.
        n: How many values.
        zeros: How many zeros were replaced by half the smallest unit.
    """

    log_mean: float
    log_sd: float
    n: int
    zeros: int


@dataclass(frozen=True, slots=True)
class MedianInterval:
    """A median with its interval and the coverage that the interval really has.

    Args:
        value: The median.
        low: Lower end, one of the values; 0 where there are too few.
        high: Upper end, one of the values; inf where there are too few.
        coverage: At least the level asked for; the order statistics allow only steps.
    """

    value: float
    low: float
    high: float
    coverage: float


def log_moments(values: Iterable[float], *, smallest_unit: float = 1.0) -> LogMoments:
    """Mean and spread of the logarithms of durations.

    Args:
        values: Durations from 0 up; a 0 has no logarithm and becomes half the smallest unit.
        smallest_unit: The finest step the clock can tell, in the unit of the values.

    Raises:
        ValueError: A duration is negative or not finite, or there is none.

    Example:
        >>> found = log_moments([0, 2, 8])
        >>> round(found.log_mean, 4), found.zeros
        (0.6931, 1)
    """
    found = list(values)
    if not found or not all(0 <= value < math.inf for value in found):
        raise ValueError("durations must be finite and not negative, and at least one is needed")
    if not 0 < smallest_unit < math.inf:
        raise ValueError(f"the smallest unit must be above 0, got {smallest_unit}")
    logs = [math.log(value or smallest_unit / 2) for value in found]
    log_sd = stdev(logs) if len(logs) > 1 else 0.0
    return LogMoments(fmean(logs), log_sd, len(found), found.count(0))


def log_moments_from_mean_sd(mean: float, sd: float) -> tuple[float, float]:
    """Log mean and log sd of the log-normal with this mean and sd: s² = ln(1 + sd²/mean²).

    For readings that came as a mean and sd only; Aitchison & Brown 1957.

    Example:
        >>> log_mean, log_sd = log_moments_from_mean_sd(10, 0)
        >>> round(math.exp(log_mean), 6), log_sd
        (10.0, 0.0)
    """
    if not (0 < mean < math.inf and 0 <= sd < math.inf):
        raise ValueError(f"a duration needs a mean above 0 and an sd from 0 up, got {mean}, {sd}")
    check_positive(mean=mean)
    check_finite(sd=sd)
    log_variance = math.log1p((sd / mean) ** 2)
    return math.log(mean) - log_variance / 2, math.sqrt(log_variance)


def geometric_mean_interval(
    log_mean: float, log_sd: float | None, n: float, *, level: float = 0.95, factor: float = 1.0
) -> Interval:
    """The geometric mean exp(ȳ) with exp(ȳ ± t(n-1)·s/√n), in the unit of the durations.

    The error of the logarithms is multiplied by ``factor`` (``finite_population_factor``).
    Equal values (s = 0), one value or an unknown spread (None) give 0 to inf: nothing tells how
    far the next value lies.

    Example:
        >>> found = geometric_mean_interval(3.6573, 0.8957, 10)
        >>> round(found.value, 1), round(found.low, 1), round(found.high, 1)
        (38.8, 20.4, 73.6)
    """
    check_finite(log_mean=log_mean, n=n)
    check_at_least(0, factor=factor)
    if log_sd is None or spread_is_unknown(log_sd, n):
        return _without_spread(log_mean, level)
    check_finite(log_sd=log_sd)
    half = critical_t(level, n - 1) * factor * log_sd / math.sqrt(n)
    return _from_logs(log_mean, half)


def arithmetic_mean_interval(
    log_mean: float, log_sd: float | None, n: float, *, level: float = 0.95, factor: float = 1.0
) -> Interval:
    """The mean of a log-normal, exp(ȳ + s²/2), with the modified Cox interval.

    exp(ȳ + s²/2 ± t(n-1)·√(s²/n + s⁴/(2(n-1)))); Olsson 2005, Journal of Statistics Education
    13(1). The root is multiplied by ``factor`` (``finite_population_factor``). Show Σx/n as the
    point value beside it. Equal values, one or an unknown spread give 0 to inf.

    Example:
        >>> found = arithmetic_mean_interval(3.6573, 0.8957, 10)
        >>> round(found.value, 1), round(found.low, 1), round(found.high, 1)
        (57.9, 26.8, 125.1)
    """
    check_finite(log_mean=log_mean, n=n)
    check_at_least(0, factor=factor)
    if log_sd is None or spread_is_unknown(log_sd, n):
        return _without_spread(log_mean, level)
    check_finite(log_sd=log_sd)
    half = critical_t(level, n - 1) * factor * cox_se(log_sd, n)
    return _from_logs(log_mean + log_sd**2 / 2, half)


def cox_se(log_sd: float, n: float) -> float:
    """Standard error of ȳ + s²/2: √(s²/n + s⁴/(2(n-1))), for n above 1."""
    check_at_least(0, log_sd=log_sd)
    check_finite(n=n)
    if not n > 1:
        raise ValueError(f"n must be above 1, got {n}")
    return math.sqrt(log_sd**2 / n + log_sd**4 / (2 * (n - 1)))


def median_interval(values: Sequence[float], *, level: float = 0.95) -> MedianInterval:
    """The median with the interval between two of the values, whatever the distribution.

    The r-th smallest and r-th largest value, r as large as P(r <= Bin(n, ½) <= n - r) >= level
    allows; David & Nagaraja 2003, sec. 7.1. Under six values at 95 % there is no such pair.

    Example:
        >>> median_interval([12, 35, 48, 20, 95, 15, 60, 28, 240, 33])
        MedianInterval(value=34.0, low=15.0, high=95.0, coverage=0.978515625)
    """
    ordered = sorted(float(value) for value in values)
    if not ordered or not all(0 <= value < math.inf for value in ordered):
        raise ValueError("durations must be finite and not negative, and at least one is needed")
    rank, coverage = _order_rank(len(ordered), level)
    if rank == 0:
        return MedianInterval(median(ordered), 0.0, math.inf, 1.0)
    return MedianInterval(median(ordered), ordered[rank - 1], ordered[-rank], coverage)


def _order_rank(n: int, level: float) -> tuple[int, float]:
    """The largest rank r, from 1, whose pair covers the median at this level, and its coverage."""
    from scipy.special import bdtr  # noqa: PLC0415  # the means need no scipy but for t

    # starts just above the normal approximation and comes down
    rank = min((n + 1) // 2, int(n / 2 - critical_z(level) * math.sqrt(n) / 2) + 3)
    while rank > 0:
        coverage = 1 - 2 * float(bdtr(rank - 1, n, 0.5))
        if coverage >= level:
            return rank, coverage
        rank -= 1
    return 0, 1.0


def _without_spread(log_mean: float, level: float) -> Interval:
    critical_z(level)  # refuses a wrong level in the same words
    return Interval(_value(log_mean), 0.0, math.inf)


def _from_logs(centre: float, half: float) -> Interval:
    return Interval(_value(centre), _exp(centre - half), _exp(centre + half))


def _value(log_value: float) -> float:
    check_finite(log_mean=log_value)
    if log_value >= LARGEST_LOG:
        raise ValueError(f"log_mean is too large: no time has the logarithm {log_value:g}")
    return math.exp(log_value)


def _exp(log_value: float) -> float:
    """The exponential; it gives inf where two values with a wild spread would overflow."""
    return math.exp(log_value) if log_value < LARGEST_LOG else math.inf
