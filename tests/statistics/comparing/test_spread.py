from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.comparing.spread import excess_spread

GROUPS = st.lists(st.tuples(st.floats(-90, 90), st.floats(0.1, 20)), min_size=2, max_size=8)


def test_equal_errors_leave_the_plain_variance_less_theirs() -> None:
    assert excess_spread([70, 60, 50], [2, 2, 2]) == pytest.approx(sqrt(100 - 4))
    assert excess_spread([61, 60, 59], [2, 2, 2]) == 0


def test_by_hand() -> None:
    # w = 1, 1/4; mean 4; Q = 1*16 + 64/4 = 20 ... with y = 0, 20: mean 4, Q = 16 + 64
    assert excess_spread([0, 20], [1, 2]) == pytest.approx(sqrt((80 - 1) / (1.25 - 1.0625 / 1.25)))


@given(GROUPS, st.floats(-50, 50), st.floats(0.1, 10))
def test_it_moves_and_scales_with_the_values(
    groups: list[tuple[float, float]], by: float, times: float
) -> None:
    values, errors = (list(part) for part in zip(*groups, strict=True))
    plain = excess_spread(values, errors)
    assert plain >= 0
    assert excess_spread([v + by for v in values], errors) == pytest.approx(plain, abs=1e-4)
    scaled = excess_spread([v * times for v in values], [e * times for e in errors])
    assert scaled == pytest.approx(plain * times, abs=1e-4)


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="two groups are needed"):
        excess_spread([1], [1])
    with pytest.raises(ValueError, match="an error above 0"):
        excess_spread([1, 2], [1, 0])
