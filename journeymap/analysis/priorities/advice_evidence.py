"""What is known of each touchpoint that advice could rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING, Any

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, Candidate
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.priorities.advice_rules import AdviceEvidence, judge
from journeymap.analysis.priorities.priorities import to_rivals
from journeymap.analysis.priorities.quadrant_rows import (
    Cuts,
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
    weigh,
)
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell, tell_count

if TYPE_CHECKING:
    from journeymap.statistics.ranking.quadrants import QuadrantFigures


@dataclass(frozen=True, slots=True)
class Known:
    """All that advice and quadrants rest on, worked out once for both.

    Args:
        evidence: What is known of each touchpoint, by its id.
        weighed: The priorities; None where there is nothing to compare.
        quadrants: The touchpoints that have an importance; none where they can't be cut.
        figures: The figures behind the quadrants; None without them.
    """

    evidence: Mapping[str, AdviceEvidence]
    weighed: Weighed | None
    quadrants: tuple[QuadrantRow, ...] = ()
    figures: QuadrantFigures | None = None


def gather_evidence(
    journey: Journey, measured: Comparable, asked: PrioritySettings, cuts: Cuts = (None, None)
) -> Known:
    """What is known of each touchpoint.

    Args:
        journey: The journey.
        measured: What can be compared.
        asked: The settings.
        cuts: What counts as important, by the mean where None; and as strong, by the target where
            one is set and else by the mean.
    """
    weighed = weigh(journey, measured, asked) if len(measured.candidates) > 1 else None
    target = measured.target if has_target(journey, measured, asked) else None
    rows: tuple[QuadrantRow, ...] = ()
    figures = None
    if weighed is not None and can_be_cut(measured, weighed.importance):
        at = (cuts[0], target if cuts[1] is None else cuts[1])
        rows, figures = make_quadrant_rows(journey, measured, weighed.importance, asked, at)
    known = _find_known(journey, weighed, rows) if weighed else {}
    goals = measure_goals(
        journey, wave=asked.wave, segment=asked.segment, level=asked.level, reach=asked.reach
    )
    found = _find_evidence(journey, measured, goals, known, target)
    return Known(
        found, weighed, tuple(_advise(row, found[row.touchpoint]) for row in rows), figures
    )


def _advise(row: QuadrantRow, evidence: AdviceEvidence) -> QuadrantRow:
    judged = judge(evidence)
    under_way = judged.needs_work and judged.advice == "continue"
    return replace(row, advice=judged.advice, under_way=under_way)


def _find_evidence(
    journey: Journey,
    measured: Comparable,
    goals: GoalTable,
    known: Mapping[str, AdviceEvidence],
    target: float | None,
) -> dict[str, AdviceEvidence]:
    """What is known of each touchpoint, by its id, with what is wanted of it."""
    alone = {c.touchpoint: _say_why_alone(c) for c in measured.candidates}
    reasons = {id_: WHY_NOT_WORDS[why] for id_, why in measured.left_out.items()}
    return {
        touchpoint.id: replace(
            known.get(touchpoint.id)
            or AdviceEvidence(
                None, why_not={**reasons, **alone}.get(touchpoint.id, "not measured")
            ),
            target=target,
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
        return tell("nothing to compare it with")
    n = floor(candidate.n)
    return tell_count(n, "only {n} answer", "only {n} answers")


def _find_known(
    journey: Journey, weighed: Weighed, quadrants: Sequence[QuadrantRow]
) -> dict[str, AdviceEvidence]:
    """The touchpoints with ten answers or more, by id, each with its priority and quadrant."""
    chances = {rival.touchpoint: rival.p_among for rival in to_rivals(journey, weighed)}
    against, is_told = weighed.importance.against, weighed.importance.origin != "equal"
    places = {row.touchpoint: row for row in quadrants if is_told}
    enough = {c.touchpoint for c in weighed.measured.candidates if c.n >= SMALLEST_FOR_VERDICT}
    return {
        row.touchpoint: AdviceEvidence(
            row,
            # the only one with enough answers comes first among nobody
            p_first=chances[row.touchpoint] if len(enough) > 1 else 0.0,
            quadrant=places.get(row.touchpoint),
            is_against=row.touchpoint in against,
        )
        for row in to_priority_rows(journey, weighed)
        if row.touchpoint in enough
    }
