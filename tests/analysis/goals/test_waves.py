from __future__ import annotations

from typing import Any

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.goals.waves import is_due
from journeymap.model.journey import Journey

RETAINED = [
    {"metric": "retention", "count": 90, "of": 100, "wave": wave} for wave in ("2025-Q1", "2025-Q4")
]
TICKETS = {"touchpoint": "a", "metric": "csat", "value": 4.5, "sd": 1, "n": 90, "wave": "2026-Q2"}


def rows(goal: Any, *readings: dict[str, Any], **asked: Any) -> tuple[GoalRow, ...]:
    stages = [{"name": "Buy", "touchpoints": ["A", "B"]}]
    made = {"name": "Shop", "goal": goal, "stages": stages, "readings": readings}
    return measure_goals(Journey.model_validate(made), **asked).rows


def test_a_goal_takes_the_last_wave_that_has_a_reading() -> None:
    (retained, rated) = rows(["retention >= 80%", "csat >= 4"], *RETAINED, TICKETS)
    assert (retained.status, retained.wave) == ("met", "2025-Q4")
    assert retained.reason == "wave 2025-Q4"
    assert (rated.status, rated.wave) == ("met", "2026-Q2")
    assert rated.reason == "mean of 1 of 2 touchpoints, worst A 4.50"


def test_a_mean_of_touchpoints_is_of_one_wave() -> None:
    old = [{**TICKETS, "metric": "ces_ease", "touchpoint": t, "wave": w}
           for t, w in (("a", "2024"), ("b", "2025"))]  # fmt: skip
    (row,) = rows("ces_ease >= 4", *old, TICKETS)
    assert (row.wave, row.n) == ("2025", 90)
    assert row.reason == "wave 2025; mean of 1 of 2 touchpoints, worst B 4.50"


def test_a_wave_asked_for_is_kept_and_the_others_are_named() -> None:
    (row,) = rows("retention >= 80%", *RETAINED, TICKETS, wave="2026-Q2")
    assert (row.status, row.wave) == ("not_measured", "2026-Q2")
    assert row.reason == "no reading of retention in wave 2026-Q2; it has 2025-Q1 to 2025-Q4"


def test_a_wave_the_goal_is_due_in_is_kept() -> None:
    due = {"metric": "retention", "operator": ">=", "target": 0.8, "wave": "2026-Q2"}
    (row,) = rows(due, RETAINED[0], TICKETS)
    assert row.reason == "no reading of retention in wave 2026-Q2; it has 2025-Q1"


def test_what_no_wave_measures_has_no_reading() -> None:
    assert [row.reason for row in rows("nps >= 5", *RETAINED, TICKETS)] == ["no reading of nps"]


def test_what_is_due_by_now() -> None:
    stages = [{"name": "Buy", "touchpoints": ["A"]}]
    made = {"name": "Shop", "stages": stages, "readings": [{**TICKETS, "touchpoint": "a"}]}
    journey = Journey.model_validate(made)
    due = (None, "2026-Q1", "2026-Q2", "2026-Q3", "2027")
    assert [is_due(journey, wave) for wave in due] == [True, True, True, False, False]
    bare = Journey.model_validate({"name": "Shop", "stages": stages})
    assert (is_due(bare, "2025"), is_due(bare, None)) == (False, True)


def test_the_last_of_several_waves_is_taken() -> None:
    waves = [{**RETAINED[0], "wave": wave} for wave in ("2024-Q4", "2025-Q2", "2025-Q1", "2025-Q3")]
    (row,) = rows("retention >= 80%", *waves, TICKETS)
    assert (row.wave, row.reason) == ("2025-Q3", "wave 2025-Q3")


def test_a_touchpoint_and_a_stage_look_into_their_own_waves_only() -> None:
    old, new = {"metric": "nps", "counts": {10: 90}, "wave": "2024"}, "2026-Q2"
    stages = [
        {"name": "Buy", "goal": "nps >= 0", "touchpoints": [{"name": "A", "goal": "nps >= 0"}]},
        {"name": "Use", "goal": "nps >= 0", "touchpoints": ["B"]},
    ]
    readings = [{**old, "touchpoint": "a"}, {**old, "touchpoint": "b", "wave": new}]
    made = {"name": "Shop", "stages": stages, "readings": readings}
    found = measure_goals(Journey.model_validate(made)).rows
    assert [(row.id, row.wave, row.status) for row in found] == [
        ("buy", "2024", "met"), ("a", "2024", "met"), ("use", new, "met"),
    ]  # fmt: skip
    asked = measure_goals(Journey.model_validate(made), wave=new).rows
    assert [(row.id, row.reason) for row in asked[:2]] == [
        (id_, f"no reading of nps in wave {new}; it has 2024") for id_ in ("buy", "a")
    ]


def test_another_wave_is_of_the_same_segment() -> None:
    young = {"segment": {"age": "young"}, "metric": "retention", "of": 100}
    told: list[dict[str, Any]] = [
        {**young, "count": 20, "wave": "2025-Q1"},
        {**young, "count": 90, "wave": "2025-Q4"},
        RETAINED[0],
    ]
    due = {"metric": "retention", "operator": ">=", "target": 0.8, "wave": "2025-Q1"}
    (row,) = rows(due, *told, segment={"age": "young"})
    assert (row.value, row.status) == (0.2, "missed")
    (everybody,) = rows(due, *told)
    assert (everybody.value, everybody.status) == (0.9, "met")
