from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
    proportion_confint,
    samplesize_confint_proportion,
)

from journeymap.statistics.intervals import (
    Interval,
    answers_needed,
    critical_t,
    critical_z,
    effective_n,
    effective_n_from_sums,
    finite_population_factor,
    mean_interval,
    nps_interval,
    share_interval,
)

levels = st.sampled_from([0.8, 0.9, 0.95, 0.99])
counts = st.integers(0, 5000)


@given(count=counts, rest=counts, level=levels)
@example(count=0, rest=20, level=0.95)
def test_wilson_equals_statsmodels(count: int, rest: int, level: float) -> None:
    n = max(1, count + rest)
    found = share_interval(count, n, level=level)
    expected = proportion_confint(count, n, alpha=1 - level, method="wilson")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)


@given(part=st.floats(0, 1), n=st.floats(0.01, 1e6), level=levels)
def test_wilson_holds_the_share_and_mirrors(part: float, n: float, level: float) -> None:
    found, mirror = (share_interval(x, n, level=level) for x in (part * n, (1 - part) * n))
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert (1 - found.high, 1 - found.low) == pytest.approx((mirror.low, mirror.high), abs=1e-9)


def test_wilson_ends_exactly_at_nobody_and_everybody() -> None:
    assert share_interval(0, 20).low == 0.0
    assert share_interval(20, 20).high == 1.0


def test_a_count_above_n_by_rounding_is_everybody() -> None:
    assert share_interval(30.000000000000004, 30.0) == share_interval(30, 30)


@pytest.mark.parametrize(("count", "n"), [(1, 0), (-1, 5), (6, 5), (math.nan, 5), (1, math.nan)])
def test_impossible_shares_are_refused(count: float, n: float) -> None:
    with pytest.raises(ValueError, match=r"^a share needs 0 <= count <= n and n > 0, got "):
        share_interval(count, n)


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_levels_lie_between_0_and_1(level: float) -> None:
    for ask in (critical_z, lambda value: critical_t(value, 5)):
        with pytest.raises(ValueError, match=r"^level must lie between 0 and 1, got "):
            ask(level)


def test_mean_interval_is_the_t_interval() -> None:
    answers = [7, 9, 8, 10, 6, 8, 9, 5]
    sd = stats.tstd(answers)
    found = mean_interval(7.75, sd, 8, low_end=1, high_end=10)
    expected = stats.t.interval(0.95, 7, loc=7.75, scale=sd / math.sqrt(8))
    assert (found.low, found.high) == pytest.approx(expected)


@given(
    share=st.floats(0, 1),
    sd=st.none() | st.floats(0, 5),
    n=st.floats(0.5, 1e4),
    level=levels,
)
def test_mean_interval_stays_on_the_scale(
    share: float, sd: float | None, n: float, level: float
) -> None:
    found = mean_interval(1 + 9 * share, sd, n, low_end=1, high_end=10, level=level)
    assert 1 <= found.low <= found.value <= found.high <= 10 + 1e-12


@pytest.mark.parametrize("sd", [0.0, None, math.nan, 1e-14])
def test_equal_answers_do_not_look_certain(sd: float | None) -> None:
    found = mean_interval(10, sd, 5, low_end=1, high_end=10)
    assert found.low == pytest.approx(6.0897, abs=1e-4)
    assert found.high == 10


def test_one_answer_gets_an_interval() -> None:
    found = mean_interval(4, 0.0, 1, low_end=1, high_end=5)
    assert (found.low, found.high) == pytest.approx((1.4716, 4.9415), abs=1e-4)


@given(ones=st.integers(1, 40), zeros=st.integers(1, 40))
def test_the_fallback_is_not_narrower_than_wilson_of_the_same_shares(ones: int, zeros: int) -> None:
    n = ones + zeros
    unknown = mean_interval(ones / n, None, n, low_end=0, high_end=1)
    share = share_interval(ones, n)
    assert (unknown.low, unknown.high) == pytest.approx((share.low, share.high))


def test_impossible_means_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^the mean 11 lies outside the scale from 1 to 10$"):
        mean_interval(11, 1, 5, low_end=1, high_end=10)
    with pytest.raises(ValueError, match=r"^the scale from 5 to 1 has no width$"):
        mean_interval(2, 1, 5, low_end=5, high_end=1)
    with pytest.raises(ValueError, match=r"^a standard deviation can't be negative, got -1$"):
        mean_interval(2, -1, 5, low_end=1, high_end=5)
    with pytest.raises(ValueError, match=r"^n must be above 0, got 0$"):
        mean_interval(2, 1, 0, low_end=1, high_end=5)


sizes = st.floats(0, 1000)


@given(promoters=sizes, passives=sizes, detractors=sizes, level=levels)
def test_nps_interval_lies_inside_its_range_and_mirrors(
    promoters: float, passives: float, detractors: float, level: float
) -> None:
    if promoters + passives + detractors < 1:
        passives += 1
    found = nps_interval(promoters, passives, detractors, level=level)
    mirror = nps_interval(detractors, passives, promoters, level=level)
    assert -100 <= found.low <= min(found.value, found.adjusted)
    assert max(found.value, found.adjusted) <= found.high <= 100
    assert found.se_adjusted > 0
    assert found.value == pytest.approx(-mirror.value, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((-mirror.high, -mirror.low), abs=1e-9)


@given(groups=st.tuples(*[st.integers(0, 50)] * 3).filter(any), more=st.integers(2, 50))
def test_nps_interval_narrows_with_n(groups: tuple[int, int, int], more: int) -> None:
    few, many = nps_interval(*groups), nps_interval(*(more * count for count in groups))
    assert many.high - many.low < few.high - few.low


def test_impossible_nps_counts_are_refused() -> None:
    for counts in ((0, 0, 0), (-1, 5, 5), (math.nan, 1, 1)):
        with pytest.raises(
            ValueError, match=r"^NPS needs counts from 0 up and at least one answer$"
        ):
            nps_interval(*counts)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_effective_n_is_never_above_n(weights: list[float]) -> None:
    found = effective_n(weights)
    assert 1 - 1e-9 <= found <= len(weights) * (1 + 1e-9)
    assert found == pytest.approx(effective_n(10 * weight for weight in weights))
    assert found == effective_n_from_sums(math.fsum(weights), math.fsum(w**2 for w in weights))


def test_effective_n_of_nothing_is_0_and_bad_weights_are_refused() -> None:
    assert effective_n([]) == 0.0
    assert effective_n([2.5] * 4) == 4.0
    with pytest.raises(ValueError, match=r"^weights must be finite and not negative$"):
        effective_n([1, -1])


def test_finite_population_factor() -> None:
    assert finite_population_factor(1, 1e9) == pytest.approx(1)
    assert finite_population_factor(50, 50) == 0.0
    assert finite_population_factor(20, 100) == pytest.approx(math.sqrt(80 / 99))
    with pytest.raises(ValueError, match=r"^n must lie between 0 and the population of 5, got 6$"):
        finite_population_factor(6, 5)


def test_answers_needed_equals_statsmodels() -> None:
    expected = samplesize_confint_proportion(0.3, 0.04)
    assert answers_needed(0.04, variance=0.3 * 0.7) == pytest.approx(expected)
    with pytest.raises(ValueError, match=r"^the half-width must be above 0, got 0$"):
        answers_needed(0, variance=1)


def test_shares_and_nps_load_neither_numpy_nor_scipy() -> None:
    code = (
        "import sys; from journeymap.statistics.intervals import *; share_interval(1, 2);"
        "nps_interval(1, 2, 3); print([m for m in ('numpy', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_intervals_are_compared_by_their_values() -> None:
    assert share_interval(1, 1) == Interval(1.0, share_interval(1, 1).low, 1.0)


@given(st.floats(200, 1e7), st.floats(0.01, 0.99998))
@example(df=200, level=0.99998)
def test_t_of_large_samples_is_expanded(df: float, level: float) -> None:
    assert critical_t(level, df) == pytest.approx(float(stats.t.ppf((1 + level) / 2, df)), abs=1e-8)


def test_a_spread_is_small_against_the_width_of_the_scale() -> None:
    wide = {"low_end": 0.0, "high_end": 1e6}
    assert mean_interval(5e5, 1e-4, 9, **wide) == mean_interval(5e5, None, 9, **wide)
    known = mean_interval(5e5, 1e-2, 9, **wide)
    assert known.high - known.low == pytest.approx(2 * critical_t(0.95, 8) * 1e-2 / 3)
