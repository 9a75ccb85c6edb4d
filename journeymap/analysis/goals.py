"""Whether goals are met, and how sure that is: the status comes from a chance, never from the point value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import ClassVar, Literal

from journeymap.analysis.chances import combine_chances, goal_status
from journeymap.analysis.estimates import LOW_BASE, estimate
from journeymap.analysis.goal_evidence import (
    Evidence,
    Scope,
    Status,
    from_reading,
    roll_up,
    show_interval,
)
from journeymap.analysis.result import Column, Result, show_percent
from journeymap.analysis.selection import Selection, select_readings
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey

SIGNS: Mapping[Status, str] = {"met": "✓", "missed": "✗", "at_risk": "!", "not_measured": "?"}
WORDS: Mapping[Status, str] = {
    "met": "met", "missed": "missed", "at_risk": "at risk", "not_measured": "not measured",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and where it stands.

    ``value``, ``low``, ``high`` and ``target`` are in the metric's unit; ``p_met`` is the chance
    (0 to 1) that the true value meets the target; ``reason`` says why it isn't measured, or what
    the value was put together from.
    """

    scope: Scope
    id: str
    metric: str
    operator: Literal[">=", "<="]
    target: float
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    p_met: float | None
    status: Status
    reason: str | None
    low_base: bool
    primary: bool
    wave: str | None
    name: str
    shown: str
    shown_goal: str


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """A stage's primary goals taken together.

    ``p_all`` is the chance that all are met if they are independent; whatever their dependence it
    lies between ``p_all_low`` and ``p_all_high`` (Fréchet).
    """

    stage: str
    status: Status
    p_all: float | None
    p_all_low: float | None
    p_all_high: float | None


@dataclass(frozen=True)
class GoalTable(Result[GoalRow]):
    """Every goal of a journey: met, missed, at risk or not measured."""

    question: ClassVar[str] = "goals"

    stages: tuple[StageVerdict, ...]

    def headline(self) -> str:
        """How many goals stand where."""
        if not self.rows:
            return "The journey has no goals."
        counts = [(status, sum(row.status == status for row in self.rows)) for status in WORDS]
        return f"{len(self.rows)} goals: {', '.join(f'{n} {WORDS[status]}' for status, n in counts if n)}."

    def columns(self) -> Sequence[Column[GoalRow]]:
        """Place, goal, value with interval, chance and status."""
        return (
            Column("", lambda row: SIGNS[row.status]),
            Column("place", lambda row: row.name),
            Column("goal", lambda row: row.shown_goal),
            Column("value", lambda row: row.shown, right=True),
            Column("n", lambda row: "–" if row.n is None else f"{row.n:,}", right=True),
            Column("P(met)", lambda row: show_percent(row.p_met), right=True),
            Column("status", _show_status),
        )

    def for_place(self, scope: Scope, id_: str) -> tuple[GoalRow, ...]:
        """The goals of one place."""
        return tuple(row for row in self.rows if row.scope == scope and row.id == id_)


def _show_status(row: GoalRow) -> str:
    leaning = ""
    if row.status == "at_risk" and row.p_met is not None:
        leaning = f", leaning to {'met' if row.p_met >= 0.5 else 'missed'}"
    low_base = ", low base" if row.low_base else ""
    return f"{WORDS[row.status]}{leaning}{low_base}" + (f" ({row.reason})" if row.reason else "")


def measure_goals(
    journey: Journey,
    *,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    sure: float = 0.9,
) -> GoalTable:
    """Where every goal stands: met (P at least ``sure``), missed, at risk between, or not measured.

    P is the chance that the true value meets the target: Jeffreys' posterior for shares,
    Student's t for means, adjusted Wald for NPS, t on logarithms for times. A stage or journey
    without a reading of its own is the mean of its touchpoints.

    Args:
        journey: The journey with its goals and readings.
        wave: The wave; the goal's own, or else the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals shown, 0 to 1.
        sure: The chance from which a goal counts as met; missed below 1 - sure.

    Returns:
        A row per goal in reading order, and a verdict per stage over its primary goals.

    Raises:
        UnknownNameError: if the wave or the segment isn't there.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "goal": "csat >= 3.5", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "counts": {3: 20, 4: 60, 5: 40}}])
        >>> measure_goals(journey).rows[0].status
        'met'
    """
    selections = {None: select_readings(journey, wave=wave, segment=segment)}
    rows = []
    for scope, id_, name, goal in _find_goals(journey):
        if goal.wave in journey.waves and wave is None and goal.wave not in selections:
            selections[goal.wave] = select_readings(journey, wave=goal.wave, segment=segment)
        selection = selections.get(goal.wave if wave is None else None, selections[None])
        rows.append(
            _measure_goal(journey, selection, scope, id_, name, goal, level=level, sure=sure)
        )
    settings = {
        "wave": selections[None].wave,
        "segment": dict(selections[None].segment),
        "level": level,
        "sure": sure,
    }
    stages = tuple(_judge_stage(stage.id, rows) for stage in journey.stages if stage.goals)
    return GoalTable(journey.id, settings, tuple(rows), _notes(rows), stages)


def _find_goals(journey: Journey) -> list[tuple[Scope, str, str, Goal]]:
    found: list[tuple[Scope, str, str, Goal]] = [
        ("journey", journey.id, "whole journey", g) for g in journey.goals
    ]
    for stage in journey.stages:
        found += [("stage", stage.id, stage.name, goal) for goal in stage.goals]
        found += [("touchpoint", t.id, t.name, goal) for t in stage.touchpoints for goal in t.goals]
    return found


def _measure_goal(
    journey: Journey,
    selection: Selection,
    scope: Scope,
    id_: str,
    name: str,
    goal: Goal,
    *,
    level: float,
    sure: float,
) -> GoalRow:
    metric = journey.metric(goal.metric)
    own = selection.at(scope, id_).get(goal.metric)
    evidence = (
        from_reading(estimate(own, metric, level=level), goal)
        if own
        else roll_up(journey, selection, scope, id_, goal, level)
    )
    if goal.wave is not None and goal.wave not in journey.waves:
        evidence = Evidence(reason=f"no readings of wave {goal.wave} yet")
    p = evidence.p_met
    return GoalRow(
        scope=scope,
        id=id_,
        metric=goal.metric,
        operator=goal.operator,
        target=float(goal.target),
        value=evidence.value,
        low=evidence.low,
        high=evidence.high,
        n=evidence.n,
        p_met=p,
        status="not_measured" if p is None else goal_status(p, sure=sure),
        reason=evidence.reason,
        low_base=p is not None and (evidence.n_effective or 0) < LOW_BASE,
        primary=goal.primary,
        wave=goal.wave or selection.wave,
        name=name,
        shown="–" if evidence.value is None else show_interval(metric, evidence),
        shown_goal=f"{metric.label} {'≥' if goal.at_least else '≤'} {metric.to_text(goal.target)}",
    )


def _judge_stage(stage: str, rows: Sequence[GoalRow]) -> StageVerdict:
    """Missed if any primary goal is, met only if all are."""
    own = [row for row in rows if row.scope == "stage" and row.id == stage and row.primary]
    statuses = {row.status for row in own}
    order: tuple[Status, ...] = ("missed", "not_measured", "at_risk", "met")
    status = next((s for s in order if s in statuses), "not_measured")
    chances = [row.p_met for row in own if row.p_met is not None]
    if not chances or len(chances) < len(own) or any(map(isnan, chances)):
        return StageVerdict(stage, status, None, None, None)
    return StageVerdict(stage, status, *combine_chances(chances))


def _notes(rows: Sequence[GoalRow]) -> tuple[str, ...]:
    if any(row.reason and row.reason.startswith("mean of") for row in rows):
        return (
            "A mean of touchpoints counts every touchpoint alike and its interval takes their answers as independent.",
        )
    return ()
