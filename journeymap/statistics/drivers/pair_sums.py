"""Sums over pairs of variables, kept by block of respondents, so that blocks can be resampled.

A correlation needs six sums. Kept by block, they are all that a bootstrap needs: a resample is a
sum of blocks, each taken as often as it was drawn. Where every respondent is a block of its own
that is the ordinary bootstrap (Efron 1979). Where blocks are random groups of equally many
respondents, each a small sample like the whole, drawing groups instead of respondents gives the
same spread, because a sum of many independent sums varies like the sum of all (random groups:
Wolter 2007, Introduction to Variance Estimation, ch. 2; for tables that are too large to draw
from: Kleiner, Talwalkar, Sarkar & Jordan 2014, JRSS B 76:4; Chamandy et al. 2012). With 1,000
groups the standard error itself is good to 2 %. Groups must be drawn without regard to the order
of the table, else neighbours that are alike make intervals too wide or too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.drivers.collinearity import nearest_correlations

Floats = NDArray[np.float64]

BLOCKS = 1_000
_CONSTANT = 1e-12
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, eq=False)
class PairSums:
    """Sums by block over the respondents who answered both variables i and j, weighted.

    Each is an array of block x variable x variable.

    Args:
        n: Σ w, how many; symmetric.
        sums: Σ w x_i of those who answered j too.
        squares: Σ w x_i² of those who answered j too.
        products: Σ w x_i x_j; symmetric.
    """

    n: Floats
    sums: Floats
    squares: Floats
    products: Floats

    @classmethod
    def of_rows(
        cls, values: ArrayLike, *, weights: ArrayLike | None = None, blocks: ArrayLike | None = None
    ) -> PairSums:
        """The sums of a table in memory.

        Args:
            values: Respondent x variable; NaN where there is no answer.
            weights: Of each respondent; 1 where None.
            blocks: The number of each respondent's block from 0 up; each its own where None.

        Example:
            >>> sums = PairSums.of_rows([[1, 2], [2, 3], [3, float("nan")], [4, 3]])
            >>> sums.total().n.tolist()
            [[4.0, 3.0], [3.0, 3.0]]
        """
        x = np.asarray(values, dtype=float)
        if x.ndim != 2:
            raise ValueError(f"values must be respondents x variables, got {x.ndim} dimensions")
        w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
        own = np.arange(len(x)) if blocks is None else np.asarray(blocks, dtype=int)
        mask = np.isfinite(x).astype(float)
        x = np.where(mask > 0, x, 0.0)
        number = int(own.max(initial=-1)) + 1
        return cls(*(_sum_pairs(a, b * w[:, None], own, number)
                     for a, b in ((mask, mask), (x, mask), (x * x, mask), (x, x))))  # fmt: skip

    def __len__(self) -> int:
        return len(self.n)

    def total(self) -> PairSums:
        """The sums over all blocks, as one block without the first axis."""
        parts = (self.n, self.sums, self.squares, self.products)
        return PairSums(*(part.sum(axis=0) for part in parts))

    def keep(self, variables: ArrayLike) -> PairSums:
        """The sums of these variables, in this order."""
        at = np.asarray(variables, dtype=int)
        parts = (self.n, self.sums, self.squares, self.products)
        return PairSums(*(part[..., at[:, None], at[None, :]] for part in parts))

    def correlations(self) -> Floats:
        """The correlation of each pair among those who answered both; NaN where there is none."""
        n = np.where(self.n > 0, self.n, np.nan)
        mean = self.sums / n
        spread = self.squares / n - mean**2
        # what rounding leaves of a constant is none
        spread = np.where(spread > _CONSTANT * (self.squares / n), spread, np.nan)
        product = self.products / n - mean * _flip(mean)
        found = np.clip(product / np.sqrt(spread * _flip(spread)), -1.0, 1.0)
        own = np.arange(found.shape[-1])
        found[..., own, own] = np.where(np.isnan(found[..., own, own]), np.nan, 1.0)
        return np.asarray(found)

    def resample(self, draws: int, seed: int) -> Floats:
        """Correlations of resampled blocks that fit each other, draw x variable x variable.

        A draw in which some pair has no correlation is left out.

        Args:
            draws: How many resamples.
            seed: Seed of the draws.
        """
        rng = np.random.default_rng(seed)
        number, shape = len(self), self.n.shape[1:]
        flat = [
            part.reshape(number, -1) for part in (self.n, self.sums, self.squares, self.products)
        ]
        found = []
        for start in range(0, draws, _AT_ONCE):
            some = min(_AT_ONCE, draws - start)
            times = rng.multinomial(number, np.full(number, 1 / number), some).astype(float)
            drawn = PairSums(*((times @ part).reshape(some, *shape) for part in flat))
            matrices = drawn.correlations()
            found.append(matrices[np.isfinite(matrices).all(axis=(1, 2))])
        return nearest_correlations(np.concatenate(found))


def _sum_pairs(a: Floats, b: Floats, blocks: NDArray[np.int_], number: int) -> Floats:
    """Σ a_i b_j by block."""
    found = np.zeros((number, a.shape[1], b.shape[1]))
    for i in range(a.shape[1]):
        for j in range(b.shape[1]):
            found[:, i, j] = np.bincount(blocks, a[:, i] * b[:, j], number)
    return found


def _flip(matrices: Floats) -> Floats:
    return np.swapaxes(matrices, -1, -2)
