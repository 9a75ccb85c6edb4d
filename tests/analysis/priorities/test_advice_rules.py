from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.analysis.goals.stages import StageVerdict
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.priorities.advice_rules import AdviceEvidence, judge
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrant_rows import QuadrantRow
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.model.elements import Pain
from tests.analysis.priorities.shop_example import REACH, STATED, make_shop

ROW = replace(
    next(
        row
        for row in find_priorities(make_shop(), target=80, reach=REACH).rows
        if row.touchpoint == "app"
    ),
    health=76.4,
    lost_per_100=1234.4,
    p_short=0.1,
)
QUADRANT = next(
    row for row in find_quadrants(make_shop(), importance=STATED).rows if row.touchpoint == "app"
)
GOAL = measure_goals(make_shop({"app": {"goal": "score >= 5"}})).rows[0]


def quadrant(**chances: float) -> QuadrantRow:
    (name,) = chances
    p_quadrant = {**dict.fromkeys(QUADRANT.p_quadrant, 0.0), **chances}
    return replace(QUADRANT, p_quadrant=p_quadrant, quadrant=name)  # type: ignore[arg-type]


def goal(status: Any, p_met: float | None = 0.42) -> GoalRow:
    return replace(GOAL, status=status, p_met=p_met)


FINE = AdviceEvidence(ROW, target=80)
SHORT = replace(FINE, row=replace(ROW, p_short=0.9))
OPEN = replace(FINE, row=replace(ROW, p_short=0.11))
OVERKILL = replace(FINE, quadrant=quadrant(minor_strong=0.9))
BARE = AdviceEvidence(replace(ROW, p_short=1.0), target=None)
LINK = StageVerdict("buy", "missed", name="Buy", weakest_link="app", weakest_health=76.4)
LINKED = replace(FINE, weakest_of=LINK, stage_goals=[goal("missed")])
FEW = AdviceEvidence(None, why_not="only 5 answers")


@pytest.mark.parametrize(
    ("evidence", "advice"),
    [
        (FINE, "continue"),
        (OPEN, "cannot_tell"),
        (replace(FINE, row=replace(ROW, p_short=0.89)), "cannot_tell"),
        (SHORT, "start"),
        (replace(SHORT, row=replace(ROW, p_short=1.0, priority=0.0)), "continue"),
        (replace(OPEN, p_first=0.1), "start"),
        (replace(OPEN, p_first=0.0999), "cannot_tell"),
        (replace(OPEN, quadrant=quadrant(major_weak=0.9)), "start"),
        (replace(OPEN, quadrant=quadrant(major_weak=0.89)), "cannot_tell"),
        (replace(FINE, goals=[goal("met"), goal("missed")]), "start"),
        (replace(FINE, goals=[goal("at_risk")]), "continue"),
        (LINKED, "start"),
        (replace(LINKED, row=None), "start"),
        (replace(LINKED, stage_goals=[goal("at_risk")]), "continue"),
        (replace(LINKED, weakest_of=None), "continue"),
        (FEW, "cannot_tell"),
        (replace(FEW, goals=[goal("met")]), "continue"),
        (replace(FEW, goals=[goal("met"), goal("at_risk")]), "cannot_tell"),
        (replace(FEW, goals=[goal("missed")]), "start"),
        (replace(SHORT, is_against=True), "cannot_tell"),
        (replace(SHORT, is_against=True, goals=[goal("missed")]), "start"),
    ],
)
def test_touchpoints(evidence: AdviceEvidence, advice: str) -> None:
    judged = judge(evidence)
    assert (judged.advice, judged.needs_work) == (advice, advice == "start")
    going = judge(replace(evidence, running=["New colours", "Another"]))
    if advice == "start":
        assert (going.advice, going.needs_work) == ("continue", True)
        assert going.because == f"{judged.because}; running: New colours"
    else:
        assert going == judged


@pytest.mark.parametrize(
    ("evidence", "advice"),
    [
        (OVERKILL, "stop"),
        (replace(OVERKILL, quadrant=quadrant(minor_strong=0.89)), "continue"),
        (replace(OVERKILL, pains=[Pain(says="Slow")]), "continue"),
        (replace(OVERKILL, goals=[goal("met")], stage_goals=[goal("met")]), "stop"),
        (replace(OVERKILL, goals=[goal("met"), goal("at_risk")]), "continue"),
        (replace(OVERKILL, stage_goals=[goal("missed")]), "continue"),
        (replace(OVERKILL, goals=[goal("missed")]), "start"),
        (replace(OVERKILL, p_first=0.5), "start"),
        (replace(OVERKILL, row=OPEN.row), "cannot_tell"),
        (replace(OVERKILL, row=SHORT.row), "start"),
        (replace(OVERKILL, target=None), "cannot_tell"),
        (replace(OVERKILL, target=None, goals=[goal("met")]), "stop"),
        (replace(OVERKILL, target=None, stage_goals=[goal("met")]), "stop"),
        (replace(OVERKILL, target=None, goals=[goal("at_risk")]), "cannot_tell"),
    ],
)
def test_stop_needs_a_target_that_is_met(evidence: AdviceEvidence, advice: str) -> None:
    assert judge(evidence).advice == advice


@pytest.mark.parametrize(
    ("evidence", "advice"),
    [
        (BARE, "cannot_tell"),
        (replace(BARE, p_first=0.1), "start"),
        (replace(BARE, goals=[goal("met")]), "continue"),
        (replace(BARE, stage_goals=[goal("met")]), "continue"),
        (replace(BARE, stage_goals=[goal("met")], weakest_of=LINK), "cannot_tell"),
        (replace(BARE, stage_goals=[goal("missed")]), "cannot_tell"),
        (replace(BARE, stage_goals=[goal("missed")], weakest_of=LINK), "start"),
        (replace(BARE, goals=[goal("met")], stage_goals=[goal("missed")]), "continue"),
    ],
)
def test_without_a_target_goals_stand_for_it(evidence: AdviceEvidence, advice: str) -> None:
    assert judge(evidence).advice == advice


@pytest.mark.parametrize(
    ("evidence", "because"),
    [
        (FINE, "keep as it is: health 76, target 80: P(below) 10 %"),
        (OPEN, "health 76, target 80: P(below) 11 %, too close to tell"),
        (SHORT, "health 76, target 80: P(below) 90 %"),
        (
            replace(SHORT, p_first=0.734),
            "health 76, target 80: P(first) 73 %, 1,234 points lost per 100 journeys",
        ),
        (
            replace(BARE, p_first=0.734),
            "health 76: P(first) 73 %, 1,234 points lost per 100 journeys",
        ),
        (
            replace(SHORT, row=replace(ROW, p_short=0.994, priority=0.0)),
            "keep as it is: nobody loses by it; health 76, target 80: P(below) > 99 %",
        ),
        (
            replace(FINE, quadrant=quadrant(major_weak=0.96)),
            "health 76, target 80: importance 0.64, major, weak (P 96 %)",
        ),
        (
            OVERKILL,
            "health 76, target 80: P(below) 10 %; importance 0.64, minor, strong (P 90 %)",
        ),
        (LINKED, "health 76, weakest link of Buy: goal Score ≥ 5 missed"),
        (replace(FINE, goals=[goal("missed")]), "goal Score ≥ 5 missed (P(met) 42 %)"),
        (replace(BARE, goals=[goal("at_risk")]), "goal Score ≥ 5 at risk (P(met) 42 %)"),
        (BARE, "health 76, no target is set: give --target"),
        (
            replace(BARE, stage_goals=[replace(goal("met"), name="Buy")]),
            "keep as it is: goal of Buy Score ≥ 5 met (P(met) 42 %)",
        ),
        (FEW, "only 5 answers"),
        (
            replace(FEW, goals=[replace(goal("not_measured", None), reason="only 5 answers")]),
            "only 5 answers; goal Score ≥ 5 not measured (only 5 answers)",
        ),
        (
            replace(FEW, goals=[replace(goal("not_measured", None), reason=None)]),
            "only 5 answers; goal Score ≥ 5 not measured",
        ),
        (replace(FEW, goals=[goal("met")]), "keep as it is: goal Score ≥ 5 met (P(met) 42 %)"),
        (replace(SHORT, is_against=True), "a better score there goes with a worse outcome"),
        (
            replace(OVERKILL, quadrant=replace(OVERKILL.quadrant, importance=1e15)),  # type: ignore[type-var]
            "health 76, target 80: P(below) 10 %; importance 1,000,000,000,000,000.00, "
            "minor, strong (P 90 %)",
        ),
    ],
)
def test_reasons(evidence: AdviceEvidence, because: str) -> None:
    assert judge(evidence).because == because
