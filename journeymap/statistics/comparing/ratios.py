"""Two groups of durations compared by how many times as long they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journeymap.statistics.comparing.two_groups import Difference, GroupMoments, compare_moments
from journeymap.statistics.durations import LARGEST_LOG


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two geometric means with its interval and test.

    Args:
        ratio: First over second; 1 is no difference.
        low: Lower end; 0 where nothing can be said.
        high: Upper end; inf where nothing can be said.
        statistic: The t of the logarithms.
        df: Its degrees of freedom.
        p: Two-sided.
    """

    ratio: float
    low: float
    high: float
    statistic: float
    df: float
    p: float


def compare_durations(first: GroupMoments, second: GroupMoments, *, level: float = 0.95) -> Ratio:
    """Two groups of durations from the moments of their logarithms: Welch's t on logs.

    The ratio of geometric means exp(ȳ1 - ȳ2), the typical times, with the interval
    exp(difference ± t·SE); a few very long times sway it little. Equal times in both groups, or
    an unknown spread, say nothing: p = 1 and the interval from 0 to inf.

    Args:
        first: (mean of logs, sd of logs, n); the sd is None where not known. ``log_moments``
            gives them.
        second: The same of the other group.
        level: Confidence, between 0 and 1.

    Example:
        >>> found = compare_durations((3.4, 0.8, 40), (3.8, 0.9, 50))
        >>> round(found.ratio, 3), round(found.low, 3), round(found.high, 3), round(found.p, 4)
        (0.67, 0.469, 0.958, 0.0284)
    """
    return to_ratio(compare_moments(first, second, level=level))


def to_ratio(logs: Difference) -> Ratio:
    """A difference of logarithms as a ratio."""
    if not logs.difference < LARGEST_LOG:
        raise ValueError("the times of the first are too large: no number tells how many times")
    low, high = _exp(logs.low), _exp(logs.high)
    return Ratio(math.exp(logs.difference), low, high, logs.statistic, logs.df, logs.p)


def _exp(value: float) -> float:
    return math.exp(value) if value < LARGEST_LOG else math.inf
