"""Strips fill pages: each rule of a strip by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.pdf.sheet import BOTTOM, LEAST_SHARE, ROOM, TOP, Strip, lay_strips
from journeymap.picture.blocks import Block
from journeymap.picture.marks import Mark, Text


def block(name: str, height: float) -> Block:
    return Block((Text(0, 0, name),), height)


def shown(pages: list[list[Mark]]) -> list[list[str]]:
    return [[mark.text for mark in page if isinstance(mark, Text)] for page in pages]


def at(pages: list[list[Mark]], name: str) -> float:
    return next(m.y for page in pages for m in page if isinstance(m, Text) and m.text == name)


def test_a_page_is_filled_before_the_next_begins() -> None:
    strips = [Strip(block(str(i), 0.4 * ROOM), gap=5) for i in range(5)]
    pages = lay_strips(strips)
    assert shown(pages) == [["0", "1"], ["2", "3"], ["4"]]
    assert at(pages, "0") == TOP
    assert at(pages, "1") == pytest.approx(TOP + 0.4 * ROOM + 5)


def test_what_follows_keeps_its_heading() -> None:
    heading = Strip(block("heading", 20), follows=0.5 * ROOM)
    strips = [Strip(block("before", 0.6 * ROOM)), heading, Strip(block("after", 0.5 * ROOM))]
    assert shown(lay_strips(strips)) == [["before"], ["heading", "after"]]


def test_a_picture_is_made_smaller_for_the_rest_of_a_page_but_not_too_small() -> None:
    before = Strip(block("before", 0.5 * ROOM))
    fits, large = (Strip(block("picture", 0.6 * ROOM), least=x) for x in (0.7, 0.9))
    assert shown(lay_strips([before, fits])) == [["before", "picture"]]
    assert shown(lay_strips([before, large])) == [["before"], ["picture"]]


def test_a_remainder_takes_from_the_page_before_where_a_subject_begins() -> None:
    rows = [Strip(block(str(i), 0.16 * ROOM), opens=i == 3) for i in range(7)]
    assert LEAST_SHARE > 0.16
    assert shown(lay_strips(rows)) == [["0", "1", "2"], ["3", "4", "5", "6"]]


@given(st.lists(st.floats(1, ROOM), min_size=1, max_size=20), st.floats(0, 20))
def test_all_stand_once_in_order_and_on_a_page(heights: list[float], gap: float) -> None:
    strips = [Strip(block(str(i), high), gap=gap) for i, high in enumerate(heights)]
    pages = lay_strips(strips)
    assert [name for page in shown(pages) for name in page] == list(map(str, range(len(heights))))
    for i, high in enumerate(heights):
        assert TOP - 1e-6 <= at(pages, str(i)) <= BOTTOM - high + 1e-6
