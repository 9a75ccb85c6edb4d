from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.priorities.advice_rules import Evidence, advise, advise_on, explain
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrant_rows import QuadrantRow
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.model.elements import Opportunity, Pain
from journeymap.result import show_percent
from tests.analysis.priorities.shop_example import REACH, STATED, make_shop

ROW = next(
    row
    for row in find_priorities(make_shop(), target=80, reach=REACH).rows
    if row.touchpoint == "app"
)
QUADRANT = next(
    row for row in find_quadrants(make_shop(), importance=STATED).rows if row.touchpoint == "app"
)
GOAL = measure_goals(make_shop({"app": {"goal": "score >= 5"}})).rows[0]


def quadrant(**chances: float) -> QuadrantRow:
    return replace(QUADRANT, p_quadrant={**dict.fromkeys(QUADRANT.p_quadrant, 0.0), **chances})


def goal(status: Any) -> GoalRow:
    return replace(GOAL, status=status)


PLAIN = Evidence(ROW, target=80)
OVERKILL = replace(PLAIN, quadrant=quadrant(possible_overkill=0.9))


@pytest.mark.parametrize(
    ("evidence", "advice"),
    [
        (PLAIN, "continue"),
        (replace(PLAIN, p_first=0.1), "start"),
        (replace(PLAIN, p_first=0.0999), "continue"),
        (replace(PLAIN, quadrant=quadrant(concentrate=0.9)), "start"),
        (replace(PLAIN, quadrant=quadrant(concentrate=0.89)), "continue"),
        (replace(PLAIN, goals=[goal("met"), goal("missed")]), "start"),
        (replace(PLAIN, goals=[goal("at_risk")]), "continue"),
        (OVERKILL, "stop"),
        (replace(PLAIN, quadrant=quadrant(possible_overkill=0.89)), "continue"),
        (replace(OVERKILL, pains=[Pain(says="Slow")]), "continue"),
        (replace(OVERKILL, goals=[goal("met")]), "stop"),
        (replace(OVERKILL, goals=[goal("met"), goal("at_risk")]), "continue"),
        (replace(OVERKILL, goals=[goal("missed")]), "start"),
        (replace(OVERKILL, p_first=0.5), "start"),
        (Evidence(None, why_not="only 5 answers"), "cannot_tell"),
        (Evidence(None, why_not="not measured", goals=[goal("met")]), "cannot_tell"),
        (Evidence(None, why_not="measured by another metric", goals=[goal("missed")]), "start"),
    ],
)
def test_touchpoints(evidence: Evidence, advice: str) -> None:
    assert advise(evidence) == advice


def told(touchpoint: Any, p_short: float | None = 0.5, **opportunity: Any) -> tuple[str, str]:
    evidence = Evidence(None) if p_short is None else Evidence(replace(ROW, p_short=p_short))
    return advise_on(Opportunity(do="Hurry", **opportunity), touchpoint, evidence)


@pytest.mark.parametrize("state", ["idea", None])
class TestIdeas:
    def test_where_the_touchpoint_needs_it(self, state: str | None) -> None:
        assert told("start", state=state) == ("start", "the touchpoint needs it")

    def test_where_it_gets_too_much(self, state: str | None) -> None:
        wanted = ("stop", "the touchpoint gets more than it needs")
        assert told("stop", 1.0, state=state, effort="low") == wanted

    def test_little_effort_where_something_is_missing(self, state: str | None) -> None:
        wanted = ("start", "it takes little, and the touchpoint is short of its target")
        later = ("stop", "leave it for now, other touchpoints need more")
        assert told("continue", 0.9, state=state, effort="low") == wanted
        assert told("continue", 0.89, state=state, effort="low") == later
        assert told("continue", 0.9, state=state, effort="medium") == later
        assert told("continue", 0.9, state=state) == later


def test_what_is_running() -> None:
    assert told("start", state="running") == ("continue", "the touchpoint needs it")
    assert told("stop", state="running") == ("stop", "the touchpoint gets more than it needs")
    assert told("continue", 0.1, state="running") == (
        "stop", "the touchpoint has reached its target",
    )  # fmt: skip
    going = ("continue", "the touchpoint has not surely reached its target")
    assert told("continue", 0.11, state="running") == going
    assert told("continue", None, state="running") == going


def test_what_is_done() -> None:
    assert told("start", state="done") == (
        "cannot_tell", "done, but not enough yet; compare the waves before and after",
    )  # fmt: skip
    assert told("continue", state="done") == ("continue", "done, keep it")
    assert told("stop", state="done") == ("continue", "done, keep it")


@pytest.mark.parametrize("state", ["idea", "running", "done", None])
def test_without_a_measurement_nothing_is_told(state: str | None) -> None:
    assert told("cannot_tell", state=state) == ("cannot_tell", "measure the touchpoint first")


class TestReasons:
    def test_all_of_them(self) -> None:
        evidence = replace(
            PLAIN,
            row=replace(ROW, lost_per_100=1234.4, p_short=0.994),
            p_first=0.734,
            goals=[goal("missed"), goal("at_risk")],
            pains=[Pain(says="Slow", count=1200), Pain(says="Dear")],
            quadrant=QUADRANT,
        )
        assert explain(evidence) == (
            "P(first) 73 %, 1,234 points lost per 100 journeys; P(below health 80) > 99 %; "
            "goal Score ≥ 5 missed; goal Score ≥ 5 at risk; 2 pains, named by 1,200; "
            "importance 4, possible overkill (P > 99 %)"
        )

    def test_none_but_why_not(self) -> None:
        unmeasured = replace(goal("not_measured"), reason="only 5 answers")
        evidence = Evidence(None, why_not="not measured", goals=[unmeasured])
        assert explain(evidence) == "not measured; goal Score ≥ 5 not measured (only 5 answers)"

    def test_without_a_target_health_100_is_no_reason(self) -> None:
        evidence = replace(PLAIN, row=replace(ROW, lost_per_100=9.0, p_short=1.0), target=None)
        assert explain(evidence) == (
            f"P(first) {show_percent(PLAIN.p_first)}, 9 points lost per 100 journeys; "
            "no target is set: give --target"
        )
        idea = Opportunity(do="Hurry", effort="low")
        assert advise_on(idea, "continue", evidence)[0] == "stop"
        assert advise_on(Opportunity(do="Hurry", state="running"), "continue", evidence) == (
            "continue", "no target is set that it could have reached",
        )  # fmt: skip

    def test_large_importance_is_written_out(self) -> None:
        huge = replace(PLAIN, quadrant=replace(QUADRANT, importance=1e15))
        assert "; importance 1,000,000,000,000,000, possible" in explain(huge)

    def test_uncounted_pains(self) -> None:
        assert explain(Evidence(None, why_not="x", pains=[Pain(says="Slow")])) == "x; 1 pain"
