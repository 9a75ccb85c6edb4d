"""Weights that are certain, or estimated and so drawn with the health that they weigh."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import to_finite_array
from journeymap.statistics.ranking.posterior import Floats

_STREAM = 1  # of its own: the health is drawn alike, whether the weights are certain or not


class Weights:
    """A weight for each touchpoint, and the resamples that it is drawn from.

    Args:
        certain: The weights as they were estimated or stated, one each.
        resampled: The same in each resample (resample x touchpoint); None where they are certain.
        by: What the resampled ones are multiplied by, one each.

    Raises:
        ValueError: A resample has not as many weights as there are certain ones, or one of its
            weights is negative or not finite.

    Example:
        >>> sure, drawn = Weights([1.0, 2.0]), Weights([1.0, 2.0], [[1.0, 2.5], [1.0, 1.5]])
        >>> sure.take(sure.choose(3, seed=0)).tolist(), drawn.varying.tolist()
        ([[1.0, 2.0]], [1])
        >>> drawn.take(drawn.choose(3, seed=0)).shape
        (3, 2)
    """

    def __init__(
        self, certain: ArrayLike, resampled: ArrayLike | None = None, *, by: ArrayLike = 1.0
    ) -> None:
        self._certain = np.asarray(certain, dtype=float)
        self._rows: Floats | None = None
        if resampled is not None:
            rows = to_finite_array("importance_draws", resampled)
            if rows.ndim != 2 or not len(rows) or rows.shape[1] != len(self._certain):
                raise ValueError(
                    f"importance_draws must be rows of {len(self._certain)}, got {rows.shape}"
                )
            if (rows < 0).any():
                raise ValueError("importance_draws must not be negative")
            self._rows = rows * np.asarray(by, dtype=float)

    @property
    def varying(self) -> NDArray[np.intp]:
        """Which touchpoints have a weight that is not the same in all resamples."""
        if self._rows is None:
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(np.ptp(self._rows, axis=0) > 0)

    def in_order(self, order: NDArray[np.intp]) -> Weights:
        """The same with the touchpoints in another order."""
        rows = None if self._rows is None else self._rows[:, order]
        return Weights(self._certain[order], rows)

    def choose(self, draws: int, seed: int) -> NDArray[np.intp]:
        """The resample of each draw; all 0 where the weights are certain."""
        if self._rows is None:
            return np.zeros(draws, dtype=np.intp)
        return np.random.default_rng([seed, _STREAM]).integers(len(self._rows), size=draws)

    def take(self, chosen: NDArray[np.intp]) -> Floats:
        """The weights of the chosen resamples (draw x touchpoint); one row where all are alike."""
        return self._certain[None, :] if self._rows is None else self._rows[chosen]


def to_weights(name: str, given: ArrayLike, size: int) -> Floats:
    """Reach or importance as an array, one for each.

    Args:
        name: What it is.
        given: One number for all, or as many as there are touchpoints.
        size: How many there are.

    Raises:
        ValueError: One is negative or not finite, or they are too many or too few.

    Example:
        >>> to_weights("reach", 0.5, 2).tolist()
        [0.5, 0.5]
    """
    weights = to_finite_array(name, given)
    if (weights < 0).any():
        raise ValueError("reach and importance must be finite and not negative")
    if weights.shape not in ((), (1,), (size,)):
        raise ValueError(f"{name} must be one number or {size}, got {weights.size}")
    return np.broadcast_to(weights, (size,))
