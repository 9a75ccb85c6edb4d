from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from journeymap.statistics.comparing.small_shares import (
    compare_shares_by_size,
    smallest_expected_count,
)
from journeymap.statistics.comparing.two_groups import compare_shares, exact_shares, fisher_p


def test_five_expected_are_enough_for_z() -> None:
    assert smallest_expected_count(4, 10, 6, 10) == 5.0
    assert compare_shares_by_size(4, 10, 6, 10) == compare_shares(4, 10, 6, 10)
    assert smallest_expected_count(3, 10, 6, 10) == 4.5
    small = compare_shares_by_size(3, 10, 6, 10)
    assert small.p == exact_shares(3, 10, 6, 10).boschloo_p
    assert small.low == compare_shares(3, 10, 6, 10).low
    assert smallest_expected_count(97, 100, 198, 200) == pytest.approx(100 * 5 / 300)  # failures


def test_large_groups_get_fishers_test() -> None:
    found = compare_shares_by_size(1, 101, 4, 3000)
    assert found.p == fisher_p(1, 101, 4, 3000)
    theirs = stats.fisher_exact(np.array([[1, 100], [4, 2996]]))
    assert found.p == pytest.approx(theirs.pvalue)
    assert compare_shares_by_size(1, 100, 4, 60).p == exact_shares(1, 100, 4, 60).boschloo_p


def test_weighted_counts_are_rounded_for_the_exact_test() -> None:
    found = compare_shares_by_size(2.1, 10.6, 6.2, 9.9)
    assert found.p == exact_shares(2, 10, 6, 9).boschloo_p
    assert found.difference == pytest.approx(2.1 / 10.6 - 6.2 / 9.9)
    assert compare_shares_by_size(0.3, 0.5, 1, 1).p == 1.0


def test_quick_means_fishers_test_for_small_groups_too() -> None:
    assert compare_shares_by_size(7, 10, 2, 12, quick=True).p == fisher_p(7, 10, 2, 12)
    assert compare_shares_by_size(7, 10, 2, 12).p < fisher_p(7, 10, 2, 12)


def test_nobody_or_everybody_in_both_groups_is_no_difference() -> None:
    for x in (0, 1):
        assert compare_shares_by_size(3 * x, 3, 9 * x, 9) == compare_shares(3 * x, 3, 9 * x, 9)
