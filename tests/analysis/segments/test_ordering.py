"""Groups stand as people expect them: ages count up, and other names keep the file's order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.segments.measuring import measure_segments
from journeymap.analysis.segments.ordering import find_amount, order_groups
from journeymap.model.journey import Journey


@pytest.mark.parametrize(
    ("given_order", "expected"),
    [
        ("41-65|over 65|under 40", "under 40|41-65|over 65"),
        ("18–24|25–34|65+|<18", "<18|18–24|25–34|65+"),
        ("do 30 lat|powyżej 60 lat|30–60 lat", "do 30 lat|30–60 lat|powyżej 60 lat"),
        ("старше 60|до 30|30–60", "до 30|30–60|старше 60"),
        ("> 5,000|1,000-5,000|under 1,000", "under 1,000|1,000-5,000|> 5,000"),
        ("no answer|41-65|under 40", "under 40|41-65|no answer"),
        ("10|2|9", "2|9|10"),
        ("gate 10|gate 9", "gate 9|gate 10"),
        ("phone|tablet|computer", "phone|tablet|computer"),
        ("low|middle|high", "low|middle|high"),
        ("female|male|64", "female|male|64"),
    ],
)
def test_order(given_order: str, expected: str) -> None:
    assert "|".join(order_groups(given_order.split("|"))) == expected


@pytest.mark.parametrize("name", ["domestic 5", "fromage 2", "gate 9", "", "–", "Over the moon"])
def test_what_is_no_amount(name: str) -> None:
    assert find_amount(name) is None


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_no_group_is_lost_and_ordering_twice_changes_nothing(names: list[str]) -> None:
    ordered = order_groups(names)
    assert sorted(ordered) == sorted(names)
    assert order_groups(ordered) == ordered


def make_journey(*groups: str) -> Journey:
    readings = [
        {"touchpoint": "pay", "metric": "csat", "segment": {"age": group}, "counts": {2: 40, 5: 60}}
        for group in groups
    ]
    stages = [{"name": "Buy", "touchpoints": ["Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def test_a_table_of_segments_follows() -> None:
    found = measure_segments(make_journey("41-65", "over 65", "under 40"), "age")
    assert found.groups == ("under 40", "41-65", "over 65")
    assert [row.group for row in found.rows] == ["under 40", "41-65", "over 65"]
    assert measure_segments(make_journey("young", "middle", "old"), "age").groups == (
        "young", "middle", "old",
    )  # fmt: skip
