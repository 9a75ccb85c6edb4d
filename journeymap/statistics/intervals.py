"""Intervals for shares, means and NPS, on plain numbers.

Counts and sizes may be fractional: weighted answers come as Kish's effective numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from journeymap.statistics.numbers import (
    LARGEST,
    check_all_finite,
    check_at_least,
    check_finite,
    check_positive,
)
from journeymap.statistics.tails import t_quantile

_TWO = 2 - 1e-9  # answers, but for rounding


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the interval around it, in the value's own unit.

    Args:
        value: The point value.
        low: Lower end; 0 or -inf where nothing can be said.
        high: Upper end; inf where nothing can be said.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NpsInterval:
    """A Net Promoter Score with its interval, all in points from -100 to 100, high is good.

    Args:
        value: The raw score, percent promoters minus percent detractors.
        low: Lower end, around ``adjusted``.
        high: Upper end, around ``adjusted``.
        adjusted: The score after adding three answers.
        se_adjusted: Standard error of ``adjusted``; never 0.
        se_wald: Standard error of ``value``; 0 when all answers fall in one class.
    """

    value: float
    low: float
    high: float
    adjusted: float
    se_adjusted: float
    se_wald: float


LARGE_DF, LARGEST_LEVEL = 200, 0.99998


def critical_z(level: float = 0.95) -> float:
    """The two-sided critical value of the normal distribution; a level outside 0 to 1 is refused.

    Example:
        >>> round(critical_z(0.95), 6)
        1.959964
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def critical_t(level: float, df: float) -> float:
    """The two-sided critical value of Student's t with ``df`` degrees of freedom.

    From 200 degrees of freedom on by the expansion in 1/df (Abramowitz & Stegun 26.7.5), which is
    then right to 1e-8 up to a level of 99.998 %.
    """
    z = critical_z(level)
    if not df > 0:
        raise ValueError(f"df must be above 0, got {df}")
    if df < LARGE_DF or level > LARGEST_LEVEL:
        return t_quantile(df, (1 + level) / 2)
    df = min(df, LARGEST)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / df ** (i + 1) for i, term in enumerate(terms))


def share_interval(count: float, n: float, *, level: float = 0.95) -> Interval:
    """A share between 0 and 1 with its Wilson score interval.

    Centre (p + z²/2n)/(1 + z²/n), half-width z·√(p(1-p)/n + z²/4n²)/(1 + z²/n); Wilson 1927,
    in the form of Newcombe 1998, Statistics in Medicine 17:857.

    Args:
        count: Answers that count, from 0 to ``n``.
        n: Answers in all, above 0.
        level: Confidence, between 0 and 1.

    Raises:
        ValueError: ``n`` is not above 0, or ``count`` lies outside 0 to ``n``.

    Example:
        >>> found = share_interval(81, 263)
        >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
        (0.308, 0.2553, 0.3662)
    """
    p = share_of(count, n)
    pull = critical_z(level) ** 2 / n
    centre = (p + pull / 2) / (1 + pull)
    half = math.sqrt(pull * (p * (1 - p) + pull / 4)) / (1 + pull)
    # the ends are exact at no and all: rounding must not make 0/20 start at 1e-17
    low = 0.0 if p == 0 else max(0.0, centre - half)
    return Interval(p, low, 1.0 if p == 1 else min(1.0, centre + half))


def share_of(count: float, n: float) -> float:
    """``count / n`` for a count from 0 to ``n``; anything else is a ValueError."""
    check_positive(n=n if 0 < n < math.inf else None)  # what else it can be is refused below
    # weighted counts may exceed n by rounding alone
    if not (0 < n < math.inf and 0 <= count <= n * (1 + 1e-9)):
        raise ValueError(f"a share needs 0 <= count <= n and n > 0, got {count} of {n}")
    return min(1.0, count / n)


def mean_interval(
    mean: float,
    sd: float | None,
    n: float,
    *,
    low_end: float,
    high_end: float,
    level: float = 0.95,
    factor: float = 1.0,
) -> Interval:
    """A mean on a scale with its t interval, clipped to the ends of the scale.

    mean ± t(n-1)·factor·sd/√n. Where the spread says nothing (all answers equal, one answer, or
    sd not known) the mean is taken as a share of the scale and gets Wilson's interval, of
    n/factor² answers. That is conservative, because no scale from 0 to 1 has a variance above
    m(1-m).

    Args:
        mean: The mean, between the ends.
        sd: Standard deviation of the answers (n-1 in the denominator); None where not known.
        n: Answers, above 0.
        low_end: The smallest value of the scale, whichever end is good.
        high_end: The largest value of the scale.
        level: Confidence, between 0 and 1.
        factor: What the standard error is multiplied by (``finite_population_factor``), above 0.

    Raises:
        ValueError: The mean lies outside the scale, ``n`` is not above 0 or ``sd`` is negative.

    Example:
        >>> five_tens = mean_interval(10, 0, 5, low_end=1, high_end=10)
        >>> round(five_tens.low, 4), five_tens.high
        (6.0897, 10.0)
    """
    check_finite(mean=mean, n=n, low_end=low_end, high_end=high_end)
    check_positive(factor=factor)
    share, width = share_of_scale(mean, low_end, high_end), high_end - low_end
    if sd is None or spread_is_unknown(sd, n, width=width):
        worth = n / factor**2
        wilson = share_interval(share * worth, worth, level=level)
        return Interval(mean, low_end + width * wilson.low, low_end + width * wilson.high)
    half = critical_t(level, n - 1) * factor * sd / math.sqrt(n)
    return Interval(mean, max(low_end, mean - half), min(high_end, mean + half))


def share_of_scale(mean: float, low_end: float, high_end: float) -> float:
    """Where a mean lies on its scale, from 0 at the low end to 1 at the high end."""
    check_finite(mean=mean, low_end=low_end, high_end=high_end)
    if not low_end < high_end:
        raise ValueError(f"the scale from {low_end} to {high_end} has no width")
    share = (mean - low_end) / (high_end - low_end)
    if not -1e-9 <= share <= 1 + 1e-9:
        raise ValueError(f"the mean {mean} lies outside the scale from {low_end} to {high_end}")
    return min(1.0, max(0.0, share))


def spread_is_unknown(sd: float | None, n: float, *, width: float = 1.0) -> bool:
    """Whether a standard deviation says nothing: none, NaN, 0 but for rounding, or of one answer.

    Weighted answers that are worth fewer than two count as one: below one degree of freedom
    Student's t is so wide that nothing can be meant by it.
    """
    if not 0 < n < math.inf:
        raise ValueError(f"n must be above 0, got {n}")
    check_positive(n=n)
    if sd is not None and sd < 0:
        raise ValueError(f"a standard deviation can't be negative, got {sd}")
    check_finite(sd=None if sd is None or math.isnan(sd) else sd)
    return sd is None or math.isnan(sd) or n < _TWO or sd <= 1e-9 * width


def nps_interval(
    promoters: float, passives: float, detractors: float, *, level: float = 0.95
) -> NpsInterval:
    """Net Promoter Score with the adjusted Wald interval, in points, clipped to ±100.

    Adds three answers (3/4 promoters, 3/2 passives, 3/4 detractors) and takes
    NPS' ± z·100·√((p' + d' - (p'-d')²)/n'); Rocks 2016, The American Statistician 70:365. The
    raw score is not quite in the middle of the interval.

    Args:
        promoters: Answers 9-10.
        passives: Answers 7-8.
        detractors: Answers 0-6.
        level: Confidence, between 0 and 1.

    Raises:
        ValueError: A count is negative, or there is no answer.

    Example:
        >>> found = nps_interval(40, 35, 25)
        >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
        (15.0, -0.6974, 29.8236)
    """
    n = promoters + passives + detractors
    if not (0 < n < math.inf and min(promoters, passives, detractors) >= 0):
        raise ValueError("NPS needs counts from 0 up and at least one answer")
    check_finite(n=n)
    value, se_wald = _nps_and_se(promoters / n, detractors / n, n)
    adjusted, se = _nps_and_se((promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3), n + 3)
    half = critical_z(level) * se
    # near ±100 and at low levels the raw score can lie just outside: the interval is let out to it
    low, high = max(-100.0, min(value, adjusted - half)), min(100.0, max(value, adjusted + half))
    return NpsInterval(value, low, high, adjusted, se, se_wald)


def _nps_and_se(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    """Score and standard error in points, from two shares."""
    net = promoters - detractors
    return 100 * net, 100 * math.sqrt(max(0.0, promoters + detractors - net**2) / n)


def effective_n(weights: Iterable[float]) -> float:
    """How many equal answers weighted ones are worth: (Σw)²/Σw², Kish 1965; 0 without weights.

    Example:
        >>> effective_n([1, 1, 1, 1]), effective_n([3, 1])
        (4.0, 1.6)
    """
    found = list(weights)
    if not all(0 <= weight < math.inf for weight in found):
        raise ValueError("weights must be finite and not negative")
    check_all_finite(weights=found)
    return effective_n_from_sums(math.fsum(found), math.fsum(weight**2 for weight in found))


def effective_n_from_sums(total: float, total_squares: float) -> float:
    """Kish's effective number from Σw and Σw²; 0 where both are 0."""
    check_finite(total=total)
    check_at_least(0, total_squares=total_squares)
    return total**2 / total_squares if total_squares > 0 else 0.0


def finite_population_factor(n: float, population: float) -> float:
    """What to multiply a standard error by when ``n`` of a known ``population`` answered.

    √((N-n)/(N-1)), Cochran 1977: 0 when everyone answered; usually left out below 5 %.

    Example:
        >>> round(finite_population_factor(500, 1000), 4)
        0.7075
    """
    if not 0 < n <= population < math.inf:
        raise ValueError(f"n must lie between 0 and the population of {population}, got {n}")
    return math.sqrt((population - n) / (population - 1)) if population > n else 0.0


def answers_needed(half_width: float, *, variance: float, level: float = 0.95) -> float:
    """Answers that bring an interval down to ± ``half_width``: z²·variance/half_width².

    ``variance`` is that of one answer: p(1-p) for a share, 100²·(p + d - (p-d)²) for NPS points.

    Example:
        >>> round(answers_needed(0.05, variance=0.25), 2)
        384.15
    """
    if not half_width > 0:
        raise ValueError(f"the half-width must be above 0, got {half_width}")
    check_positive(half_width=half_width)
    check_at_least(0, variance=variance)
    return variance * (critical_z(level) / half_width) ** 2
