"""How sure a chain's completion is, from how many were seen to leave each state."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from journeymap.statistics.chain.making import Chain, Counts, Floats
from journeymap.statistics.chain.passage import Passage
from journeymap.statistics.intervals import Interval, critical_z, share_interval
from journeymap.statistics.numbers import check_all_finite

_ROUNDING = 1e-12


def completion_variance(passage: Passage) -> float:
    """The variance of completion by the delta method: Σ N_sj²/C_j (Σ P_jk b_k² - b_j²).

    Where whole journeys were counted, all from one start and all to their end, it is exactly
    p(1-p)/n of the share that succeeded.

    Raises:
        ValueError: if a state that is visited has no count to go by.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> from journeymap.statistics.chain.passage import pass_through
        >>> chain = chain_from_counts({"home": {"pay": 48, "exit": 52}})
        >>> round(completion_variance(pass_through(chain, start="home", success="pay")), 6)
        0.002496
    """
    unknown = find_uncounted(passage)
    if unknown:
        raise ValueError(f"how many were seen to leave {unknown[0]!r} isn't known: no interval")
    weighed, totals = passage.visits**2 * _spread(passage), passage.chain.totals
    return math.fsum(weighed[totals > 0] / totals[totals > 0])


def find_uncounted(passage: Passage) -> tuple[str, ...]:
    """The states that completion hangs on and that nobody counted: their error isn't known.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> from journeymap.statistics.chain.passage import pass_through
        >>> chain = drop_bases(chain_from_counts({"home": {"pay": 1, "exit": 1}}), {"home"})
        >>> find_uncounted(pass_through(chain, start="home", success="pay"))
        ('home',)
    """
    matters = passage.visits**2 * _spread(passage) > _ROUNDING
    found = np.flatnonzero(matters & ~(passage.chain.totals > 0))
    return tuple(passage.chain.states[j] for j in found)


def _spread(passage: Passage) -> Floats:
    """Per state the variance of what the next one brings: Σ P_jk b_k² - b_j²."""
    chances = passage.chances
    found: Floats = passage.chain.q @ chances**2 + passage.succeeding - chances**2
    return np.maximum(found, 0.0)


def completion_interval(
    passage: Passage, *, level: float = 0.95, journeys: float | None = None
) -> Interval:
    """Completion with its interval.

    Args:
        passage: From ``pass_through``.
        level: Confidence, between 0 and 1.
        journeys: How many whole journeys were seen, where all were seen from start to end: then
            Wilson's interval. Otherwise that of the delta method, cut at 0 and 1; where that has
            no width, Wilson's for as many journeys as the least seen of the visited states.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> from journeymap.statistics.chain.passage import pass_through
        >>> chain = chain_from_counts({"home": {"pay": 48, "exit": 52}})
        >>> passage = pass_through(chain, start="home", success="pay")
        >>> found = completion_interval(passage, journeys=100)
        >>> round(found.low, 4), round(found.high, 4)
        (0.3846, 0.5768)
    """
    value, z = passage.completion, critical_z(level)
    if journeys is not None:
        return share_interval(value * journeys, journeys, level=level)
    half = z * math.sqrt(completion_variance(passage))
    if half > 0:
        return Interval(value, max(value - half, 0.0), min(value + half, 1.0))
    totals = passage.chain.totals
    seen = float(totals[(passage.visits > 0) & (totals > 0)].min(initial=np.inf))
    if not math.isfinite(seen):
        return Interval(value, 0.0, 1.0)
    found = share_interval(round(value) * seen, seen, level=level)
    return Interval(value, found.low, found.high)


def flow_balance(counts: Counts, starts: Mapping[str, float] | None = None) -> dict[str, float]:
    """Arrivals minus departures per state that is left; above 0: still open, or lost from sight.

    Args:
        counts: State to its successors, the exit among them, to how many went there.
        starts: State to how many journeys start there; such a state is left out where None and
            nobody arrives at it.

    Example:
        >>> flow_balance({"home": {"cart": 60}, "cart": {"pay": 40, "exit": 10}})
        {'cart': 10.0}
    """
    arrivals: dict[str, float] = dict(starts or {})
    check_all_finite(starts=arrivals.values())
    for row in counts.values():
        check_all_finite(counts=row.values())
        for target, number in row.items():
            arrivals[target] = arrivals.get(target, 0.0) + number
    return {
        state: float(arrivals[state] - math.fsum(row.values()))
        for state, row in counts.items()
        if state in arrivals
    }


def find_open(counts: Counts, absorbing: set[str]) -> tuple[str, ...]:
    """States that are reached and that nobody was seen to leave, though they are no end.

    What became of these visitors isn't known; they are not taken for lost.

    Example:
        >>> find_open({"home": {"cart": 60, "exit": 40}}, {"exit"})
        ('cart',)
    """
    reached = {t: None for row in counts.values() for t, number in row.items() if number > 0}
    left = {state for state, row in counts.items() if any(n > 0 for n in row.values())}
    return tuple(state for state in reached if state not in left and state not in absorbing)


def drop_bases(chain: Chain, states: set[str]) -> Chain:
    """The chain in which nobody knows how many left these states.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> drop_bases(chain_from_counts({"home": {"exit": 5}}), {"home"}).totals.tolist()
        [0.0]
    """
    kept = [
        total if s not in states else 0.0
        for s, total in zip(chain.states, chain.totals, strict=True)
    ]
    return Chain(chain.states, chain.absorbing, chain.q, chain.r, np.array(kept))
