"""Real answers that are not ours to ship, measured where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

from journeymap.answers.measuring import measure_answers
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

# the ratings of the airline survey; 0 means "not applicable"
RATINGS = (
    "inflight_wifi_service", "departure_arrival_time_convenient", "ease_of_online_booking",
    "gate_location", "food_and_drink", "online_boarding", "seat_comfort",
    "inflight_entertainment", "onboard_service", "leg_room_service", "baggage_handling",
    "checkin_service", "inflight_service", "cleanliness",
)  # fmt: skip


OUTCOME = "satisfaction"


def airline_path() -> Path | None:
    """Where the airline answers are; None where they are not at hand."""
    folder = os.environ.get("JOURNEYMAP_TEST_DATA")
    path = Path(folder or "") / "surveys" / "airline.csv.gz"
    return path if folder and path.exists() else None


def make_airline() -> tuple[Journey, Source]:
    """The journey of the airline survey and how its table is read."""
    journey = Journey.model_validate({
        "name": "Flight",
        "metrics": [{"id": OUTCOME, "kind": "share", "worst": 0, "best": 1}],
        "stages": [{"name": "All", "touchpoints": list(RATINGS)}],
    })  # fmt: skip
    ids = [touchpoint.id for touchpoint in journey.touchpoints]
    questions: dict[str, dict[str, object]] = {
        column: {"touchpoint": id_, "metric": "csat"}
        for column, id_ in zip(RATINGS, ids, strict=True)
    }
    told = {"satisfied": 1, "neutral or dissatisfied": 0}
    questions["satisfaction"] = {"scope": "journey", "metric": OUTCOME, "labels": told}
    groups = {"class": "customer_class", "travel": "type_of_travel", "customer": "customer_type"}
    return journey, Source(missing=[0], wave="all", questions=questions, segments=groups)


def find_airline() -> Journey | None:
    """The measured journey; None where the answers are not at hand."""
    path = airline_path()
    if path is None:
        return None
    journey, source = make_airline()
    return journey.with_readings(measure_answers(journey, path, source))
