"""How much each subset of drivers explains: all 2^p in one sweep, for many matrices at once.

A subset is a number whose bit i says whether driver i is in it.
"""

from __future__ import annotations

from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_EXACT = 15  # drivers whose subsets are all looked at; 2^15 are 32,768
REDUNDANT = 1e-9  # what is left of a driver that the others say already, as a part of its variance
_AT_ONCE = 65_536  # subsets: more would not stay in a processor's own memory
_ORDERS_AT_ONCE = 2_000_000


def explain_subsets(correlations: Floats) -> Floats:
    """R² of every subset of drivers, as an array of subset by matrix.

    Drivers are swept out one by one (Gauss-Jordan), once for the subsets with and once for those
    without them, so that all 2^p cost about as much as twelve numbers each. A driver that others
    of its subset say already adds nothing.

    Args:
        correlations: Matrices of the drivers with the outcome last, stacked along the first axis.
    """
    # the subsets run along the last axis, where arrays are long
    left = np.ascontiguousarray(np.moveaxis(correlations, 0, -1))
    while len(left) > 1:
        pivot, along = left[0, 0], left[0, 1:]
        usable = pivot > REDUNDANT
        scaled = along * np.where(usable, 1 / np.where(usable, pivot, 1.0), 0.0)
        without = left[1:, 1:]
        left = np.concatenate([without, without - along[:, None] * scaled[None, :]], axis=-1)
    explained: Floats = np.clip(1 - left[0, 0].reshape(-1, len(correlations)), 0.0, 1.0)
    return explained


def share_exactly(correlations: Floats) -> Floats:
    """Shapley's split of R² between the drivers, as an array of matrix by driver.

    Args:
        correlations: Matrices of at most 15 drivers with the outcome last, stacked.
    """
    p = correlations.shape[-1] - 1
    weights = _shapley_weights(p)
    at_once = max(1, _AT_ONCE // 2**p)
    parts = [
        (weights @ explain_subsets(correlations[i : i + at_once])).T
        for i in range(0, len(correlations), at_once)
    ]
    return np.clip(np.concatenate(parts), 0.0, None)


def share_by_permutations(correlations: Floats, permutations: int, seed: int) -> Floats:
    """The same from random orders of the drivers, each with its mirror: what each adds in turn.

    Args:
        correlations: One matrix of the drivers with the outcome last.
        permutations: How many orders; an odd number is made even.
        seed: Seed of the orders.
    """
    p = len(correlations) - 1
    rng = np.random.default_rng(seed)
    orders = rng.permuted(np.tile(np.arange(p), ((permutations + 1) // 2, 1)), axis=1)
    orders = np.concatenate([orders, orders[:, ::-1]])
    shares = np.zeros(p)
    for some in np.array_split(orders, max(1, len(orders) * p * p // _ORDERS_AT_ONCE)):
        whole = np.column_stack([some, np.full(len(some), p)])
        gains = _gain_in_turn(correlations[whole[:, :, None], whole[:, None, :]])
        np.add.at(shares, some, gains)
    found: Floats = shares / len(orders)
    return found


def _gain_in_turn(matrices: Floats) -> Floats:
    """By how much R² grows with each driver, in the order of each matrix."""
    left, gains = matrices, []
    while left.shape[-1] > 1:
        pivot, along = left[:, 0, 0], left[:, 0, 1:]
        usable = pivot > REDUNDANT
        scaled = along * np.where(usable, 1 / np.where(usable, pivot, 1.0), 0.0)[:, None]
        gains.append(scaled[:, -1] * along[:, -1])
        left = left[:, 1:, 1:] - along[:, :, None] * scaled[:, None, :]
    return np.stack(gains, axis=1)


@lru_cache(maxsize=4)
def _shapley_weights(p: int) -> Floats:
    """By what the R² of each subset enters each driver's share, as driver by subset."""
    subsets = np.arange(2**p)
    member = (subsets[:, None] >> np.arange(p)) & 1
    size = member.sum(axis=1)
    joined = [factorial(s) * factorial(p - s - 1) / factorial(p) for s in range(p)]
    # R²(S) is added where S holds the driver, of whom |S| - 1 came before, and taken off elsewhere
    with_it = np.array([0.0, *joined])[size][:, None]
    without_it = np.array([*joined, 0.0])[size][:, None]
    return np.ascontiguousarray(np.where(member == 1, with_it, -without_it).T)
