"""What the cells of a table are sorted by."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.readings import measure_readings
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.demo import load_demo
from journeymap.documents.html.sort_keys import find_sort_keys, read_number
from journeymap.model.journey import Journey


@pytest.mark.parametrize(
    ("shown", "key"),
    [("57 %", "57"), ("< 1 %", "0.999"), ("> 99 %", "99.001"), ("1,204 (worth 9)", "1204"),
     ("-0.5 (-1 to 0)", "-0.5"), ("+2.3", "2.3"), ("–", ""), ("Shops", "")],
)  # fmt: skip
def test_numbers_are_found_in_texts(shown: str, key: str) -> None:
    assert read_number(shown) == key


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_sorting_keeps_the_order_of_numbers(one: float, other: float) -> None:
    keys = [float(read_number(f"{number:,.2f} %")) for number in (one, other)]
    assert (keys[0] <= keys[1]) == (round(one, 2) <= round(other, 2))


def test_columns_are_sorted_by_the_values_of_their_rows() -> None:
    found = find_weakest(load_demo())
    (printed,) = found.tables()
    keys = dict(zip(printed[0], find_sort_keys(printed, found.rows), strict=True))
    assert set(keys["touchpoint"]) == {""}
    assert keys["answers"] == [str(row.n) for row in found.rows]
    # those that all read "< 1 %" are told apart
    chances = [row.p_weakest or 0.0 for row in found.rows]
    assert [float(key) for key in keys["P(weakest)"]] == pytest.approx(chances, rel=1e-6)
    value = next(keys[heading] for heading in keys if "interval" in heading)
    assert [float(key) for key in value] == pytest.approx([row.value for row in found.rows])


def test_what_is_shown_rounded_keeps_its_order() -> None:
    found = find_priorities(load_demo())
    (printed,) = found.tables()
    keys = dict(zip(printed[0], find_sort_keys(printed, found.rows), strict=True))
    assert all(float(a) >= float(b) for a, b in pairwise(keys["points lost (95 %)"]))


def test_a_value_that_is_not_there_has_no_key() -> None:
    journey = Journey(
        name="Shop",
        stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        readings=[
            {"touchpoint": "cart", "metric": "csat", "value": 4.1},
            {"touchpoint": "pay", "metric": "csat", "value": 4.2, "n": 80},
        ],
    )
    found = measure_readings(journey)
    (printed,) = found.tables()
    keys = dict(zip(printed[0], find_sort_keys(printed, found.rows), strict=True))
    assert keys["answers"] == ["", "80"]


def test_lines_that_are_not_rows_are_sorted_by_what_they_say() -> None:
    found = measure_segments(load_demo(), "area")
    printed = found.tables()[0]
    keys = dict(zip(printed[0], find_sort_keys(printed, found.rows), strict=True))
    assert all(map(str.strip, keys["everybody"]))
