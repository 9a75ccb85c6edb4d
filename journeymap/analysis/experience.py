"""The experience along the journey: one point per touchpoint, with what it should reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from journeymap.analysis.chances import goal_status
from journeymap.analysis.estimates import SMALLEST_FOR_VERDICT, Base, Estimate, estimate
from journeymap.analysis.goal_evidence import Status, find_chance
from journeymap.analysis.readings import show_estimate
from journeymap.analysis.result import Column, Result
from journeymap.analysis.selection import choose_metrics, select_readings
from journeymap.metrics import Metric
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class ExperiencePoint:
    """A touchpoint on the experience curve.

    ``value``, ``low``, ``high`` and ``target`` are on the curve's axis: the metric's own unit
    where there is one metric, health (0 to 100) where there are several. ``status`` compares with
    the nearest goal on the metric: the touchpoint's own, its stage's or the journey's.
    """

    touchpoint: str
    name: str
    stage: str
    kind: Literal["measured", "guess", "too_few", "missing"]
    metric: str | None
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    base: Base
    health: float | None
    target: float | None
    status: Status | None
    shown: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Experience(Result[ExperiencePoint]):
    """The experience curve: its points in reading order, and what its axis shows."""

    question: ClassVar[str] = "experience"

    metric: Metric | None
    wave: str | None

    @property
    def measured(self) -> int:
        """How many touchpoints are measured."""
        return sum(row.kind in ("measured", "too_few") for row in self.rows)

    def columns(self) -> Sequence[Column[ExperiencePoint]]:
        """Touchpoint, value, kind and status."""
        return (
            Column("touchpoint", lambda row: row.name),
            Column("value", lambda row: row.shown, right=True),
            Column("kind", lambda row: row.kind),
            Column("status", lambda row: (row.status or "").replace("_", " ")),
        )


def measure_experience(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    sure: float = 0.9,
) -> Experience:
    """The experience curve of one wave and segment.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics of the curve; chosen as for the weakest touchpoint where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, 0 to 1.
        sure: The chance from which a goal counts as met.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "value": 4.2, "sd": 0.9, "n": 80}])
        >>> [(row.touchpoint, row.kind) for row in measure_experience(journey).rows]
        [('cart', 'measured'), ('pay', 'missing')]
    """
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric)
    axis = journey.metric(metrics[0]) if len(metrics) == 1 else None
    rows = []
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            at = selection.at("touchpoint", touchpoint.id)
            found = [estimate(at[m], journey.metric(m), level=level) for m in metrics if m in at]
            others = [
                estimate(r, journey.metric(m), level=level)
                for m, r in at.items()
                if m not in metrics
            ]
            rows.append(_to_point(journey, stage, touchpoint, found, others, axis=axis, sure=sure))
    settings = {
        "metric": list(metrics),
        "wave": selection.wave,
        "segment": dict(selection.segment),
        "level": level,
    }
    return Experience(journey.id, settings, tuple(rows), notes, axis, selection.wave)


def _to_point(
    journey: Journey,
    stage: Stage,
    touchpoint: Touchpoint,
    found: Sequence[Estimate],
    others: Sequence[Estimate],
    *,
    axis: Metric | None,
    sure: float,
) -> ExperiencePoint:
    first = next((e for e in found if e.reading.kind == "measured"), found[0] if found else None)
    goal = _nearest_goal(journey, stage, touchpoint, first.metric) if first else None
    value, low, high = _on_axis(first, axis)
    return ExperiencePoint(
        touchpoint=touchpoint.id,
        name=touchpoint.name,
        stage=stage.id,
        kind=_kind(first),
        metric=first.metric.id if first else None,
        value=value,
        low=low,
        high=high,
        n=first.n if first else None,
        base=first.base if first else "not_measured",
        health=first.health if first else None,
        target=float(goal.target) if goal and axis is not None else None,
        status=_status(first, goal, sure),
        shown=show_estimate(first) if first else "–",
        others=tuple(
            f"{e.metric.label} {e.metric.to_text(e.value)}"
            for e in others
            if _kind(e) == "measured"
        ),
    )


def _kind(found: Estimate | None) -> Literal["measured", "guess", "too_few", "missing"]:
    if found is None:
        return "missing"
    if found.reading.kind == "guess":
        return "guess"
    return "too_few" if found.base == "suppressed" else "measured"


def _on_axis(
    found: Estimate | None, axis: Metric | None
) -> tuple[float | None, float | None, float | None]:
    if found is None:
        return (None, None, None)
    return (
        (found.value, found.low, found.high)
        if axis is not None
        else (found.health, *found.health_ends)
    )


def _nearest_goal(
    journey: Journey, stage: Stage, touchpoint: Touchpoint, metric: Metric
) -> Goal | None:
    goals = (goal for holder in (touchpoint, stage, journey) for goal in holder.goals)
    return next((goal for goal in goals if goal.metric == metric.id), None)


def _status(found: Estimate | None, goal: Goal | None, sure: float) -> Status | None:
    if (
        found is None
        or goal is None
        or found.reading.kind == "guess"
        or (found.n_effective or 0) < SMALLEST_FOR_VERDICT
    ):
        return None
    chance = find_chance(found, goal)
    return None if chance is None else goal_status(chance, sure=sure)
