from __future__ import annotations

import math
from random import Random
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
    confint_proportions_2indep,
)
from statsmodels.stats.proportion import (
    test_proportions_2indep as score_test,
)

from journeymap.statistics.comparing.two_groups import (
    compare_means,
    compare_moments,
    compare_nps,
    compare_shares,
    exact_shares,
    mann_whitney,
)

some = st.integers(1, 200)
ratings = st.lists(st.integers(1, 10), min_size=2, max_size=30)


def test_published_shares() -> None:
    found = compare_shares(56, 70, 48, 80)
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)  # Newcombe 1998
    assert found.statistic == pytest.approx(2.641323, abs=1e-6)


@given(some, some, some, some)
@settings(deadline=None)
def test_shares_equal_statsmodels(x1: int, more1: int, x2: int, more2: int) -> None:
    n1, n2 = x1 + more1, x2 + more2
    found = compare_shares(x1, n1, x2, n2)
    score = score_test(x1, n1, x2, n2, method="score")
    assert (found.statistic, found.p) == pytest.approx((score.statistic, score.pvalue), abs=1e-7)
    newcomb = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb")
    assert (found.low, found.high) == pytest.approx(newcomb, abs=1e-9)


@given(some, some, st.sampled_from([0, 1]))
def test_nobody_or_everybody_in_both_is_no_difference(n1: int, n2: int, share: int) -> None:
    found = compare_shares(share * n1, n1, share * n2, n2)
    assert (found.difference, found.statistic, found.p) == (0.0, 0.0, 1.0)
    assert found.low < 0 < found.high


@given(some, some, some, some)
def test_turning_the_groups_round_turns_the_sign(x1: int, more1: int, x2: int, more2: int) -> None:
    one = compare_shares(x1, x1 + more1, x2, x2 + more2)
    two = compare_shares(x2, x2 + more2, x1, x1 + more1)
    assert (two.difference, two.low, two.high) == pytest.approx(
        (-one.difference, -one.high, -one.low)
    )
    assert two.p == pytest.approx(one.p)
    ours, theirs = (
        compare_nps((x1, 1, more1), (x2, 1, more2)),
        compare_nps((x2, 1, more2), (x1, 1, more1)),
    )
    assert (theirs.low, theirs.high) == pytest.approx((-ours.high, -ours.low))


def test_boschloo_holds_the_group_sizes_fixed() -> None:
    """Counted out: all tables of 10 and 12 that Fisher finds as unlikely, at the worst share."""

    def one_sided(side: Literal["less", "greater"]) -> float:
        tables = np.array([[[[i, j], [10 - i, 12 - j]] for j in range(13)] for i in range(11)])
        table = np.array([[stats.fisher_exact(t, side).pvalue for t in row] for row in tables])
        extreme = table <= table[7, 2] * (1 + 1e-9)
        shares = np.linspace(0.001, 0.999, 999)[:, None]
        first, second = (
            stats.binom.pmf(range(11), 10, shares),
            stats.binom.pmf(range(13), 12, shares),
        )
        return float(np.einsum("si,ij,sj->s", first, extreme, second).max())

    found = exact_shares(7, 10, 2, 12)
    expected = 2 * min(one_sided("greater"), one_sided("less"))
    assert found.boschloo_p == pytest.approx(expected, abs=1e-5)
    assert found.boschloo_p < found.fisher_p


def test_exact_tests_of_nobody_and_everybody_find_nothing() -> None:
    for x in (0, 1):
        found = exact_shares(5 * x, 5, 7 * x, 7)
        assert (found.fisher_p, found.boschloo_p) == (1.0, 1.0)
    with pytest.raises(ValueError, match=r"^a share needs 0 <= count <= n and n > 0, got 6 of 5$"):
        exact_shares(1, 5, 6, 5)


@given(ratings, ratings, st.sampled_from([0.8, 0.95]))
@settings(deadline=None)
def test_means_equal_scipy(a: list[int], b: list[int], level: float) -> None:
    if len(set(a)) == 1 or len(set(b)) == 1:
        return  # scipy warns; the next tests say what is wanted
    found = compare_means(a, b, level=level)
    test = stats.ttest_ind(a, b, equal_var=False)
    interval = test.confidence_interval(level)
    expected = (test.statistic, test.df, test.pvalue, interval.low, interval.high)
    assert (found.statistic, found.df, found.p, found.low, found.high) == pytest.approx(expected)


def test_means_without_spread_say_nothing_unless_the_scale_is_known() -> None:
    silent = compare_means([10] * 30, [5] * 30)
    assert (silent.difference, silent.low, silent.high) == (5.0, -math.inf, math.inf)
    assert silent.p == 1.0
    found = compare_means([10] * 30, [5] * 30, ends=(1, 10))
    share = compare_shares(30, 30, 30 * 4 / 9, 30)
    assert (found.difference, found.low) == pytest.approx((5.0, 9 * share.low))
    assert found.p == pytest.approx(share.p)
    assert found.p < 0.001
    assert compare_means([10], [9, 8], ends=(1, 10)).p > 0.5


def test_one_group_without_spread_is_no_certainty() -> None:
    found = compare_moments((5.0, 0.0, 10), (4.6, 0.6, 200), ends=(1, 5))
    share = compare_shares(10, 10, 180, 200)
    assert (found.difference, found.low, found.high) == pytest.approx(
        (0.4, 4 * share.low, 4 * share.high)
    )
    assert found.p == pytest.approx(share.p)
    assert found.p > 0.2
    back = compare_moments((4.6, 0.6, 200), (5.0, 0.0, 10), ends=(1, 5))
    assert (back.difference, back.p) == pytest.approx((-found.difference, found.p))
    for sd in (0.0, None):
        unknown = compare_moments((10, sd, 20), (9, 1.0, 10))
        assert (unknown.low, unknown.high, unknown.p) == (-math.inf, math.inf, 1.0)


def test_all_customers_have_a_mean_without_error() -> None:
    found = compare_moments((10, 0.0, math.inf), (9, 1.0, 10))
    assert found.df == 9
    assert found.statistic == pytest.approx(math.sqrt(10))
    assert compare_moments((10, None, math.inf), (9, 1.0, 10)) == found
    both = compare_moments((4, None, math.inf), (5, None, math.inf))
    assert (both.difference, both.low, both.high, both.p) == (-1, -1, -1, 0.0)
    assert compare_moments((4, 0.5, math.inf), (4, 0.1, math.inf)).p == 1.0
    alike = compare_moments((4.6, None, math.inf), (5.0, 0.0, 10), ends=(1, 5))
    assert 0.2 < alike.p < 0.4


SKEWED = ((0.0, 0.0, 0.03, 0.12, 0.85), (0.01, 0.02, 0.05, 0.17, 0.75))


@pytest.mark.parametrize("chances", SKEWED)
@pytest.mark.parametrize(("n1", "n2"), [(10, 10), (10, 30), (20, 20), (30, 30)])
def test_skewed_ratings_seldom_differ_by_chance(
    chances: tuple[float, ...], n1: int, n2: int
) -> None:
    random = Random(20)
    claimed = 0
    for _ in range(1_000):
        groups = (random.choices(range(1, 6), chances, k=n) for n in (n1, n2))
        claimed += compare_means(*groups, ends=(1, 5)).p <= 0.05
    assert claimed / 1_000 <= 0.06


@given(ratings, ratings)
@settings(deadline=None)
def test_superiority_counts_the_pairs(a: list[int], b: list[int]) -> None:
    found = mann_whitney(a, b)
    wins = sum((x > y) + (x == y) / 2 for x in a for y in b)
    assert found.u == wins
    assert found.superiority == pytest.approx(wins / (len(a) * len(b)))
    assert 0 <= found.p <= 1


def test_nps_difference_is_judged_by_the_adjusted_scores() -> None:
    found = compare_nps((40, 35, 25), (40, 35, 25))
    assert (found.difference, found.statistic, found.p) == (0.0, 0.0, 1.0)
    assert found.high == pytest.approx(1.959964 * 7.78611323 * math.sqrt(2))
    sure = compare_nps((1000, 0, 0), (0, 0, 1000))
    assert (sure.difference, sure.high) == (200.0, 200.0)
    assert sure.p < 1e-12
