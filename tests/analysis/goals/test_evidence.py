from __future__ import annotations

import json
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.estimates import estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.reach import Reach
from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.goals.evidence import GoalEvidence, find_chance, find_error
from journeymap.analysis.goals.rollup import MeasuredWave, find_evidence
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.intervals import critical_t, critical_z, share_interval

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
ROLLUP = VECTORS["stage_rollup"]
ALIKE = Reach({}, "equal")
BUY = NamedPlace("stage", "buy", "Buy", "buy")


def chance(metric: str | Metric, goal: str, **reading: Any) -> float:
    known = STANDARD_METRICS[metric] if isinstance(metric, str) else metric
    found = find_chance(
        estimate(Reading(metric=known.id, **reading), known),
        Goal.model_validate(f"{known.id} {goal}"),
    )
    assert found is not None
    return found


def evidence(place: NamedPlace, goal: str, *readings: dict[str, Any]) -> GoalEvidence:
    journey = Journey.model_validate({
        "name": "Shop",
        "stages": [{"name": "Buy", "touchpoints": ["A", "B", "C"]}, {"name": "Use"}],
        "readings": readings,
    })  # fmt: skip
    known = MeasuredWave(journey, select_readings(journey), ALIKE, 0.95)
    return find_evidence(known, place, Goal.model_validate(goal))


def at(touchpoint: str, value: float) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "nps", "value": value, "sd": 80, "n": 6400}


def test_rolled_up_stage_is_the_plain_mean_and_names_its_weakest_link() -> None:
    given_ = ROLLUP["inputs"]
    readings = [
        {"touchpoint": t, "metric": "nps", "value": v, "n": 10**4, "sd": se * 100 / 10}
        for t, v, se in zip("abc", given_["health"], given_["se"], strict=True)
    ]
    found = evidence(BUY, "nps >= 70", *readings)
    se = sqrt(2**2 + 4**2 + 3**2) / 3 / 10
    assert found.value == pytest.approx(215 / 3)
    assert (found.low, found.high) == pytest.approx(
        (215 / 3 - 1.96 * se, 215 / 3 + 1.96 * se), abs=1e-3
    )
    assert (found.n, found.reason) == (30000, "mean of 3 of 3 touchpoints, worst B +60")
    assert found.p_met == pytest.approx(1)


def test_weakest_link_of_a_low_metric_is_the_highest() -> None:
    lost = [
        {"touchpoint": "a", "metric": "churn", "value": 0.02, "n": 400},
        {"touchpoint": "c", "metric": "churn", "value": 0.2, "n": 400},
    ]
    found = evidence(BUY, "churn <= 10%", *lost)
    assert found.reason == "mean of 2 of 3 touchpoints, worst C 20.0 %"


def test_journey_rolls_up_all_its_touchpoints_and_own_reading_wins() -> None:
    whole = NamedPlace("journey", "shop", "whole journey")
    assert evidence(whole, "nps >= 10", at("a", 20), at("b", 40)).value == pytest.approx(30)
    own = {"metric": "nps", "counts": {10: 40, 0: 10}}
    found = evidence(whole, "nps >= 10", at("a", 20), own)
    assert (found.value, found.reason) == (60, None)


def test_own_guess_gives_way_to_measured_touchpoints() -> None:
    guess = {"stage": "buy", "metric": "nps", "guess": 50}
    assert evidence(BUY, "nps >= 10", guess, at("a", 20)).value == 20
    assert evidence(BUY, "nps >= 10", guess).reason == "no reading of nps"


def test_guessed_touchpoints_take_no_part() -> None:
    guess = {"touchpoint": "a", "metric": "nps", "guess": 90}
    found = evidence(BUY, "nps >= 10", guess, at("b", 20))
    assert (found.value, found.reason) == (20, "mean of 1 of 3 touchpoints, worst B +20")
    assert evidence(BUY, "nps >= 10", guess) == GoalEvidence(reason="only guessed")


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        ({"metric": "nps", "value": 20}, "number of answers unknown"),
        ({"metric": "art", "value": 20, "n": 50}, "spread of the times unknown"),
        (
            {"metric": "art", "value": 20, "sd": 0, "log_mean": 3.0, "log_sd": 0, "n": 12},
            "all times are equal, their spread is not known",
        ),
        (
            {"metric": "art", "value": 20, "sd": 0, "n": 12},
            "all times are equal, their spread is not known",
        ),
        ({"metric": "nps", "value": 20, "n": 9}, "only 9 answers"),
        ({"metric": "nps", "value": 20, "n": 1}, "only 1 answer"),
        ({"metric": "nps", "value": 20, "n": 60, "n_effective": 9.9}, "60 answers worth only 9"),
        ({"metric": "ces_ease", "value": 5, "n": 99}, None),
    ],
)
def test_why_there_is_no_chance(reading: dict[str, Any], reason: str | None) -> None:
    here = NamedPlace("touchpoint", "a", "A", "buy")
    for place in (here, BUY):
        goal = "art <= 30" if reading["metric"] == "art" else "nps >= 10"
        found = evidence(place, goal, {"touchpoint": "a", **reading})
        assert (found.p_met, found.reason) == (None, reason or "no reading of nps")
    assert evidence(
        here, "nps >= 10", {"touchpoint": "a", "metric": "nps", "guess": 5}
    ) == GoalEvidence(reason="only guessed")


def test_error_to_add_up_is_half_the_unclipped_interval() -> None:
    def error(metric: str, **reading: Any) -> float | None:
        known = STANDARD_METRICS[metric]
        found = estimate(Reading(metric=metric, **reading), known)
        return find_error(found, found.n_effective or 0)

    wilson, z = share_interval(3, 40), critical_z()
    few = critical_t(0.95, 3) / z
    assert error("churn", count=3, of=40) == pytest.approx((wilson.high - wilson.low) / 2 / z)
    assert error("csat", value=4.9, sd=0.5, n=4) == pytest.approx(0.25 * few)
    assert error("csat", counts={5: 40}) == pytest.approx(
        4 * (1 - share_interval(40, 40).low) / 2 / z
    )
    assert error("nps", counts={10: 40, 8: 35, 0: 25}) == pytest.approx(7.7861, abs=1e-4)
    times = error("art", value=30, log_mean=3.0, log_sd=0.5, n=4)
    assert times == pytest.approx(30 * sqrt(0.25 / 4 + 0.0625 / 6) * few)
    assert error("art", value=30, sd=0, n=4) is None


def test_geometric_error_leaves_the_skew_out() -> None:
    metric = Metric(id="t", kind="duration", unit="h", average="geometric")
    found = estimate(Reading(metric="t", value=9, log_mean=2.0, log_sd=0.5, n=100), metric)
    error = np.exp(2.0) * 0.05 * critical_t(0.95, 99) / critical_z()
    assert find_error(found, 100) == pytest.approx(error)


shares = st.tuples(st.integers(0, 200), st.integers(10, 200)).map(lambda t: (min(t), max(*t, 10)))
targets = st.integers(1, 99).map(lambda percent: percent / 100)


@given(shares, targets)
def test_more_good_answers_never_lower_the_chance(share: tuple[int, int], target: float) -> None:
    x, n = share
    chances = [
        chance("retention", f">= {target}", count=c, of=n) for c in sorted({x, min(x + 1, n)})
    ]
    assert chances == sorted(chances)


@given(shares, targets)
def test_opposite_operators_are_complements(share: tuple[int, int], target: float) -> None:
    x, n = share
    at_least, at_most = (chance("churn", f"{o} {target}", count=x, of=n) for o in (">=", "<="))
    assert at_least + at_most == pytest.approx(1)


@given(shares, targets)
def test_retention_and_churn_agree(share: tuple[int, int], target: float) -> None:
    x, n = share
    lost = chance("churn", f"<= {target}", count=x, of=n)
    kept = chance("retention", f">= {round(1 - target, 2)}", count=n - x, of=n)
    assert lost == pytest.approx(kept, abs=1e-9)


@given(st.floats(1.2, 4.8), st.floats(0.1, 1.5), st.integers(10, 500), st.floats(1, 5))
def test_opposite_operators_are_complements_for_means(
    mean: float, sd: float, n: int, target: float
) -> None:
    both = [chance("csat", f"{o} {target:.3f}", value=mean, sd=sd, n=n) for o in (">=", "<=")]
    assert sum(both) == pytest.approx(1)


def test_where_all_customers_answered_nothing_is_left_to_chance() -> None:
    everybody = {"value": 4, "sd": 1, "n": 90, "population": 90}
    assert [chance("csat", f">= {target}", **everybody) for target in (3.9, 4, 4.1)] == [1, 1, 0]
    assert [chance("csat", f"<= {target}", **everybody) for target in (3.9, 4, 4.1)] == [0, 1, 1]


def test_times_of_many_of_all_customers_have_a_smaller_error() -> None:
    known = {"metric": "art", "value": 30, "log_mean": 3.0, "log_sd": 0.5, "n": 50}
    plain, partly = (
        find_error(estimate(Reading(**known, **more), STANDARD_METRICS["art"]), 50)
        for more in ({}, {"population": 101})
    )
    assert plain is not None
    assert partly == pytest.approx(plain * sqrt(51 / 100))


def test_two_equal_times_are_equal_and_one_is_not() -> None:
    for n, reason in (
        (2, "all times are equal, their spread is not known"),
        (1, "spread of the times unknown"),
    ):
        reading = {"touchpoint": "a", "metric": "art", "value": 20, "sd": 0, "n": n}
        assert evidence(BUY, "art <= 30", reading).reason == reason


@pytest.mark.parametrize(("n", "judged"), [(9, False), (10, True)])
def test_ten_answers_of_all_touchpoints_make_a_chance(n: int, judged: bool) -> None:
    readings = [
        {"touchpoint": t, "metric": "csat", "value": 4, "sd": 1, "n": of}
        for t, of in (("a", 5), ("b", n - 5))
    ]
    found = evidence(BUY, "csat >= 3", *readings)
    assert (found.n, found.p_met is not None) == (n, judged)
    assert found.reason == (
        "mean of 2 of 3 touchpoints, worst A 4.00" if judged else "9 answers worth only 8"
    )


def test_the_only_touchpoint_of_a_stage_is_no_mean() -> None:
    stages = [{"name": "Buy", "touchpoints": ["A"]}]
    reading = {"touchpoint": "a", "metric": "nps", "counts": {10: 40, 0: 20}}
    made = {"name": "Shop", "stages": stages, "readings": [reading]}
    journey = Journey.model_validate(made)
    known = MeasuredWave(journey, select_readings(journey), ALIKE, 0.95)
    found = find_evidence(known, BUY, Goal.model_validate("nps >= 10"))
    assert (found.reason, found.weighted_by) == ("the reading of A", None)
    assert evidence(BUY, "nps >= 10", at("a", 20)).weighted_by == "equal"


@pytest.mark.parametrize("worth", [1.0000000001, 1.015625, 1.5, 1.99, 2])
@pytest.mark.parametrize(
    "answers",
    [
        {"metric": "csat", "counts": {1: 1, 5: 2}},
        {"metric": "csat", "value": 3, "sd": 1.9, "n": 3},
        {"metric": "nps", "counts": {0: 1, 10: 2}},
        {"metric": "art", "value": 5, "sd": 3, "n": 3},
        {"metric": "art", "value": 5, "sd": 3000, "n": 3},
        {"metric": "half", "value": 5, "log_mean": 2, "log_sd": 25, "n": 3},
    ],
)
def test_answers_that_are_hardly_worth_one_break_nothing(
    answers: dict[str, Any], worth: float
) -> None:
    places = ("find", "pay", "help")
    metric = answers["metric"]
    aim = f"{metric} {'<=' if metric in ('art', 'half') else '>='} 4"
    journey = Journey.model_validate({
        "name": "Shop",
        "metrics": [
            {"id": "half", "kind": "duration", "unit": "minutes", "average": "geometric",
             "target": 10},
        ],
        "stages": [{"name": "Buy", "goal": aim, "touchpoints": [p.title() for p in places]}],
        "goals": [aim],
        "readings": [{**answers, "touchpoint": p, "n_effective": worth} for p in places],
    })  # fmt: skip
    for ask in (measure_goals, measure_readings, find_weakest, find_priorities, find_advice):
        assert json.dumps(ask(journey).to_dict(), allow_nan=False)
    assert {row.status for row in measure_goals(journey).rows} == {"not_measured"}
