from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.comparing.mix import is_reversed, split_mix

parts = st.lists(
    st.tuples(st.floats(0, 100), st.integers(1, 500), st.floats(0, 100), st.integers(1, 500)),
    min_size=1,
    max_size=10,
)


def test_both_rise_and_the_whole_falls() -> None:
    found = split_mix([80, 60], [30, 70], [82, 62], [0, 100])
    assert (found.before, found.after, found.change) == pytest.approx((66, 62, -4))
    assert (found.within, found.mix) == pytest.approx((2, -6))
    assert is_reversed(found.change, [2, 2])


@given(parts)
def test_within_and_mix_make_the_change(rows: list[tuple[float, int, float, int]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = split_mix(*columns)
    assert found.within + found.mix == pytest.approx(found.change, abs=1e-9)
    back = split_mix(columns[2], columns[3], columns[0], columns[1])
    assert (back.within, back.mix) == pytest.approx((-found.within, -found.mix), abs=1e-9)
    same = split_mix(columns[0], columns[1], columns[2], columns[1])
    assert same.mix == pytest.approx(0, abs=1e-9)
    assert split_mix(columns[0], columns[1], columns[0], columns[3]).within == 0


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (([1.0], [1.0], [1.0], [1.0, 2.0]), "values and weights before and after are of the same "
         "parts"),
        (([1.0], [0.0], [1.0], [1.0]), "weights must be finite, not negative and not all 0"),
        (([1.0, 1.0], [2.0, 1.0], [1.0, 1.0], [2.0, -1.0]),
         "weights must be finite, not negative and not all 0"),
        (([1.0], [1.0], [float("nan")], [1.0]), "values must be finite"),
    ],
)  # fmt: skip
def test_what_has_no_mix(given_: tuple[list[float], ...], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        split_mix(*given_)


def test_almost_all_is_nine_in_ten() -> None:
    assert is_reversed(-1, [1] * 9 + [-1])
    assert not is_reversed(-1, [1] * 8 + [-1] * 2)
    assert not is_reversed(-1, [1] * 8 + [0])
    assert not is_reversed(0, [1, 1])
    assert is_reversed(1, [-1, -2])
    assert not is_reversed(1, [-1])
