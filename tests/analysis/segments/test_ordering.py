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
        ("65 and over|18-24|25 to 64", "18-24|25 to 64|65 and over"),
        ("40-64|40 or less|65 or more", "40 or less|40-64|65 or more"),
        ("over 5k|1k-5k|0-1k", "0-1k|1k-5k|over 5k"),
        ("0 to 10|-10 to 0|under -10", "under -10|-10 to 0|0 to 10"),
        ("0–5 °C|−5–0 °C|> 5 °C", "−5–0 °C|0–5 °C|> 5 °C"),
        ("2024 Q1|2023 Q4|2023 Q3", "2023 Q3|2023 Q4|2024 Q1"),
        ("2024-02|2023-11", "2023-11|2024-02"),
        ("12:00-15:00|9:00-12:00", "9:00-12:00|12:00-15:00"),
    ],
)
def test_order(given_order: str, expected: str) -> None:
    assert "|".join(order_groups(given_order.split("|"))) == expected


@pytest.mark.parametrize(
    "names",
    [
        "under 30 min|30-60 min|1-2 h|1 day or more",
        "6-12 months|1-3 years|over 3 years",
        "0-500k|500k-1M|1M-5M",
        "0-500|500-1k|1k-5k",
        "500-1k|1-5k",
        "under 30 s|30 s to 1 min|no answer|1 min or more",
        "-10 to 0|0 to 10",
        "approx. 30 min|approx. 1 h",
        "under EUR 10|EUR 10-20|over EUR 20",
        "18歳未満|18歳以上",
    ],
)
def test_what_is_of_several_units_keeps_the_order_of_the_file(names: str) -> None:
    assert "|".join(order_groups(names.split("|"))) == names


@pytest.mark.parametrize(
    ("name", "number", "side"),
    [("-3", -3, 0), ("− 3", 3, 0), ("- 3 h", 3, 0), ("<-10", -10, -1), ("over -1.5", -1.5, 1)],
)
def test_a_minus_stands_right_before_its_number(name: str, number: float, side: int) -> None:
    found = find_amount(name)
    assert found is not None
    assert found[:2] == (number, side)


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
