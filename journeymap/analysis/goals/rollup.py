"""A stage or a journey from its touchpoints: their mean, with the weakest link named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.reach import Reach, WeightedBy
from journeymap.analysis.evidence.selection import Selection
from journeymap.analysis.goals.evidence import (
    GoalEvidence,
    find_error,
    from_reading,
    say_too_few,
    why_no_spread,
)
from journeymap.metrics import Metric
from journeymap.model.elements import Touchpoint
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.chances import chance_normal, weighted_mean
from journeymap.statistics.intervals import critical_z
from journeymap.statistics.stage_rollup import mean_worth
from journeymap.wording.told import tell, tell_id


@dataclass(frozen=True, slots=True)
class MeasuredWave:
    """What goals are judged by: readings of a wave and a segment, and who meets which touchpoint.

    Args:
        journey: The journey.
        selection: The readings.
        reach: The chance that a journey meets each touchpoint, and who says so.
        level: Confidence of intervals, 0 to 1.
    """

    journey: Journey
    selection: Selection
    reach: Reach
    level: float


def find_evidence(known: MeasuredWave, place: NamedPlace, goal: Goal) -> GoalEvidence:
    """The evidence of the place's own reading, or else of its touchpoints'.

    Args:
        known: The readings of the goal's wave and segment.
        place: The goal's place.
        goal: A goal there.
    """
    own = known.selection.at(place.scope, place.id).get(goal.metric)
    if own is not None and (own.kind == "measured" or place.scope == "touchpoint"):
        return from_reading(
            estimate(own, known.journey.metric(goal.metric), level=known.level), goal
        )
    if place.scope == "touchpoint":
        return GoalEvidence(
            reason=tell(
                "no reading of {metric}",
                metric=tell_id(goal.metric, known.journey.metric(goal.metric).label),
            )
        )
    return roll_up(known, place, goal)


class _Part(NamedTuple):
    """A touchpoint's share in the mean of a stage or journey."""

    touchpoint: Touchpoint
    value: float
    se: float
    n: int
    n_effective: float


def roll_up(known: MeasuredWave, place: NamedPlace, goal: Goal) -> GoalEvidence:
    """A stage or journey without a reading of its own: the mean of its touchpoints.

    Weighted by reach where it is known, else all alike; the standard error takes their answers
    as independent. The reason names the weakest link, since a mean hides it.
    """
    metric = known.journey.metric(goal.metric)
    of = len(find_touchpoints(known.journey, place))
    found = _estimate(known, place, metric)
    parts = [part for touchpoint, one in found if (part := _to_part(touchpoint, one)) is not None]
    if not parts:
        return GoalEvidence(reason=_why_none([one for _, one in found], metric))
    weights, weighted_by = known.reach.weigh([part.touchpoint.id for part in parts])
    value, se = weighted_mean([p.value for p in parts], [p.se for p in parts], weights)
    half, (low, high) = critical_z(known.level) * se, metric.ends
    n, n_effective = sum(p.n for p in parts), mean_worth([p.n_effective for p in parts], weights)
    evidence = GoalEvidence(
        value,
        max(low, value - half),
        min(high, value + half),
        n,
        n_effective,
        readings=tuple(one.reading for _, one in found),
    )
    if n_effective < SMALLEST_FOR_VERDICT:
        return replace(evidence, reason=say_too_few(n_effective, n))
    chance = chance_normal(value, se, float(goal.target), at_least=goal.at_least)
    alone = len(parts) == of == 1
    reason = tell("the reading of {name}", name=parts[0].touchpoint.name) if alone else ""
    return replace(
        evidence,
        p_met=chance,
        reason=reason or _describe_mean(parts, of, metric, weighted_by),
        weighted_by=None if alone else weighted_by,
    )


def find_touchpoints(journey: Journey, place: NamedPlace) -> Sequence[Touchpoint]:
    """The touchpoints of a stage, or of the whole journey."""
    return journey.stage(place.id).touchpoints if place.scope == "stage" else journey.touchpoints


def _estimate(
    known: MeasuredWave, place: NamedPlace, metric: Metric
) -> Sequence[tuple[Touchpoint, Estimate]]:
    touchpoints = find_touchpoints(known.journey, place)
    readings = [(t, known.selection.at("touchpoint", t.id).get(metric.id)) for t in touchpoints]
    return [(t, estimate(r, metric, level=known.level)) for t, r in readings if r is not None]


def _why_none(found: Sequence[Estimate], metric: Metric) -> str:
    measured = [one for one in found if one.reading.kind == "measured"]
    if not measured:
        return (
            tell("only guessed")
            if found
            else tell("no reading of {metric}", metric=tell_id(metric.id, metric.label))
        )
    counted = [one for one in measured if one.n is not None]
    return why_no_spread(counted) if counted else tell("number of answers unknown")


def _describe_mean(parts: Sequence[_Part], of: int, metric: Metric, weighted_by: WeightedBy) -> str:
    sign = 1 if metric.better == "high" else -1
    worst = min(parts, key=lambda part: sign * part.value)
    told: dict[str, Any] = {
        "n": len(parts),
        "all": of,
        "name": worst.touchpoint.name,
        "value": metric.to_text(worst.value),
    }
    if weighted_by == "reach":
        return tell("mean of {n} of {all} touchpoints by reach, worst {name} {value}", **told)
    return tell("mean of {n} of {all} touchpoints, worst {name} {value}", **told)


def _to_part(touchpoint: Touchpoint, found: Estimate) -> _Part | None:
    n, n_effective = found.n, found.n_effective
    if found.reading.kind == "guess" or n is None or n_effective is None:
        return None
    se = find_error(found, n_effective)
    return None if se is None else _Part(touchpoint, found.value, se, n, n_effective)
