from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from journeymap.statistics.durations import (
    arithmetic_mean_interval,
    geometric_mean_interval,
    log_moments,
    log_moments_from_mean_sd,
    median_interval,
)
from journeymap.statistics.intervals import Interval

MINUTES = [12.0, 35.0, 48.0, 20.0, 95.0, 15.0, 60.0, 28.0, 240.0, 33.0]
times = st.lists(st.floats(0.1, 1e5), min_size=2, max_size=40)


def test_zeros_become_half_the_smallest_unit_and_are_counted() -> None:
    found = log_moments([0, 0, 4], smallest_unit=2)
    assert found.log_mean == pytest.approx(math.log(4) / 3)
    assert (found.n, found.zeros) == (3, 2)


def test_one_duration_has_no_spread() -> None:
    assert log_moments([math.e]) == (1.0, 0.0, 1, 0)


@pytest.mark.parametrize("values", [[], [1, -1], [1, math.nan], [math.inf]])
def test_impossible_durations_are_refused(values: list[float]) -> None:
    message = "^durations must be finite and not negative, and at least one is needed$"
    with pytest.raises(ValueError, match=message):
        log_moments(values)
    with pytest.raises(ValueError, match=message):
        median_interval(values)


def test_the_smallest_unit_is_above_0() -> None:
    with pytest.raises(ValueError, match=r"^the smallest unit must be above 0, got 0$"):
        log_moments([1], smallest_unit=0)


@given(values=times, factor=st.floats(0.01, 100), level=st.sampled_from([0.8, 0.95]))
def test_the_unit_changes_nothing_but_the_unit(
    values: list[float], factor: float, level: float
) -> None:
    ours, theirs = log_moments(values), log_moments([factor * value for value in values])
    if ours.log_sd < 1e-6:
        return
    for interval in (geometric_mean_interval, arithmetic_mean_interval):
        one = interval(*ours[:3], level=level)
        two = interval(*theirs[:3], level=level)
        assert one.low <= one.value <= one.high
        if one.high < 1e200:
            expected = (factor * one.value, factor * one.low, factor * one.high)
            assert (two.value, two.low, two.high) == pytest.approx(expected, rel=1e-6)


@given(values=times)
def test_the_geometric_mean_is_not_above_the_arithmetic_one(values: list[float]) -> None:
    moments = log_moments(values)[:3]
    assert geometric_mean_interval(*moments).value <= arithmetic_mean_interval(*moments).value


def test_a_wild_spread_ends_at_inf_instead_of_failing() -> None:
    assert arithmetic_mean_interval(5, 30, 2).high == math.inf
    with pytest.raises(ValueError, match=r"^log_mean is too large: no time has the logarithm 805$"):
        arithmetic_mean_interval(5, 40, 2)


@pytest.mark.parametrize("interval", [geometric_mean_interval, arithmetic_mean_interval])
def test_equal_durations_tell_no_spread(interval: object) -> None:
    assert callable(interval)
    assert interval(0.0, 0.0, 1) == Interval(1.0, 0.0, math.inf)
    assert interval(0.0, 0.0, 5) == Interval(1.0, 0.0, math.inf)
    assert interval(0.0, 0.0, 6000) == Interval(1.0, 0.0, math.inf)
    assert interval(0.0, None, 60) == Interval(1.0, 0.0, math.inf)


@given(mean=st.floats(0.01, 1e6), ratio=st.floats(0, 5))
def test_moments_give_back_mean_and_sd(mean: float, ratio: float) -> None:
    log_mean, log_sd = log_moments_from_mean_sd(mean, ratio * mean)
    assert math.exp(log_mean + log_sd**2 / 2) == pytest.approx(mean)
    assert mean * math.sqrt(math.expm1(log_sd**2)) == pytest.approx(ratio * mean, abs=1e-6 * mean)


def test_a_mean_duration_is_above_0() -> None:
    with pytest.raises(ValueError, match=r"^a duration needs a mean above 0 and an sd from 0 up, "):
        log_moments_from_mean_sd(0, 1)
    for mean, sd in ((math.inf, 1), (1, math.inf), (1, -1), (math.nan, 1)):
        with pytest.raises(ValueError, match=rf", got {mean}, {sd}$"):
            log_moments_from_mean_sd(mean, sd)


@pytest.mark.parametrize("interval", [geometric_mean_interval, arithmetic_mean_interval])
def test_a_known_population_narrows_the_logarithms(interval: object) -> None:
    assert callable(interval)
    plain, half = interval(3.0, 0.9, 10), interval(3.0, 0.9, 10, factor=0.5)
    assert half.value == plain.value
    assert half.high / half.value == pytest.approx(math.sqrt(plain.high / plain.value))
    assert half.low / half.value == pytest.approx(math.sqrt(plain.low / plain.value))


@given(st.integers(1, 300), st.sampled_from([0.5, 0.8, 0.95, 0.99]))
@example(2, 0.5)
def test_the_median_interval_is_the_narrowest_that_covers(n: int, level: float) -> None:
    found = median_interval(range(1, n + 1), level=level)
    if found.high == math.inf:
        assert (found.low, found.coverage) == (0.0, 1.0)
        assert 1 - 2 * 0.5**n < level
        return
    rank = int(found.low)
    assert found.high == n + 1 - rank
    covers = [1 - 2 * stats.binom.cdf(r - 1, n, 0.5) for r in (rank, rank + 1)]
    assert found.coverage == pytest.approx(covers[0])
    assert covers[0] >= level
    assert covers[1] < level or 2 * (rank + 1) > n + 1


@given(st.permutations(MINUTES))
def test_the_order_of_durations_changes_nothing(values: list[float]) -> None:
    assert median_interval(values) == median_interval(MINUTES)
    assert log_moments(values) == pytest.approx(log_moments(MINUTES))


def test_more_durations_narrow_every_interval() -> None:
    widths = [
        [
            interval(3.0, 0.9, n).high - interval(3.0, 0.9, n).low
            for interval in (geometric_mean_interval, arithmetic_mean_interval)
        ]
        for n in (3, 10, 100, 10_000)
    ]
    assert all(np.all(np.array(wide) > np.array(slim)) for wide, slim in pairwise(widths))


def test_modified_cox_covers_what_it_claims() -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(800):
        found = arithmetic_mean_interval(*log_moments(np.exp(rng.normal(0, 1, 10)).tolist())[:3])
        hits += found.low <= math.exp(0.5) <= found.high
    assert hits / 800 == pytest.approx(0.939, abs=0.025)
