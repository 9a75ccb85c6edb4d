"""Whether goals are met: the status comes from a chance, never from the point value alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from journeymap.analysis.evidence.elsewhere import find_waves, note_segments
from journeymap.analysis.evidence.estimates import show_interval
from journeymap.analysis.evidence.places import NamedPlace, Scope, find_holder, find_places
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.selection import Selection, select_readings
from journeymap.analysis.evidence.settings_check import check_level, check_sure
from journeymap.analysis.goals.evidence import Evidence, find_evidence
from journeymap.analysis.goals.waves import GoalWaves
from journeymap.analysis.goals.words import SIGNS, WORDS, show_goal, show_status
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.result import Column, Result, show_answers, show_percent
from journeymap.statistics.base_sizes import LOW_BASE
from journeymap.statistics.chances import Status, combine_chances, goal_status

WORST_FIRST: tuple[Status, ...] = ("missed", "not_measured", "at_risk", "met")
_MEAN = "A mean of touchpoints counts each of them alike and takes their answers as independent."


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and where it stands.

    Args:
        scope: Whether it is a goal of the journey, a stage or a touchpoint.
        id: The id of that place.
        metric: The metric's id.
        operator: Whether the target is to be reached or not to be exceeded.
        target: In the metric's unit; shares 0 to 1.
        value: What is measured, in the metric's unit; None where nothing is.
        low: Lower end of the value's interval.
        high: Upper end of the value's interval.
        n: How many answers.
        n_effective: What they are worth; None where they carry no weights.
        p_met: Chance (0 to 1) that the true value meets the target.
        status: Where it stands by that chance.
        reason: Why it isn't measured, or what the value was put together from.
        low_base: Whether fewer than 30 answers are behind it.
        primary: Whether the verdict on its stage counts it.
        wave: The wave of the readings.
        due: The wave that the goal itself names.
        name: What people call the place.
        shown: The value with its interval as people read it.
        shown_goal: The goal as people read it.
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

    Args:
        stage: The stage's id.
        status: Missed if one is, met only if all are.
        p_all: Chance (0 to 1) that all are met if they have nothing to do with each other; None
            where one of them isn't measured.
        p_all_low: The least that chance can be, whatever ties them (Fréchet).
        p_all_high: The most it can be.
    """

    stage: str
    status: Status
    p_all: float | None = None
    p_all_low: float | None = None
    p_all_high: float | None = None


@dataclass(frozen=True)
class GoalTable(Result[GoalRow]):
    """Every goal of a journey: met, missed, at risk or not measured.

    Args:
        journey: The journey's id.
        settings: What was asked: wave, segment, level and sure.
        rows: The goals in reading order.
        notes: What to know before believing it, in whole sentences.
        stages: The verdict on each stage that has goals.
    """

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


def _show_status(row: GoalRow) -> str:
    return show_status(row.status, row.p_met, low_base=row.low_base, reason=row.reason)


def _group(rows: Iterable[GoalRow]) -> dict[tuple[Scope, str], list[GoalRow]]:
    found: dict[tuple[Scope, str], list[GoalRow]] = {}
    for row in rows:
        found.setdefault((row.scope, row.id), []).append(row)
    return found


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
        wave: The wave; where None the one the goal is due in, or else the latest, or else the
            last that has a reading of its metric at its place.
        segment: The segment; everybody where None.
        level: Confidence of the intervals shown, between 0 and 1.
        sure: The chance from which a goal counts as met, between 0.5 and 1; missed from 1 - sure
            down.

    Returns:
        A row per goal in reading order, and a verdict per stage over its primary goals.

    Raises:
        UnknownNameError: if the wave or the segment isn't there.
        ValueError: if ``level`` or ``sure`` lies outside.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "goal": "csat >= 3.5", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "counts": {3: 9, 4: 60, 5: 40}}])
        >>> measure_goals(journey).rows[0].status
        'met'
    """
    places = tuple(find_places(journey))
    return measure_goals_at(journey, places, wave=wave, segment=segment, level=level, sure=sure)


def measure_goals_at(
    journey: Journey,
    places: Sequence[NamedPlace],
    *,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    sure: float = 0.9,
) -> GoalTable:
    """The same for the goals of some places only."""
    level, sure = check_level(level), check_sure(sure)
    latest = select_readings(journey, wave=wave, segment=segment)
    selections = {latest.wave: latest}
    waves = GoalWaves(journey, latest, find_waves(journey, latest.segment))
    rows, averaged = [], False
    behind: dict[int, Reading] = {}
    for place in places:
        for goal in find_holder(journey, place).goals:
            asked = latest.wave if wave is not None else waves.choose(place, goal)
            if asked not in selections and asked in journey.waves:
                selections[asked] = select_readings(journey, wave=asked, segment=segment)
            selection = selections.get(asked)
            evidence = _find_evidence(waves, selection, place, goal, level=level)
            rows.append(_to_row(journey, selection, place, goal, evidence, sure=sure))
            averaged = averaged or evidence.is_mean
            behind |= {id(reading): reading for reading in evidence.readings}
    settings = {"wave": latest.wave, "segment": latest.segment, "level": level, "sure": sure}
    stages = [place.id for place in places if place.scope == "stage"]
    verdicts = tuple(_judge_stages(journey, stages, rows))
    notes = (
        *((_MEAN,) if averaged else ()),
        *note_population(behind.values()),
        *(note_segments(journey, latest) if rows else ()),
    )
    return GoalTable(journey.id, settings, tuple(rows), notes, verdicts)


def _find_evidence(
    waves: GoalWaves, selection: Selection | None, place: NamedPlace, goal: Goal, *, level: float
) -> Evidence:
    if selection is None:
        return Evidence(reason=f"no readings of {goal.wave} yet")
    found = find_evidence(waves.journey, selection, place, goal, level=level)
    return waves.tell(selection, place, goal, found)


def _to_row(
    journey: Journey,
    selection: Selection | None,
    place: NamedPlace,
    goal: Goal,
    evidence: Evidence,
    *,
    sure: float,
) -> GoalRow:
    metric, p = journey.metric(goal.metric), evidence.p_met
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
        shown_goal=show_goal(goal, metric),
    )


def _judge_stages(
    journey: Journey, stages: Iterable[str], rows: Sequence[GoalRow]
) -> Iterator[StageVerdict]:
    grouped = _group(row for row in rows if row.primary)
    for stage in stages:
        if journey.stage(stage).goals:
            yield _judge(stage, grouped.get(("stage", stage), ()))


def _judge(stage: str, primary: Sequence[GoalRow]) -> StageVerdict:
    """Missed if any primary goal is, met only if all are."""
    statuses = {row.status for row in primary}
    status: Status = next((s for s in WORST_FIRST if s in statuses), "not_measured")
    chances = [row.p_met for row in primary if row.p_met is not None]
    if not chances or len(chances) < len(primary):
        return StageVerdict(stage, status)
    return StageVerdict(stage, status, *combine_chances(chances))
