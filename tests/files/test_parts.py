from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from journeymap.files.lifting import lift_readings
from journeymap.files.parts import collect_parts, find_missing_ids, to_raw_id
from journeymap.files.spelling import to_document
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey, to_parts
from tests.strategies import journeys, names


@pytest.mark.parametrize(
    ("raw", "id_"),
    [
        ("Long-term shuttle", "long-term-shuttle"),
        ({"name": "Cart"}, "cart"),
        ({"id": "cart", "name": "Anything"}, "cart"),
        ({"id": "e\u0301tape"}, "\u00e9tape"),
        ({"id": None, "name": "Cart"}, "cart"),
        ({"id": [], "name": "Cart"}, "cart"),
        ({"id": ""}, None),
        ({"name": "!!!"}, None),
        ({}, None),
        ("", None),
        (None, None),
        ([], None),
        ({"name": []}, None),
    ],
)
def test_raw_id(raw: Any, id_: str | None) -> None:
    assert to_raw_id(raw) == id_


@given(names())
def test_raw_id_is_the_records_own(name: str) -> None:
    assert to_raw_id(name) == to_raw_id({"name": name}) == Touchpoint(name=name).id


def test_what_can_be_read_is_collected_beside_what_can_not() -> None:
    data = {
        "goal": ["csat >= 4", "csat"],
        "metrics": [{"id": "own", "kind": "nps"}, {"id": "bad"}],
        "channels": ["Web", {}],
        "transitions": [{"from": "a"}, {"from": "a", "to": "b"}],
        "readings": ["x", {"metric": "csat", "value": 4}],
        "stages": [
            {"zzz": 1},
            {
                "name": "Buy",
                "goal": "nps >= 1",
                "touchpoints": [
                    {"name": "Cart", "channel": "web", "goal": {"metric": "csat"}},
                    {"channel": "app"},
                ],
            },
        ],
    }
    parts = collect_parts(data)
    assert [place for place, _ in parts.goals] == [("goal", 0), ("stages", 1, "goal", 0)]
    assert [(place, metric.id) for place, metric in parts.metrics] == [(("metrics", 0), "own")]
    assert parts.channels == [(("channels", 0), "web")]
    assert [place for place, _ in parts.transitions] == [("transitions", 1)]
    assert [place for place, _ in parts.readings] == [("readings", 1)]
    assert parts.stages == [(("stages", 1), "buy")]
    assert parts.touchpoints == [(("stages", 1, "touchpoints", 0), "cart")]
    assert parts.channels_used == [
        (("stages", 1, "touchpoints", 0), "web"),
        (("stages", 1, "touchpoints", 1), "app"),
    ]


@pytest.mark.parametrize(
    "data",
    [{}, {"stages": None}, {"stages": "Buy"}, {"goal": 3, "stages": [[]]}, {"metrics": {"a": 1}}],
)
def test_any_shape_can_be_asked(data: dict[str, Any]) -> None:
    parts = collect_parts(data)
    assert (parts.goals, parts.metrics, parts.touchpoints) == ([], [], [])


@settings(max_examples=12, deadline=None)
@given(journeys())
def test_of_a_right_journey_all_parts_are_collected(journey: Journey) -> None:
    parts = collect_parts(lift_readings(to_document(journey)).data)
    assert parts == to_parts(journey)


def missing(*touchpoints: Any) -> list[str]:
    found = find_missing_ids({"stages": [{"touchpoints": list(touchpoints)}]})
    return [str(complaint.problem) for complaint in found]


def test_an_id_that_was_probably_forgotten() -> None:
    assert missing({"id": "cart"}, {"name": "Pay now"}) == [
        "stages[0].touchpoints[1]: no id; it becomes 'pay-now', and changes with the name; "
        "write id: pay-now"
    ]


def test_no_ids_at_all_are_meant() -> None:
    assert missing({"name": "Cart"}, {"name": "Pay"}) == []
    assert missing("Cart", {"id": "pay"}) == []
    assert missing({"id": "cart"}, {"channel": "web"}) == []
