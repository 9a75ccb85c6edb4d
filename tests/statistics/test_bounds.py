from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.bounds import chance_bounds, mean_bounds, response_rate, share_bounds

rates = st.floats(0, 1)


@pytest.mark.parametrize(
    ("count", "n", "invited", "found"),
    [
        (150, 200, 1000, (0.15, 0.95, 0.2)),
        (0, 0, 10, (0, 1, 0)),
        (10, 10, 10, (1, 1, 1)),
        (0, 10, 10, (0, 0, 1)),
        (0, 5, 10, (0, 0.5, 0.5)),
    ],
)
def test_share_of_all_who_were_asked(
    count: int, n: int, invited: int, found: tuple[float, float, float]
) -> None:
    assert tuple(share_bounds(count, n, invited)) == pytest.approx(found)


def test_a_mean_of_all_who_were_asked() -> None:
    assert mean_bounds(4.5, 0.2, 1, 5)[:2] == pytest.approx((1.7, 4.9))
    assert mean_bounds(40, 0.5, -100, 100)[:2] == pytest.approx((-30, 70))
    assert mean_bounds(60, 1, 0, 100) == (60, 60, 1)
    assert mean_bounds(60, 0, 0, 100) == (0, 100, 0)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_a_share_is_a_mean_on_0_to_1(yes: int, no: int, silent: int) -> None:
    n = yes + no
    if n == 0:
        return
    share, mean = (
        share_bounds(yes, n, n + silent),
        mean_bounds(yes / n, n / (n + silent), 0, 1),
    )
    assert share == pytest.approx(mean)
    # the silent filled in by hand
    assert share[:2] == pytest.approx((yes / (n + silent), (yes + silent) / (n + silent)))


@given(st.floats(0, 100), rates)
def test_bounds_are_as_far_apart_as_the_silent_are_many(mean: float, rate: float) -> None:
    found = mean_bounds(mean, rate, 0, 100)
    assert found.upper - found.lower == pytest.approx(100 * (1 - rate))
    assert found.lower - 1e-9 <= mean <= found.upper + 1e-9


def test_chance_comes_on_top() -> None:
    found = chance_bounds(60, 3, 0.5, low_end=0, high_end=100)
    assert found[:2] == pytest.approx((30 - 2.939946, 80 + 2.939946), abs=1e-5)
    assert chance_bounds(60, 0, 0.5, low_end=0, high_end=100) == mean_bounds(60, 0.5, 0, 100)
    assert chance_bounds(99, 20, 0.9, low_end=0, high_end=100).upper == 100
    assert chance_bounds(1, 20, 0.9, low_end=0, high_end=100).lower == 0
    wider = chance_bounds(60, 3, 0.5, low_end=0, high_end=100, level=0.99)
    assert wider.lower < found.lower


def test_rate() -> None:
    assert response_rate(240, 1200) == 0.2
    assert (response_rate(0, 5), response_rate(5, 5), response_rate(1, 1)) == (0, 1, 1)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: response_rate(6, 5), "n must lie between 0 and the 5 who were asked, got 6"),
        (lambda: response_rate(-1, 5), "n must lie between 0 and the 5 who were asked, got -1"),
        (lambda: response_rate(0, 0), "n must lie between 0 and the 0 who were asked, got 0"),
        (
            lambda: response_rate(1, math.inf),
            "n must lie between 0 and the inf who were asked, got 1",
        ),
        (lambda: share_bounds(6, 5, 9), "the count must lie between 0 and n of 5, got 6"),
        (lambda: share_bounds(-1, 5, 9), "the count must lie between 0 and n of 5, got -1"),
        (lambda: mean_bounds(3, 1.1, 1, 5), "a response rate must lie between 0 and 1, got 1.1"),
        (
            lambda: mean_bounds(3, math.nan, 1, 5),
            "a response rate must lie between 0 and 1, got nan",
        ),
        (lambda: mean_bounds(6, 1, 1, 5), "the mean 6 lies outside the scale from 1 to 5"),
        (
            lambda: chance_bounds(3, -1, 1, low_end=1, high_end=5),
            "a standard error can't be negative, got -1",
        ),
    ],
)
def test_what_cannot_be(call: object, sentence: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence follows
        call()
    assert str(caught.value) == sentence
