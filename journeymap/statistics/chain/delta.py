"""How sure the difference is that a change of a chain makes, by the delta method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from journeymap.statistics.chain.making import Chain, Floats
from journeymap.statistics.chain.passage import Passage
from journeymap.statistics.chain.what_if import RowChange, find_chosen, set_share


def delta_variance(before: Passage, after: Passage, changes: Sequence[RowChange]) -> float:
    """The variance of the difference that changes make: Σ 1/C_j Var_j(g), to first order.

    g_jk is how the difference moves with P_jk: N'_sj b'_k less N_sj b_k, through the change where
    the row is changed. Rows that nobody counted are taken as known.

    Args:
        before: The passage before.
        after: The passage after.
        changes: What was changed, in order.
    """
    chain = before.chain
    changed: dict[int, list[RowChange]] = {}
    for change in changes:
        changed.setdefault(chain.place(change.state), []).append(change)
    shares = [chain.q.tocsr(), chain.r]
    ends = np.array([float(state in before.success) for state in chain.absorbing])
    worth_before, worth_after = (np.concatenate([p.chances, ends]) for p in (before, after))
    total = 0.0
    for j in np.flatnonzero((chain.totals > 0) & ((before.visits > 0) | (after.visits > 0))):
        row = np.concatenate([shares[0][[j]].toarray()[0], shares[1][j]])
        moves = after.visits[j] * _pull_back(chain, row, worth_after, changed.get(int(j), []))
        moves -= before.visits[j] * worth_before
        seen = row > 0
        mean = row[seen] @ moves[seen]
        total += float(row[seen] @ (moves[seen] - mean) ** 2 / chain.totals[j])
    return total


def _pull_back(chain: Chain, row: Floats, worth: Floats, changes: Sequence[RowChange]) -> Floats:
    """The slope of Σ P'_k worth_k in the row P before its changes, from the last to the first."""
    rows = [row]
    for change in changes:
        rows.append(set_share(rows[-1], find_chosen(chain, change), change))
    slope = worth
    for old, change in zip(reversed(rows[:-1]), reversed(changes), strict=True):
        slope = _slope(old, find_chosen(chain, change), change, slope)
    return slope


def _slope(row: Floats, chosen: NDArray[np.bool_], change: RowChange, worth: Floats) -> Floats:
    share = float(row[chosen].sum())
    wanted, steep = change.apply(share), change.slope(share)
    if not 0 < share < 1:
        return worth
    named, others = row[chosen] @ worth[chosen], row[~chosen] @ worth[~chosen]
    grown, rest = wanted / share, (1 - wanted) / (1 - share)
    by_share = named * (steep - grown) / share + others * (rest - steep) / (1 - share)
    return np.where(chosen, worth * grown + by_share, worth * rest)
