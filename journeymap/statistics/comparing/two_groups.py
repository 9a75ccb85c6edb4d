"""Two independent groups of answers compared: shares, means, ranks, NPS.

Every difference is first minus second, every p-value two-sided and not yet adjusted for how many
comparisons are shown together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
from scipy.special import ndtr, stdtr

from journeymap.statistics.intervals import (
    critical_t,
    critical_z,
    nps_interval,
    share_interval,
    share_of_scale,
    spread_is_unknown,
)
from journeymap.statistics.numbers import check_all_finite, check_finite, check_whole

GroupMoments = tuple[float, float | None, float]
"""Mean, standard deviation (None where not known) and number of answers: inf where all customers
answered, so that their mean has no error."""
MOST_ANSWERS = 1e15  # what all customers count as where a number is needed
MOST_EXACT = 1_000_000_000  # answers in a group for Fisher's test
MOST_PAIRS = 1_000_000  # answers of one group times those of the other for Boschloo's test


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference with its interval and test.

    Args:
        difference: First minus second, in the unit of the values (shares: 0.1 is ten points).
        low: Lower end; -inf where nothing can be said.
        high: Upper end; inf where nothing can be said.
        statistic: The z or t behind ``p``.
        df: Degrees of freedom of t; inf for z.
        p: Two-sided.
    """

    difference: float
    low: float
    high: float
    statistic: float
    df: float
    p: float


@dataclass(frozen=True, slots=True)
class ExactShares:
    """Two-sided p-values of two exact tests of the same 2 x 2 table."""

    fisher_p: float
    boschloo_p: float


@dataclass(frozen=True, slots=True)
class RankDifference:
    """What the Mann-Whitney test says.

    Args:
        u: Pairs in which the first is larger, ties counting half.
        p: Two-sided.
        superiority: ``u`` over all pairs: chance that one of the first beats one of the second.
    """

    u: float
    p: float
    superiority: float


def compare_shares(
    x1: float, n1: float, x2: float, n2: float, *, level: float = 0.95
) -> Difference:
    """Two shares: Newcombe's interval and the N-1 z test.

    z = (p1-p2)/√(p(1-p)(1/n1 + 1/n2))·√((N-1)/N), the score test of Miettinen & Nurminen 1985;
    interval from the two Wilson intervals, Newcombe 1998, Statistics in Medicine 17:873.

    Example:
        >>> found = compare_shares(56, 70, 48, 80)
        >>> round(found.low, 4), round(found.high, 4), round(found.statistic, 6)
        (0.0524, 0.3339, 2.641323)
    """
    one, two = share_interval(x1, n1, level=level), share_interval(x2, n2, level=level)
    gap, total = one.value - two.value, n1 + n2
    pooled = min(1.0, (x1 + x2) / total)
    spread = pooled * (1 - pooled) * (1 / n1 + 1 / n2) * total
    # nothing or everything counts in both groups: no difference to test
    z = gap * math.sqrt(max(0.0, total - 1) / spread) if spread > 0 else 0.0
    low = gap - math.hypot(one.value - one.low, two.high - two.value)
    high = gap + math.hypot(one.high - one.value, two.value - two.low)
    return Difference(gap, low, high, z, math.inf, _p_from_z(z))


def exact_shares(x1: int, n1: int, x2: int, n2: int) -> ExactShares:
    """Fisher's and Boschloo's exact tests of two shares, for expected counts under 5.

    Fisher 1935; Boschloo 1970, Statistica Neerlandica 24:1, which holds the two group sizes
    fixed and has more power.

    Example:
        >>> found = exact_shares(7, 10, 2, 12)
        >>> round(found.fisher_p, 4), round(found.boschloo_p, 4)
        (0.0274, 0.0187)
    """
    _check_whole_shares(x1, n1, x2, n2)
    if n1 * n2 > MOST_PAIRS:
        raise ValueError(
            f"n1 times n2 must be at most {MOST_PAIRS:,} for Boschloo's test, got {n1 * n2:,}: "
            "compare_shares holds for so many answers"
        )
    from scipy import stats  # noqa: PLC0415  # slow to load, and seldom needed

    # scipy takes the columns as the groups; turned round, Boschloo would fix the wrong totals
    table = np.array([[x1, x2], [n1 - x1, n2 - x2]])
    boschloo = stats.boschloo_exact(table)
    return ExactShares(fisher_p(x1, n1, x2, n2), min(1.0, float(boschloo.pvalue)))


def fisher_p(x1: int, n1: int, x2: int, n2: int) -> float:
    """Fisher's exact test alone, two-sided, which is quick for groups of up to 10⁹ answers."""
    _check_whole_shares(x1, n1, x2, n2)
    if max(n1, n2) > MOST_EXACT:
        raise ValueError(
            f"n1 and n2 must be at most {MOST_EXACT:,} for an exact test, got {n1:,} and {n2:,}: "
            "compare_shares holds for so many answers"
        )
    from scipy import stats  # noqa: PLC0415  # slow to load, and seldom needed

    table = np.array([[x1, x2], [n1 - x1, n2 - x2]])
    return min(1.0, float(stats.fisher_exact(table).pvalue))


def compare_means(
    a: Sequence[float],
    b: Sequence[float],
    *,
    level: float = 0.95,
    ends: tuple[float, float] | None = None,
) -> Difference:
    """Two means from the answers themselves: Welch's t test. See ``compare_moments``.

    Example:
        >>> found = compare_means([7, 9, 8, 10, 6], [6, 7, 5, 8, 4])
        >>> found.difference, round(found.p, 4)
        (2.0, 0.0805)
    """
    return compare_moments(_moments(a), _moments(b), level=level, ends=ends)


def compare_moments(
    first: GroupMoments,
    second: GroupMoments,
    *,
    level: float = 0.95,
    ends: tuple[float, float] | None = None,
) -> Difference:
    """Two means from their moments: Welch's t test and interval; Welch 1947, Biometrika 34:28.

    Where a spread is unknown (None, or one answer) or 0, t can't be had: ten fives tell little of
    how the next hundred would differ. With the ``ends`` of the scale the means are then compared
    as shares of it, which is conservative; without, nothing is said: p = 1 and an endless interval.

    Args:
        first: (mean, sd, n); the sd is None where not known, n is above 0, and inf where all
            customers answered, whose mean has no error.
        second: The same of the other group.
        level: Confidence, between 0 and 1.
        ends: Smallest and largest value of the scale.

    Example:
        >>> found = compare_moments((7.9, 1.8, 64), (7.1, 2.0, 50))
        >>> round(found.low, 3), round(found.high, 3), round(found.p, 4)
        (0.083, 1.517, 0.0291)
    """
    (mean1, sd1, n1), (mean2, sd2, n2) = first, second
    check_finite(mean_of_first=mean1, mean_of_second=mean2)
    var1, var2 = _squared_se(sd1, n1), _squared_se(sd2, n2)
    if var1 is None or var2 is None:
        return _compare_on_scale(first, second, level=level, ends=ends)
    gap, se = mean1 - mean2, math.sqrt(var1 + var2)
    if se == 0:  # all customers of both groups
        return Difference(gap, gap, gap, 0.0, math.inf, 0.0 if gap else 1.0)
    df = (var1 + var2) ** 2 / (var1**2 / (n1 - 1) + var2**2 / (n2 - 1))
    half = critical_t(level, df) * se
    p = 2 * float(stdtr(df, -abs(gap / se)))
    return Difference(gap, gap - half, gap + half, gap / se, df, p)


def mann_whitney(a: Sequence[float], b: Sequence[float]) -> RankDifference:
    """The Mann-Whitney test, normal with ties and continuity corrected, as a check on means.

    Example:
        >>> found = mann_whitney([7, 9, 8, 10, 6], [6, 7, 5, 8, 4])
        >>> found.u, round(found.superiority, 2)
        (20.5, 0.82)
    """
    check_all_finite(a=a, b=b)
    if not (len(a) and len(b)):
        raise ValueError("a and b need at least one answer each")
    from scipy import stats  # noqa: PLC0415  # slow to load, and seldom needed

    found = stats.mannwhitneyu(a, b, method="asymptotic", use_continuity=True)
    u = float(found.statistic)
    return RankDifference(u, float(found.pvalue), u / (len(a) * len(b)))


def compare_nps(
    first: tuple[float, float, float], second: tuple[float, float, float], *, level: float = 0.95
) -> Difference:
    """Two Net Promoter Scores, each given as (promoters, passives, detractors), in points.

    The difference is the raw one; test and interval rest on the adjusted scores:
    z = (NPS'1 - NPS'2)/√(SE'1² + SE'2²), clipped to ±200; see ``nps_interval``.

    Example:
        >>> found = compare_nps((40, 35, 25), (30, 30, 40))
        >>> round(found.difference, 1), round(found.low, 1), round(found.high, 1)
        (25.0, 2.2, 46.4)
    """
    one, two = nps_interval(*first), nps_interval(*second)
    raw, gap = one.value - two.value, one.adjusted - two.adjusted
    se = math.hypot(one.se_adjusted, two.se_adjusted)
    half = critical_z(level) * se
    # let out to the raw difference, as in nps_interval
    low, high = max(-200.0, min(raw, gap - half)), min(200.0, max(raw, gap + half))
    return Difference(raw, low, high, gap / se, math.inf, _p_from_z(gap / se))


def _moments(values: Sequence[float]) -> GroupMoments:
    """Mean, standard deviation and number of answers."""
    check_all_finite(values=values)
    if not len(values):
        raise ValueError("a mean needs at least one answer")
    return fmean(values), stdev(values) if len(values) > 1 else None, len(values)


def _squared_se(sd: float | None, n: float) -> float | None:
    """sd²/n, 0 where all customers answered, None where nothing tells the spread."""
    if n == math.inf:
        return 0.0
    return None if sd is None or spread_is_unknown(sd, n) else sd**2 / n


def _compare_on_scale(
    first: GroupMoments, second: GroupMoments, *, level: float, ends: tuple[float, float] | None
) -> Difference:
    """Two means compared as shares of the scale, if its ends are known."""
    (mean1, n1), (mean2, n2) = ((mean, min(n, MOST_ANSWERS)) for mean, _, n in (first, second))
    if ends is None:
        return Difference(mean1 - mean2, -math.inf, math.inf, 0.0, math.inf, 1.0)
    width = ends[1] - ends[0]
    share1, share2 = share_of_scale(mean1, *ends), share_of_scale(mean2, *ends)
    found = compare_shares(share1 * n1, n1, share2 * n2, n2, level=level)
    low, high = width * found.low, width * found.high
    return Difference(mean1 - mean2, low, high, found.statistic, math.inf, found.p)


def _check_whole_shares(x1: int, n1: int, x2: int, n2: int) -> None:
    check_whole(0, x1=x1, n1=n1, x2=x2, n2=n2)
    share_interval(x1, n1)
    share_interval(x2, n2)


def _p_from_z(z: float) -> float:
    """Two-sided p of a normal z."""
    return 2 * float(ndtr(-abs(z)))
