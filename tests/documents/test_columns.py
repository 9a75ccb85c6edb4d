"""Columns share the width of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.columns import natural_widths, share_width
from journeymap.picture.lettering import text_width

WIDTHS = st.lists(st.floats(1, 3000), min_size=1, max_size=12)


@given(WIDTHS, st.floats(100, 2000))
def test_all_fit_and_none_grows_much(natural: list[float], room: float) -> None:
    widths = share_width(natural, room, narrowest=60)
    assert sum(widths) <= room * (1 + 1e-9)
    assert all(new <= 1.5 * old * (1 + 1e-9) for new, old in zip(widths, natural, strict=True))


@given(WIDTHS, st.floats(1000, 2000))
def test_a_narrow_column_gives_nothing_away(natural: list[float], room: float) -> None:
    widths = share_width(natural, room, narrowest=60)
    narrow = [(new, old) for new, old in zip(widths, natural, strict=True) if old <= 60]
    assert all(new >= old * (1 - 1e-9) for new, old in narrow)


def test_a_column_would_be_as_wide_as_its_longest_cell_with_bold_headings() -> None:
    rows = [["answers", "n"], ["12", "a long cell"]]
    assert natural_widths(rows, 12, padding=5) == [
        text_width("answers", 12, bold=True) + 5, text_width("a long cell", 12) + 5,
    ]  # fmt: skip
    assert natural_widths(rows[:1], 12)[1] == text_width("n", 12, bold=True)


def test_the_widest_give_way_alike() -> None:
    assert share_width([50, 900, 700], 450, narrowest=60) == pytest.approx([50, 200, 200])
