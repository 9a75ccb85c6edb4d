"""Whether goals are met: the status comes from a chance, never from the point value alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from journeymap.analysis.chances import combine_chances, goal_status
from journeymap.analysis.estimates import LOW_BASE, show_interval
from journeymap.analysis.goal_evidence import Evidence, Status, find_evidence
from journeymap.analysis.readings import NamedPlace, Scope, find_holder, find_places
from journeymap.analysis.result import Column, Result, show_answers, show_percent
from journeymap.analysis.selection import Selection, select_readings
from journeymap.metrics import Metric
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey

SIGNS: Mapping[Status, str] = {"met": "✓", "missed": "✗", "at_risk": "!", "not_measured": "?"}
WORDS: Mapping[Status, str] = {
    "met": "met", "missed": "missed", "at_risk": "at risk", "not_measured": "not measured",
}  # fmt: skip
WORST_FIRST: tuple[Status, ...] = ("missed", "not_measured", "at_risk", "met")


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and where it stands.

    ``value``, ``low``, ``high`` and ``target`` are in the metric's unit; ``p_met`` is the chance
    (0 to 1) that the true value meets the target; ``reason`` says why it isn't measured, or what
    the value was put together from. ``wave`` is that of the readings, ``due`` the goal's own.
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
    n_effective: float | None
    p_met: float | None
    status: Status
    reason: str | None
    low_base: bool
    primary: bool
    wave: str | None
    due: str | None
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
    p_all: float | None = None
    p_all_low: float | None = None
    p_all_high: float | None = None


@dataclass(frozen=True)
class GoalTable(Result[GoalRow]):
    """Every goal of a journey: met, missed, at risk or not measured."""

    question: ClassVar[str] = "goals"
    row_type: ClassVar[type[GoalRow]] = GoalRow

    stages: tuple[StageVerdict, ...]

    def headline(self) -> str:
        """How many goals stand where."""
        if not self.rows:
            return "The journey has no goals."
        counts = {s: sum(row.status == s for row in self.rows) for s in WORDS}
        listed = ", ".join(f"{n} {WORDS[status]}" for status, n in counts.items() if n)
        return f"{len(self.rows)} goal{'' if len(self.rows) == 1 else 's'}: {listed}."

    def columns(self) -> Sequence[Column[GoalRow]]:
        """Place, goal, value with interval, chance and status."""
        return (
            Column("", lambda row: SIGNS[row.status]),
            Column("place", lambda row: row.name),
            Column("goal", lambda row: row.shown_goal),
            Column(f"value ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("P(met)", lambda row: show_percent(row.p_met), True),
            Column("status", _show_status),
        )

    def for_place(self, scope: Scope, id_: str) -> tuple[GoalRow, ...]:
        """The goals of one place."""
        return tuple(self._by_place.get((scope, id_), ()))

    @cached_property
    def _by_place(self) -> Mapping[tuple[Scope, str], Sequence[GoalRow]]:
        return _group(self.rows)


def _group(rows: Iterable[GoalRow]) -> dict[tuple[Scope, str], list[GoalRow]]:
    found: dict[tuple[Scope, str], list[GoalRow]] = {}
    for row in rows:
        found.setdefault((row.scope, row.id), []).append(row)
    return found


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
        wave: The wave; the one the goal is due in, or else the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals shown, 0 to 1.
        sure: The chance from which a goal counts as met; missed below 1 - sure.

    Returns:
        A row per goal in reading order, and a verdict per stage over its primary goals.

    Raises:
        UnknownNameError: if the wave or the segment isn't there.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "goal": "csat >= 3.5", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "counts": {3: 9, 4: 60, 5: 40}}])
        >>> measure_goals(journey).rows[0].status
        'met'
    """
    latest = select_readings(journey, wave=wave, segment=segment)
    selections = {latest.wave: latest}
    rows = []
    for place, goal in _find_goals(journey):
        asked = wave or goal.wave or latest.wave
        if asked not in selections and asked in journey.waves:
            selections[asked] = select_readings(journey, wave=asked, segment=segment)
        rows.append(_to_row(journey, selections.get(asked), place, goal, level=level, sure=sure))
    settings = {
        "wave": latest.wave, "segment": dict(latest.segment), "level": level, "sure": sure,
    }  # fmt: skip
    return GoalTable(journey.id, settings, tuple(rows), _notes(rows), _judge_stages(journey, rows))


def _find_goals(journey: Journey) -> Iterator[tuple[NamedPlace, Goal]]:
    for place in find_places(journey):
        for goal in find_holder(journey, place).goals:
            yield place, goal


def _to_row(
    journey: Journey,
    selection: Selection | None,
    place: NamedPlace,
    goal: Goal,
    *,
    level: float,
    sure: float,
) -> GoalRow:
    metric = journey.metric(goal.metric)
    evidence = Evidence(reason=f"no readings of {goal.wave} yet")
    if selection is not None:
        evidence = find_evidence(journey, selection, place, goal, level=level)
    p = evidence.p_met
    return GoalRow(
        scope=place.scope,
        id=place.id,
        metric=goal.metric,
        operator=goal.operator,
        target=float(goal.target),
        value=evidence.value,
        low=evidence.low,
        high=evidence.high,
        n=evidence.n,
        n_effective=None if evidence.n_effective == evidence.n else evidence.n_effective,
        p_met=p,
        status="not_measured" if p is None else goal_status(p, sure=sure),
        reason=evidence.reason,
        low_base=p is not None and (evidence.n_effective or 0) < LOW_BASE,
        primary=goal.primary,
        wave=goal.wave if selection is None else selection.wave,
        due=goal.wave,
        name=place.name,
        shown=show_interval(metric, evidence.value, evidence.low, evidence.high),
        shown_goal=_show_goal(goal, metric),
    )


def _show_goal(goal: Goal, metric: Metric) -> str:
    due = f" by {goal.wave}" if goal.wave else ""
    return (
        f"{metric.label} {'≥' if goal.at_least else '≤'} {_show_target(metric, goal.target)}{due}"
    )


def _show_target(metric: Metric, target: float) -> str:
    """A target as it was written, without digits that nobody gave it."""
    if metric.is_share:
        return f"{100 * target:.10g} %"
    sign = "+" if metric.kind in ("nps", "gap") else ""
    return f"{target:{sign}.10g}" + (f" {metric.unit}" if metric.kind == "duration" else "")


def _judge_stages(journey: Journey, rows: Sequence[GoalRow]) -> tuple[StageVerdict, ...]:
    grouped = _group(row for row in rows if row.primary)
    return tuple(
        _judge(stage.id, grouped.get(("stage", stage.id), ()))
        for stage in journey.stages
        if stage.goals
    )


def _judge(stage: str, primary: Sequence[GoalRow]) -> StageVerdict:
    """Missed if any primary goal is, met only if all are."""
    statuses = {row.status for row in primary}
    status: Status = next((s for s in WORST_FIRST if s in statuses), "not_measured")
    chances = [row.p_met for row in primary if row.p_met is not None]
    if not chances or len(chances) < len(primary):
        return StageVerdict(stage, status)
    return StageVerdict(stage, status, *combine_chances(chances))


def _notes(rows: Sequence[GoalRow]) -> tuple[str, ...]:
    if not any(row.reason and row.reason.startswith("mean of") for row in rows):
        return ()
    return (
        "A mean of touchpoints counts each of them alike and takes their answers as independent.",
    )
