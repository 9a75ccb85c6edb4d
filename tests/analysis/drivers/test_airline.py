"""Public ratings of airline passengers: what moves their satisfaction."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.analysis.drivers.result import Drivers
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

SURVEYS = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "surveys"
AIRLINE, MOBI = SURVEYS / "airline.csv.gz", SURVEYS / "mobi.csv"
needs_data = pytest.mark.skipif(not AIRLINE.is_file(), reason="set JOURNEYMAP_TEST_DATA")
RATED = (
    "inflight_wifi_service", "departure_arrival_time_convenient", "ease_of_online_booking",
    "gate_location", "food_and_drink", "online_boarding", "seat_comfort", "inflight_entertainment",
    "onboard_service", "leg_room_service", "baggage_handling", "checkin_service",
    "inflight_service", "cleanliness",
)  # fmt: skip


def find_satisfaction(*, zeros: bool = False, **asked: Any) -> Drivers:
    """The drivers of being satisfied; with zeros taken for scores, if asked."""
    scale = Metric(id="rating", kind="rating_mean", worst=0, best=5)
    journey = Journey(
        name="Flight",
        metrics=[Metric(id="satisfied", kind="share"), scale],
        stages=[{"name": "Fly", "touchpoints": list(RATED)}],
    )
    ids = {touchpoint.name: touchpoint.id for touchpoint in journey.touchpoints}
    missing = {} if zeros else {"missing": [0]}
    rated = {c: {"touchpoint": ids[c], "metric": "rating", **missing} for c in RATED}
    labels = {"satisfied": 1, "neutral or dissatisfied": 0}
    whole = {"scope": "journey", "metric": "satisfied", "labels": labels}
    source = Source.model_validate({"questions": {**rated, "satisfaction": whole}})
    return find_drivers(journey, AIRLINE, source, outcome="satisfied", draws=200, **asked)


@needs_data
def test_online_boarding_moves_satisfaction_most() -> None:
    found = find_satisfaction()
    r = {row.name: round(row.r, 6) for row in found.rows}
    assert r["online_boarding"] == 0.565148
    assert r["inflight_wifi_service"] == 0.389915
    assert r["ease_of_online_booking"] == 0.240666
    assert r["gate_location"] == 0.000708
    by_r = sorted(r, key=lambda name: -r[name])
    assert (by_r.index("online_boarding"), by_r.index("inflight_wifi_service")) == (0, 2)
    assert found.headline() == (
        "online_boarding goes with satisfied most closely (P > 99 %); the drivers together explain "
        "46 % of it. Association, not effect."
    )
    assert found.rows[0].share == pytest.approx(0.3290, abs=5e-4)
    assert found.r_squared == pytest.approx(0.4643, abs=5e-4)
    assert found.method == "shapley"
    assert found.n == 103_904


@needs_data
def test_zeros_taken_for_scores_would_hide_the_wi_fi() -> None:
    r = {row.name: row.r for row in find_satisfaction(zeros=True).rows}
    by_r = sorted(r, key=lambda name: -r[name])
    # eighth where the distance flown, which is no rating, is counted too
    assert by_r.index("inflight_wifi_service") == 6
    assert r["inflight_wifi_service"] == pytest.approx(0.284245, abs=1e-6)


@needs_data
def test_twenty_items_on_ten_points_go_by_relative_weights() -> None:
    header = MOBI.read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    items = [column for column in header if column and not column.startswith("CUSA")]
    journey = Journey(
        name="Phone",
        metrics=[Metric(id="ten", kind="rating_mean", worst=1, best=10)],
        stages=[{"name": "All", "touchpoints": items}],
    )
    ids = {touchpoint.name: touchpoint.id for touchpoint in journey.touchpoints}
    questions = {item: {"touchpoint": ids[item], "metric": "ten"} for item in items}
    questions["CUSA1"] = {"scope": "journey", "metric": "ten"}
    source = Source.model_validate({"questions": questions})
    found = find_drivers(journey, MOBI, source, outcome="ten", draws=200)
    assert (found.method, found.n, len(found.rows)) == ("relative_weights", 250, 21)
    assert sum(row.share or 0 for row in found.rows) == pytest.approx(1)
    assert found.verdict.kind == "undecided"
