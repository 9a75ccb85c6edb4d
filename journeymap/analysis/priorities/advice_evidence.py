"""What is known of each touchpoint that advice could rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import floor
from typing import Any

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, Candidate
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.priorities.advice_rules import AdviceEvidence
from journeymap.analysis.priorities.priorities import to_rivals
from journeymap.analysis.priorities.quadrant_rows import (
    QuadrantRow,
    can_be_cut,
    make_quadrant_rows,
)
from journeymap.analysis.priorities.rows import to_priority_rows
from journeymap.analysis.priorities.weighing import (
    Comparable,
    PrioritySettings,
    Weighed,
    has_target,
)
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT


def find_evidence(
    journey: Journey,
    measured: Comparable,
    weighed: Weighed | None,
    goals: GoalTable,
    asked: PrioritySettings,
) -> dict[str, AdviceEvidence]:
    """What is known of each touchpoint, by its id."""
    known = _find_known(journey, weighed, asked) if weighed else {}
    alone = {c.touchpoint: _say_why_alone(c) for c in measured.candidates}
    reasons = {id_: WHY_NOT_WORDS[why] for id_, why in measured.left_out.items()}
    target = measured.target if has_target(journey, measured, asked) else None
    against = weighed.importance.against if weighed else frozenset()
    return {
        touchpoint.id: replace(
            known.get(touchpoint.id)
            or AdviceEvidence(
                None, why_not={**reasons, **alone}.get(touchpoint.id, "not measured")
            ),
            target=target,
            is_against=touchpoint.id in against,
            **_find_aims(journey, touchpoint, goals),
        )
        for touchpoint in journey.touchpoints
    }


def _find_aims(journey: Journey, touchpoint: Touchpoint, goals: GoalTable) -> dict[str, Any]:
    """What is wanted of it and its stage, and what is said and done there."""
    stage = journey.stage_for(touchpoint.id).id
    verdicts = (one for one in goals.stages if one.stage == stage)
    return {
        "goals": [row for row in goals.for_place("touchpoint", touchpoint.id) if row.primary],
        "stage_goals": [row for row in goals.for_place("stage", stage) if row.primary],
        "weakest_of": next((v for v in verdicts if v.weakest_link == touchpoint.id), None),
        "pains": touchpoint.pains,
        "running": [one.do for one in touchpoint.opportunities if one.state == "running"],
    }


def _say_why_alone(candidate: Candidate) -> str:
    """Why a measured touchpoint has no priority that anything may be said on."""
    if candidate.n >= SMALLEST_FOR_VERDICT:
        return "nothing to compare it with"
    n = floor(candidate.n)
    return f"only {n} answer{'' if n == 1 else 's'}"


def _find_known(
    journey: Journey, weighed: Weighed, asked: PrioritySettings
) -> dict[str, AdviceEvidence]:
    """The touchpoints with ten answers or more, by id, each with its priority and quadrant."""
    chances = {rival.touchpoint: rival.p_among for rival in to_rivals(journey, weighed)}
    quadrants = _find_quadrants(journey, weighed, asked)
    enough = {c.touchpoint for c in weighed.measured.candidates if c.n >= SMALLEST_FOR_VERDICT}
    return {
        row.touchpoint: AdviceEvidence(
            row, p_first=chances[row.touchpoint], quadrant=quadrants.get(row.touchpoint)
        )
        for row in to_priority_rows(journey, weighed)
        if row.touchpoint in enough
    }


def _find_quadrants(
    journey: Journey, weighed: Weighed, asked: PrioritySettings
) -> Mapping[str, QuadrantRow]:
    if weighed.importance.origin == "equal" or not can_be_cut(weighed.measured, weighed.importance):
        return {}
    measured = weighed.measured
    cut = measured.target if has_target(journey, measured, asked) else None
    rows, _ = make_quadrant_rows(journey, measured, weighed.importance, asked, (None, cut))
    return {row.touchpoint: row for row in rows}
