"""Four waves of the passenger survey of San Francisco International Airport, on one journey.

The names of columns change from year to year; the touchpoints do not.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
pytestmark = pytest.mark.skipif(
    not (SURVEYS / "sfo_2013.csv.gz").is_file(), reason="set JOURNEYMAP_TEST_DATA"
)
JOURNEY = Journey.model_validate(
    {
        "name": "Departing",
        "metrics": [Metric(id="satisfied", kind="top_box", worst=1, best=5, top=(4, 5))],
        "stages": [{"name": "Airport", "touchpoints": ["Restaurants", "Shops", "Signs"]}],
    }
)
COLUMNS = {
    2013: {
        "Q7B_FOOD": "restaurants",
        "Q7C_SHOPS": "shops",
        "Q7D_SIGNS": "signs",
        "Q7O_WHOLE": None,
    },
    2014: {"Q7FOOD": "restaurants", "Q7STORE": "shops", "Q7SIGN": "signs", "Q7ALL": None},
    2015: {"Q7FOOD": "restaurants", "Q7STORE": "shops", "Q7SIGN": "signs", "Q7ALL": None},
    2016: {"Q7FOOD": "restaurants", "Q7STORE": "shops", "Q7SIGN": "signs", "Q7ALL": None},
}
# the share of 4 and 5, and the number of answers, as they are published for 2016
PUBLISHED = {
    "restaurants": (0.570, 2680),
    "shops": (0.567, 2625),
    "signs": (0.776, 2969),
    None: (0.810, 2919),
}


def path_of(year: int) -> Path:
    return SURVEYS / f"sfo_{year}.csv.gz"


def source_of(year: int, **parts: Any) -> Source:
    places = {
        column: {"touchpoint": touchpoint} if touchpoint else {"scope": "journey"}
        for column, touchpoint in COLUMNS[year].items()
    }
    questions = {column: {"metric": "satisfied", **place} for column, place in places.items()}
    return Source.model_validate({"missing": [0, 6], "questions": questions, **parts})


@cache
def measured(year: int) -> MeasuredReadings:
    return measure_answers(JOURNEY, path_of(year), source_of(year, wave=str(year)))


@cache
def counted_by_pandas(year: int) -> dict[str | None, dict[int, int]]:
    table = pd.read_csv(path_of(year), usecols=list(COLUMNS[year]))
    return {
        touchpoint: dict(Counter(int(code) for code in table[column].dropna() if 1 <= code <= 5))
        for column, touchpoint in COLUMNS[year].items()
    }


@pytest.mark.parametrize("year", COLUMNS)
def test_every_wave_has_the_counts_of_pandas(year: int) -> None:
    found = {reading.touchpoint: dict(reading.counts or {}) for reading in measured(year)}
    assert found == counted_by_pandas(year)
    assert {reading.wave for reading in measured(year)} == {str(year)}


def test_all_waves_stand_on_one_journey() -> None:
    journey = JOURNEY.with_readings([r for year in COLUMNS for r in measured(year)])
    assert len(journey.readings) == 16


@pytest.mark.parametrize("touchpoint", PUBLISHED)
def test_the_published_shares_of_2016(touchpoint: str | None) -> None:
    share, n = PUBLISHED[touchpoint]
    reading = next(r for r in measured(2016) if r.touchpoint == touchpoint)
    counts = dict(reading.counts or {})
    assert reading.n == n
    assert (counts[4] + counts[5]) / n == pytest.approx(share, abs=5e-4)


def test_days_in_a_format_of_their_own() -> None:
    parts = {"format": {"times": "%m/%d/%Y %I:%M:%S %p"}, "columns": {"answered_at": "INTDATE"}}
    found = measure_answers(JOURNEY, path_of(2016), source_of(2016, waves="day", **parts))
    days = pd.to_datetime(
        pd.read_csv(path_of(2016), usecols=["INTDATE"])["INTDATE"], format="%m/%d/%Y %I:%M:%S %p"
    )
    assert {r.wave for r in found} == {str(day.date()) for day in days.dropna()}
    whole = [r for r in found if r.touchpoint is None]
    missing = found.intake.set_aside.get("no date", 0)
    assert missing == 0
    assert sum(r.n or 0 for r in whole) == 2919
