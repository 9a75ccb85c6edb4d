"""What completion would be if one continuation of a chain were another.

The share of some ways out of a state is set; the other ways out of it share what is left in
their old proportions. ``change_row`` is exact by a rank-one update (Sherman & Morrison 1950).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from journeymap.statistics.chain.making import Chain, Floats
from journeymap.statistics.chain.passage import Passage
from journeymap.statistics.numbers import check_all_finite, check_finite

Kind = Literal["times", "plus", "to"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of the share that takes certain ways out of a state.

    Args:
        state: The state.
        targets: The states its ways lead to; their shares change in proportion.
        kind: Whether the share is multiplied, added to, or set.
        by: By which factor, by how much, or to which share.
    """

    state: str
    targets: tuple[str, ...]
    kind: Kind
    by: float

    def apply(self, share: float) -> float:
        """The share after the change, kept between 0 and 1."""
        wanted = {"times": share * self.by, "plus": share + self.by, "to": self.by}[self.kind]
        return min(max(wanted, 0.0), 1.0)

    def slope(self, share: float) -> float:
        """How much the share after the change moves with the share before it."""
        return {"times": self.by, "plus": 1.0, "to": 0.0}[self.kind] if 0 < share < 1 else 0.0


class RowChanged(NamedTuple):
    """Completion after a row was changed.

    Args:
        before: Completion before.
        after: Completion after, exact.
        first_order: Completion after, without the loops through the changed state.
    """

    before: float
    after: float
    first_order: float


def change_row(passage: Passage, state: str, row: Mapping[str, float]) -> RowChanged:
    """What completion becomes with another row: b_s + N_sj (d·b) / (1 - d_T·N_Tj).

    Args:
        passage: From ``pass_through``.
        state: The state whose row it is.
        row: Where it leads to with which chance; all chances together are 1.

    Raises:
        ValueError: if a state isn't there, the chances don't sum to 1, or nobody would ever end.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> from journeymap.statistics.chain.passage import pass_through
        >>> rows = {"home": {"cart": 60, "exit": 40}, "cart": {"home": 10, "pay": 30, "exit": 20}}
        >>> passage = pass_through(chain_from_counts(rows), start="home", success="pay")
        >>> found = change_row(passage, "cart", {"home": 0.2, "pay": 0.6, "exit": 0.2})
        >>> round(found.before, 4), round(found.after, 4), round(found.first_order, 4)
        (0.3333, 0.4091, 0.4074)
    """
    chain, j = passage.chain, passage.chain.place(state)
    if not abs(sum(row.values()) - 1) < 1e-9 or min(row.values()) < 0:
        raise ValueError(f"the chances out of {state!r} must be 0 or more and sum to 1")
    inner, ends = to_row(chain, row)
    # the row as new chances less old ones, and what a success at once adds
    d = inner - chain.q[[j]].toarray()[0]
    old_ends = dict(zip(chain.absorbing, chain.r[j], strict=True))
    moved = sum((ends[s] - old_ends[s]) * worth for s, worth in _worth(passage).items())
    gain = float(d @ passage.chances + moved)
    column = passage.solver.right(np.eye(len(chain.states))[:, j])
    rest = 1 - float(d @ column)
    if not rest > 1e-12:
        raise ValueError(f"with these chances no journey that comes to {state!r} would ever end")
    before, visits = passage.completion, float(passage.visits[j])
    return RowChanged(before, before + visits * gain / rest, before + visits * gain)


def set_share(shares: Floats, chosen: NDArray[np.bool_], change: RowChange) -> Floats:
    """Shares of a row after a change of those that are chosen (booleans); the others fill up.

    Raises:
        ValueError: if there is nothing to change, or nowhere else to go.

    Example:
        >>> change = RowChange("cart", ("exit",), "times", 0.5)
        >>> set_share(np.array([0.6, 0.4]), np.array([False, True]), change).tolist()
        [0.8, 0.2]
    """
    check_finite(by=change.by)
    share = float(shares[chosen].sum())
    wanted = change.apply(share)
    if wanted == share:
        return shares
    named = " or ".join(repr(target) for target in change.targets)
    if not share > 0 and change.kind != "to":
        raise ValueError(f"nobody goes from {change.state!r} to {named}: nothing to change")
    if not share < 1:
        raise ValueError(f"all go from {change.state!r} to {named}: they have nowhere else to go")
    made = shares * ((1 - wanted) / (1 - share))
    made[chosen] = shares[chosen] * (wanted / share) if share > 0 else wanted / chosen.sum()
    return made


def change_chain(chain: Chain, changes: Sequence[RowChange]) -> Chain:
    """The chain after changes, one after the other.

    Raises:
        ValueError: if a state isn't there, or a change can't be.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> chain = chain_from_counts({"home": {"pay": 48, "exit": 52}})
        >>> change_chain(chain, [RowChange("home", ("exit",), "to", 0.25)]).r.tolist()
        [[0.75, 0.25]]
    """
    q, r = chain.q.tolil(copy=True), chain.r.copy()
    for change in changes:
        j, chosen = chain.place(change.state), find_chosen(chain, change)
        row = set_share(np.concatenate([q[[j]].toarray()[0], r[j]]), chosen, change)
        q[j], r[j] = row[: len(chain.states)], row[len(chain.states) :]
    return Chain(chain.states, chain.absorbing, sparse.csr_array(q), r, chain.totals)


def find_chosen(chain: Chain, change: RowChange) -> NDArray[np.bool_]:
    """Which states, then which absorbing states, a change is about, as booleans."""
    everywhere = (*chain.states, *chain.absorbing)
    missing = [target for target in change.targets if target not in everywhere]
    if missing:
        raise ValueError(f"there is no state {missing[0]!r} in the chain")
    return np.isin(np.arange(len(everywhere)), [everywhere.index(t) for t in change.targets])


def to_row(chain: Chain, row: Mapping[str, float]) -> tuple[Floats, dict[str, float]]:
    """A row as an array over the states, and its absorbing part by name."""
    check_all_finite(row=row.values())
    inner = np.zeros(len(chain.states))
    ends = dict.fromkeys(chain.absorbing, 0.0)
    for target, chance in row.items():
        if target in ends:
            ends[target] = chance
        else:
            inner[chain.place(target)] = chance
    return inner, ends


def _worth(passage: Passage) -> dict[str, float]:
    """1 for success, 0 for other ends."""
    return {state: float(state in passage.success) for state in passage.chain.absorbing}
