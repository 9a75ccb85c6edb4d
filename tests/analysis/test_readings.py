from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.analysis.evidence.places import find_holder, find_places
from journeymap.analysis.readings import measure_readings
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

KEYS = {
    "touchpoint", "stage", "scope", "metric", "wave", "segment", "n", "value", "low", "high",
    "health", "counts", "kind", "source",
}  # fmt: skip


def shop(*readings: dict[str, Any]) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "支払い"]}, {"name": "Use"}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


ALL = shop(
    {"touchpoint": "支払い", "metric": "csat", "guess": 3},
    {"touchpoint": "cart", "metric": "csat", "counts": {4: 3, 5: 5}, "source": "march.csv"},
    {"touchpoint": "cart", "metric": "churn", "value": 0.25, "n": 40, "n_effective": 20},
    {"stage": "use", "metric": "nps", "value": 12},
    {"metric": "nps", "counts": {10: 40, 8: 35, 3: 25}, "wave": "2025"},
    {"metric": "nps", "counts": {10: 90}, "wave": "2025", "segment": {"area": "C"}},
)


def test_rows_come_in_reading_order_with_the_keys_of_the_interface() -> None:
    found = measure_readings(ALL)
    places = [(row.scope, row.touchpoint, row.stage, row.metric) for row in found.rows]
    assert places == [
        ("journey", None, None, "nps"),
        ("touchpoint", "cart", "buy", "csat"),
        ("touchpoint", "cart", "buy", "churn"),
        ("touchpoint", "支払い", "buy", "csat"),
        ("stage", None, "use", "nps"),
    ]
    for row in found.to_dicts():
        assert row.keys() >= KEYS
    again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert again["rows"][1]["counts"] == {"4": 3, "5": 5}
    assert again["rows"][4]["low"] is None
    assert (again["question"], again["journey"]) == ("readings", "shop")


def test_table_as_printed() -> None:
    found = [line.split("  ") for line in str(measure_readings(ALL)).splitlines()]
    assert [[cell.strip() for cell in line if cell] for line in found] == [
        ["place", "metric", "wave", "value (95 % interval)", "health (0-100)", "answers", "base"],
        ["whole journey", "nps", "2025", "+15 (-1 to +30)", "58", "100", "ok"],
        ["Cart", "csat", "–", "4.62 (4.19 to 5.00)", "91", "8", "too few"],
        ["Cart", "churn", "–", "25.0 % (11.2 to 46.9)", "75", "40 (worth 20)", "low"],
        ["支払い", "csat", "–", "3.00", "50", "–", "guess"],
        ["Use", "nps", "–", "+12", "56", "–", "unknown"],
        ["note: 4 of 5 readings name no wave; they stand in for 2025."],
        ["note: A reading without n has no interval and takes no part in rankings and goals."],
    ]


def test_segment_metric_and_level() -> None:
    found = measure_readings(ALL, segment={"area": "C"}, metric="nps", level=0.9)
    assert found.settings == {
        "metric": ("nps",), "wave": "2025", "segment": {"area": "C"}, "level": 0.9,
    }  # fmt: skip
    assert [(row.value, row.segment, row.n) for row in found.rows] == [(100, {"area": "C"}, 90)]
    assert [row.metric for row in measure_readings(ALL, metric=["csat"]).rows] == ["csat", "csat"]


def test_row_for_a_touchpoint() -> None:
    found = measure_readings(ALL)
    row = found.row_for("cart", "csat")
    assert row is not None
    assert row.source == "march.csv"
    assert found.row_for("支払い", "nps") is None


def test_a_guess_needs_no_n() -> None:
    guessed = measure_readings(shop({"touchpoint": "cart", "metric": "csat", "guess": 3}))
    known = measure_readings(
        shop({"touchpoint": "cart", "metric": "csat", "value": 3, "sd": 1, "n": 9})
    )
    assert (guessed.notes, known.notes) == ((), ())


def test_the_first_benchmark_stands_in_the_row() -> None:
    journey = Journey.model_validate({
        "name": "Shop",
        "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        "readings": [
            {"touchpoint": t, "metric": "csat", "value": 4, "sd": 0.8, "n": 200}
            for t in ("cart", "pay")
        ],
        "benchmarks": [
            {"touchpoint": "cart", "metric": "csat", "value": 4.5, "name": "Best"},
            {"touchpoint": "cart", "metric": "csat", "value": 3.5, "name": "Usual"},
        ],
    })  # fmt: skip
    found = measure_readings(journey)
    cart, pay = found.rows
    assert (cart.benchmark, cart.against_benchmark) == (4.5, "below")
    assert (pay.benchmark, pay.against_benchmark) == (None, None)
    column = found.columns()[-1]
    assert column.heading == "benchmark"
    assert [column.show(row) for row in found.rows] == [
        "Best 4.50: below (worse); Usual 3.50: above (better)", "–",
    ]  # fmt: skip


def test_no_readings() -> None:
    found = measure_readings(shop())
    assert (found.rows, found.notes, str(found)) == ((), (), "There is no reading to show.")


def test_unknown_metric() -> None:
    with pytest.raises(UnknownNameError) as caught:
        measure_readings(ALL, metric=["csat", "ces"])
    assert str(caught.value) == (
        "no metric 'ces'; write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)"
    )


def test_places_and_what_they_are() -> None:
    places = list(find_places(ALL))
    assert [(p.scope, p.id, p.stage) for p in places] == [
        ("journey", "shop", None), ("stage", "buy", "buy"), ("touchpoint", "cart", "buy"),
        ("touchpoint", "支払い", "buy"), ("stage", "use", "use"),
    ]  # fmt: skip
    assert [find_holder(ALL, p).name for p in places] == ["Shop", "Buy", "Cart", "支払い", "Use"]


def test_a_table_can_be_hashed_and_stays_equal() -> None:
    found = measure_readings(ALL, metric=["csat", "nps"])
    assert found == measure_readings(ALL, metric=["csat", "nps"])
    assert len({found, measure_readings(ALL, metric=["csat", "nps"]), measure_readings(ALL)}) == 2
    assert found.to_dict()["settings"]["metric"] == ["csat", "nps"]
