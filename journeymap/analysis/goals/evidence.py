"""What is known about a goal's true value, and the chance that it meets the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, sqrt

from journeymap.analysis.evidence.estimates import (
    Estimate,
    to_log_moments,
    to_nps_classes,
)
from journeymap.analysis.evidence.reach import WeightedBy
from journeymap.model.goals import Goal
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.chances import (
    chance_duration,
    chance_mean,
    chance_normal,
    chance_nps,
    chance_share,
)
from journeymap.statistics.durations import cox_se
from journeymap.statistics.intervals import (
    critical_t,
    critical_z,
    mean_interval,
    nps_interval,
    share_interval,
    spread_is_unknown,
)
from journeymap.wording.told import tell, tell_count

_NO_SPREAD = tell("spread of the times unknown")


@dataclass(frozen=True, slots=True)
class GoalEvidence:
    """What is known about a goal's true value: the chance of meeting it, or why there is none.

    Args:
        value: What is measured, in the metric's unit.
        low: Lower end of its interval.
        high: Upper end of its interval.
        n: How many answers.
        n_effective: What they are worth.
        p_met: Chance (0 to 1) that the true value meets the target; None where nothing says.
        reason: Why there is no chance, or what the value was put together from.
        weighted_by: What a mean over touchpoints is weighted by; None where it is no mean.
        readings: What it rests on.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    n_effective: float | None = None
    p_met: float | None = None
    reason: str | None = None
    weighted_by: WeightedBy | None = None
    readings: tuple[Reading, ...] = ()


def from_reading(found: Estimate, goal: Goal) -> GoalEvidence:
    """The evidence of one reading; fewer than ten answers are shown without a chance."""
    if found.reading.kind == "guess":
        return GoalEvidence(reason=tell("only guessed"))
    n = found.n_effective
    known = GoalEvidence(found.value, found.low, found.high, found.n, n, readings=(found.reading,))
    if n is None:
        return replace(known, reason=tell("number of answers unknown"))
    if n < SMALLEST_FOR_VERDICT:
        return replace(known, reason=say_too_few(n, found.n or 0))
    p = find_chance(found, goal)
    return replace(known, p_met=p, reason=why_no_spread([found]) if p is None else None)


def why_no_spread(found: Sequence[Estimate]) -> str:
    """Why times without a spread say nothing of the true mean: equal ones have none to go by."""
    known = [moments for one in found if (moments := to_log_moments(one.reading, one.metric))]
    equal = len(known) == len(found) and all((one.n or 0) > 1 for one in found)
    return tell("all times are equal, their spread is not known") if equal else _NO_SPREAD


def say_too_few(worth: float, n: int) -> str:
    """Why fewer than ten answers make no verdict, or more that are worth fewer."""
    if floor(worth) < n:
        worth = floor(worth)
        return tell_count(
            n, "{n} answers worth only {worth}", "{n} answers worth only {worth}", worth=worth
        )
    return tell_count(floor(worth), "only {n} answer", "only {n} answers")


def find_chance(found: Estimate, goal: Goal) -> float | None:
    """The chance (0 to 1) that the true value meets the target; None where times have no spread.

    Args:
        found: A measured estimate with a number of answers.
        goal: A goal on the same metric.
    """
    metric, n, target = found.metric, found.n_effective or 1, float(goal.target)
    at_least, counts, factor = goal.at_least, found.reading.counts, found.error_factor
    if factor == 0:
        return chance_normal(found.value, 0.0, target, at_least=at_least)
    if metric.is_share:
        worth = found.worth
        return chance_share(found.value * worth, worth, target, at_least=at_least)
    if metric.kind == "nps" and counts is not None:
        promoters, passives, detractors = to_nps_classes(counts, metric, found.worth)
        return chance_nps(promoters, passives, detractors, target, at_least=at_least)
    if metric.kind == "duration":
        moments, geometric = to_log_moments(found.reading, metric), metric.average == "geometric"
        if moments is None or spread_is_unknown(moments[1], n):
            return None
        return chance_duration(
            *moments, n, target, at_least=at_least, geometric=geometric, factor=factor
        )
    low, high = metric.ends
    return chance_mean(
        found.value,
        found.sd,
        n,
        target,
        at_least=at_least,
        low_end=low,
        high_end=high,
        factor=factor,
    )


def find_error(found: Estimate, n: float) -> float | None:
    """A standard error to add up with others: half the 95 % interval over 1.96.

    It is taken before the interval is clipped to the scale, and so that few answers weigh by
    Student's t; 0 only where all customers answered, None where the spread of times is unknown.
    """
    metric, (low, high), factor = found.metric, found.metric.ends, found.error_factor
    if factor == 0:
        return 0.0
    if metric.kind == "duration":
        moments = to_log_moments(found.reading, metric)
        if moments is None or spread_is_unknown(moments[1], n):
            return None
        log_sd, geometric = moments[1], metric.average == "geometric"
        log_error = log_sd / sqrt(n) if geometric else cox_se(log_sd, n)
        return found.value * factor * log_error * _t_over_z(n)
    if metric.kind == "nps" and found.reading.counts is not None:
        return nps_interval(*to_nps_classes(found.reading.counts, metric, found.worth)).se_adjusted
    if metric.is_share:
        wilson = share_interval(found.value * found.worth, found.worth)
        return (wilson.high - wilson.low) / 2 / critical_z()
    if found.sd is None or spread_is_unknown(found.sd, n, width=high - low):
        widest = mean_interval(found.value, None, n, low_end=low, high_end=high, factor=factor)
        return (widest.high - widest.low) / 2 / critical_z()
    return factor * found.sd / sqrt(n) * _t_over_z(n)


def _t_over_z(n: float) -> float:
    return critical_t(0.95, n - 1) / critical_z(0.95)
