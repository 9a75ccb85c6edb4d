from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Text
from journeymap.views.on_paper.paging import Page, Pages, fill_pages, shrink
from journeymap.views.on_paper.pieces import Piece, Unit


def piece(name: str, height: float, *, names: bool = False) -> Piece:
    return Piece(Block((Text(0, 0, name),), height), names)


def unit(name: str, *heights: float, below: float = 0.0) -> Unit:
    """A band: the first piece names its columns."""
    pieces = [piece(f"{name}{i}", h, names=i == 0) for i, h in enumerate(heights)]
    return Unit(tuple(pieces), below)


def read(found: Pages) -> list[list[str]]:
    return [[m.text for m in page.marks if isinstance(m, Text)] for page in found.pages]


HEAD = Unit((piece("head", 20),))


def test_what_fits_stands_on_one_page_below_each_other() -> None:
    found = fill_pages([HEAD, unit("a", 10, 30, below=5), unit("b", 10)], 100)
    assert read(found) == [["head", "a0", "a1", "b0"]]
    assert [m.y for m in found.pages[0].marks if isinstance(m, Text)] == [0, 20, 30, 65]
    assert (found.pages[0].height, found.cost) == (75, 0)


def test_a_band_that_does_not_fit_any_more_begins_a_page() -> None:
    found = fill_pages([HEAD, unit("a", 10, 40), unit("b", 10, 40)], 100)
    assert read(found) == [["head", "a0", "a1"], ["b0", "b1"]]


def test_a_band_that_is_too_high_is_divided_and_its_names_repeated() -> None:
    found = fill_pages([HEAD, unit("a", 10, 50, 50, 30)], 100)
    assert read(found) == [["head", "a0", "a1"], ["a0", "a2", "a3"]]


def test_pages_are_about_equally_full_and_the_last_one_is_not_nearly_empty() -> None:
    found = fill_pages([HEAD, unit("a", 10, 20, 20, 20, 20), Unit((piece("end", 45),))], 100)
    assert read(found) == [["head", "a0", "a1", "a2", "a3"], ["a0", "a4", "end"]]
    assert found.pages[-1].height == 75


def test_a_page_does_not_end_between_names_and_what_they_name() -> None:
    found = fill_pages([HEAD, unit("a", 60, 30), unit("b", 10)], 100)
    assert read(found) == [["head"], ["a0", "a1", "b0"]]


def test_the_first_band_stays_with_the_head() -> None:
    found = fill_pages([HEAD, unit("a", 10, 50, 30)], 100)
    assert read(found) == [["head", "a0", "a1"], ["a0", "a2"]]


def test_a_piece_that_is_higher_than_a_page_stands_alone_below_its_names() -> None:
    found = fill_pages([HEAD, unit("a", 10, 150, 20)], 100)
    assert read(found) == [["head"], ["a0", "a1"], ["a0", "a2"]]
    assert found.pages[1].height == 160


def test_a_page_that_is_too_high_is_made_smaller_at_its_left_edge() -> None:
    page = shrink(Page((Text(40, 100, "a", 10), Text(240, 200, "b", 10)), 200), 100, 40)
    assert page == Page((Text(40, 50, "a", 5), Text(140, 100, "b", 5)), 100)


@given(
    st.lists(st.lists(st.integers(1, 120), min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(30, 200),
)
def test_every_piece_stands_once_in_order_and_names_are_repeated(
    heights: list[list[int]], room: int
) -> None:
    units = [HEAD, *(unit(f"{chr(97 + i)}", *map(float, hs)) for i, hs in enumerate(heights))]
    found = fill_pages(units, room)
    shown = [text for page in read(found) for text in page]
    every = [f"{chr(97 + i)}{k}" for i, hs in enumerate(heights) for k in range(len(hs))]
    assert list(dict.fromkeys(shown)) == ["head", *every]
    assert {text for text in shown if shown.count(text) > 1} <= {t for t in every if t[1:] == "0"}
    for page in found.pages:
        assert page.marks
        assert page.height <= room or len(page.marks) <= 2  # names and what is too high


@pytest.mark.parametrize("room", [100, 60])
def test_no_page_is_empty(room: float) -> None:
    found = fill_pages([HEAD, unit("a", 70, 70), unit("b", 90)], room)
    assert all(page.marks for page in found.pages)
