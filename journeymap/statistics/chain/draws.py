"""What a change does to completion, with the interval on the difference.

Up to 50 states the same draws are taken before and after: P_j ~ Dirichlet(C_j) on the observed
ways only, for a prior on all ways would invent paths. Above, the delta method on the difference.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from journeymap.statistics.chain.delta import delta_variance
from journeymap.statistics.chain.making import Chain, Floats
from journeymap.statistics.chain.passage import Passage, pass_through
from journeymap.statistics.chain.uncertainty import find_uncounted
from journeymap.statistics.chain.what_if import RowChange, change_chain, find_chosen
from journeymap.statistics.intervals import critical_z

MOST_DRAWN, MOST_DRAWN_IF_ASKED = 50, 2_000
_DRAWS = 4_000
_CELLS = 4_000_000  # how many numbers are held at once


@dataclass(frozen=True, slots=True)
class Uplift:
    """What completion becomes by a change.

    Args:
        before: Completion before.
        after: Completion after.
        uplift: The difference.
        low: Lower end of the interval of the difference; None where not all is counted.
        high: Upper end of it.
        method: Where the interval comes from.
    """

    before: float
    after: float
    uplift: float
    low: float | None
    high: float | None
    method: Literal["draws", "delta", "none"]


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """The ways of a chain, by row: from, to, how many; after the states come the absorbing ones."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    shares: Floats
    counts: Floats
    firsts: NDArray[np.int64]


def what_if(
    passage: Passage,
    changes: Sequence[RowChange],
    *,
    level: float = 0.95,
    draws: int | None = None,
    seed: int = 0,
) -> Uplift:
    """What completion becomes by changes, made one after the other.

    Args:
        passage: From ``pass_through``.
        changes: At least one.
        level: Confidence, between 0 and 1.
        draws: How many draws; where None 4,000, and above 50 states the delta method; that is
            always used above 2,000.
        seed: Seed of the draws.

    Raises:
        ValueError: if a change can't be made.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> chain = chain_from_counts({"home": {"pay": 480, "exit": 520}})
        >>> found = what_if(pass_through(chain, start="home", success="pay"),
        ...                 [RowChange("home", ("exit",), "times", 0.75)])
        >>> round(found.uplift, 4), round(found.low, 2), round(found.high, 2)
        (0.13, 0.12, 0.14)
    """
    chain = passage.chain
    start = dict(zip(chain.states, passage.weights.tolist(), strict=True))
    after = pass_through(change_chain(chain, changes), start=start, success=passage.success)
    uplift = after.completion - passage.completion
    low = high = None
    method: Literal["draws", "delta", "none"] = "none"
    if not find_uncounted(passage):
        if len(chain.states) > (MOST_DRAWN if draws is None else MOST_DRAWN_IF_ASKED):
            method = "delta"
            half = critical_z(level) * math.sqrt(delta_variance(passage, after, changes))
            low, high = max(uplift - half, -1.0), min(uplift + half, 1.0)
        else:
            method = "draws"
            drawn = _draw(passage, changes, draws or _DRAWS, seed)
            tail = (1 - level) / 2
            low, high = (float(end) for end in np.quantile(drawn, [tail, 1 - tail]))
    return Uplift(passage.completion, after.completion, uplift, low, high, method)


def _draw(passage: Passage, changes: Sequence[RowChange], draws: int, seed: int) -> Floats:
    """Draws of the difference, in portions that fit into memory."""
    edges = _list_edges(passage.chain, changes)
    rng = np.random.default_rng(seed)
    size = len(passage.chain.states)
    portion = max(1, _CELLS // max(size * size, len(edges.shares)))
    found = []
    for first in range(0, draws, portion):
        shares = _draw_shares(edges, rng, min(portion, draws - first))
        before = _complete(passage, edges, shares)
        for change in changes:
            _change_shares(passage.chain, edges, shares, change)
        found.append(_complete(passage, edges, shares) - before)
    return np.concatenate(found)


def _list_edges(chain: Chain, changes: Sequence[RowChange]) -> _Edges:
    size = len(chain.states)
    both = np.hstack([chain.q.toarray(), chain.r])
    wanted = both > 0
    for change in changes:
        wanted[chain.place(change.state)] |= find_chosen(chain, change)
    sources, targets = (part.astype(np.int64) for part in wanted.nonzero())
    shares = both[sources, targets]
    firsts = np.searchsorted(sources, np.arange(size))
    return _Edges(sources, targets, shares, shares * chain.totals[sources], firsts)


def _draw_shares(edges: _Edges, rng: np.random.Generator, n: int) -> Floats:
    """Shares of each row from its Dirichlet; as they are where nobody counted."""
    drawn = rng.standard_gamma(edges.counts, size=(n, len(edges.counts)))
    sums = np.add.reduceat(drawn, edges.firsts, axis=1)[:, edges.sources]
    fixed = np.broadcast_to(edges.shares, drawn.shape).copy()
    return np.divide(drawn, sums, out=fixed, where=sums > 0)


def _change_shares(chain: Chain, edges: _Edges, shares: Floats, change: RowChange) -> None:
    """Applies a change to each draw, in place."""
    here = edges.sources == chain.place(change.state)
    chosen = here & find_chosen(chain, change)[edges.targets]
    share = shares[:, chosen].sum(axis=1, keepdims=True)
    wanted = np.vectorize(change.apply, otypes=[float])(share)
    grown = np.divide(wanted, share, out=np.ones_like(share), where=share > 0)
    rest = np.divide(1 - wanted, 1 - share, out=np.ones_like(share), where=share < 1)
    spread = np.where(share > 0, shares[:, chosen] * grown, wanted / chosen.sum())
    shares[:, here & ~chosen] *= rest
    shares[:, chosen] = spread


def _complete(passage: Passage, edges: _Edges, shares: Floats) -> Floats:
    """Completion of each draw."""
    size = len(passage.chain.states)
    ends = [i for i, s in enumerate(passage.chain.absorbing, size) if s in passage.success]
    succeeding = np.isin(edges.targets, ends)
    inner = edges.targets < size
    matrix = np.broadcast_to(np.eye(size), (len(shares), size, size)).copy()
    matrix[:, edges.sources[inner], edges.targets[inner]] -= shares[:, inner]
    worth = np.zeros((len(shares), size))
    for edge in succeeding.nonzero()[0]:
        worth[:, edges.sources[edge]] += shares[:, edge]
    try:
        solved = np.linalg.solve(matrix, worth[:, :, np.newaxis])[:, :, 0]
    except np.linalg.LinAlgError:
        raise ValueError("the counts lie too many orders of magnitude apart to draw from") from None
    found: Floats = solved @ passage.weights
    return found
