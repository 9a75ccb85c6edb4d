"""The chance that a true value meets a target, given the answers, and what follows for a goal.

No pooling: a goal is about one place alone. Chances lie between 0 and 1; ``at_least`` says
whether the target is to be reached (True) or not to be exceeded (False).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Literal, NamedTuple

from journeymap.statistics.durations import cox_se
from journeymap.statistics.intervals import (
    Interval,
    critical_z,
    mean_interval,
    nps_interval,
    share_of,
    share_of_scale,
    spread_is_unknown,
)
from journeymap.statistics.numbers import (
    check_all_finite,
    check_finite,
    check_positive,
    check_same_length,
)
from journeymap.statistics.tails import beta_tail, t_tail

Status = Literal["met", "missed", "at_risk", "not_measured"]


class JointChance(NamedTuple):
    """The chance that several goals are all met.

    Args:
        independent: If they had nothing to do with each other.
        lower: The least it can be, whatever ties them.
        upper: The most it can be.
    """

    independent: float
    lower: float
    upper: float


class MeanAndError(NamedTuple):
    """A mean and its standard error."""

    value: float
    se: float


def chance_share(count: float, n: float, target: float, *, at_least: bool) -> float:
    """Chance that a true share meets a target from 0 to 1: 1 - I_T(x+½, n-x+½).

    Jeffreys' prior; Brown, Cai & DasGupta 2001, Statistical Science 16:101.

    Example:
        >>> round(chance_share(150, 200, 0.70, at_least=True), 4)
        0.9405
    """
    count = share_of(count, n) * n
    if not 0 <= target <= 1:
        raise ValueError(f"the target of a share must lie between 0 and 1, got {target}")
    return _side(beta_tail(count + 0.5, n - count + 0.5, target), at_least=at_least)


def jeffreys_interval(count: float, n: float, *, level: float = 0.95) -> Interval:
    """A share with the credible interval that goes with ``chance_share``.

    Quantiles of Beta(x+½, n-x+½); from 0 where none counted and to 1 where all did, as Brown,
    Cai & DasGupta 2001 advise.

    Example:
        >>> found = jeffreys_interval(150, 200)
        >>> round(found.low, 4), round(found.high, 4)
        (0.6867, 0.8061)
    """
    critical_z(level)  # refuses a wrong level in the same words
    p, tail = share_of(count, n), (1 - level) / 2
    a, b = p * n + 0.5, n - p * n + 0.5
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to load

    low = 0.0 if p == 0 else float(betaincinv(a, b, tail))
    return Interval(p, low, 1.0 if p == 1 else float(betaincinv(a, b, 1 - tail)))


def chance_mean(
    mean: float,
    sd: float | None,
    n: float,
    target: float,
    *,
    at_least: bool,
    low_end: float,
    high_end: float,
    factor: float = 1.0,
) -> float:
    """Chance that a true mean meets a target: 1 - t_cdf((T - mean)/(sd/√n), n-1).

    The standard error is multiplied by ``factor`` (``finite_population_factor``), above 0. Where
    the spread says nothing (all equal, one answer, sd None) the chance is normal, with the
    standard error that ``mean_interval`` then stands for: half its width over z.

    Example:
        >>> round(chance_mean(7.9, 1.8, 64, 7.5, at_least=True, low_end=1, high_end=10), 4)
        0.9599
    """
    check_finite(mean=mean, n=n, target=target, low_end=low_end, high_end=high_end)
    check_positive(factor=factor)
    width = high_end - low_end
    share_of_scale(mean, low_end, high_end)
    if sd is None or spread_is_unknown(sd, n, width=width):
        wilson = mean_interval(mean, None, n, low_end=low_end, high_end=high_end, factor=factor)
        se = (wilson.high - wilson.low) / (2 * critical_z(0.95))
        return chance_normal(mean, se, target, at_least=at_least)
    below = t_tail(n - 1, (target - mean) / (factor * sd / math.sqrt(n)))
    return _side(below, at_least=at_least)


def chance_nps(
    promoters: float, passives: float, detractors: float, target: float, *, at_least: bool
) -> float:
    """Chance that the true NPS meets a target in points: normal, around the adjusted score.

    Example:
        >>> round(chance_nps(120, 60, 40, 30, at_least=True), 4)
        0.8722
    """
    nps = nps_interval(promoters, passives, detractors)
    return chance_normal(nps.adjusted, nps.se_adjusted, target, at_least=at_least)


def chance_duration(
    log_mean: float,
    log_sd: float | None,
    n: float,
    target: float,
    *,
    at_least: bool,
    geometric: bool,
    factor: float = 1.0,
) -> float:
    """Chance that a true mean duration meets a target; short is good, so mostly ``at_least=False``.

    At most T: t_cdf((ln T - ȳ - s²/2)/√(s²/n + s⁴/(2(n-1))), n-1) for the arithmetic mean; for
    the geometric mean t_cdf((ln T - ȳ)/(s/√n), n-1). The two can lean to different sides.

    Where the spread says nothing (all equal, one, None): 0.5, for either side is open.

    Args:
        log_mean: Mean of ln x.
        log_sd: Standard deviation of ln x; None where not known.
        n: Durations, above 0.
        target: In the unit of the durations, above 0.
        at_least: Whether the target is to be reached or not to be exceeded.
        geometric: Whether the geometric or the arithmetic mean is meant.
        factor: What the standard error is multiplied by (``finite_population_factor``), above 0.

    Example:
        >>> round(chance_duration(3.6573, 0.8957, 10, 45, at_least=False, geometric=False), 4)
        0.2393
    """
    if not 0 < target < math.inf:
        raise ValueError(f"the target of a duration must be above 0, got {target}")
    check_finite(log_mean=log_mean, n=n)
    check_positive(factor=factor)
    gap = math.log(target) - log_mean
    if log_sd is None or spread_is_unknown(log_sd, n):
        return 0.5
    if geometric:
        return _side(t_tail(n - 1, gap / (factor * log_sd / math.sqrt(n))), at_least=at_least)
    below = t_tail(n - 1, (gap - log_sd**2 / 2) / (factor * cox_se(log_sd, n)))
    return _side(below, at_least=at_least)


def chance_normal(value: float, se: float, target: float, *, at_least: bool) -> float:
    """Chance that a true value meets a target, for an estimate with a normal error.

    An ``se`` of 0 means that the value is known: 1 where it meets the target, else 0.

    Example:
        >>> round(chance_normal(72, 3, 70, at_least=True), 4)
        0.7475
    """
    if not se >= 0:
        raise ValueError(f"a standard error can't be negative, got {se}")
    check_finite(value=value, se=se, target=target)
    if se == 0:
        return float(value >= target if at_least else value <= target)
    return _side(NormalDist().cdf((target - value) / se), at_least=at_least)


def goal_status(p: float, *, sure: float = 0.9) -> Status:
    """What a chance says of a goal: met from ``sure`` up, missed from ``1 - sure`` down.

    0.90 is a convention: a one-sided test at 10 %.

    Example:
        >>> goal_status(0.9405), goal_status(0.1094), goal_status(0.0005)
        ('met', 'at_risk', 'missed')
    """
    if not (0 <= p <= 1 and 0.5 < sure <= 1):
        raise ValueError(f"p must lie in 0 to 1 and sure in 0.5 to 1, got {p} and {sure}")
    if p >= sure:
        return "met"
    # 1 - 0.9 is a little less than 0.1, so the mirror is taken of p
    return "missed" if 1 - p >= sure else "at_risk"


def combine_chances(ps: Sequence[float]) -> JointChance:
    """The chance that all goals are met, from the chance of each: product and Fréchet's bounds.

    Example:
        >>> [round(chance, 4) for chance in combine_chances([0.95, 0.92, 0.80])]
        [0.6992, 0.67, 0.8]
    """
    if not ps or not all(0 <= p <= 1 for p in ps):
        raise ValueError("chances must lie between 0 and 1, and at least one is needed")
    return JointChance(math.prod(ps), max(0.0, math.fsum(ps) - (len(ps) - 1)), min(ps))


def weighted_mean(
    values: Sequence[float], ses: Sequence[float], weights: Sequence[float]
) -> MeanAndError:
    """Σwx/Σw with the standard error √Σ(w·se)²/Σw of independent values, as for a stage.

    Example:
        >>> found = weighted_mean([70, 60, 85], [2, 4, 3], [1, 0.5, 0.2])
        >>> round(found.value, 4), round(found.se, 4)
        (68.8235, 1.7008)
    """
    check_same_length(values=values, ses=ses, weights=weights)
    check_all_finite(values=values, ses=ses)
    if any(se < 0 for se in ses):
        raise ValueError(f"a standard error can't be negative, got {min(ses)}")
    check_all_finite(weights=(w for w in weights if math.isfinite(w)))  # the others below
    total = math.fsum(weights)
    if not (weights and min(weights) >= 0 and 0 < total < math.inf):
        raise ValueError("weights must not be negative and must add up to more than 0")
    value = math.fsum(w * x for w, x in zip(weights, values, strict=True)) / total
    error = math.hypot(*(w * se for w, se in zip(weights, ses, strict=True))) / total
    return MeanAndError(value, error)


def _side(below: float, *, at_least: bool) -> float:
    """The chance of the asked side, from the chance of lying below the target."""
    return 1 - below if at_least else below
