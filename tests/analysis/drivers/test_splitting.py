"""Intervals that hold what they say, on answers whose truth is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from journeymap.analysis.drivers.splitting import choose_method, find_first, share, split_r_squared
from journeymap.statistics.drivers.shares import shapley_shares
from tests.analysis.drivers.shop import make_usable


def draw(n: int, seed: int) -> Any:
    """Three drivers that correlate .3; the third one does nothing."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 3)) * np.sqrt(0.7) + rng.normal(size=(n, 1)) * np.sqrt(0.3)
    y = x @ [1.0, 0.5, 0.0] + rng.normal(size=n) * 1.3
    return np.column_stack([x, y])


def test_intervals_cover_the_truth() -> None:
    rxx = np.full((3, 3), 0.3) + 0.7 * np.eye(3)
    explained = np.array([1.0, 0.5, 0.0])
    variance = explained @ rxx @ explained + 1.3**2
    parts = shapley_shares(rxx, rxx @ explained / np.sqrt(variance))
    truth, r2 = parts / parts.sum(), parts.sum()
    covered, hit = [], []
    for seed in range(250):
        found = split_r_squared(
            make_usable(draw(150, seed)), "shapley", draws=200, seed=seed, level=0.95
        )
        assert found.low is not None
        assert found.high is not None
        covered.append((found.low <= truth) & (truth <= found.high))
        _, low, high = found.r_squared
        hit.append(low is not None and high is not None and low <= r2 <= high)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)
    assert np.mean(hit) == pytest.approx(0.95, abs=0.025)


def test_a_driver_that_has_nothing_to_do_with_it_may_have_nothing() -> None:
    rng = np.random.default_rng(0)
    lows = []
    for seed in range(40):
        x = rng.normal(size=(200, 2))
        y = x[:, 0] + rng.normal(size=200)
        rows = make_usable(np.column_stack([x, y]))
        low = split_r_squared(rows, "shapley", draws=200, seed=seed, level=0.95).low
        assert low is not None
        lows.append(low[1])
    assert np.mean(np.array(lows) == 0) >= 0.95


def test_r_squared_is_judged_without_what_chance_explains() -> None:
    rng = np.random.default_rng(0)
    found = split_r_squared(
        make_usable(rng.normal(size=(60, 6))), "shapley", draws=100, seed=0, level=0.95
    )
    r2 = found.r_squared[0]
    assert r2 > 0.02
    assert found.adjusted == pytest.approx(1 - (1 - r2) * 59 / 54)
    few = split_r_squared(
        make_usable(rng.normal(size=(4, 4))), "shapley", draws=100, seed=0, level=0.95
    )
    assert few.adjusted == 0.0


def test_equal_parts_share_the_first_place() -> None:
    drawn = np.array([[0.2, 0.2, 0.1], [0.3, 0.1, 0.1]])
    assert find_first(drawn).tolist() == [0.75, 0.25, 0]


def test_the_method_goes_by_the_number_of_drivers() -> None:
    assert choose_method(None, 15) == "shapley"
    assert choose_method(None, 16) == "relative_weights"
    assert choose_method("shapley", 15) == "shapley"
    with pytest.raises(ValueError, match="exactly among up to 15 drivers, and there are 16; name"):
        choose_method("shapley", 16)


def test_shapley_of_many_takes_random_orders() -> None:
    rows = np.random.default_rng(0).normal(size=(80, 17))
    matrix = np.asarray(np.corrcoef(rows.T))
    found = share(matrix[None], "shapley", 3)[0]
    assert found.tolist() == shapley_shares(matrix[:-1, :-1], matrix[:-1, -1], seed=3).tolist()
