from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.readings import measure_readings
from journeymap.analysis.trends.benchmarks import BenchmarkRow
from journeymap.analysis.trends.trend import measure_trend
from journeymap.model.journey import Journey
from journeymap.statistics.comparing.two_groups import compare_moments

PAY = {"touchpoint": "pay", "metric": "csat", "value": 4.0, "sd": 0.9, "n": 100}


def journey(reading: dict[str, Any], *benchmarks: dict[str, Any]) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    told = [{"touchpoint": "pay", "metric": "csat", **one} for one in benchmarks]
    return Journey.model_validate(
        {"name": "Shop", "stages": stages, "readings": [reading], "benchmarks": told}
    )


def held(reading: dict[str, Any], **benchmark: Any) -> BenchmarkRow:
    (row,) = measure_readings(journey(reading, benchmark)).benchmarks
    return row


def test_an_exact_benchmark_moves_the_interval() -> None:
    row = held(PAY, value=4.3, name="Best", source="Press")
    reading = measure_readings(journey(PAY)).rows[0]
    assert reading.low is not None
    assert reading.high is not None
    assert (row.value, row.measured, row.difference) == pytest.approx((4.3, 4.0, -0.3))
    assert row.low == pytest.approx(reading.low - 4.3)
    assert row.high == pytest.approx(reading.high - 4.3)
    assert (row.standing, row.benchmark, row.source) == ("below", "Best", "Press")
    assert row.shown == "Best 4.30: below (worse)"


def test_a_benchmark_with_n_is_a_second_sample() -> None:
    row = held(PAY, value=4.2, n=90, sd=0.8)
    found = compare_moments((4.0, 0.9, 100), (4.2, 0.8, 90), ends=(1, 5))
    assert (row.low, row.high) == pytest.approx((found.low, found.high))
    assert row.standing == "no clear difference"
    assert held(PAY, value=4.2).standing == "below"
    assert held(PAY, counts={4: 500, 5: 500}).standing == "below"


def test_where_low_is_good_below_is_better() -> None:
    reading = {"touchpoint": "pay", "metric": "churn", "count": 20, "of": 200}
    assert held(reading, metric="churn", value=0.3).shown == "benchmark 30.0 %: below (better)"
    assert held(reading, metric="churn", value=0.01).shown == "benchmark 1.0 %: above (worse)"
    assert held(reading, metric="churn", value=0.1).shown == (
        "benchmark 10.0 %: no clear difference"
    )


@pytest.mark.parametrize("answers", [{"n": 9}, {"n": None, "sd": None}])
def test_with_few_or_unknown_answers_nothing_is_said(answers: dict[str, Any]) -> None:
    reading = {key: v for key, v in {**PAY, **answers}.items() if v is not None}
    assert held(reading, value=1.5).standing == "cannot tell"


def test_ten_answers_are_enough() -> None:
    assert held({**PAY, "n": 10}, value=1.5).standing == "above"


def test_times_are_held_against_an_exact_value() -> None:
    art = {"touchpoint": "pay", "metric": "art", "value": 20, "n": 80, "sd": 5}
    row = held(art, metric="art", value=30, n=50, sd=9)
    assert (row.standing, row.shown) == ("below", "benchmark 30 minutes: below (better)")


def test_guesses_and_other_places_are_held_against_nothing() -> None:
    guess = {"touchpoint": "pay", "metric": "csat", "guess": 4}
    assert measure_readings(journey(guess, {"value": 4})).benchmarks == ()
    cart = {**PAY, "touchpoint": "cart"}
    assert measure_readings(journey(cart, {"value": 4})).benchmarks == ()
    whole = {"metric": "csat", "value": 4, "n": 90}
    found = measure_readings(journey(whole, {"value": 4, "touchpoint": None}))
    assert found.benchmarks[0].scope == "journey"
    stage = {**whole, "stage": "buy"}
    assert measure_readings(journey(stage, {"value": 4, "touchpoint": None})).benchmarks == ()
    found = measure_readings(journey(stage, {"value": 4, "touchpoint": None, "stage": "buy"}))
    assert found.benchmarks[0].stage == "buy"


def test_readings_show_them_beside() -> None:
    found = measure_readings(journey(PAY, {"value": 3.5, "name": "A"}, {"value": 4.0, "name": "B"}))
    assert (found.rows[0].benchmark, found.rows[0].against_benchmark) == (3.5, "above")
    assert str(found).splitlines()[0].endswith("base  benchmark")
    assert "A 3.50: above" in str(found)
    assert len(found.to_dict()["benchmarks"]) == 2
    plain = measure_readings(journey(PAY))
    assert "benchmark" not in str(plain)
    assert (plain.rows[0].benchmark, plain.rows[0].against_benchmark) == (None, None)


def test_a_trend_holds_its_latest_wave_against_them() -> None:
    told = journey({**PAY, "wave": "1"}, {"value": 3.5, "name": "A"}).replace(
        readings=[{**PAY, "wave": w, "touchpoint": t} for w in "12" for t in ("pay", "cart")]
    )
    found = measure_trend(told)
    (row,) = found.benchmarks
    assert (row.wave, row.name) == ("2", "Pay")
    assert [r.benchmark for r in found.rows] == [None, None, 3.5, 3.5]
    assert str(found).splitlines()[1].endswith("benchmark")
    alone = measure_trend(told, touchpoint="pay")
    assert alone.notes[-1] == "2 against A 3.50: above (better)."
