"""How often each touchpoint comes out weakest when its true health is drawn again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journeymap.statistics.numbers import MOST_DRAWS, check_whole
from journeymap.statistics.ranking.posterior import Floats

_KEPT = 20_000_000  # so many ranks are kept at once, so that memory stays flat
_FEWEST_KEPT = 1_000  # draws whose ranks are kept at least


@dataclass(frozen=True, slots=True, eq=False)
class RankChances:
    """What draws of the true health say of each touchpoint; rank 1 is the weakest.

    Args:
        p_weakest: Chance of the lowest true health; adds up to 1.
        p_near_weakest: Chance of a true health within the margin of the lowest.
        p_bottom_k: Chance of being among the k lowest.
        p_weakest_eligible: Chance of the lowest among the eligible; NaN for the others.
        rank_low: 5 % quantile of the rank.
        rank_high: 95 % quantile of the rank.
        expected_rank: Mean rank.
        draws: How many draws the chances rest on; above 1,000 touchpoints ranks rest on fewer.
    """

    p_weakest: Floats
    p_near_weakest: Floats
    p_bottom_k: Floats
    p_weakest_eligible: Floats
    rank_low: NDArray[np.int_]
    rank_high: NDArray[np.int_]
    expected_rank: Floats
    draws: int

    def take(self, places: NDArray[np.intp]) -> RankChances:
        """The same in another order: touchpoint ``places[i]`` comes to stand at i."""
        return RankChances(
            self.p_weakest[places],
            self.p_near_weakest[places],
            self.p_bottom_k[places],
            self.p_weakest_eligible[places],
            self.rank_low[places],
            self.rank_high[places],
            self.expected_rank[places],
            self.draws,
        )


def count_ranks(
    blocks: Iterable[Floats],
    draws: int,
    able: NDArray[np.bool_],
    *,
    k: int = 2,
    margin: float = 2.0,
) -> RankChances:
    """Chances and ranks from draws of the true health.

    Args:
        blocks: Draws of the true health (draw x touchpoint), block after block.
        draws: How many draws the blocks hold in all.
        able: Which touchpoints are eligible, in the order of the columns.
        k: Size of the bottom group, at least 1.
        margin: In the unit of the draws, not negative; 0 makes near as rare as weakest.

    Raises:
        ValueError: ``k`` or ``margin`` is none that can be meant.

    Example:
        >>> found = count_ranks([np.array([[1.0, 2.5, 9.0], [4.0, 3.0, 9.0]])], 2, np.full(3, True))
        >>> found.p_weakest.tolist(), found.p_near_weakest.tolist()
        ([0.5, 0.5, 0.0], [1.0, 1.0, 0.0])
    """
    if not k >= 1 or not 0 <= margin < np.inf:
        raise ValueError(f"k must be at least 1 and margin not negative, got {k} and {margin}")
    check_whole(1, k=k)
    check_whole(1, MOST_DRAWS, draws=draws)
    tally = _Tally(able, draws, k)
    for theta in blocks:
        tally.add(theta, margin)
    low, high = tally.find_ends()
    return RankChances(
        p_weakest=tally.weakest / draws,
        p_near_weakest=tally.near / draws,
        p_bottom_k=tally.bottom / draws,
        p_weakest_eligible=np.where(able, tally.first / draws, np.nan),
        rank_low=low,
        rank_high=high,
        expected_rank=tally.ranks.mean(axis=1),
        draws=draws,
    )


class _Tally:
    """How often each was weakest, near it, in the bottom group, and first of the eligible."""

    def __init__(self, able: NDArray[np.bool_], draws: int, k: int) -> None:
        size = len(able)
        kept = min(draws, max(_FEWEST_KEPT, _KEPT // size))
        self.ranks = np.empty((size, kept), dtype=np.int16 if size < 2**15 else np.int32)
        self.weakest, self.near = np.zeros(size, int), np.zeros(size, int)
        self.bottom, self.first = np.zeros(size, int), np.zeros(size, int)
        self._named = None if able.all() else np.flatnonzero(able)
        self._k, self._ranked = min(k, size), 0

    def add(self, theta: Floats, margin: float) -> None:
        """Counts a block of draws."""
        lowest = theta.argmin(axis=1)
        counted = self._count(lowest)
        self.weakest += counted
        limit = np.take_along_axis(theta, lowest[:, None], axis=1) + margin
        self.near += (theta <= limit).sum(axis=0)
        if self._named is None:
            self.first += counted
        elif len(self._named):
            self.first += self._count(self._named[theta[:, self._named].argmin(axis=1)])
        room = min(len(theta), self.ranks.shape[1] - self._ranked)
        self._rank(theta[:room])
        if room < len(theta):  # sorting all of them would take most of the time
            parted = theta[room:].argpartition(self._k - 1, axis=1)
            self.bottom += self._count(parted[:, : self._k])

    def find_ends(self) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        """The 5 % and 95 % quantiles of the ranks; the table is put in another order for it."""
        n = self.ranks.shape[1]
        low, high = -(-n // 20) - 1, -(-19 * n // 20) - 1
        self.ranks.partition([low, high], axis=1)
        return self.ranks[:, low].astype(int), self.ranks[:, high].astype(int)

    def _rank(self, theta: Floats) -> None:
        order = theta.argsort(axis=1)
        rows = np.empty(order.shape, dtype=self.ranks.dtype)
        place = np.arange(1, order.shape[1] + 1, dtype=rows.dtype)[None, :]
        np.put_along_axis(rows, order, place, axis=1)
        self.ranks[:, self._ranked : self._ranked + len(rows)] = rows.T
        self._ranked += len(rows)
        self.bottom += self._count(order[:, : self._k])

    def _count(self, indices: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.bincount(indices.ravel(), minlength=len(self.weakest))
