from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import JourneyError, UnknownNameError
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.elements import Stage
from journeymap.model.journey import Journey, to_parts
from journeymap.model.readings import Reading
from tests.strategies import journeys

STAGES = [
    {"name": "Look", "touchpoints": ["Ad", "Page"]},
    {"name": "Buy", "touchpoints": ["Cart", "Pay"]},
]
SHOP = Journey(name="Shop", stages=STAGES)


def told(**data: Any) -> list[str]:
    with pytest.raises(JourneyError) as caught:
        Journey(**{"name": "Shop", "stages": STAGES, **data})
    return [str(problem) for problem in caught.value.problems]


def reading(place: str | None = None, **data: Any) -> Reading:
    return Reading(**{"touchpoint": place, "metric": "csat", "value": 4, **data})


def test_touchpoints_in_order() -> None:
    assert [touchpoint.id for touchpoint in SHOP.touchpoints] == ["ad", "page", "cart", "pay"]
    assert (SHOP.id, SHOP.name) == ("shop", "Shop")


def test_look_up() -> None:
    assert SHOP.touchpoint("pay").name == "Pay"
    assert SHOP.touchpoint(" PAY ").id == "pay"
    assert SHOP.stage("buy").name == "Buy"
    assert SHOP.stage_for("pay") is SHOP.stages[1]
    assert SHOP.metric("csat") is STANDARD_METRICS["csat"]


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: SHOP.touchpoint("crat"), "no touchpoint 'crat'; did you mean 'cart'?"),
        (lambda: SHOP.stage("pay"), "no stage 'pay'; expected one of 'look', 'buy'"),
        (lambda: SHOP.stage_for("x"), "no touchpoint 'x'; "
                                      "expected one of 'ad', 'page', 'cart', 'pay'"),
        (lambda: SHOP.metric("cast"), "no metric 'cast'; did you mean 'csat'?"),
    ],
)  # fmt: skip
def test_look_up_of_what_is_not_there(ask: Any, sentence: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask()
    assert str(caught.value) == sentence


def test_own_metrics_come_before_standard_ones() -> None:
    own = Metric(id="csat", kind="rating_mean", worst=1, best=10)
    journey = SHOP.replace(metrics=own, readings=[reading("cart", value=9)])
    assert journey.metric("csat") == own


def test_readings_are_kept_in_the_order_of_their_places() -> None:
    journey = SHOP.with_readings(
        [
            reading("pay"),
            reading("ad", wave=2),
            reading(stage="buy"),
            reading(),
            reading("ad", wave=1),
            reading(stage="look"),
        ]
    )
    places = ["journey", "look", "ad", "ad", "buy", "pay"]
    assert [found.place for found in journey.readings] == places
    assert [found.wave for found in journey.readings if found.place == "ad"] == ["2", "1"]


def test_with_readings_replaces_those_of_the_same_key() -> None:
    journey = SHOP.with_readings([reading("ad"), reading("pay")])
    again = journey.with_readings([reading("pay", value=2), reading("pay", wave=2)])
    assert [(r.place, r.value, r.wave) for r in again.readings] == [
        ("ad", 4, None),
        ("pay", 2, None),
        ("pay", 4, "2"),
    ]
    assert journey.readings[1].value == 4


def test_waves_count_numbers_as_numbers() -> None:
    waves = ["2016-10", "2016-9", "wave 10", "wave 2", "01", "1", "2016-10"]
    readings = [reading("ad", wave=wave, segment={"i": i}) for i, wave in enumerate(waves)]
    assert SHOP.with_readings(readings).waves == (
        "01", "1", "2016-9", "2016-10", "wave 2", "wave 10",
    )  # fmt: skip


def test_segments_are_pairs() -> None:
    segments = [{"area": "C"}, {"area": "B", "time": 1}, {"area": "C", "time": 1}]
    journey = SHOP.with_readings([reading("ad", segment=segment) for segment in segments])
    assert journey.segments == (("area", "B"), ("area", "C"), ("time", "1"))


def test_all_contradictions_at_once() -> None:
    stages = [
        {"name": "Look", "goal": "cast >= 4", "touchpoints": ["Ad", "Ad"]},
        {"id": "look", "touchpoints": [{"name": "Cart", "channel": "wbe"}]},
    ]
    assert told(
        stages=stages,
        channels=["Web"],
        goal="csat >= 40",
        transitions=[{"from": "ad", "to": "crat"}],
        readings=[reading("crat"), reading(stage="lok"), reading("ad", metric="ces")],
    ) == [
        "stages[1].id: doubled stage id 'look'; the first is stages[0]; give it another id",
        "stages[0].touchpoints[1].id: doubled touchpoint id 'ad'; "
        "the first is stages[0].touchpoints[0]; give it another id",
        "stages[1].touchpoints[0].channel: unknown channel 'wbe'; did you mean 'web'?",
        "goal[0].target: the target lies outside the scale '40'; csat runs from 1 to 5",
        "stages[0].goal[0].metric: unknown metric 'cast'; did you mean 'csat'?",
        "transitions[0].to: unknown touchpoint 'crat'; did you mean 'cart'?",
        "readings[0].touchpoint: unknown touchpoint 'crat'; did you mean 'cart'?",
        "readings[1].stage: unknown stage 'lok'; did you mean 'look'?",
        "readings[2].metric: unknown metric 'ces'; "
        "write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)",
    ]


def test_a_journey_has_a_stage() -> None:
    assert told(stages=[]) == ["stages: a journey needs at least one stage '[]'"]


def test_contradictions_of_a_changed_copy() -> None:
    with pytest.raises(JourneyError) as caught:
        SHOP.replace(transitions=[{"from": "ad", "to": "nowhere"}])
    assert str(caught.value) == (
        "transitions[0].to: unknown touchpoint 'nowhere'; "
        "expected one of 'ad', 'page', 'cart', 'pay'"
    )
    assert SHOP.replace(stages=[Stage(name="Only")]).touchpoints == ()


@settings(max_examples=12, deadline=None)
@given(journeys(), st.randoms(use_true_random=False))
def test_the_order_in_which_readings_of_different_places_come_does_not_matter(
    journey: Journey, random: Any
) -> None:
    by_place: dict[str, list[Reading]] = {}
    for found in journey.readings:
        by_place.setdefault(repr((found.touchpoint, found.stage)), []).append(found)
    groups = list(by_place.values())
    random.shuffle(groups)
    assert journey.replace(readings=[r for group in groups for r in group]) == journey


@settings(max_examples=12, deadline=None)
@given(journeys())
def test_attaching_the_own_readings_changes_nothing(journey: Journey) -> None:
    assert journey.with_readings(journey.readings) == journey
    assert journey.replace() == journey
    assert len(to_parts(journey).touchpoints) == len(journey.touchpoints)


def test_what_is_no_text_is_asked_for_as_text() -> None:
    numbered = Journey(name="Shop", stages=[{"id": "1", "touchpoints": [{"id": "3"}]}])
    assert numbered.touchpoint(3).id == "3"  # type: ignore[arg-type]
    assert numbered.stage_for(3).id == numbered.stage(1).id == "1"  # type: ignore[arg-type]
    shown: list[Any] = [3, None, ["pay"]]
    for id_ in shown:
        for find, kind in (
            (SHOP.touchpoint, "touchpoint"),
            (SHOP.stage, "stage"),
            (SHOP.stage_for, "touchpoint"),
            (SHOP.metric, "metric"),
        ):
            with pytest.raises(UnknownNameError, match=f"^no {kind} '") as caught:
                find(id_)
            assert caught.value.name == str(id_)


def test_an_id_is_found_in_any_form() -> None:
    cafe = Journey(name="Shop", stages=[{"id": "buy", "touchpoints": ["Caf\u00e9"]}])
    assert cafe.touchpoint("cafe\u0301").name == "Caf\u00e9"


def test_segments_are_told_once() -> None:
    found = [
        reading("pay", segment={"area": "C"}),
        reading("cart", segment={"area": "C"}),
        reading("cart", segment={"area": "A"}),
    ]
    journey = Journey(name="Shop", stages=STAGES, readings=found)
    assert journey.segments == (("area", "A"), ("area", "C"))


def test_a_touchpoint_is_found_by_its_name_where_only_one_has_it() -> None:
    names = [
        {"id": "a", "name": "Żółty kurier"},
        {"id": "b", "name": "Pay"},
        {"id": "c", "name": "pay"},
    ]
    journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": names}])
    assert journey.touchpoint("żółty  KURIER").id == "a"
    assert journey.stage_for("Żółty kurier").name == "Buy"
    with pytest.raises(UnknownNameError, match="no touchpoint 'Pay'"):
        journey.touchpoint("Pay")
