from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.evidence.estimates import estimate
from journeymap.analysis.evidence.places import find_places
from journeymap.analysis.goals.stages import StageVerdict, to_health
from journeymap.analysis.goals.standing import measure_goals, measure_goals_at
from journeymap.analysis.goals.table import GoalTable
from journeymap.errors import UnknownNameError
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.intervals import critical_t, critical_z

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
ROLLUP, JOINT = VECTORS["stage_rollup"], VECTORS["goal_joint"]
REACH = dict(zip("abc", ROLLUP["inputs"]["reach"], strict=True))


def shop(*readings: dict[str, Any], goal: Any = "nps >= 10", **more: Any) -> Journey:
    stages = [{"name": "Buy", "goal": goal, "touchpoints": ["A", "B", "C"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings, **more})


T_OVER_Z = critical_t(0.95, 99) / critical_z()  # what a hundred answers add to an error


def rated(touchpoint: str, health: float, se: float, n: int = 100) -> dict[str, Any]:
    """A reading of NPS with this health and standard error."""
    sd = 2 * se * n**0.5
    return {"touchpoint": touchpoint, "metric": "nps", "value": 2 * health - 100, "sd": sd, "n": n}


VECTOR = [
    rated(t, h, se)
    for t, h, se in zip("abc", ROLLUP["inputs"]["health"], ROLLUP["inputs"]["se"], strict=True)
]


def stage(found: GoalTable) -> StageVerdict:
    (verdict,) = found.stages
    return verdict


def test_vector_stage_rollup() -> None:
    expected = ROLLUP["expected"]
    found = stage(measure_goals(shop(*VECTOR), reach=REACH))
    assert found.health == pytest.approx(expected["stage_health"])
    assert found.health_se == pytest.approx(T_OVER_Z * expected["se"])
    assert (found.weakest_link, found.weakest_name, found.weakest_health) == ("b", "B", 60)
    assert (found.weighted_by, found.metric, found.measured, found.touchpoints) == (
        "reach", "nps", 3, 3,
    )  # fmt: skip
    half = 1.959964 * T_OVER_Z * expected["se"]
    assert (found.health_low, found.health_high) == pytest.approx(
        (expected["stage_health"] - half, expected["stage_health"] + half), rel=1e-4
    )


def test_a_goal_of_a_stage_is_weighted_by_the_same_reach() -> None:
    found = measure_goals(shop(*VECTOR), reach=REACH)
    (row,) = found.rows
    assert row.value == pytest.approx(2 * ROLLUP["expected"]["stage_health"] - 100)
    assert row.reason == "mean of 3 of 3 touchpoints by reach, worst B +20"
    assert found.notes[0] == (
        "A mean by reach weighs each touchpoint by the share of journeys that meet it, and takes "
        "their answers as independent."
    )
    assert "69 (65 to 72) by reach" in str(found)


def test_reach_comes_from_the_transitions() -> None:
    flow = [
        {"from": "a", "to": "b", "count": 50},
        {"from": "b", "to": "c", "count": 20},
    ]
    found = stage(measure_goals(shop(*VECTOR, transitions=flow, starts={"a": 100})))
    assert found.weighted_by == "reach"
    assert found.health == pytest.approx(ROLLUP["expected"]["stage_health"])


@pytest.mark.parametrize("reach", [None, {"a": 0, "b": 0, "c": 0}])
def test_without_reach_all_count_alike(reach: Any) -> None:
    found = stage(measure_goals(shop(*VECTOR), reach=reach))
    assert found.weighted_by == "equal"
    assert found.health == pytest.approx(215 / 3)


def test_a_reach_that_is_not_named_is_1() -> None:
    found = measure_goals(shop(*VECTOR), reach={"a": 0.5, "b": 0.2})
    assert stage(found).weighted_by == "reach"
    assert stage(found).health == pytest.approx(
        sum(w * h for w, h in zip((0.5, 0.2, 1), ROLLUP["inputs"]["health"], strict=True)) / 1.7
    )
    assert found.notes[1] == "No reach is known for C: counted as passed by every journey."
    assert found.settings["reach"] == {"a": 0.5, "b": 0.2}


def test_a_reach_that_cannot_be() -> None:
    with pytest.raises(ValueError, match=r"^the reach of a must lie between 0 and 1, got 1\.5$"):
        measure_goals(shop(*VECTOR), reach={"a": 1.5})
    with pytest.raises(UnknownNameError, match="no touchpoint 'z'"):
        measure_goals(shop(*VECTOR), reach={"z": 0.5})


def test_a_handful_of_answers_is_no_weakest_link() -> None:
    few = {"touchpoint": "c", "metric": "nps", "counts": {0: 3}}
    low = {"touchpoint": "b", "metric": "nps", "counts": {0: 6, 10: 9}}
    found = stage(measure_goals(shop(rated("a", 80, 2), few, low)))
    assert (found.weakest_link, found.weakest_low_base, found.measured) == ("b", True, 3)
    assert "B 60, low base" in str(measure_goals(shop(rated("a", 80, 2), few, low)))
    shy = [{"touchpoint": t, "metric": "nps", "counts": {0: 2, 10: 2}} for t in "abc"]
    several = stage(measure_goals(shop(*shy)))
    assert (several.health, several.weakest_link, several.weakest_name) == (50, None, None)
    assert re.search(r" 50 \(31 to 69\) +–$", str(measure_goals(shop(*shy))), re.M)
    alone = stage(measure_goals(shop(few)))
    assert (alone.health, alone.weakest_link, alone.touchpoints) == (None, None, 3)


def test_a_health_of_zero_is_a_health() -> None:
    nobody = {"touchpoint": "a", "metric": "nps", "counts": {0: 300}}
    found = stage(measure_goals(shop(nobody)))
    assert (found.health, found.weakest_link, found.weakest_health) == (0, "a", 0)
    assert found.health_low == 0


def test_all_customers_leave_no_error() -> None:
    everybody = {
        "touchpoint": "a",
        "metric": "csat",
        "value": 4,
        "sd": 1,
        "n": 90,
        "population": 90,
    }
    found = stage(measure_goals(shop(everybody, goal="csat >= 3")))
    assert (found.health, found.health_se, found.health_low, found.health_high) == (75, 0, 75, 75)


def test_a_stage_without_the_common_metric_has_that_of_its_goals() -> None:
    stages = [
        {"name": "Buy", "goal": "csat >= 4", "touchpoints": ["A", "B"]},
        {"name": "Use", "goal": "churn <= 10%", "touchpoints": ["C"]},
    ]
    readings = [
        {"touchpoint": "a", "metric": "csat", "value": 4, "sd": 1, "n": 90},
        {"touchpoint": "b", "metric": "csat", "value": 4, "sd": 1, "n": 90},
        {"touchpoint": "c", "metric": "churn", "count": 10, "of": 100},
    ]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    found = measure_goals(journey)
    assert [(one.metric, one.health) for one in found.stages] == [("csat", 75), ("churn", 90)]
    assert found.notes[-1] == (
        "Health is the mean of touchpoints by csat; churn, 0 to 100 with 100 good."
    )


def test_the_journey_takes_its_goals_and_those_of_its_stages_together() -> None:
    shares = {"fcr_gross": 150, "fcr_net": 149, "retention": 150}
    readings: list[dict[str, Any]] = [
        {"metric": "fcr_gross", "count": 150, "of": 200},
        *({"stage": "buy", "metric": m, "count": n, "of": 200} for m, n in shares.items()),
        {"touchpoint": "a", "metric": "csat", "value": 2, "sd": 0.5, "n": 90},
    ]
    stages = [
        {
            "name": "Buy",
            "goal": ["fcr_gross >= 70%", "fcr_net >= 70%",
                     {"metric": "retention", "operator": ">=", "target": 0.9, "primary": False}],
            "touchpoints": [{"name": "A", "goal": "csat >= 4"}],
        },
        {"name": "Use", "touchpoints": ["B"]},
    ]  # fmt: skip
    journey = Journey.model_validate(
        {"name": "Shop", "goal": "fcr_gross >= 70%", "stages": stages, "readings": readings}
    )
    found = measure_goals(journey)
    p = [row.p_met or 0 for row in found.rows if row.scope != "touchpoint" and row.primary]
    whole = found.whole
    assert whole is not None
    assert (whole.stage, whole.name, whole.goals, whole.unmeasured) == (None, "whole journey", 3, 0)
    assert whole.p_all == pytest.approx(p[0] * p[1] * p[2])
    assert whole.p_all_low == pytest.approx(sum(p) - 2)
    assert whole.p_all_high == pytest.approx(min(p))
    assert whole.status == "met"
    assert [one.stage for one in found.stages] == ["buy"]
    printed = str(found)
    assert re.search(r"^✓  journey with its stages +3  met ", printed, re.M)
    assert (
        "note: P(all met) takes goals as unrelated; whatever ties them, it lies within the bounds "
        "(Fréchet)."
    ) in printed


def test_supporting_goals_alone_make_no_verdict() -> None:
    goal = {"metric": "nps", "operator": ">=", "target": 10, "primary": False}
    found = measure_goals(shop(*VECTOR, goal=goal))
    assert (stage(found).goals, stage(found).p_all, found.whole) == (0, None, None)
    assert "no primary goal" in str(found)


@pytest.mark.parametrize(
    ("metric", "reading", "health", "se"),
    [
        ("csat", {"value": 4, "sd": 1, "n": 10**6}, 75, 0.025),
        ("ces_effort", {"value": 2, "sd": 1, "n": 10**6}, 75, 0.025),
        ("gap", {"value": 0, "sd": 1, "n": 10**6}, 100, 0.1 / 6),
    ],
)
def test_errors_on_the_health_scale(
    metric: str, reading: dict[str, Any], health: float, se: float
) -> None:
    found = to_health(estimate(Reading(metric=metric, **reading), STANDARD_METRICS[metric]))
    assert found is not None
    assert tuple(found) == pytest.approx((health, se), rel=1e-3)


def test_the_health_of_a_time_has_the_error_of_its_logarithm() -> None:
    metric = Metric(id="t", kind="duration", unit="h", average="geometric", target=10)
    reading = Reading(metric="t", value=20, log_mean=2.995732, log_sd=0.5, n=10**6)
    found = to_health(estimate(reading, metric))
    assert found is not None
    assert tuple(found) == pytest.approx((50, 50 * 0.0005), rel=1e-3)
    bare = estimate(Reading(metric="art", value=20, sd=3, n=99), STANDARD_METRICS["art"])
    assert to_health(bare) is None
    unknown = estimate(Reading(metric="csat", value=4), STANDARD_METRICS["csat"])
    assert to_health(unknown) is None


def test_two_goals_have_bounds_and_one_has_none() -> None:
    kept = {"stage": "buy", "metric": "retention", "count": 150, "of": 200}
    liked = {"stage": "buy", "metric": "nps", "counts": {10: 40, 0: 20}, "n_effective": 50.5}
    both = str(measure_goals(shop(kept, liked, goal=["nps >= 10", "retention >= 70%"])))
    assert re.search(r"^✓  Buy +2  met +90 %  89 % to 94 %  –", both, re.M)
    assert re.search(r"  60 \(worth 50\)    95 %  met$", both, re.M)
    one = str(measure_goals(shop(kept, goal="retention >= 70%")))
    assert "taken together" not in one  # it would say once more what the goal's row says


def test_some_places_only_make_no_verdict_on_the_whole() -> None:
    goal = {"name": "Shop", "goal": "nps >= 0", "stages": [{"name": "Buy", "goal": "nps >= 0"}]}
    journey = Journey.model_validate({**goal, "readings": [{"metric": "nps", "counts": {10: 90}}]})
    whole, buy = find_places(journey)
    assert measure_goals_at(journey, [whole, buy]).whole is not None
    for places in ([whole], [buy], [buy, buy]):
        assert measure_goals_at(journey, places).whole is None


def test_the_last_line_says_whose_goals_it_takes_together() -> None:
    pay = {"name": "Pay", "goal": "csat >= 2"}
    stages = [{"name": "Buy", "goal": "csat >= 4.9", "touchpoints": ["Cart", pay]}]
    readings = [
        {"touchpoint": id_, "metric": "csat", "counts": {3: 50, 4: 50}} for id_ in ("cart", "pay")
    ]
    journey = Journey.model_validate(
        {"name": "Shop", "goal": "csat >= 2", "stages": stages, "readings": readings}
    )
    printed = str(measure_goals(journey))
    assert re.search(r"^✗  journey with its stages +2  missed +< 1 %  +–  ", printed, re.M)
    assert re.search(r"^✓  whole journey  CSAT ≥ 2 ", printed, re.M)
    assert (
        "note: Taken together are the primary goals of the journey and its stages, 2 of 3 goals."
    ) in printed
