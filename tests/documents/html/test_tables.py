"""Tables of the page: what cells are sorted by, and whom rows are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.demo import load_demo
from journeymap.documents.html.tables import to_sort_key, to_tables
from journeymap.wording.words import Words


@pytest.mark.parametrize(
    ("shown", "key"),
    [("57 %", "57"), ("< 1 %", "0.999"), ("> 99 %", "99.001"), ("1,204 (worth 9)", "1204"),
     ("-0.5 (-1 to 0)", "-0.5"), ("+2.3", "2.3"), ("–", ""), ("Shops", "")],
)  # fmt: skip
def test_numbers_are_found(shown: str, key: str) -> None:
    assert to_sort_key(shown) == key


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_sorting_keeps_the_order_of_numbers(one: float, other: float) -> None:
    keys = [float(to_sort_key(f"{number:,.2f} %")) for number in (one, other)]
    assert (keys[0] <= keys[1]) == (round(one, 2) <= round(other, 2))


def test_rows_know_their_touchpoint() -> None:
    table = to_tables(find_weakest(load_demo()), Words())[0]
    assert table.headings[0] == "touchpoint"
    assert [row.touchpoint for row in table.rows[:2]] == ["shops", "food"]
    assert table.rows[0].cells[0].text == "Shops"
    assert table.rows[2].cells[4].sort == "0.999"
    assert [table.right[i] for i in (0, 3)] == [False, True]


def test_lines_for_several_rows_know_theirs_too() -> None:
    table = to_tables(measure_segments(load_demo(), "area"), Words())[0]
    assert {row.touchpoint for row in table.rows if row.touchpoint} >= {"shops", "food"}


def test_what_is_cut_is_told() -> None:
    table = to_tables(find_weakest(load_demo()), Words(), most=3)[0]
    assert (len(table.rows), table.total) == (3, 13)


def test_numbers_are_written_as_the_language_does() -> None:
    table = to_tables(find_weakest(load_demo()), Words("pl"))[0]
    assert table.rows[0].cells[2].text == "56,7 % (54,8 do 58,6)"
    assert table.rows[0].cells[2].sort == "56.7"
