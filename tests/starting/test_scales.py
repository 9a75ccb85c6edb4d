from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.starting.scales import fit_scale, guess_scale


@pytest.mark.parametrize(
    ("codes", "scale", "missing"),
    [
        ([1, 2, 3, 4, 5], (1, 5), ()),
        ([0, 1, 2, 3, 4, 5], (1, 5), (0,)),
        ([0, 1, 2, 3, 4, 5, 6], (1, 5), (0, 6)),
        ([1, 2, 3, 4, 5, 9], (1, 5), (9,)),
        ([1, 2, 3, 4, 5, 98, 99], (1, 5), (98, 99)),
        ([-1, 1, 2, 3, 4, 5], (1, 5), (-1,)),
        ([2, 3, 4, 5], (1, 5), ()),
        ([1, 2, 3, 4], (1, 4), ()),
        ([1, 2, 3, 4, 9], (1, 4), (9,)),
        ([1, 2, 3, 4, 5, 6], (1, 6), ()),
        (range(1, 8), (1, 7), ()),
        (range(8), (1, 7), (0,)),
        ([*range(1, 8), 99], (1, 7), (99,)),
        (range(11), (0, 10), ()),
        ([*range(11), 99], (0, 10), (99,)),
        (range(1, 11), (1, 10), ()),
        ([4, 5, 6, 7, 8, 9, 10], (1, 10), ()),
        ([-2, -1, 0, 1, 2], (-2, 2), ()),
    ],
)
def test_likeliest_scale(
    codes: list[int], scale: tuple[int, int], missing: tuple[int, ...]
) -> None:
    found = guess_scale(codes)
    assert found is not None
    assert ((found.low, found.high), found.missing) == (scale, missing)


@pytest.mark.parametrize("codes", [[], [1], [1, 2], [1, 2, 40, 50, 60], range(0, 100, 10), [7000]])
def test_other_codes_are_no_scale(codes: list[int]) -> None:
    assert guess_scale(codes) is None


@given(st.sets(st.integers(-9, 120), max_size=15))
def test_every_code_is_on_the_scale_or_missing(codes: set[int]) -> None:
    found = guess_scale(codes)
    if found is not None:
        inside = {code for code in codes if found.low <= code <= found.high}
        assert inside | set(found.missing) == codes
        assert len(inside) >= 3


def test_a_given_scale_may_not_fit() -> None:
    assert fit_scale([1, 2, 3, 40], 1, 5) is None
    found = fit_scale([1, 2, 4, 5], 1, 5)
    assert found is not None
    assert found.cost == 1
