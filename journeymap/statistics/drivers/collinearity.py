"""Whether drivers can be told apart: variance inflation, condition number, near-duplicates."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import to_finite_array

Floats = NDArray[np.float64]

MOST_INFLATED = 10.0
WORST_CONDITION = 30.0
NEAR_DUPLICATES = 0.9
_NOTHING = 1e-9


def variance_inflation(rxx: ArrayLike) -> tuple[float | None, ...]:
    """1 / (1 - R²) of each driver on all others; None where the others say all of it.

    Above 10 its coefficient says little (Marquardt 1970, Technometrics 12:3).

    Args:
        rxx: Correlations between the drivers, p x p.

    Example:
        >>> [round(v, 3) for v in variance_inflation([[1, 0.7], [0.7, 1]])]
        [1.961, 1.961]
    """
    x = _matrix(rxx)
    found = []
    for i in range(len(x)):
        others = [j for j in range(len(x)) if j != i]
        inverse = np.linalg.pinv(x[np.ix_(others, others)], rcond=_NOTHING, hermitian=True)
        left = 1 - float(x[i, others] @ inverse @ x[others, i])
        found.append(None if left <= _NOTHING else 1 / left)
    return tuple(found)


def condition_number(rxx: ArrayLike) -> float | None:
    """The largest eigenvalue of the drivers' correlations over the smallest; None where that is 0.

    Above 30 small changes of the answers change coefficients a lot.

    Example:
        >>> round(condition_number([[1, 0.7], [0.7, 1]]), 3)
        5.667
    """
    values = np.linalg.eigvalsh(_matrix(rxx))
    return None if values[0] <= _NOTHING else float(values[-1] / values[0])


def near_duplicates(
    rxx: ArrayLike, *, limit: float = NEAR_DUPLICATES
) -> tuple[tuple[int, int], ...]:
    """The pairs of drivers whose correlation is beyond the limit, either way: merge them first.

    Example:
        >>> near_duplicates([[1, 0.95, 0.2], [0.95, 1, 0.1], [0.2, 0.1, 1]])
        ((0, 1),)
    """
    x = _matrix(rxx)
    first, second = np.nonzero(np.triu(np.abs(x) > limit, k=1))
    return tuple(zip(first.tolist(), second.tolist(), strict=True))


def nearest_correlations(correlations: ArrayLike) -> Floats:
    """Correlations that answers can have: eigenvalues below 0 become 0, and the diagonal 1 again.

    Correlations of pairs that were answered by different customers need not fit each other
    (Rousseeuw & Molenberghs 1993, Communications in Statistics 22:4, the eigenvalue method). What
    fits already comes back as it is.

    Args:
        correlations: A matrix, or several stacked along the first axis.

    Example:
        >>> nearest_correlations([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]).round(3).tolist()
        [[1.0, 0.5, -0.5], [0.5, 1.0, 0.5], [-0.5, 0.5, 1.0]]
    """
    given = to_finite_array("correlations", correlations)
    if given.ndim < 2 or given.shape[-1] != given.shape[-2]:
        raise ValueError(f"correlations must be a square matrix, or several, got {given.shape}")
    values, vectors = np.linalg.eigh(given)
    clipped = np.einsum("...ik,...k,...jk->...ij", vectors, np.clip(values, 0, None), vectors)
    length = np.sqrt(np.clip(np.einsum("...ii->...i", clipped), _NOTHING, None))
    fitting = clipped / (length[..., :, None] * length[..., None, :])
    bad = values[..., :1, None] < -_NOTHING
    return np.where(bad, fitting, given)


def _matrix(rxx: ArrayLike) -> Floats:
    x = np.asarray(rxx, dtype=float)
    if x.ndim != 2 or x.shape[0] != x.shape[1] or not len(x) or not np.isfinite(x).all():
        raise ValueError(f"not a square matrix of correlations: {x.shape}")
    return to_finite_array("rxx", x)
