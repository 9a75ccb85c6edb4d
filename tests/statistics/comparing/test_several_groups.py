from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.oneway import anova_oneway  # type: ignore[import-untyped]

from journeymap.statistics.comparing.several_groups import (
    chi_squared_shares,
    compare_several_moments,
    kruskal_wallis,
    kruskal_wallis_from_counts,
    welch_anova,
    welch_anova_from_moments,
)

groups = st.lists(st.lists(st.integers(1, 7), min_size=2, max_size=15), min_size=2, max_size=5)


@given(groups)
@settings(deadline=None)
def test_welch_equals_statsmodels(found: list[list[int]]) -> None:
    if any(len(set(group)) == 1 for group in found):
        return
    ours, theirs = welch_anova(found), anova_oneway(found, use_var="unequal")
    assert (ours.statistic, ours.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)
    assert (ours.df, ours.df_within) == pytest.approx((theirs.df_num, theirs.df_denom))


def test_two_groups_are_welchs_t() -> None:
    a, b = [7, 9, 8, 10, 6], [6, 7, 5, 8, 4, 4]
    test = stats.ttest_ind(a, b, equal_var=False)
    found = welch_anova([a, b])
    assert (found.statistic, found.p) == pytest.approx((test.statistic**2, test.pvalue))


@given(groups)
@settings(deadline=None)
def test_kruskal_equals_scipy(found: list[list[int]]) -> None:
    if len({value for group in found for value in group}) == 1:
        return
    ours, theirs = kruskal_wallis(found), stats.kruskal(*found)
    assert (ours.statistic, ours.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)
    assert kruskal_wallis_from_counts([Counter(group) for group in found]) == ours


def test_everybody_alike_is_no_difference() -> None:
    assert kruskal_wallis([[4, 4], [4], [4]]).p == 1.0
    for share in (0, 1):
        found = chi_squared_shares([5 * share, 9 * share, share], [5, 9, 1])
        assert (found.statistic, found.df, found.p) == (0.0, 2, 1.0)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=2, max_size=5))
def test_shares_equal_scipy(pairs: list[tuple[int, int]]) -> None:
    table = np.array(pairs)
    found = chi_squared_shares(table[:, 0].tolist(), table.sum(axis=1).tolist())
    theirs = stats.chi2_contingency(table, correction=False)
    assert (found.statistic, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)
    assert found.df == len(pairs) - 1


def test_groups_that_say_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^every group needs answers that differ$"):
        welch_anova_from_moments([(4, 0.0, 9), (3, 1.0, 9)])
    with pytest.raises(ValueError, match=r"^every group needs answers that differ$"):
        welch_anova_from_moments([(4, None, 9), (3, 1.0, 9)])
    with pytest.raises(ValueError, match=r"^every group needs at least two answers$"):
        welch_anova([[1, 2], [3]])
    with pytest.raises(ValueError, match=r"^every group needs at least one answer$"):
        kruskal_wallis([[1, 2], []])
    with pytest.raises(ValueError, match=r"^every group needs at least one answer$"):
        kruskal_wallis_from_counts([{1: -1, 2: 3}, {1: 1}])
    for test in (welch_anova, kruskal_wallis):
        with pytest.raises(ValueError, match=r"^several groups are at least two, got 1$"):
            test([[1, 2]])
    with pytest.raises(ValueError, match=r"^several groups are at least two, got 0$"):
        chi_squared_shares([], [])
    with pytest.raises(ValueError, match=r"^a share needs 0 <= count <= n and n > 0, got 3 of 2$"):
        chi_squared_shares([3, 4], [2, 9])


def test_a_group_without_spread_is_compared_on_the_scale() -> None:
    known = [(4.6, 0.6, 200.0), (4.4, 0.7, 90.0)]
    for group in [(5.0, 0.0, 10.0), (5.0, None, 10.0)]:
        found = compare_several_moments([*known, group], ends=(1, 5))
        expected = chi_squared_shares([180, 76.5, 10], [200, 90, 10])
        assert (found.statistic, found.p) == pytest.approx((expected.statistic, expected.p))
    spread = [*known, (4.8, 0.4, 10.0)]
    assert compare_several_moments(spread, ends=(1, 5)) == welch_anova_from_moments(spread)


def test_all_customers_leave_nothing_to_chance() -> None:
    three = [(4.0, None, math.inf), (4.5, None, math.inf), (4.2, 0.5, 40.0)]
    assert compare_several_moments(three, ends=(1, 5)).p < 1e-9
    alike = [(4.0, None, math.inf), (4.0, None, math.inf), (4.2, 0.5, 40.0)]
    assert compare_several_moments(alike, ends=(1, 5)).p > 0.5


def test_several_means_lie_on_their_scale() -> None:
    with pytest.raises(ValueError, match=r"^the mean 7 lies outside the scale from 1 to 5$"):
        compare_several_moments([(7, 0.0, 9), (4, 0.5, 9)], ends=(1, 5))
