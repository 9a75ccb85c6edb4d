"""What every question about a chain is made of: the fundamental matrix N = (I - Q)^-1, by solving.

Up to 500 states N is made in full; above, only a sparse factorisation is kept. No eigenvalues
are used: they fail on chains that solve without any trouble.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, connected_components

from journeymap.statistics.chain.making import Chain, Floats
from journeymap.statistics.chain.sparse import Factors

MOST_DENSE = 500
_LARGEST_ERROR = 1e-6


class Solver:
    """Solves with I - Q.

    Args:
        chain: The chain; from each of its states an absorbing one can be reached.

    Raises:
        ValueError: if states are stuck, by name, or numbers differ too much to compute with.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_matrices
        >>> Solver(chain_from_matrices([[0.5]], [[0.5]])).right([1.0]).tolist()
        [2.0]
    """

    def __init__(self, chain: Chain) -> None:
        stuck = find_stuck(chain)
        if stuck:
            raise ValueError(
                f"from {', '.join(map(repr, stuck))} journeys never end: "
                "no way leads from there to an absorbing state"
            )
        matrix = _subtract(chain)
        self._full: Floats | None = None
        self._factors: Factors | None = None
        try:
            if len(chain.states) <= MOST_DENSE:
                self._full = np.linalg.inv(matrix.toarray())
            else:
                self._factors = Factors(matrix)
        except (np.linalg.LinAlgError, RuntimeError):
            raise _too_far_apart() from None
        if len(chain.states):
            self._check(self.right(chain.r.sum(axis=1)))

    def _check(self, absorbed: Floats) -> None:
        # every journey ends: the chances to be absorbed must sum to 1 from every state
        error = np.abs(absorbed - 1).max()
        if not error < _LARGEST_ERROR:
            raise _too_far_apart()

    def right(self, values: ArrayLike) -> Floats:
        """N x: what a value per visit comes to, from each state on."""
        wanted = np.asarray(values, dtype=float)
        if self._full is not None:
            found: Floats = self._full @ wanted
            return found
        assert self._factors is not None
        return self._factors.solve(wanted)

    def left(self, weights: ArrayLike) -> Floats:
        """W N: expected visits to each state of journeys that start with these weights."""
        wanted = np.asarray(weights, dtype=float)
        if self._full is not None:
            found: Floats = wanted @ self._full
            return found
        assert self._factors is not None
        return self._factors.solve(wanted, transposed=True)

    def diagonal(self) -> Floats:
        """N_jj: how often a journey that is at j will be there in all."""
        if self._full is not None:
            return self._full.diagonal().copy()
        assert self._factors is not None
        return self._factors.inverse_diagonal()


def fundamental_matrix(chain: Chain) -> Floats:
    """N = (I - Q)^-1: expected visits to each state (column) from each start (row).

    Raises:
        ValueError: if states are stuck, by name.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_matrices
        >>> drunkard = chain_from_matrices([[0, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0]],
        ...                                [[0.5, 0], [0, 0], [0, 0.5]])
        >>> fundamental_matrix(drunkard).round(9).tolist()
        [[1.5, 1.0, 0.5], [1.0, 2.0, 1.0], [0.5, 1.0, 1.5]]
    """
    return Solver(chain).right(np.eye(len(chain.states)))


def find_stuck(chain: Chain) -> tuple[str, ...]:
    """The states from which no absorbing state can be reached, in order.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> rows = {"a": {"b": 5, "end": 5}, "b": {"c": 1}, "c": {"b": 1}}
        >>> find_stuck(chain_from_counts(rows))
        ('b', 'c')
    """
    size = len(chain.states)
    ending = (chain.r.sum(axis=1) > 0).astype(float)
    # one more row: from the end back to the states that can end
    back = sparse.vstack([chain.q.T, sparse.csr_array(ending[np.newaxis])], format="csr")
    square = sparse.csr_array((back.data, back.indices, back.indptr), (size + 1, size + 1))
    reached = breadth_first_order(square, size, return_predecessors=False)
    ends = np.zeros(size + 1, bool)
    ends[reached] = True
    return tuple(state for state, free in zip(chain.states, ends[:-1], strict=True) if not free)


def find_closed_loops(chain: Chain) -> tuple[tuple[str, ...], ...]:
    """The loops that nobody leaves: once in, a journey visits all their states for ever.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> rows = {"a": {"b": 5, "end": 5}, "b": {"c": 1}, "c": {"b": 1}}
        >>> find_closed_loops(chain_from_counts(rows))
        (('b', 'c'),)
    """
    if not chain.states:
        return ()
    number, label = connected_components(chain.q, directed=True, connection="strong")
    sources, targets = chain.q.nonzero()
    is_open = np.zeros(number, bool)
    is_open[label[sources[label[sources] != label[targets]]]] = True
    is_open[label[chain.r.sum(axis=1) > 0]] = True
    members: dict[int, list[str]] = {}
    for state, group in zip(chain.states, label.tolist(), strict=True):
        if not is_open[group]:
            members.setdefault(group, []).append(state)
    return tuple(tuple(group) for group in members.values())


def _subtract(chain: Chain) -> Any:
    """I - Q, its diagonal as the sum of the ways out: 1 - P_jj would lose a rare way out."""
    apart = chain.q.tolil(copy=True)
    apart.setdiag(0)
    others = apart.tocsr()
    leaving = others.sum(axis=1) + chain.r.sum(axis=1)
    return sparse.csc_array(sparse.diags_array(leaving) - others)


def _too_far_apart() -> ValueError:
    return ValueError(
        "the counts lie too many orders of magnitude apart to compute with: "
        "a loop is left so rarely that it has no end in numbers"
    )
