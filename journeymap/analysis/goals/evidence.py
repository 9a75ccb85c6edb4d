"""What is known about a goal's true value, and the chance that it meets the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, sqrt
from typing import NamedTuple

from journeymap.analysis.evidence.estimates import (
    Estimate,
    estimate,
    to_log_moments,
    to_nps_classes,
)
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.selection import Selection
from journeymap.metrics import Metric
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.chances import (
    chance_duration,
    chance_mean,
    chance_normal,
    chance_nps,
    chance_share,
    weighted_mean,
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

_NO_SPREAD = "spread of the times unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a goal's true value: the chance of meeting it, or why there is none.

    Args:
        value: What is measured, in the metric's unit.
        low: Lower end of its interval.
        high: Upper end of its interval.
        n: How many answers.
        n_effective: What they are worth.
        p_met: Chance (0 to 1) that the true value meets the target; None where nothing says.
        reason: Why there is no chance, or what the value was put together from.
        is_mean: Whether the value is a mean over touchpoints.
        readings: What it rests on.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    n_effective: float | None = None
    p_met: float | None = None
    reason: str | None = None
    is_mean: bool = False
    readings: tuple[Reading, ...] = ()


def find_evidence(
    journey: Journey, selection: Selection, place: NamedPlace, goal: Goal, *, level: float
) -> Evidence:
    """The evidence of the place's own reading, or else of its touchpoints'.

    Args:
        journey: The journey.
        selection: The readings of the goal's wave and segment.
        place: The goal's place.
        goal: A goal there.
        level: Confidence of the interval, 0 to 1.
    """
    own = selection.at(place.scope, place.id).get(goal.metric)
    if own is not None and (own.kind == "measured" or place.scope == "touchpoint"):
        return from_reading(estimate(own, journey.metric(goal.metric), level=level), goal)
    if place.scope == "touchpoint":
        return Evidence(reason=f"no reading of {goal.metric}")
    return roll_up(journey, selection, place, goal, level=level)


def from_reading(found: Estimate, goal: Goal) -> Evidence:
    """The evidence of one reading; fewer than ten answers are shown without a chance."""
    if found.reading.kind == "guess":
        return Evidence(reason="only guessed")
    n = found.n_effective
    known = Evidence(found.value, found.low, found.high, found.n, n, readings=(found.reading,))
    if n is None:
        return replace(known, reason="number of answers unknown")
    if n < SMALLEST_FOR_VERDICT:
        return replace(known, reason=_too_few(n))
    p = find_chance(found, goal)
    return replace(known, p_met=p, reason=_why_no_spread([found]) if p is None else None)


def _why_no_spread(found: Sequence[Estimate]) -> str:
    """Why times without a spread say nothing of the true mean: equal ones have none to go by."""
    known = [moments for one in found if (moments := to_log_moments(one.reading, one.metric))]
    equal = len(known) == len(found) and all((one.n or 0) > 1 for one in found)
    return "all times are equal, their spread is not known" if equal else _NO_SPREAD


def _too_few(n: float) -> str:
    return f"only {floor(n)} answer{'' if floor(n) == 1 else 's'}"


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


class _Part(NamedTuple):
    """A touchpoint's share in the mean of a stage or journey."""

    name: str
    value: float
    se: float
    n: int
    n_effective: float


def roll_up(
    journey: Journey, selection: Selection, place: NamedPlace, goal: Goal, *, level: float
) -> Evidence:
    """A stage or journey without a reading of its own: the plain mean of its touchpoints.

    Every touchpoint counts alike; the standard error takes their answers as independent. The
    reason names the weakest link, since a mean hides it.
    """
    metric = journey.metric(goal.metric)
    stages = [journey.stage(place.id)] if place.scope == "stage" else journey.stages
    touchpoints = [touchpoint for stage in stages for touchpoint in stage.touchpoints]
    readings = [(t.name, selection.at("touchpoint", t.id).get(metric.id)) for t in touchpoints]
    found = [(name, estimate(r, metric, level=level)) for name, r in readings if r is not None]
    parts = [part for name, one in found if (part := _to_part(name, one)) is not None]
    if not parts:
        return Evidence(reason=_why_none([one for _, one in found], metric))
    value, se = weighted_mean([p.value for p in parts], [p.se for p in parts], [1.0] * len(parts))
    half, (low, high) = critical_z(level) * se, metric.ends
    n, n_effective = sum(p.n for p in parts), sum(p.n_effective for p in parts)
    known = Evidence(
        value,
        max(low, value - half),
        min(high, value + half),
        n,
        n_effective,
        readings=tuple(one.reading for _, one in found),
    )
    if n_effective < SMALLEST_FOR_VERDICT:
        return replace(known, reason=_too_few(n_effective))
    chance = chance_normal(value, se, float(goal.target), at_least=goal.at_least)
    of, alone = len(touchpoints), len(parts) == len(touchpoints) == 1
    reason = f"the reading of {parts[0].name}" if alone else _describe_mean(parts, of, metric)
    return replace(known, p_met=chance, reason=reason, is_mean=not alone)


def _why_none(found: Sequence[Estimate], metric: Metric) -> str:
    measured = [one for one in found if one.reading.kind == "measured"]
    if not measured:
        return "only guessed" if found else f"no reading of {metric.id}"
    known = [one for one in measured if one.n is not None]
    return _why_no_spread(known) if known else "number of answers unknown"


def _describe_mean(parts: Sequence[_Part], of: int, metric: Metric) -> str:
    sign = 1 if metric.better == "high" else -1
    worst = min(parts, key=lambda part: sign * part.value)
    lowest = f"worst {worst.name} {metric.to_text(worst.value)}"
    return f"mean of {len(parts)} of {of} touchpoints, {lowest}"


def _to_part(name: str, found: Estimate) -> _Part | None:
    n, n_effective = found.n, found.n_effective
    if found.reading.kind == "guess" or n is None or n_effective is None:
        return None
    se = find_error(found, n_effective)
    return None if se is None else _Part(name, found.value, se, n, n_effective)


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
