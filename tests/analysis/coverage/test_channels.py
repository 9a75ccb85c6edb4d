from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.model.journey import Journey


def shop(means_of: dict[str, list[float]], *, n: int = 400, **more: Any) -> Journey:
    """Channels with touchpoints of these CSAT means, each with a standard deviation of 0.8."""
    touchpoints, readings = [], []
    for channel, means in means_of.items():
        for i, mean in enumerate(means):
            touchpoints.append({"id": f"{channel}-{i}", "channel": channel})
            readings.append(
                {"touchpoint": f"{channel}-{i}", "metric": "csat", "value": mean, "sd": 0.8, "n": n}
            )
    stages = [{"name": "Buy", "goal": "csat >= 1", "touchpoints": touchpoints}]
    return Journey.model_validate(
        {"name": "Shop", "owner": "Ann", "stages": stages, "readings": readings, **more}
    )


def told(journey: Journey) -> list[tuple[str, str]]:
    rows = find_coverage_gaps(journey).rows
    return [(row.name, row.what) for row in rows if row.gap == "inconsistent_channels"]


def test_channels_whose_touchpoints_are_all_better() -> None:
    found = told(shop({"web": [4.4, 4.5, 4.45], "phone": [3.0, 3.1, 3.05]}))
    assert found == [
        ("whole journey",
         "health by csat: phone 51 (mean of 3), web 86 (mean of 3): 35 apart beyond chance"),
    ]  # fmt: skip


def test_touchpoints_that_differ_among_themselves_tell_nothing_of_channels() -> None:
    assert told(shop({"web": [4.8, 3.0], "phone": [4.4, 2.4]})) == []


def test_a_channel_of_one_touchpoint_is_that_touchpoint() -> None:
    assert told(shop({"web": [4.8], "phone": [2.0]})) == []
    assert told(shop({"web": [4.8, 4.8], "phone": [2.0]})) == []


def test_equal_touchpoints_still_have_the_error_of_their_answers() -> None:
    even = {"web": [4.0, 4.0], "phone": [3.7, 3.7]}
    assert told(shop(even, n=10)) == []
    assert len(told(shop(even, n=4000))) == 1


def test_two_touchpoints_each_leave_two_degrees_of_freedom() -> None:
    # 20.5 points apart with a standard error of 7.07: clear by the normal, not by t
    assert told(shop({"web": [4.2, 4.6], "phone": [3.38, 3.78]})) == []
    # 32 points: t 4.53, p .046
    assert len(told(shop({"web": [4.2, 4.6], "phone": [2.92, 3.32]}))) == 1


def test_the_error_of_answers_is_the_least_there_is() -> None:
    even = {"web": [4.0, 4.0], "phone": [3.7, 3.7]}
    # 7.5 points apart, t 4.2 and 4.6 of two degrees of freedom
    assert [len(told(shop(even, n=n))) for n in (130, 150)] == [0, 1]


def test_less_than_five_points_are_not_worth_a_word() -> None:
    assert told(shop({"web": [4.0, 4.0], "phone": [3.81, 3.81]}, n=10**6)) == []
    assert len(told(shop({"web": [4.0, 4.0], "phone": [3.79, 3.79]}, n=10**6))) == 1


def test_q_says_what_is_beyond_chance() -> None:
    journey = shop({"web": [4.0, 4.2], "phone": [3.5, 3.6]})
    found = {
        q: find_coverage_gaps(journey, q=q).counts.get("inconsistent_channels", 0)
        for q in (0.01, 0.05, 0.2)
    }
    assert found == {0.01: 0, 0.05: 1, 0.2: 1}


def test_names_come_from_the_channels() -> None:
    channels = [{"id": "web", "name": "Web site"}, {"id": "phone", "name": "Hotline"}]
    (found,) = told(shop({"web": [4.4, 4.5], "phone": [3.0, 3.1]}, channels=channels))
    assert "Hotline 51 (mean of 2), Web site 86 (mean of 2)" in found[1]


def at_pay(channel: str, mean: float, n: int = 200, **more: Any) -> dict[str, Any]:
    return {"touchpoint": "pay", "metric": "csat", "value": mean, "sd": 0.8, "n": n,
            "segment": {"channel": channel}, **more}  # fmt: skip


def pay(*readings: dict[str, Any]) -> Journey:
    stages = [{"name": "Buy", "touchpoints": ["Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def test_channels_of_one_touchpoint() -> None:
    journey = pay(at_pay("web", 4.5), at_pay("phone", 3.5), at_pay("shop", 4.45))
    assert told(journey) == [
        ("Pay", "health by csat: phone 62, web 88: 25 apart beyond chance"),
        ("Pay", "health by csat: phone 62, shop 86: 24 apart beyond chance"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        at_pay("phone", 3.5, 9),
        at_pay("phone", 4.2, 12),
        at_pay("phone", 3.5, segment={"channel": "phone", "area": "C"}),
        at_pay("phone", 3.5, segment={"area": "C"}),
        at_pay("phone", 3.5, metric="ces_ease"),
        at_pay("phone", 3.5, wave="2024"),
        {"touchpoint": "pay", "metric": "csat", "guess": 2, "segment": {"channel": "phone"}},
        {"stage": "buy", "metric": "csat", "value": 2, "n": 90, "segment": {"channel": "phone"}},
    ],
)
def test_what_cannot_be_compared_is_not(other: dict[str, Any]) -> None:
    everybody = {**at_pay("", 4.4), "segment": {}}
    if other.get("wave"):
        everybody["wave"] = "2025"
        assert told(pay(everybody, at_pay("web", 4.5, wave="2025"), other)) == []
    assert told(pay(everybody, at_pay("web", 4.5), other)) == []


def test_other_readings_before_them_hide_no_channels() -> None:
    stage = {"stage": "buy", "metric": "csat", "value": 2, "n": 90, "segment": {"channel": "web"}}
    everybody = {**at_pay("", 4.4), "segment": {}}
    few = at_pay("shop", 2, 5)
    journey = pay(stage, everybody, few, at_pay("web", 4.5), at_pay("phone", 3.5))
    assert [what for _, what in told(journey)] == [
        "health by csat: phone 62, web 88: 25 apart beyond chance",
    ]
