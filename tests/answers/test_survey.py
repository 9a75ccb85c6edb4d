"""The passenger survey of San Francisco International Airport, 2016."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


SURVEY = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys" / "sfo_2016.csv.gz"
pytestmark = pytest.mark.skipif(not SURVEY.is_file(), reason="set JOURNEYMAP_TEST_DATA")
# share of 4 and 5, and answers, counted apart from this code with codes 0 and 6 left out
PUBLISHED = {
    "Q7FOOD": (0.570, 2680),
    "Q7STORE": (0.567, 2625),
    "Q7SIGN": (0.776, 2969),
    "Q7LTPARKING": (0.644, 820),
    "Q7ALL": (0.810, 2919),
}


def test_known_shares() -> None:
    journey = make_journey(
        name="Departing",
        metrics=[Metric(id="satisfied", kind="top_box", worst=1, best=5, top=(4, 5))],
        stages=[{"name": "Airport", "touchpoints": list(PUBLISHED)}],
    )
    questions = {
        c: {"touchpoint": c.casefold(), "metric": ["satisfied", "csat"]} for c in PUBLISHED
    }
    source = make_source(
        wave="2016", missing=[0, 6], segments={"area": "BAREA"}, questions=questions
    )
    found = measure_answers(journey, SURVEY, source)
    counts = {(r.touchpoint, r.metric): r.counts or {} for r in found if not r.segment}
    for column, (share, n) in PUBLISHED.items():
        told = counts[column.casefold(), "satisfied"]
        assert sum(told.values()) == n
        assert (told[4] + told[5]) / n == pytest.approx(share, abs=5e-4)
    whole = counts["q7all", "csat"]
    assert sum(code * n for code, n in whole.items()) / 2919 == pytest.approx(4.038, abs=5e-4)
    for key, total in counts.items():
        parts = [r.counts or {} for r in found if r.segment and (r.touchpoint, r.metric) == key]
        assert sum(sum(part.values()) for part in parts) == sum(total.values())
    assert (
        str(found.intake)
        == "15,435 answers in 3,087 rows: 12,013 used, 3,422 set aside (no answer 3,422)"
    )
