from __future__ import annotations

import math
import statistics
from statistics import fmean, pvariance
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers.tallies import Tally
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.moments import Moments


def make_reading(tally: Tally) -> Reading:
    told: dict[str, Any] = tally.tell(weighted=False)
    return Reading(**told)


numbers = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20)


@given(numbers)
def test_moments_are_those_of_the_numbers(values: list[float]) -> None:
    moments = Moments()
    for value in values:
        moments.join(1, value)
    assert moments.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    assert moments.sd(len(values)) == pytest.approx(statistics.stdev(values), rel=1e-6, abs=1e-6)


@given(numbers, numbers)
def test_what_is_taken_out_again_leaves_no_trace(values: list[float], more: list[float]) -> None:
    moments = Moments()
    for value in (*values, *more):
        moments.join(1, value)
    for value in more:
        moments.join(-1, value)
    assert moments.weight == len(values)
    assert moments.mean == pytest.approx(statistics.fmean(values), abs=1e-4)


def test_large_numbers_keep_their_spread() -> None:
    moments = Moments()
    for value in (1e9, 1e9 + 1, 1e9 + 2):
        moments.join(1, value)
    assert moments.sd(3) == pytest.approx(1)


def test_a_single_number_has_no_spread() -> None:
    moments = Moments()
    moments.join(1, 4)
    assert moments.sd(1) is None


@given(numbers.map(lambda values: [abs(value) + 1 for value in values]), st.floats(0.1, 10))
def test_times_taken_together_are_those_one_by_one(values: list[float], weight: float) -> None:
    metric = Metric(id="wait", kind="duration", unit="minutes")
    together, single = Tally(metric), Tally(metric)
    n, logs = len(values), [math.log(value) for value in values]
    moments = (fmean(values), pvariance(values), fmean(logs), pvariance(logs))
    together.add_all([(n, n * weight, n * weight**2, None, moments)])
    for value in values:
        single.add_all([(1, weight, weight**2, value, None)])
    read, expected = (make_reading(tally) for tally in (together, single))
    assert read.value == pytest.approx(expected.value)
    assert read.sd == pytest.approx(expected.sd, rel=1e-6, abs=1e-6)
    assert read.log_mean == pytest.approx(expected.log_mean)
    assert read.log_sd == pytest.approx(expected.log_sd, rel=1e-6, abs=1e-6)
