"""Four yearly surveys of an airport and two public tables, as an analyst would compare them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.changes.waves import compare_waves
from journeymap.answers.measuring import measure_answers
from journeymap.demo import load_demo
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
needs_data = pytest.mark.skipif(
    not (SURVEYS / "sfo_2013.csv.gz").is_file(), reason="set JOURNEYMAP_TEST_DATA"
)
COLUMNS = {
    "whole": ("Q7O_WHOLE", "Q7ALL"), "screening": ("Q14B_SECURITY", "Q14PASSTHRU"),
    "food": ("Q7B_FOOD", "Q7FOOD"), "wifi": ("Q7I_WIFI", "Q7WIFI"),
    "booths": ("Q7H_INFODEP", "Q7INFOUP"), "art": ("Q7A_ART", "Q7ART"),
    "gate": ("Q9A_CLNBOARD", "Q9BOARDING"),
}  # fmt: skip
METRICS = {"screening": "easy", "gate": "clean"}


def measure_airport(*years: int) -> Journey:
    """Some of the touchpoints of the airport that ships with the package, in these years."""
    journey = load_demo().replace(readings=[])
    for year in years:
        asked = {}
        for id_, columns in COLUMNS.items():
            place = {"scope": "journey"} if id_ == "whole" else {"touchpoint": id_}
            asked[columns[year > 2013]] = {**place, "metric": METRICS.get(id_, "satisfied")}
        source = Source.model_validate({"wave": year, "missing": [0, 6], "questions": asked})
        file = SURVEYS / f"sfo_{year}.csv.gz"
        journey = journey.with_readings(measure_answers(journey, file, source))
    return journey


@needs_data
def test_what_changed_at_the_airport() -> None:
    journey = measure_airport(2013, 2014, 2015, 2016)
    whole = {row.touchpoint: row for row in compare_waves(journey, "2013", "2016").rows}
    better = [id_ for id_, row in whole.items() if row.change == "better"]
    assert better == ["booths", "wifi"]
    wifi = whole["wifi"]
    assert (wifi.difference, wifi.low, wifi.high) == pytest.approx((0.121, 0.094, 0.148), abs=5e-4)
    assert wifi.p_any is not None
    assert wifi.p_any < 1e-9
    first = {row.touchpoint: row.change for row in compare_waves(journey, "2013", "2014").rows}
    assert (first["screening"], first["wifi"]) == ("better", "better")
    last = [r for r in compare_waves(journey, "2015", "2016").rows if r.change != "no clear change"]
    assert [(r.touchpoint, r.change) for r in last] == [("screening", "worse")]
    assert last[0].difference == pytest.approx(-0.054, abs=5e-4)


def test_the_shipped_example_has_one_clear_change() -> None:
    found = compare_waves(load_demo())
    assert found.headline() == "2015 → 2016: 1 worse (Security screening), 19 without clear change."
    mix = found.mix
    assert mix is not None
    assert (mix.metric, mix.parts) == ("satisfied", 13)
    assert (round(mix.before, 1), round(mix.after, 1)) == (70.7, 71.1)
    assert {one.over for one in found.mixes} == {"touchpoints", "area", "time_of_day"}
    assert found.reversals == ()


@needs_data
@pytest.mark.parametrize(
    ("key", "values", "difference", "change"),
    [
        ("Contract", ("Month-to-month", "One year"), -0.314, "better"),
        ("Contract", ("One year", "Two year"), -0.084, "better"),
        ("gender", ("Female", "Male"), -0.008, "no clear change"),
    ],
)
def test_churn_by_segment(
    key: str, values: tuple[str, str], difference: float, change: str
) -> None:
    journey = Journey(name="Telephone", stages=[{"name": "Use", "touchpoints": ["Line"]}])
    lost = {"scope": "journey", "metric": "churn", "labels": {"Yes": 1, "No": 0}}
    source = Source.model_validate({"segments": {key: key}, "questions": {"Churn": lost}})
    table = SURVEYS / "telco_churn.csv.gz"
    journey = journey.with_readings(measure_answers(journey, table, source))
    (row,) = compare_segments(journey, {key: values[0]}, {key: values[1]}).rows
    assert row.difference == pytest.approx(difference, abs=5e-4)
    assert (row.change, row.p_any is None) == (change, key == "gender")


@needs_data
def test_classes_of_an_airline() -> None:
    journey = Journey(
        name="Flight", stages=[{"name": "Fly", "touchpoints": ["Times", "Boarding", "Gate"]}]
    )
    columns = {"times": "departure_arrival_time_convenient", "boarding": "online_boarding",
               "gate": "gate_location"}  # fmt: skip
    asked = {c: {"touchpoint": t, "metric": "csat", "missing": [0]} for t, c in columns.items()}
    source = Source.model_validate({"segments": {"class": "customer_class"}, "questions": asked})
    table = SURVEYS / "airline.csv.gz"
    journey = journey.with_readings(measure_answers(journey, table, source))
    found = compare_segments(journey, {"class": "Eco"}, {"class": "Business"})
    assert [(row.touchpoint, row.change) for row in found.rows] == [
        ("times", "worse"), ("boarding", "better"), ("gate", "no clear change"),
    ]  # fmt: skip
    assert re.search(r"Over all 3 values of class there are differences in 2 of 3 rows", str(found))
