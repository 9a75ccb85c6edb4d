from __future__ import annotations

from typing import Any

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.model.journey import Journey

ONLY = (
    "Readings are for segments only; ask with --segment 'state=New York' "
    "(Python: segment={'state': 'New York'})."
)


def shop(*readings: dict[str, Any]) -> Journey:
    stages = [{"name": "Buy", "goal": "csat >= 4", "touchpoints": ["Find", "Cart", "Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def at(touchpoint: str, metric: str = "csat", **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": metric, "value": 4, "sd": 1, "n": 50, **more}


def test_readings_for_segments_only_are_told() -> None:
    journey = shop(at("cart", wave="2025", segment={"state": "New York"}))
    assert measure_readings(journey).notes == (ONLY,)
    assert find_weakest(journey).notes[-1] == ONLY
    assert measure_goals(journey).notes == (ONLY,)
    assert str(measure_readings(journey)) == f"There is no reading to show.\nnote: {ONLY}"
    assert measure_readings(journey, segment={"state": "New York"}).notes == ()


def test_a_ranking_tells_it_where_only_the_journey_has_a_reading_of_everybody() -> None:
    journey = shop(at("cart", segment={"state": "New York"}), {"metric": "nps", "value": 9, "n": 9})
    assert measure_readings(journey).notes == ()
    assert find_weakest(journey).notes[-1] == ONLY


def test_segments_beside_everybody_are_no_note() -> None:
    journey = shop(at("cart"), at("cart", segment={"state": "New York"}))
    assert ONLY not in (*measure_readings(journey).notes, *find_weakest(journey).notes)


def test_a_ranking_tells_what_other_waves_hold() -> None:
    journey = shop(
        at("find", wave="2026"), at("cart", wave="2026"), at("pay", wave="2025"),
        at("cart", "ces_ease", wave="2024"), at("cart", "ces_ease", wave="2025"),
    )  # fmt: skip
    assert find_weakest(journey).notes[-3:] == (
        "Not ranked (not measured): Pay.",
        "Measured in other waves than 2026: ces_ease (2024 to 2025).",
        "By csat only in other waves: Pay (2025).",
    )
    assert not any("other waves" in note for note in find_weakest(shop(at("cart"))).notes)


def test_everybody_in_another_wave_is_no_segment() -> None:
    journey = shop(at("cart", wave="2024"), at("cart", wave="2025", segment={"state": "New York"}))
    assert measure_readings(journey, wave="2025").notes == (ONLY,)
    assert measure_readings(journey, wave="2024").notes == ()


def test_other_waves_are_those_that_measure_it_for_the_same_segment() -> None:
    journey = shop(
        at("find", wave="2026"), at("cart", wave="2026"),
        at("cart", "ces_ease", wave="2026"), at("cart", "ces_ease", wave="2025"),
        at("pay", wave="2024", segment={"state": "Ohio"}),
        {"touchpoint": "pay", "metric": "csat", "guess": 3, "wave": "2025"},
    )  # fmt: skip
    notes = find_weakest(journey, metric="csat").notes
    assert notes[-1] == "Not ranked (not measured): Pay."
    assert not any("other waves" in note for note in notes)


def test_several_metrics_of_other_waves_are_listed() -> None:
    journey = shop(
        at("find", wave="2026"), at("cart", wave="2026"), at("cart", "nps", wave="2026"),
        at("pay", wave="2024"), at("pay", "nps", wave="2025"),
    )  # fmt: skip
    assert find_weakest(journey, metric=["csat", "nps"]).notes[-1] == (
        "By csat, nps only in other waves: Pay (2024 to 2025)."
    )
