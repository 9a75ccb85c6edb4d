from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.evidence.candidates import Candidate, find_measured
from journeymap.analysis.evidence.selection import select_readings
from journeymap.model.journey import Journey


def why_not(*readings: dict[str, Any], by: tuple[str, ...] = ("csat",)) -> str | None:
    """Why Pay is not ranked."""
    stages = [{"name": "Buy", "touchpoints": ["Pay", "Cart"]}]
    placed = [{"touchpoint": "pay", **reading} for reading in readings]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": placed})
    _, left_out = find_measured(journey, select_readings(journey), by, level=0.95)
    return left_out.get("pay")


@pytest.mark.parametrize(
    ("readings", "reason"),
    [
        ([], "not_measured"),
        ([{"metric": "nps", "value": 20, "n": 50}], "other_metric"),
        ([{"metric": "csat", "guess": 4}], "guessed"),
        ([{"metric": "csat", "value": 4}], "no_n"),
        ([{"metric": "csat", "value": 4, "n": 50}], None),
        ([{"metric": "nps", "value": 20, "n": 50}, {"metric": "csat", "value": 4}], "no_n"),
    ],
)
def test_why_a_touchpoint_is_not_ranked(readings: list[dict[str, Any]], reason: str | None) -> None:
    assert why_not(*readings) == reason


def test_a_time_without_a_target_is_not_ranked() -> None:
    assert why_not({"metric": "art", "value": 20, "sd": 5, "n": 50}, by=("art",)) == "no_target"


def test_a_candidate_goes_by_its_fewest_answers() -> None:
    stages = [{"name": "Buy", "touchpoints": ["Pay"]}]
    readings = [
        {"touchpoint": "pay", "metric": "csat", "value": 4, "n": 50},
        {"touchpoint": "pay", "metric": "nps", "value": 20, "n": 90, "n_effective": 30},
    ]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    found, _ = find_measured(journey, select_readings(journey), ("csat", "nps"), level=0.95)
    candidate = Candidate("pay", tuple(found["pay"]), health=70, se=3)
    assert (candidate.n, candidate.smallest.metric.id, candidate.coverage) == (30, "nps", 1)
