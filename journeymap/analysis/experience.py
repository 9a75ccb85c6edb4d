"""The experience along the journey: one point per touchpoint, with what it should reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar, Literal

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.selection import choose_metrics, pick_metrics, select_readings
from journeymap.analysis.evidence.settings_check import check_level, check_sure
from journeymap.analysis.goals.evidence import find_chance
from journeymap.analysis.goals.words import WORDS
from journeymap.metrics import Metric
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.result import Column, Result, show_answers
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT, Base
from journeymap.statistics.chances import Status, goal_status
from journeymap.wording.told import tell

Kind = Literal["measured", "guess", "too_few", "missing"]
KIND_WORDS: Mapping[Kind, str] = {
    "measured": tell("measured"), "guess": tell("guess"), "too_few": tell("too few answers"),
    "missing": tell("not measured"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What a metric that is not on the curve says at a touchpoint, and whether its goal is met.

    Args:
        metric: The metric's id.
        label: What people call the metric.
        shown: The value with its interval as people read it.
        n: How many answers; None where unknown.
        status: Where the nearest goal on that metric stands; None without one.
        shown_value: The value alone as people read it.
        shown_interval: The interval alone; empty where there is none.
    """

    metric: str
    label: str
    shown: str
    n: int | None
    status: Status | None
    shown_value: str
    shown_interval: str


@dataclass(frozen=True, slots=True)
class ExperiencePoint:
    """A touchpoint on the experience curve.

    The curve's axis is the metric's own unit where there is one metric, else health (0 to 100), the
    mean over the touchpoint's metrics.

    Args:
        touchpoint: Its id.
        name: What people call it.
        stage: The id of its stage.
        kind: Whether it is measured, guessed, answered by fewer than ten, or missing.
        metric: The metric; several are joined by " + "; None where it is missing.
        value: On the curve's axis.
        low: Lower end of the interval, on the curve's axis.
        high: Upper end of the interval, on the curve's axis.
        n: How many answers; of several metrics the fewest.
        base: The class of the base size.
        health: 0 to 100 with 100 good.
        target: The nearest goal on the metric, on the curve's axis: the touchpoint's own, its
            stage's.
        status: Where that goal stands.
        shown: The value with its interval as people read it.
        others: What metrics say that are not on the curve.
        shown_value: The value alone as people read it.
        shown_interval: The interval alone; empty where there is none.
    """

    touchpoint: str
    name: str
    stage: str
    kind: Kind
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
    others: tuple[OtherReading, ...]
    shown_value: str
    shown_interval: str


@dataclass(frozen=True)
class Experience(Result[ExperiencePoint]):
    """The experience curve: its points in reading order, and what its axis shows.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment, level and sure.
        rows: A point per touchpoint.
        notes: What to know before believing it, in whole sentences.
        metric: The metric of the axis; None where it is health.
        wave: The wave of the readings; None where none names one.
    """

    question: ClassVar[str] = "experience"
    row_type: ClassVar[type[ExperiencePoint]] = ExperiencePoint

    metric: Metric | None
    wave: str | None

    @property
    def measured(self) -> int:
        """How many touchpoints are measured, by whichever metric."""
        return sum(row.kind in ("measured", "too_few") or bool(row.others) for row in self.rows)

    def columns(self) -> Sequence[Column[ExperiencePoint]]:
        """Touchpoint, value, kind and status."""
        return (
            Column("touchpoint", lambda row: row.name),
            Column(f"value ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("answers", lambda row: show_answers(row.n), True),
            Column("kind", lambda row: KIND_WORDS[row.kind]),
            Column("goal", lambda row: WORDS[row.status] if row.status else "–"),
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
        level: Confidence of the intervals, between 0 and 1.
        sure: The chance from which a goal counts as met, between 0.5 and 1.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` or ``sure`` lies outside.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "value": 4.2, "n": 80}])
        >>> [(row.touchpoint, row.kind) for row in measure_experience(journey).rows]
        [('cart', 'measured'), ('pay', 'missing')]
    """
    level, sure = check_level(level), check_sure(sure)
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric)
    axis = journey.metric(metrics[0]) if len(metrics) == 1 else None
    order = {id_: i for i, id_ in enumerate(metrics)}
    rows = []
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            at = selection.at("touchpoint", touchpoint.id)
            found = {m: estimate(r, journey.metric(m), level=level) for m, r in at.items()}
            on_curve = _prefer_measured([found[m] for m in pick_metrics(order, found)])
            others = [
                _to_other(e, _nearest_goal(stage, touchpoint, [e]), sure)
                for m, e in found.items()
                if m not in order and _kind([e]) == "measured"
            ]
            goal = _nearest_goal(stage, touchpoint, on_curve)
            rows.append(
                _to_point(stage, touchpoint, on_curve, others, goal=goal, axis=axis, sure=sure)
            )
    settings = {
        "metric": metrics, "wave": selection.wave, "segment": selection.segment,
        "level": level, "sure": sure,
    }  # fmt: skip
    notes = (*notes, *note_population(selection.at_touchpoints()))
    return Experience(journey.id, settings, tuple(rows), notes, axis, selection.wave)


def _prefer_measured(found: Sequence[Estimate]) -> list[Estimate]:
    """The measured ones; the guesses where there are no others."""
    return [e for e in found if e.reading.kind == "measured"] or list(found)


def _to_point(
    stage: Stage,
    touchpoint: Touchpoint,
    found: Sequence[Estimate],
    others: Sequence[OtherReading],
    *,
    goal: Goal | None,
    axis: Metric | None,
    sure: float,
) -> ExperiencePoint:
    health = _mean([e.health for e in found])
    value, low, high = health, *(_mean([e.health_ends[end] for e in found]) for end in (0, 1))
    if axis is not None and found:
        value, low, high = found[0].value, found[0].low, found[0].high
    smallest = min(found, key=lambda e: e.n_effective or 0, default=None)
    return ExperiencePoint(
        touchpoint=touchpoint.id,
        name=touchpoint.name,
        stage=stage.id,
        kind=_kind(found),
        metric=" + ".join(e.metric.id for e in found) or None,
        value=value,
        low=low,
        high=high,
        n=smallest.n if smallest else None,
        base=smallest.base if smallest else "not_measured",
        health=health,
        target=float(goal.target) if goal and axis is not None else None,
        status=_status(found, goal, sure),
        shown=found[0].shown if len(found) == 1 else _show_values(found),
        others=tuple(others),
        shown_value=_show_values(found),
        shown_interval=found[0].shown_interval if len(found) == 1 else "",
    )


def _to_other(found: Estimate, goal: Goal | None, sure: float) -> OtherReading:
    return OtherReading(
        metric=found.metric.id,
        label=found.metric.label,
        shown=found.shown,
        n=found.n,
        status=_status([found], goal, sure),
        shown_value=found.shown_value,
        shown_interval=found.shown_interval,
    )


def _mean(healths: Sequence[float | None]) -> float | None:
    """The mean of those that are known; ends of intervals too, as if the metrics moved together."""
    known = [health for health in healths if health is not None]
    return fmean(known) if known else None


def _show_values(found: Sequence[Estimate]) -> str:
    return ", ".join(e.shown_value for e in found) or "–"


def _kind(found: Sequence[Estimate]) -> Kind:
    if not found:
        return "missing"
    if any(e.reading.kind == "guess" for e in found):
        return "guess"
    return "too_few" if any(e.base == "suppressed" for e in found) else "measured"


def _nearest_goal(stage: Stage, touchpoint: Touchpoint, found: Sequence[Estimate]) -> Goal | None:
    """The touchpoint's own goal, or its stage's; the journey's says nothing about a touchpoint."""
    ids = [e.metric.id for e in found]
    goals = (goal for holder in (touchpoint, stage) for goal in holder.goals)
    return next((goal for goal in goals if goal.metric in ids), None)


def _status(found: Sequence[Estimate], goal: Goal | None, sure: float) -> Status | None:
    if goal is None or _kind(found) == "guess":
        return None
    judged = next(e for e in found if e.metric.id == goal.metric)
    if (judged.n_effective or 0) < SMALLEST_FOR_VERDICT:
        return None
    chance = find_chance(judged, goal)
    return None if chance is None else goal_status(chance, sure=sure)
