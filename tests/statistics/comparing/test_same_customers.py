from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import (  # type: ignore[import-untyped]
    mcnemar as oracle,
)

from journeymap.statistics.comparing.same_customers import (
    compare_nps_panel,
    compare_paired_durations,
    compare_paired_means,
    mcnemar,
)

some = st.integers(0, 60)
ratings = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=2, max_size=30)


@given(some, some, some, some)
@settings(deadline=None)
def test_mcnemar_equals_statsmodels(a: int, b: int, c: int, d: int) -> None:
    if a + b + c + d == 0 or b + c == 0:
        return  # statsmodels divides by zero there
    found, table = mcnemar(a, b, c, d), [[a, b], [c, d]]
    assert found.p_exact == pytest.approx(oracle(table, exact=True).pvalue)
    assert found.p_chi2 == pytest.approx(oracle(table, exact=False, correction=False).pvalue)
    assert found.difference == pytest.approx((c - b) / (a + b + c + d))
    assert -1 <= found.low <= found.difference <= found.high <= 1


def test_turning_the_waves_round_turns_the_sign() -> None:
    one, two = mcnemar(45, 15, 5, 35), mcnemar(45, 5, 15, 35)
    assert (two.difference, two.low, two.high) == (-one.difference, -one.high, -one.low)
    assert two.p_exact == one.p_exact


def test_bonett_and_prices_interval() -> None:
    # (6 - 16)/102 +- 1.96 sqrt((22/102 - (10/102)^2)/102), by hand
    found = mcnemar(45, 15, 5, 35)
    half = 1.959964 * math.sqrt((22 / 102 - (10 / 102) ** 2) / 102)
    assert (found.low, found.high) == pytest.approx((-10 / 102 - half, -10 / 102 + half))
    assert mcnemar(45, 15, 5, 35, level=0.8).low > found.low


def test_nobody_changed() -> None:
    found = mcnemar(30, 0, 0, 20)
    assert (found.difference, found.p_exact, found.p_chi2) == (0.0, 1.0, 1.0)
    assert found.low == pytest.approx(-found.high)
    assert 0 < found.high < 0.1


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (1, -1, 2, 3), (1.5, 1, 1, 1)])
def test_pairs_that_are_none(counts: tuple[int, int, int, int]) -> None:
    said = "^pairs need whole counts from 0 up and at least one pair$"
    with pytest.raises(ValueError, match=said):
        mcnemar(*counts)


@given(ratings, st.sampled_from([0.8, 0.95]))
@settings(deadline=None)
def test_paired_means_equal_scipy(pairs: list[tuple[int, int]], level: float) -> None:
    before, after = [a for a, _ in pairs], [b for _, b in pairs]
    if len({b - a for a, b in pairs}) == 1:
        return  # scipy warns; the next test says what is wanted
    found = compare_paired_means(before, after, level=level)
    test = stats.ttest_rel(after, before)
    interval = test.confidence_interval(level)
    assert (found.statistic, found.df, found.p) == pytest.approx(
        (test.statistic, test.df, test.pvalue)
    )
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_changes_that_are_all_equal_say_something_only_on_a_scale() -> None:
    silent = compare_paired_means([3] * 20, [4] * 20)
    assert (silent.difference, silent.low, silent.high) == (1.0, -math.inf, math.inf)
    assert (silent.statistic, silent.p) == (0.0, 1.0)
    found = compare_paired_means([3] * 20, [4] * 20, ends=(1, 5))
    z = 1 / (4 / math.sqrt(20))
    assert found.statistic == pytest.approx(z)
    assert found.p == pytest.approx(2 * stats.norm.sf(z))
    assert found.low == pytest.approx(1 - 1.959964 * 4 / math.sqrt(20))
    assert compare_paired_means([3], [3], ends=(1, 5)).p == 1.0
    assert compare_paired_means([1], [5], ends=(1, 5)).high == 4.0


def test_pairs_need_partners() -> None:
    with pytest.raises(ValueError, match=r"^pairs need as many values after as before, got 1$"):
        compare_paired_means([1, 2], [1])
    with pytest.raises(ValueError, match=r"^pairs need at least one pair$"):
        compare_paired_means([], [])


def test_nps_of_a_panel_is_a_paired_t_on_classes() -> None:
    changes = [0, 1, 1, -1, 2, 0, 0, 1, -2, 0]
    found, test = compare_nps_panel(changes), stats.ttest_1samp(100 * np.array(changes), 0)
    assert (found.difference, found.statistic, found.p) == pytest.approx(
        (20.0, test.statistic, test.pvalue)
    )
    everybody = compare_nps_panel([2, 2])
    assert (everybody.difference, everybody.high) == (200.0, 200.0)
    assert everybody.low == pytest.approx(200 - 1.959964 * 200 / math.sqrt(2))
    assert compare_nps_panel([-2, -2, -1]).low == -200.0
    with pytest.raises(ValueError, match=r"^a change of class lies between -2 and 2$"):
        compare_nps_panel([0, 3])


def test_durations_of_the_same_customers_give_a_ratio() -> None:
    before, after = [10.0, 20, 40, 30], [6.0, 9, 22, 16]
    found = compare_paired_durations(before, after)
    test = stats.ttest_rel(np.log(after), np.log(before))
    interval = test.confidence_interval(0.95)
    assert found.p == pytest.approx(test.pvalue)
    assert (found.low, found.high) == pytest.approx((np.exp(interval.low), np.exp(interval.high)))
    assert compare_paired_durations([0, 2], [1, 4]).ratio == pytest.approx(2)  # 0 counts as 1/2
