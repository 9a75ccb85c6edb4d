from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.curve import CurveSummary, peak_end

health = st.lists(st.floats(0, 100), min_size=1, max_size=20)


def test_the_curve_of_the_books() -> None:
    assert peak_end([60, 75, 30, 85, 70]) == CurveSummary(
        mean=64.0, peak=85.0, peak_index=3, end=70.0, peak_end=77.5,
        worst=30.0, worst_index=2, worst_end=50.0,
    )  # fmt: skip


def test_of_two_as_far_the_negative_one_is_the_peak() -> None:
    assert peak_end([80, 20, 60]).peak == 20
    assert peak_end([20, 80, 60]).peak_index == 0
    assert peak_end([80.1, 20, 60]).peak == 80.1
    assert peak_end([50 + 0.1 + 0.2, 50 - 0.3, 50]).peak == 50 - 0.3


def test_of_equal_ones_the_first() -> None:
    found = peak_end([70, 20, 20, 70])
    assert (found.peak_index, found.worst_index) == (1, 1)


def test_one_point_is_all() -> None:
    found = peak_end([40])
    assert (found.mean, found.peak, found.end, found.peak_end, found.worst_end) == (40,) * 5


def test_neutral_may_lie_elsewhere() -> None:
    assert peak_end([3, 5, 1.5], neutral=3).peak == 5


def test_weights_are_for_the_mean_only() -> None:
    found = peak_end([60, 20], weights=[3, 1])
    assert (found.mean, found.worst_end, found.peak_end) == (50, 20, 20)
    assert peak_end([60, 20], weights=[0.75, 0.25]).mean == 50
    assert peak_end([60, 20], weights=[1, 0]).mean == 60


@pytest.mark.parametrize("values", [[], [math.nan], [math.inf, 1]])
def test_no_curve(values: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^a curve needs at least one finite value, got"):
        peak_end(values)
    with pytest.raises(ValueError, match=r"^a curve needs"):
        peak_end([1.0], neutral=math.nan)


@pytest.mark.parametrize("weights", [[1.0], [0, 0], [-1, 2], [math.nan, 1], [math.inf, 1]])
def test_wrong_weights(weights: list[float]) -> None:
    said = "^weights must be as many as values, 0 or more, and not all 0$"
    with pytest.raises(ValueError, match=said):
        peak_end([1, 2], weights=weights)


@given(health)
def test_all_lies_between_the_worst_and_the_best(values: list[float]) -> None:
    found = peak_end(values)
    for value in (found.mean, found.peak_end, found.worst_end, found.peak):
        assert min(values) - 1e-9 <= value <= max(values) + 1e-9
    assert values[found.peak_index] == found.peak
    assert all(abs(v - 50) <= abs(found.peak - 50) + 1e-8 for v in values)
    assert found.worst_end <= found.peak_end + 1e-9


@given(health)
def test_equal_weights_change_nothing(values: list[float]) -> None:
    assert peak_end(values, weights=[2.0] * len(values)).mean == pytest.approx(
        peak_end(values).mean
    )
