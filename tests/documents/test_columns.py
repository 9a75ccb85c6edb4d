"""Columns share the width of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.documents.columns import share_width

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


def test_the_widest_give_way_alike() -> None:
    assert share_width([50, 900, 700], 450, narrowest=60) == pytest.approx([50, 200, 200])
