"""Whether goals are met: the status comes from a chance, never from the point value alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeymap.analysis.evidence.elsewhere import note_segments
from journeymap.analysis.evidence.estimates import show_interval
from journeymap.analysis.evidence.places import NamedPlace, find_holder, find_places
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.reach import Reach, WeightedBy, check_reach, choose_reach
from journeymap.analysis.evidence.selection import Selection, need_journey, select_readings
from journeymap.analysis.evidence.settings_check import check_level, check_sure
from journeymap.analysis.goals.evidence import GoalEvidence
from journeymap.analysis.goals.rollup import MeasuredWave
from journeymap.analysis.goals.search import GoalSearch
from journeymap.analysis.goals.stages import (
    StageVerdict,
    Standing,
    judge_stages,
    note_verdicts,
)
from journeymap.analysis.goals.table import GoalRow, GoalTable
from journeymap.analysis.goals.words import (
    show_goal,
)
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import LOW_BASE
from journeymap.statistics.chances import goal_status
from journeymap.wording.told import tell

_MEANS: Mapping[WeightedBy, str] = {
    "equal": tell(
        "A mean of touchpoints counts each of them alike and takes their answers as independent."
    ),
    "reach": tell(
        "A mean by reach weighs each touchpoint by the share of journeys that meet "
        "it, and takes their answers as independent."
    ),
}


def measure_goals(
    journey: Journey,
    *,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    sure: float = 0.9,
    reach: Mapping[str, float] | None = None,
) -> GoalTable:
    """Where every goal stands: met (P at least ``sure``), missed, at risk between, or not measured.

    P is the chance that the true value meets the target: Jeffreys' posterior for shares,
    Student's t for means, adjusted Wald for NPS, t on logarithms for times. A stage or journey
    without a reading of its own is the mean of its touchpoints, weighted by reach where that is
    known.

    Args:
        journey: The journey with its goals and readings.
        wave: The wave; where None the one the goal is due in, or else the latest, or else the
            last that has a reading of its metric at its place.
        segment: The segment; everybody where None.
        level: Confidence of the intervals shown, between 0 and 1.
        sure: The chance from which a goal counts as met, between 0.5 and 1; missed from 1 - sure
            down.
        reach: Touchpoint to the chance (0 to 1) that a journey meets it. Of those left out by the
            journey's transitions, if they tell it of all of them that are measured, and else 1;
            where none is given or told, all count alike.

    Returns:
        A row per goal in reading order, and a verdict per stage over its primary goals with its
        health and weakest link.

    Raises:
        UnknownNameError: if the wave or the segment isn't there.
        ValueError: if ``level``, ``sure`` or a reach lies outside.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "goal": "csat >= 3.5", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "counts": {3: 9, 4: 60, 5: 40}}])
        >>> measure_goals(journey).rows[0].status
        'met'
    """
    need_journey(journey)
    places = tuple(find_places(journey))
    return measure_goals_at(
        journey, places, wave=wave, segment=segment, level=level, sure=sure, reach=reach
    )


def measure_goals_at(
    journey: Journey,
    places: Sequence[NamedPlace],
    *,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    sure: float = 0.9,
    reach: Mapping[str, float] | None = None,
) -> GoalTable:
    """The same for the goals of some places only."""
    level, sure = check_level(level), check_sure(sure)
    latest = select_readings(journey, wave=wave, segment=segment)
    known = MeasuredWave(journey, latest, _find_reach(journey, latest, reach), level)
    search, rows = GoalSearch(known, asked=wave is not None), []
    behind: dict[int, Reading] = {}
    averaged: set[WeightedBy | None] = set()
    for place in places:
        for goal in find_holder(journey, place).goals:
            measured_in, evidence = search.find(place, goal)
            rows.append(_to_row(journey, measured_in, place, goal, evidence, sure=sure))
            averaged.add(evidence.weighted_by)
            behind |= {id(reading): reading for reading in evidence.readings}
    settings: dict[str, Any] = {
        "wave": latest.wave, "segment": latest.segment, "level": level, "sure": sure,
    }  # fmt: skip
    if reach is not None:
        settings["reach"] = check_reach(journey, reach)
    stages, whole = _judge(known, places, rows)
    averaged |= {one.weighted_by for one in stages}
    notes = (
        *(_MEANS[how] for how in _MEANS if how in averaged),
        *(known.reach.notes if averaged - {None} else ()),
        *note_verdicts(stages),
        *_note_counted(rows, whole, stages),
        *note_population(behind.values()),
        *(note_segments(journey, latest) if rows else ()),
    )
    return GoalTable(journey.id, settings, tuple(rows), notes, stages, whole)


def _find_reach(journey: Journey, latest: Selection, given: Mapping[str, float] | None) -> Reach:
    """The reach of the touchpoints that are measured."""
    readings = {t.id: latest.at("touchpoint", t.id).values() for t in journey.touchpoints}
    measured = [id_ for id_, at in readings.items() if any(r.kind == "measured" for r in at)]
    return choose_reach(journey, measured, given)


def _judge(
    known: MeasuredWave, places: Sequence[NamedPlace], rows: Sequence[GoalRow]
) -> tuple[tuple[StageVerdict, ...], StageVerdict | None]:
    """The verdicts on stages with goals, and on the journey where all its stages are asked for."""
    at: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        if row.primary:
            standing = Standing(row.metric, row.status, row.p_met)
            at.setdefault((row.scope, row.id), []).append(standing)
    asked: dict[NamedPlace, Sequence[Standing]] = {
        place: at.get(("stage", place.id), ())
        for place in places
        if place.scope == "stage" and known.journey.stage(place.id).goals
    }
    whole = next((place for place in places if place.scope == "journey"), None)
    if whole is not None and len(places) > 1:
        asked[whole] = [
            one for (scope, _), goals in at.items() if scope != "touchpoint" for one in goals
        ]
    verdicts = tuple(judge_stages(known, asked)) if rows else ()
    ends = [one for one in verdicts if one.stage is None and one.goals]
    return tuple(one for one in verdicts if one.stage is not None), ends[0] if ends else None


def _note_counted(
    rows: Sequence[GoalRow], whole: StageVerdict | None, stages: Sequence[StageVerdict]
) -> Sequence[str]:
    """Why fewer goals are taken together than there are."""
    if whole is None or not stages or whole.goals == len(rows):
        return ()
    return (
        tell(
            "Taken together are the primary goals of the journey and its stages, "
            "{goals} of {rows} goals.",
            goals=whole.goals,
            rows=len(rows),
        ),
    )


def _to_row(
    journey: Journey,
    wave: str | None,
    place: NamedPlace,
    goal: Goal,
    evidence: GoalEvidence,
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
        wave=wave,
        due=goal.wave,
        name=place.name,
        shown=show_interval(metric, evidence.value, evidence.low, evidence.high),
        shown_goal=show_goal(goal, metric),
    )
