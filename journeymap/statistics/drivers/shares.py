"""What moves an outcome: R² split between drivers, from correlations alone.

Association, not effect: both ways to split R² give near-duplicates a part each of what they share,
and none of them tells which one causes anything.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.drivers.subsets import (
    MOST_EXACT,
    REDUNDANT,
    share_by_permutations,
    share_exactly,
)

Floats = NDArray[np.float64]

FEWEST_PERMUTATIONS = 2_000
_SLACK = 1e-3  # what rounding of printed correlations may do to the smallest eigenvalue


def shapley_shares(
    rxx: ArrayLike, rxy: ArrayLike, *, permutations: int | None = None, seed: int = 0
) -> Floats:
    """What each driver adds to R², averaged over all orders in which drivers can be added.

    phi_i = Σ over S without i of |S|! (p - |S| - 1)! / p! · [R²(S ∪ i) - R²(S)]: Lindeman, Merenda
    & Gold 1980 (LMG), which is Shapley's value of the game R² and general dominance (Budescu 1993).
    Exact for up to 15 drivers; above, random orders are taken, each with its mirror.

    Args:
        rxx: Correlations between the drivers, p x p.
        rxy: Correlation of each driver with the outcome.
        permutations: How many random orders instead of all; above 15 drivers 2,000 where None.
        seed: Seed of the orders.

    Returns:
        A share per driver, 0 or more; together R². A driver that has nothing to do with the
        outcome or the others gets 0; two that say the same get half each.

    Raises:
        ValueError: if these are no correlations.

    Example:
        >>> shapley_shares([[1, 0.7], [0.7, 1]], [0.5, 0.3]).round(4).tolist()
        [0.2075, 0.0475]
    """
    correlations = join(rxx, rxy)
    if permutations is not None and permutations < 1:
        raise ValueError(f"permutations must be at least 1, got {permutations!r}")
    if permutations is None and len(rxy_of(correlations)) <= MOST_EXACT:
        return np.asarray(share_exactly(correlations[None])[0])
    return share_by_permutations(correlations, permutations or FEWEST_PERMUTATIONS, seed)


def relative_weights(rxx: ArrayLike, rxy: ArrayLike) -> Floats:
    """R² split by way of the nearest drivers that don't correlate with each other.

    Johnson 2000 (Multivariate Behavioral Research 35:1), the same as Genizi 1993: R_xx = U D U',
    L = U D^½ U', beta = L^-1 r_xy, eps = (L∘L)(beta∘beta). Fast for any number of drivers, and
    near to ``shapley_shares``, which it equals for two drivers; but its derivation is criticised
    (Thomas, Zumbo, Kwan & Schweitzer 2014), so it is for more than 15 drivers.

    Args:
        rxx: Correlations between the drivers, p x p.
        rxy: Correlation of each driver with the outcome.

    Returns:
        A weight per driver, 0 or more; together R².

    Raises:
        ValueError: if these are no correlations.

    Example:
        >>> relative_weights([[1, 0.7], [0.7, 1]], [0.5, 0.3]).round(4).tolist()
        [0.2075, 0.0475]
    """
    return np.asarray(weigh_relatively(join(rxx, rxy)[None])[0])


def r_squared(rxx: ArrayLike, rxy: ArrayLike) -> float:
    """How much of the outcome's variance all drivers together explain, 0 to 1.

    Example:
        >>> round(r_squared([[1, 0.7], [0.7, 1]], [0.5, 0.3]), 4)
        0.2549
    """
    correlations = join(rxx, rxy)
    return float(explain(correlations[None])[0])


def first_shares(rxx: ArrayLike, rxy: ArrayLike) -> Floats:
    """What each driver explains alone: r².

    Example:
        >>> first_shares([[1, 0.7], [0.7, 1]], [0.5, 0.3]).round(4).tolist()
        [0.25, 0.09]
    """
    return np.asarray(rxy_of(join(rxx, rxy)) ** 2)


def last_shares(rxx: ArrayLike, rxy: ArrayLike) -> Floats:
    """What each driver adds to all others: 0 where they say the same already.

    Example:
        >>> last_shares([[1, 0.7], [0.7, 1]], [0.5, 0.3]).round(4).tolist()
        [0.1649, 0.0049]
    """
    correlations = join(rxx, rxy)
    p = len(correlations) - 1
    kept = [[j for j in range(p + 1) if j != i] for i in range(p)]
    whole = float(explain(correlations[None])[0])
    others = [float(explain(correlations[np.ix_(k, k)][None])[0]) for k in kept]
    return np.clip(whole - np.array(others), 0.0, None)


def standardised_betas(rxx: ArrayLike, rxy: ArrayLike) -> Floats:
    """By how many standard deviations the outcome differs with one of each driver, others equal.

    Of drivers that say the same, the smallest coefficients that fit as well (Moore-Penrose).

    Example:
        >>> standardised_betas([[1, 0.7], [0.7, 1]], [0.5, 0.3]).round(4).tolist()
        [0.5686, -0.098]
    """
    correlations = join(rxx, rxy)
    inverse = np.linalg.pinv(correlations[:-1, :-1], rcond=REDUNDANT, hermitian=True)
    return np.asarray(inverse @ rxy_of(correlations))


def explain(correlations: Floats) -> Floats:
    """R² of the last variable on all others, for stacked matrices."""
    values, vectors = np.linalg.eigh(correlations[:, :-1, :-1])
    turned = np.einsum("mji,mj->mi", vectors, correlations[:, :-1, -1])
    explained = (turned**2 * _invert(values, REDUNDANT)).sum(axis=-1)
    return np.asarray(np.clip(explained, 0.0, 1.0))


def weigh_relatively(correlations: Floats) -> Floats:
    """Relative weights of stacked matrices with the outcome last, as matrix by driver."""
    values, vectors = np.linalg.eigh(correlations[:, :-1, :-1])
    root = np.sqrt(np.clip(values, 0.0, None))
    nearest = np.einsum("mik,mk,mjk->mij", vectors, root, vectors)
    turned = np.einsum("mji,mj->mi", vectors, correlations[:, :-1, -1])
    betas = np.einsum("mik,mk->mi", vectors, turned * _invert(root, np.sqrt(REDUNDANT)))
    return np.asarray(np.einsum("mij,mj->mi", nearest**2, betas**2))


def _invert(values: Floats, smallest: float) -> Floats:
    usable = values > smallest
    return np.where(usable, 1 / np.where(usable, values, 1.0), 0.0)


def join(rxx: ArrayLike, rxy: ArrayLike) -> Floats:
    """One matrix of drivers and outcome, the outcome last.

    Raises:
        ValueError: if no answers can have these correlations.
    """
    x, y = np.asarray(rxx, dtype=float), np.asarray(rxy, dtype=float)
    if y.ndim != 1 or not len(y) or x.shape != (len(y), len(y)):
        raise ValueError(f"rxx must be p x p and rxy of length p, got {x.shape} and {y.shape}")
    found = np.block([[x, y[:, None]], [y[None, :], np.ones((1, 1))]])
    if not np.isfinite(found).all():
        raise ValueError("a correlation is missing or infinite")
    if not np.allclose(found, found.T, atol=1e-6) or not np.allclose(np.diag(found), 1, atol=1e-6):
        raise ValueError("rxx must be symmetric with 1 along its diagonal")
    if np.linalg.eigvalsh(found)[0] < -_SLACK:
        raise ValueError(
            "no answers have these correlations together: an eigenvalue is below 0, as happens "
            "with pairwise deletion; see nearest_correlations"
        )
    return found


def rxy_of(correlations: Floats) -> Floats:
    """The correlations of the drivers with the outcome, out of one matrix of both."""
    return np.asarray(correlations[:-1, -1])
