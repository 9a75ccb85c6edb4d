from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.analysis.experience import Experience, OtherReading, measure_experience
from journeymap.model.journey import Journey


def curve(*readings: dict[str, Any], goal: Any = (), **asked: Any) -> Experience:
    journey = Journey.model_validate({
        "name": "Shop",
        "goal": goal,
        "stages": [
            {"name": "Buy", "goal": "csat >= 4", "touchpoints": [
                {"name": "Find", "goal": "csat >= 3"}, "Cart", "支払い",
            ]},
            {"name": "Use", "touchpoints": ["Help"]},
        ],
        "readings": readings,
    })  # fmt: skip
    return measure_experience(journey, **asked)


def csat(touchpoint: str, value: float, n: int | None = 80, **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "csat", "value": value, "sd": 0.8, "n": n, **more}


FOUR = (
    csat("find", 3.5), csat("cart", 3.5), csat("支払い", 4.8, 9),
    {"touchpoint": "help", "metric": "csat", "guess": 4},
)  # fmt: skip


def test_points_with_the_nearest_goal() -> None:
    found = curve(*FOUR)
    assert [(r.touchpoint, r.kind, r.target, r.status) for r in found.rows] == [
        ("find", "measured", 3, "met"),
        ("cart", "measured", 4, "missed"),
        ("支払い", "too_few", 4, None),
        ("help", "guess", None, None),
    ]
    assert found.metric is not None
    assert (found.metric.id, found.wave, found.measured) == ("csat", None, 3)
    assert found.rows[0].health == pytest.approx(62.5)
    assert [(r.stage, r.base) for r in found.rows] == [
        ("buy", "indicative"), ("buy", "indicative"), ("buy", "suppressed"),
        ("use", "not_measured"),
    ]  # fmt: skip


def test_the_journey_s_goal_says_nothing_about_a_touchpoint() -> None:
    found = curve(csat("help", 2), goal="csat >= 3.5")
    assert (found.rows[3].target, found.rows[3].status) == (None, None)


def test_table_as_printed() -> None:
    assert str(curve(*FOUR)) == (
        "touchpoint  value (95 % interval)  answers  kind             goal\n"
        "Find        3.50 (3.32 to 3.68)         80  measured         met\n"
        "Cart        3.50 (3.32 to 3.68)         80  measured         missed\n"
        "支払い      4.80 (4.19 to 5.00)          9  too few answers  –\n"
        "Help        4.00                         –  guess            –"
    )


def test_json_is_plain() -> None:
    again = json.loads(json.dumps(curve(*FOUR).to_dict(), allow_nan=False))
    assert again["metric"]["id"] == "csat"
    assert again["settings"]["sure"] == 0.9
    assert again["rows"][3]["low"] is None


def test_several_metrics_share_the_health_axis() -> None:
    nps = {"touchpoint": "cart", "metric": "nps", "counts": {10: 40, 8: 40, 0: 20}}
    found = curve(csat("cart", 3.4), nps, csat("help", 5, sd=0.0), metric=["csat", "nps"])
    cart = found.rows[1]
    assert (found.metric, cart.metric, cart.shown) == (None, "csat + nps", "3.40, +20")
    assert cart.value == cart.health == pytest.approx((60 + 60) / 2)
    assert cart.low is not None
    assert cart.high is not None
    assert cart.low < 60 < cart.high
    assert (cart.n, cart.target, cart.status) == (80, None, "missed")
    assert found.rows[3].value == 100
    assert "(mixed_metrics_without_targets)" in found.notes[0]
    assert (cart.shown_value, cart.shown_interval) == ("3.40, +20", "")


def test_other_metrics_stand_beside() -> None:
    nps = {"touchpoint": "cart", "metric": "nps", "counts": {10: 40, 8: 40, 0: 20}}
    few = {"touchpoint": "cart", "metric": "ces_ease", "value": 5, "n": 9}
    found = curve(csat("cart", 3.4), csat("help", 4), nps, few)
    assert found.rows[1].others == (
        OtherReading("nps", "NPS", "+20 (+5 to +34)", 100, None, "+20", "+5 to +34"),
    )


def test_measured_goes_before_guessed() -> None:
    guess = {"touchpoint": "cart", "metric": "nps", "guess": 90}
    found = curve(guess, csat("cart", 3.4), metric=["nps", "csat"])
    assert (found.rows[1].kind, found.rows[1].metric) == ("measured", "csat")


def test_nothing_measured() -> None:
    found = curve()
    assert {row.kind for row in found.rows} == {"missing"}
    assert (found.metric, found.measured, found.rows[0].shown) == (None, 0, "–")


def test_unknown_n_has_a_value_without_interval_and_no_status() -> None:
    point = curve(csat("cart", 3.4, None)).rows[1]
    assert (point.kind, point.low, point.status, point.base) == (
        "measured", None, None, "not_measured",
    )  # fmt: skip


def test_settings_are_checked_at_entry() -> None:
    for setting in ({"sure": 0.5}, {"level": float("nan")}):
        (name,) = setting
        with pytest.raises(ValueError, match=f"^{name} must lie between "):
            curve(**setting)


def test_a_curve_can_be_hashed() -> None:
    assert hash(curve(*FOUR)) == hash(curve(*FOUR))
