from __future__ import annotations

import numpy as np
import pytest

from journeymap.statistics.drivers.shares import join, r_squared
from journeymap.statistics.drivers.subsets import (
    explain_subsets,
    share_by_permutations,
    share_exactly,
)

RXX = np.array([[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]])
RXY = np.array([0.6, 0.5, 0.4])


def test_each_subset_has_its_r_squared() -> None:
    found = explain_subsets(np.stack([join(RXX, RXY), join(np.eye(3), RXY)]))
    assert found.shape == (8, 2)
    for subset in range(1, 8):
        inside = [i for i in range(3) if subset >> i & 1]
        alone = r_squared(RXX[np.ix_(inside, inside)], RXY[inside])
        assert found[subset, 0] == pytest.approx(alone)
        assert found[subset, 1] == pytest.approx((RXY[inside] ** 2).sum())
    assert found[0].tolist() == [0, 0]


def test_matrices_that_come_in_parts_are_split_alike() -> None:
    rng = np.random.default_rng(0)
    several = np.stack([np.corrcoef(rng.normal(size=(13, 60))) for _ in range(600)])
    found = share_exactly(several)
    assert found.shape == (600, 12)
    for i in (0, 487, 488, 489, 599):
        assert found[i] == pytest.approx(share_exactly(several[i : i + 1])[0])


def test_an_odd_number_of_orders_is_made_even() -> None:
    whole = join(RXX, RXY)
    assert (
        share_by_permutations(whole, 3, 0).tolist() == share_by_permutations(whole, 4, 0).tolist()
    )
    assert share_by_permutations(whole, 1, 0).sum() == pytest.approx(r_squared(RXX, RXY))
