"""Published waves: patients of hospitals in the USA, and passengers of an airport."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeymap.analysis.trends.trend import measure_trend
from journeymap.answers.measuring import measure_answers
from journeymap.files.journeys import load_journey
from journeymap.files.sources import load_source
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.operations.aggregates import measure_aggregates

HOSPITAL = Path(__file__).parents[2] / "operations" / "hcahps"
SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
pytestmark = pytest.mark.skipif(
    not (SURVEYS / "hcahps_national_results.csv").is_file(), reason="set JOURNEYMAP_TEST_DATA"
)
SECURITY = {2013: "Q14B_SECURITY", 2014: "Q14PASSTHRU", 2015: "Q14PASSTHRU", 2016: "Q14PASSTHRU"}


def test_six_yearly_releases_are_too_few_for_limits() -> None:
    journey, source = (
        load_journey(HOSPITAL / "journey.yaml"),
        load_source(HOSPITAL / "national.yaml"),
    )
    table = SURVEYS / "hcahps_national_results.csv"
    found = measure_trend(journey.with_readings(measure_aggregates(journey, table, source)))
    assert found.headline() == (
        "10 series of 6 waves, side by side: 8 waves are needed for limits."
    )
    care = next(s for s in found.series if s.touchpoint == "transition")
    assert care.shown == ("52.0", "52.0", "52.0", "53.0", "53.0", "54.0")
    assert (care.chart, care.shown_change) == ("xmr", "+1.0")


def test_security_at_the_airport_in_four_waves() -> None:
    easy = {"id": "easy", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]}
    journey = Journey(
        name="Airport",
        metrics=easy,
        stages=[{"name": "Security", "touchpoints": ["Screening"]}],
        interventions={"name": "Nothing", "wave": "2016"},
    )
    for year, column in SECURITY.items():
        question = {column: {"touchpoint": "screening", "metric": "easy"}}
        source = Source(wave=year, missing=[0, 6], questions=question)
        answers = measure_answers(journey, SURVEYS / f"sfo_{year}.csv.gz", source)
        journey = journey.with_readings(answers)
    found = measure_trend(journey)
    assert [(row.wave, row.n) for row in found.rows] == [
        ("2013", 3056), ("2014", 2451), ("2015", 2508), ("2016", 2641),
    ]  # fmt: skip
    assert found.series[0].shown == ("76.4", "82.4", "82.5", "77.1")
    assert found.series[0].verdict == "4 waves; 8 are needed for limits"
    (row,) = found.interventions
    assert (row.shown, row.change) == ("80.1 % -> 77.1 %", "worse")
