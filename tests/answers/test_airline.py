"""Two public tables: airline passengers' ratings, and customers of a telephone company."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
AIRLINE, TELCO = SURVEYS / "airline.csv.gz", SURVEYS / "telco_churn.csv.gz"
pytestmark = pytest.mark.skipif(not AIRLINE.is_file(), reason="set JOURNEYMAP_TEST_DATA")
RATED = (
    "inflight_wifi_service",
    "departure_arrival_time_convenient",
    "ease_of_online_booking",
    "gate_location",
    "food_and_drink",
    "online_boarding",
    "seat_comfort",
    "inflight_entertainment",
    "onboard_service",
    "leg_room_service",
    "baggage_handling",
    "checkin_service",
    "inflight_service",
    "cleanliness",
)


def test_zeros_are_no_answers_and_labels_make_a_share() -> None:
    journey = Journey(
        name="Flight",
        metrics=[Metric(id="satisfied", kind="share")],
        stages=[{"name": "Fly", "touchpoints": list(RATED)}],
    )
    ids = {touchpoint.name: touchpoint.id for touchpoint in journey.touchpoints}
    rated = {c: {"touchpoint": ids[c], "metric": "csat", "missing": [0]} for c in RATED}
    labels = {"satisfied": 1, "neutral or dissatisfied": 0}
    whole = {"scope": "journey", "metric": "satisfied", "labels": labels}
    source = Source.model_validate({"questions": {**rated, "satisfaction": whole}})
    found = measure_answers(journey, AIRLINE, source)
    means = {}
    for reading in found:
        counts = reading.counts or {}
        if reading.metric == "satisfied":
            assert counts == {0: 58_879, 1: 45_025}
        else:
            means[reading.touchpoint] = sum(c * n for c, n in counts.items()) / (reading.n or 1)
    assert len(means) == len(RATED)
    lowest = min(means, key=lambda touchpoint: means[touchpoint])
    assert lowest == ids["inflight_wifi_service"]
    assert means[lowest] == pytest.approx(2.8137, abs=5e-5)


def test_churn_and_its_mirror_from_yes_and_no() -> None:
    journey = Journey(name="Calls", stages=[{"name": "Stay", "touchpoints": ["Contract"]}])
    churn = {"scope": "journey", "metric": "churn"}
    kept = {"scope": "journey", "metric": "retention", "labels": {"No": 1, "Yes": 0}}
    source = Source.model_validate({"questions": {"Churn": [churn, kept]}})
    found = {r.metric: dict(r.counts or {}) for r in measure_answers(journey, TELCO, source)}
    assert found == {"churn": {0: 5174, 1: 1869}, "retention": {0: 1869, 1: 5174}}
    assert round(1869 / 7043, 4) == 0.2654
