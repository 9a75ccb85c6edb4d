"""An absorbing Markov chain of a journey, made of counts, of whole paths or of its matrices.

States are touchpoints; a journey goes on from one to the next with probabilities that hang on the
present one alone, until it is absorbed: by success, by the exit. P_jk = C_jk / C_j (Kemeny &
Snell, Finite Markov Chains, chapter 3).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Counts = Mapping[str, Mapping[str, float]]
EXIT = "exit"


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """An absorbing chain.

    Args:
        states: The transient states, in the order of the rows of ``q`` and ``r``.
        absorbing: The absorbing states, in the order of the columns of ``r``.
        q: Chances to go from state to state, a sparse matrix.
        r: Chances to be absorbed, a row per state.
        totals: How many were seen to leave each state; 0 where nobody was, or nobody knows.
    """

    states: tuple[str, ...]
    absorbing: tuple[str, ...]
    q: Any
    r: Floats
    totals: Floats

    def place(self, state: str) -> int:
        """The row of a state.

        Raises:
            ValueError: if there is no such state.
        """
        if state not in self.states:
            raise ValueError(f"there is no state {state!r} in the chain")
        return self.states.index(state)

    def absorbed_in(self, states: str | Iterable[str]) -> Floats:
        """Per state the chance to be absorbed at once by one of these.

        Raises:
            ValueError: if one of them is no absorbing state.
        """
        wanted = [states] if isinstance(states, str) else list(states)
        missing = [state for state in wanted if state not in self.absorbing]
        if missing:
            raise ValueError(f"{missing[0]!r} is no absorbing state of the chain")
        columns = [self.absorbing.index(state) for state in dict.fromkeys(wanted)]
        found: Floats = self.r[:, columns].sum(axis=1)
        return found

    def weigh(self, start: str | Mapping[str, float]) -> Floats:
        """Where journeys start, as a share per state: one state, or states with their numbers.

        Raises:
            ValueError: if a state isn't there, or nobody starts.
        """
        numbers = {start: 1.0} if isinstance(start, str) else start
        places = {state: i for i, state in enumerate(self.states)} if len(numbers) > 1 else {}
        weights = np.zeros(len(self.states))
        for state, number in numbers.items():
            at = places[state] if state in places else self.place(state)
            weights[at] += _check_number("start", state, number)
        total = weights.sum()
        if not total > 0:
            raise ValueError("journeys must start somewhere: no state has a number above 0")
        shares: Floats = weights / total
        return shares


@dataclass(frozen=True, slots=True)
class PathCounts:
    """What whole paths come to.

    Args:
        counts: State to its successors to how often they were seen to follow.
        starts: State to how many paths start there.
        n: How many paths there are.
    """

    counts: Mapping[str, Mapping[str, float]]
    starts: Mapping[str, float]
    n: float


def chain_from_counts(counts: Counts, *, absorbing: Iterable[str] | None = None) -> Chain:
    """The chain of transition counts; shares will do where nobody knows the counts.

    Args:
        counts: State to its successors to how many went there, 0 or more.
        absorbing: The states in which journeys end; those without a row of their own where None.
            What follows upon an absorbing state is left out.

    Raises:
        ValueError: if a number can't be meant, or a state is neither left nor absorbing.

    Example:
        >>> chain = chain_from_counts({"cart": {"pay": 60, "exit": 40}})
        >>> chain.states, chain.absorbing, chain.r.tolist()
        (('cart',), ('pay', 'exit'), [[0.6, 0.4]])
    """
    rows = {state: _check_row(state, row) for state, row in counts.items()}
    targets = dict.fromkeys(joined.from_iterable(rows.values()))
    ends = tuple(dict.fromkeys(absorbing or (t for t in targets if t not in rows)))
    states = tuple(state for state in dict.fromkeys([*rows, *targets]) if state not in ends)
    totals = [math.fsum(rows.get(state, {}).values()) for state in states]
    unled = [state for state, total in zip(states, totals, strict=True) if total == 0]
    if unled:
        raise ValueError(
            f"nobody was seen to leave {', '.join(map(repr, unled))}: where they go isn't known; "
            "make it absorbing, or leave it out"
        )
    return _to_chain(states, ends, rows, np.array(totals))


def chain_from_matrices(
    q: ArrayLike,
    r: ArrayLike,
    *,
    states: Sequence[str] | None = None,
    absorbing: Sequence[str] | None = None,
) -> Chain:
    """The chain of the matrices Q (state to state) and R (state to absorbing state).

    Raises:
        ValueError: if they don't fit each other, or a row does not sum to 1.

    Example:
        >>> chain_from_matrices([[0.5]], [[0.3, 0.2]]).absorbing
        ('end 1', 'end 2')
    """
    inner, outer = np.asarray(q, dtype=float), np.asarray(r, dtype=float)
    if inner.ndim != 2 or outer.ndim != 2 or len({*inner.shape, outer.shape[0]}) != 1:
        raise ValueError(f"Q is square and R has its rows, got {inner.shape} and {outer.shape}")
    both = np.hstack([inner, outer])
    if not (np.isfinite(both).all() and (both >= 0).all()):
        raise ValueError("chances must lie between 0 and 1")
    if not np.allclose(both.sum(axis=1), 1, rtol=0, atol=1e-9):
        raise ValueError("each row of Q and R together must sum to 1")
    names = tuple(states or (f"state {i + 1}" for i in range(len(inner))))
    ends = tuple(absorbing or (f"end {i + 1}" for i in range(outer.shape[1])))
    return Chain(names, ends, sparse.csr_array(inner), outer, np.zeros(len(inner)))


def count_paths(
    paths: Iterable[Sequence[str]] | Mapping[tuple[str, ...], float],
    *,
    absorbing: Iterable[str] = (),
) -> PathCounts:
    """Transition counts of whole paths, for ``chain_from_counts``.

    Args:
        paths: Each from its first state to its last; or paths with how many took them.
        absorbing: States in which a path ends: what comes after is cut, and a path without one
            of them ends in "exit".

    Raises:
        ValueError: if there is no path, or one has no state.

    Example:
        >>> found = count_paths([["search", "cart", "pay"], ["search"]], absorbing=["pay"])
        >>> found.counts
        {'search': {'cart': 1, 'exit': 1}, 'cart': {'pay': 1}}
    """
    weighted = paths.items() if isinstance(paths, Mapping) else ((path, 1) for path in paths)
    ends = set(absorbing)
    counts: dict[str, Counter[str]] = {}
    starts: Counter[str] = Counter()
    total: float = 0
    for path, number in weighted:
        if isinstance(path, str) or not path:
            raise ValueError(f"a path is a list of at least one state, got {path!r}")
        walked = _end(path, ends)
        starts[walked[0]] += number  # type: ignore[assignment]
        total += number
        for here, there in pairwise(walked):
            counts.setdefault(here, Counter())[there] += number  # type: ignore[assignment]
    if not total > 0:
        raise ValueError("there are no paths")
    return PathCounts({state: dict(row) for state, row in counts.items()}, dict(starts), total)


def _end(path: Sequence[str], ends: set[str]) -> Sequence[str]:
    if not ends:
        return path
    reached = next((i for i, state in enumerate(path) if state in ends), None)
    return [*path, EXIT] if reached is None else path[: reached + 1]


def _to_chain(
    states: tuple[str, ...], ends: tuple[str, ...], rows: Counts, totals: Floats
) -> Chain:
    row_of = {state: i for i, state in enumerate(states)}
    column_of = {state: i for i, state in enumerate(ends)}
    inner: list[tuple[int, int, float]] = []
    r = np.zeros((len(states), len(ends)))
    for state, i in row_of.items():
        for target, number in rows.get(state, {}).items():
            if target in column_of:
                r[i, column_of[target]] += number / totals[i]
            elif number > 0:
                inner.append((i, row_of[target], number / totals[i]))
    i_s, k_s, shares = zip(*inner, strict=True) if inner else ((), (), ())
    size = (len(states), len(states))
    q = sparse.csr_array((np.array(shares, float), (np.array(i_s, int), np.array(k_s, int))), size)
    return Chain(states, ends, q, r, totals)


def _check_row(state: str, row: Mapping[str, float]) -> dict[str, float]:
    return {target: _check_number(state, target, number) for target, number in row.items()}


def _check_number(state: str, target: str, number: float) -> float:
    if not 0 <= number < 1e300:
        raise ValueError(f"how many go from {state!r} to {target!r} must be 0 or more: {number}")
    return float(number)
