"""R² split between drivers: laws, edges, and the plainest way to compute the same."""

from __future__ import annotations

import re
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from journeymap.statistics.drivers.shares import (
    explain,
    first_shares,
    join,
    last_shares,
    r_squared,
    relative_weights,
    rxy_of,
    shapley_shares,
    standardised_betas,
    weigh_relatively,
)

Floats = NDArray[np.float64]
# Lindeman, Merenda & Gold and relative weights differ here: the example of methods 5
APART = ([[1, 0.9, 0.2], [0.9, 1, 0.6], [0.2, 0.6, 1]], [0.7, 0.6, 0.1])


def make(seed: int, p: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(3 * p + 5, p + 1)) + rng.normal(size=(3 * p + 5, 1))
    found = np.asarray(np.corrcoef(rows.T))
    return found[:-1, :-1], found[:-1, -1]


def explained(rxx: Floats, rxy: Floats, subset: list[int]) -> float:
    if not subset:
        return 0.0
    r = rxy[subset]
    return float(r @ np.linalg.solve(rxx[np.ix_(subset, subset)], r))


def by_all_orders(rxx: Floats, rxy: Floats) -> Floats:
    p = len(rxy)
    shares = np.zeros(p)
    for order in permutations(range(p)):
        for i, driver in enumerate(order):
            before = explained(rxx, rxy, list(order[:i]))
            shares[driver] += explained(rxx, rxy, list(order[: i + 1])) - before
    return shares / factorial(p)


seeds = st.integers(0, 10_000)


@given(seeds, st.integers(1, 5))
@settings(max_examples=25)
def test_shares_are_the_average_over_all_orders(seed: int, p: int) -> None:
    rxx, rxy = make(seed, p)
    shares = shapley_shares(rxx, rxy)
    assert shares == pytest.approx(by_all_orders(rxx, rxy), abs=1e-10)


@given(seeds, st.integers(1, 9))
@settings(max_examples=40)
def test_both_splits_are_positive_and_sum_to_r_squared(seed: int, p: int) -> None:
    rxx, rxy = make(seed, p)
    whole = r_squared(rxx, rxy)
    assert whole == pytest.approx(explained(rxx, rxy, list(range(p))), abs=1e-10)
    for shares in (shapley_shares(rxx, rxy), relative_weights(rxx, rxy)):
        assert (shares >= 0).all()
        assert shares.sum() == pytest.approx(whole, abs=1e-10)


@given(seeds)
@settings(max_examples=25)
def test_two_drivers_are_split_alike(seed: int) -> None:
    rxx, rxy = make(seed, 2)
    assert shapley_shares(rxx, rxy) == pytest.approx(relative_weights(rxx, rxy), abs=1e-10)


@given(seeds, st.integers(1, 7))
@settings(max_examples=25)
def test_a_useless_driver_gets_nothing_and_changes_nothing(seed: int, p: int) -> None:
    rxx, rxy = make(seed, p)
    wider = np.eye(p + 1)
    wider[:p, :p] = rxx
    shares = shapley_shares(wider, [*rxy, 0.0])
    assert shares[p] == pytest.approx(0, abs=1e-12)
    assert shares[:p] == pytest.approx(shapley_shares(rxx, rxy), abs=1e-10)


@given(seeds, st.integers(2, 7))
@settings(max_examples=25)
def test_the_order_of_drivers_and_their_direction_do_not_matter(seed: int, p: int) -> None:
    rxx, rxy = make(seed, p)
    turned, order = (
        np.where(np.arange(p) % 2, -1.0, 1.0),
        np.random.default_rng(seed).permutation(p),
    )
    flipped = (rxx * np.outer(turned, turned))[np.ix_(order, order)], (rxy * turned)[order]
    for split in (shapley_shares, relative_weights):
        assert split(*flipped) == pytest.approx(split(rxx, rxy)[order], abs=1e-10)


def test_drivers_that_do_not_correlate_get_their_r_squared() -> None:
    for split in (shapley_shares, relative_weights, first_shares, last_shares):
        assert split(np.eye(3), [0.5, -0.3, 0.1]) == pytest.approx([0.25, 0.09, 0.01])


def test_the_two_ways_may_differ() -> None:
    assert shapley_shares(*APART) == pytest.approx([0.2831, 0.2051, 0.0285], abs=6e-5)
    assert relative_weights(*APART) == pytest.approx([0.3075, 0.1976, 0.0116], abs=6e-5)


def test_two_that_say_the_same_get_half_each() -> None:
    rxx, rxy = [[1, 1, 0.2], [1, 1, 0.2], [0.2, 0.2, 1]], [0.6, 0.6, 0.3]
    one = shapley_shares([[1, 0.2], [0.2, 1]], [0.6, 0.3])
    for shares in (shapley_shares(rxx, rxy), relative_weights(rxx, rxy)):
        assert shares[0] == pytest.approx(shares[1])
        assert shares.sum() == pytest.approx(one.sum())
    assert last_shares(rxx, rxy)[:2] == pytest.approx([0, 0], abs=1e-12)
    betas = standardised_betas(rxx, rxy)
    assert betas[0] == pytest.approx(betas[1])
    assert betas @ rxy == pytest.approx(r_squared(rxx, rxy))


def test_a_driver_that_is_the_outcome_explains_all() -> None:
    assert r_squared([[1.0]], [1.0]) == 1
    assert shapley_shares([[1.0]], [-1.0]).tolist() == [1.0]
    assert relative_weights([[1, 0.5], [0.5, 1]], [1, 0.5]).sum() == pytest.approx(1)


def test_random_orders_come_near_and_are_made_for_many_drivers() -> None:
    rxx, rxy = make(3, 6)
    near = shapley_shares(rxx, rxy, permutations=4_000, seed=1)
    assert near == pytest.approx(shapley_shares(rxx, rxy), abs=0.006)
    assert near.sum() == pytest.approx(r_squared(rxx, rxy))
    rxx, rxy = make(4, 16)
    many = shapley_shares(rxx, rxy)
    assert many.tolist() == shapley_shares(rxx, rxy, permutations=2_000, seed=0).tolist()
    assert many.tolist() != shapley_shares(rxx, rxy, seed=1).tolist()
    assert many.sum() == pytest.approx(r_squared(rxx, rxy))


def test_fifteen_are_exact() -> None:
    rxx, rxy = make(5, 15)
    exact = shapley_shares(rxx, rxy)
    assert exact.sum() == pytest.approx(r_squared(rxx, rxy))
    assert exact.tolist() == shapley_shares(rxx, rxy, seed=9).tolist()


def test_matrices_are_taken_many_at_once() -> None:
    both = np.stack([join(*make(seed, 4)) for seed in (1, 2)])
    assert weigh_relatively(both)[1] == pytest.approx(relative_weights(*make(2, 4)))
    assert explain(both) == pytest.approx([r_squared(*make(seed, 4)) for seed in (1, 2)])
    assert rxy_of(both[0]).tolist() == make(1, 4)[1].tolist()


@pytest.mark.parametrize(
    ("rxx", "rxy", "said"),
    [
        ([[1, 0.5]], [0.1], r"rxx must be p x p and rxy of length p, got (1, 2) and (1,)"),
        (np.zeros((0, 0)), [], r"rxx must be p x p and rxy of length p, got (0, 0) and (0,)"),
        ([[1.0]], [float("nan")], "a correlation is missing or infinite"),
        ([[1, 0.5], [0.4, 1]], [0.1, 0.1], "rxx must be symmetric with 1 along its diagonal"),
        ([[2.0]], [0.1], "rxx must be symmetric with 1 along its diagonal"),
        (
            [[1, 0.9], [0.9, 1]],
            [0.9, -0.9],
            "no answers have these correlations together: an eigenvalue is below 0, as happens "
            "with pairwise deletion; see nearest_correlations",
        ),
    ],
)
def test_what_is_no_correlation_is_refused(rxx: Floats, rxy: Floats, said: str) -> None:
    for split in (shapley_shares, relative_weights, r_squared, first_shares, last_shares):
        with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
            split(rxx, rxy)


def test_no_orders_are_refused() -> None:
    with pytest.raises(ValueError, match=r"permutations must be at least 1, got 0"):
        shapley_shares([[1.0]], [0.5], permutations=0)
