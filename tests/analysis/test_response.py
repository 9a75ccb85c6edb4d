from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.response import ResponseRow, measure_response
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.statistics.intervals import share_interval


def shop(*readings: dict[str, Any]) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    placed = [{"touchpoint": "cart", **reading} for reading in readings]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": placed})


def row_of(**reading: Any) -> ResponseRow:
    (row,) = measure_response(shop(reading)).rows
    return row


def test_rate_has_wilsons_interval() -> None:
    row = row_of(metric="csat", value=4, n=81, invited=263)
    assert row.response_rate == pytest.approx(81 / 263)
    assert (row.low, row.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert row_of(metric="csat", value=4, n=50, invited=50).low == share_interval(50, 50).low


@pytest.mark.parametrize(
    ("reading", "worst", "best", "bounds"),
    [
        # 200 of 1,000: (200 x 4.5 + 800 x 1)/1000 and (200 x 4.5 + 800 x 5)/1000
        ({"metric": "csat", "value": 4.5, "n": 200, "invited": 1000}, 1.7, 4.9, "tell_nothing"),
        ({"metric": "csat", "value": 4.0, "n": 600, "invited": 1000}, 2.8, 4.4, "wide"),
        ({"metric": "csat", "value": 4.0, "n": 900, "invited": 1000}, 3.7, 4.1, "narrow"),
        ({"metric": "csat", "value": 4.0, "n": 500, "invited": 1000}, 2.5, 4.5, "tell_nothing"),
        # low is good
        ({"metric": "ces_effort", "value": 2, "n": 600, "invited": 1000}, 3.2, 1.6, "wide"),
        ({"metric": "churn", "value": 0.1, "n": 600, "invited": 1000}, 0.46, 0.06, "wide"),
        ({"metric": "fcr_net", "value": 0.5, "n": 600, "invited": 1000}, 0.3, 0.7, "wide"),
        # 300 promoters and 300 passives, then 400 detractors or 400 promoters more
        ({"metric": "nps", "counts": {9: 300, 7: 300}, "invited": 1000}, -10, 70, "wide"),
        ({"metric": "gap", "value": -1, "n": 800, "invited": 1000}, -2, 0.4, "wide"),
        ({"metric": "art", "value": 30, "sd": 9, "n": 80, "invited": 100}, None, None, "none"),
        ({"metric": "csat", "value": 4, "n": 100, "invited": 100}, 4, 4, "narrow"),
    ],
)
def test_bounds_of_the_silent(
    reading: dict[str, Any], worst: float | None, best: float | None, bounds: str
) -> None:
    row = row_of(**reading)
    assert (row.value_if_worst, row.value_if_best) == pytest.approx((worst, best))
    assert row.bounds == bounds


def test_reading_without_n_has_no_rate() -> None:
    row = row_of(metric="csat", value=4, invited=100)
    assert (row.n, row.response_rate, row.low, row.value_if_worst) == (None, None, None, None)
    assert row.bounds == "none"


@given(st.integers(0, 10), st.integers(0, 10), st.integers(1, 10), st.integers(0, 90))
def test_bounds_are_those_of_answers_written_in(bad: int, mid: int, good: int, silent: int) -> None:
    """The worst and the best that could be are real readings with the silent filled in."""
    counts = {1: bad, 3: mid, 5: good}
    n = sum(counts.values())
    row = row_of(metric="csat", counts=counts, invited=n + silent)
    for code, found in ((1, row.value_if_worst), (5, row.value_if_best)):
        filled = {**counts, code: counts[code] + silent}
        value = sum(c * k for c, k in filled.items()) / (n + silent)
        assert found == pytest.approx(value)


def test_table_as_printed() -> None:
    journey = shop(
        {"metric": "csat", "value": 4.5, "sd": 0.8, "n": 240, "invited": 1200},
        {"metric": "nps", "touchpoint": "pay", "counts": {9: 500, 7: 400}, "invited": 1200},
        {"metric": "art", "touchpoint": "pay", "value": 30, "sd": 9, "n": 600, "invited": 1200},
        {"metric": "churn", "value": 0.5, "n": 10},
    )
    printed = str(measure_response(journey)).splitlines()
    assert printed[0] == (
        "20.0 to 75.0 % of those asked have answered. "
        "1 of 3 readings say little of those who stayed silent."
    )
    cells = [[c.strip() for c in line.split("  ") if c.strip()] for line in printed[1:5]]
    assert cells == [
        ["place", "metric", "wave", "answers", "invited", "rate (95 % interval)",
         "value (worst to best)", "bounds"],
        ["Cart", "csat", "–", "240", "1,200", "20.0 % (17.8 to 22.4)", "4.50 (1.70 to 4.90)",
         "wide open"],
        ["Pay", "nps", "–", "900", "1,200", "75.0 % (72.5 to 77.4)", "+56 (+17 to +67)", "wide"],
        ["Pay", "art", "–", "600", "1,200", "50.0 % (47.2 to 52.8)", "30 minutes", "–"],
    ]  # fmt: skip
    assert printed[5].startswith("note: Worst and best are what the value would be if everybody")


def test_rows_say_what_they_are_about() -> None:
    stages = [{"name": "Buy", "touchpoints": ["Cart"]}]
    told = {"metric": "csat", "value": 4.5, "sd": 0.8, "n": 240, "invited": 1200, "wave": "2025"}
    made = {"name": "Shop", "stages": stages, "readings": [
        told, {**told, "stage": "buy", "value": 4}, {**told, "touchpoint": "cart", "value": 3},
    ]}  # fmt: skip
    found = measure_response(Journey.model_validate(made))
    assert [(r.scope, r.stage, r.touchpoint, r.wave, r.value) for r in found.rows] == [
        ("journey", None, None, "2025", 4.5),
        ("stage", "buy", None, "2025", 4),
        ("touchpoint", "buy", "cart", "2025", 3),
    ]
    assert [column.heading for column in found.columns() if column.right] == ["answers", "invited"]


def test_without_n_the_table_has_dashes() -> None:
    found = measure_response(shop({"metric": "csat", "value": 4, "invited": 1200}))
    assert [column.show(found.rows[0]) for column in found.columns()] == [
        "Cart", "csat", "–", "–", "1,200", "–", "4.00", "–",
    ]  # fmt: skip
    assert found.headline() == ""


def test_only_the_metrics_asked_for() -> None:
    journey = shop(*({"metric": m, "value": 4, "n": 9, "invited": 20} for m in ("csat", "nps")))
    assert [row.metric for row in measure_response(journey, metric="nps").rows] == ["nps"]
    both = measure_response(journey, metric=["nps", "csat"])
    assert sorted(row.metric for row in both.rows) == ["csat", "nps"]


def test_nobody_said_how_many_were_asked() -> None:
    found = measure_response(shop({"metric": "csat", "value": 4, "n": 10}))
    assert str(found) == (
        "note: No reading says how many were asked: write it into the source file, such as "
        "invited: 1200, and measure again."
    )
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["question"] == "response"


def test_segments_do_not_tell_how_many_were_asked() -> None:
    journey = shop({"metric": "csat", "value": 4, "n": 10, "segment": {"area": "C"}})
    assert measure_response(journey, segment={"area": "C"}).notes == (
        "How many customers of a segment were asked is not known; ask without a segment.",
    )


def test_metric_wave_and_segment_choose() -> None:
    journey = shop(
        {"metric": "csat", "value": 4, "n": 10, "invited": 20, "wave": "2025"},
        {"metric": "csat", "value": 4, "n": 10, "invited": 40, "wave": "2026"},
        {"metric": "nps", "value": 4, "n": 10, "invited": 40, "wave": "2026"},
        {"metric": "csat", "value": 4, "n": 5, "invited": 8, "wave": "2026",
         "segment": {"area": "C"}},
    )  # fmt: skip
    assert [row.invited for row in measure_response(journey).rows] == [40, 40]
    assert [row.invited for row in measure_response(journey, metric="csat", wave="2025").rows] == [
        20
    ]
    assert [row.n for row in measure_response(journey, segment={"area": "C"}).rows] == [5]
    with pytest.raises(UnknownNameError):
        measure_response(journey, wave="2024")
    with pytest.raises(ValueError, match="level must lie between 0 and 1"):
        measure_response(journey, level=1)
