from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.experience import measure_experience
from journeymap.model.journey import Journey
from journeymap.views.facts import Facts
from journeymap.views.journey_map.axis import HEIGHT, PADDING, Axis, plan_axis

Build = Callable[..., Facts]
OWN = [
    {"id": "quality", "kind": "rating_mean", "worst": 1, "best": 7},
    {"id": "away", "kind": "gap", "worst": -4, "best": 4},
    {"id": "satisfied", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]},
]


def axis_of(readings: Sequence[Mapping[str, Any]], **stage: Any) -> Axis:
    names = [f"t{i}" for i in range(len(readings))]
    journey = Journey.model_validate(
        {
            "name": "Shop",
            "metrics": OWN,
            "stages": [{"name": "Buy", "touchpoints": names, **stage}],
            "readings": [
                {"touchpoint": name, **found} for name, found in zip(names, readings, strict=True)
            ],
        }
    )
    axis = plan_axis(measure_experience(journey))
    assert axis is not None
    return axis


def values(metric: str, *found: float) -> list[dict[str, Any]]:
    return [{"metric": metric, "value": value} for value in found]


def ticks(axis: Axis) -> list[str]:
    return [axis.write_tick(tick) for tick in axis.ticks]


@pytest.mark.parametrize(
    ("metric", "found", "written"),
    [
        ("csat", (2.1, 4.4), ["1", "2", "3", "4", "5"]),
        ("quality", (1.2, 6.8), ["2", "4", "6"]),
        ("nps", (-89, 80), ["-100", "-50", "0", "+50", "+100"]),
        ("away", (-1.3, 0.4), ["-2", "-1", "0", "+1"]),
        ("churn", (0.04, 0.11), ["0", "5", "10", "15"]),
        ("art", (8, 1200), ["0", "500", "1000", "1500"]),
    ],
)
def test_ticks_are_round_few_and_inside_the_scale(
    metric: str, found: tuple[float, ...], written: list[str]
) -> None:
    axis = axis_of(values(metric, *found))
    assert ticks(axis) == written


@given(
    st.sampled_from([("csat", 1, 5), ("quality", 1, 7), ("nps", -100, 100), ("retention", 0, 1)]),
    st.lists(st.floats(0, 1), min_size=1, max_size=5),
)
def test_every_value_has_its_own_height(
    metric: tuple[str, float, float], shares: list[float]
) -> None:
    name, low, high = metric
    found = [low + (high - low) * share for share in shares]
    axis = axis_of(values(name, *found))
    assert low <= axis.low < axis.high <= high
    assert all(axis.low <= value <= axis.high for value in found)
    assert 3 <= len(axis.ticks) <= 7
    assert all(axis.low <= tick <= axis.high for tick in axis.ticks)


def test_up_is_better_also_where_low_is_good() -> None:
    effort = axis_of(values("ces_effort", 1, 5))
    assert effort.flipped
    assert effort.to_y(1, 0) == PADDING
    assert effort.to_y(5, 0) == HEIGHT - PADDING
    assert axis_of(values("csat", 1, 5)).to_y(5, 0) == PADDING


def test_the_axis_holds_intervals_and_goals() -> None:
    axis = axis_of([{"metric": "nps", "value": 50, "n": 12}], goal="nps >= -20")
    assert axis.low < -20
    assert axis.high > 70


def test_the_axis_holds_a_goal_that_only_few_answered_for() -> None:
    few = {"metric": "csat", "value": 3.0, "sd": 1.0, "n": 5}
    axis = axis_of([{"metric": "csat", "value": 4.9}, few], goal="csat >= 2")
    assert axis.low < 2


def test_values_are_written_finer_than_ticks() -> None:
    assert axis_of(values("csat", 3.1, 3.9)).write(3.456) == "3.46"
    assert axis_of(values("satisfied", 0.5, 0.9)).write(0.618) == "62"
    assert axis_of(values("nps", -50, 60)).write(-0.3) == "0"
    assert axis_of(values("away", -1.3, 0.4)).write(0.4) == "+0.4"


def test_a_value_never_looks_like_a_goal_that_it_misses() -> None:
    axis = axis_of([{"metric": "csat", "value": v, "sd": 0.3, "n": 90} for v in (1.4, 4.7)])
    assert axis.write(3.98) == axis.write(4.0) == "4.0"
    assert axis.write_beside(3.98, 4.0) == "3.98"
    assert (axis.write_beside(4.0, 4.0), axis.write_beside(3.98, None)) == ("4.0", "4.0")


def test_without_a_value_there_is_no_axis(build: Build) -> None:
    stages = [{"name": "Buy", "touchpoints": ["Cart"]}]
    few = [{"touchpoint": "cart", "metric": "csat", "counts": {5: 3}}]
    assert plan_axis(build(stages).experience) is None
    assert plan_axis(build(stages, few, goal="csat >= 4").experience) is None


def test_several_metrics_share_the_axis_of_health(build: Build) -> None:
    facts = build(
        [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        [
            {"touchpoint": "cart", "metric": "csat", "value": 3, "n": 50},
            {"touchpoint": "pay", "metric": "nps", "value": 20, "n": 50},
        ],
        metrics=[
            {"id": "csat", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4},
            {"id": "nps", "kind": "nps", "target": 50},
        ],
    )
    axis = plan_axis(facts.experience)
    assert axis is not None
    assert facts.experience.metric is None
    assert (axis.flipped, axis.write(66.6)) == (False, "67")
    assert 0 <= axis.low < axis.high <= 100
