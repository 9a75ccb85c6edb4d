"""How journeys pass through a chain: reach, visits, completion, where they end, how long they take.

Kemeny & Snell, Finite Markov Chains, chapter 3; Grinstead & Snell, Introduction to Probability,
chapter 11. All chances lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from journeymap.statistics.chain.making import Chain, Floats
from journeymap.statistics.chain.solver import Solver
from journeymap.statistics.numbers import to_finite_array


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What becomes of journeys that start in given states; arrays have a number per state.

    Args:
        chain: The chain.
        weights: Which share of the journeys starts in each state.
        visits: Expected visits per journey, N_sj.
        returns: Expected visits of a journey that is there now, N_jj; 1 means it never returns.
        reach: The chance that a journey visits the state at all, N_sj / N_jj.
        succeeding: The chance to be absorbed by success right after a visit.
        exit_rate: The chance to leave right after a visit, R_j,exit.
        chances: The chance of success from each state on, b = N R_success.
        completion: The chance of success of a whole journey, b_s.
        drop_off: The share of all journeys that ends in exit after this state, N_sj R_j,exit.
        success: The absorbing states that are success.
        solver: Solves with I - Q.
    """

    chain: Chain
    weights: Floats
    visits: Floats
    returns: Floats
    reach: Floats
    succeeding: Floats
    exit_rate: Floats
    chances: Floats
    completion: float
    drop_off: Floats
    success: frozenset[str]
    solver: Solver = field(repr=False)


class Steps(NamedTuple):
    """How many visits a journey makes before it ends.

    Args:
        mean: Of all journeys.
        variance: Of all journeys.
        given_success: The mean of journeys that succeed; None where none does.
        variance_given_success: The variance of those; None where none does.
    """

    mean: float
    variance: float
    given_success: float | None
    variance_given_success: float | None


class TimeTaken(NamedTuple):
    """How long a journey takes, in the unit of the times per visit.

    Args:
        mean: The mean of all journeys.
        given_success: The mean of journeys that succeed; None where none does.
    """

    mean: float
    given_success: float | None


def pass_through(
    chain: Chain,
    *,
    start: str | Mapping[str, float],
    success: str | Iterable[str],
    exits: str | Iterable[str] | None = None,
) -> Passage:
    """Everything that the chain says of journeys from a start to success.

    Args:
        chain: The chain.
        start: The state where journeys start, or states with the numbers that start there.
        success: The absorbing state or states that are success.
        exits: Those that are leaving; all others where None.

    Raises:
        ValueError: if a state isn't there, or states are stuck.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> rows = {"home": {"cart": 60, "exit": 40}, "cart": {"home": 10, "pay": 30, "exit": 20}}
        >>> found = pass_through(chain_from_counts(rows), start="home", success="pay")
        >>> round(found.completion, 4), found.reach.round(4).tolist()
        (0.3333, [1.0, 0.6])
    """
    succeeding = chain.absorbed_in(success)
    goals = {success} if isinstance(success, str) else set(success)
    others = [state for state in chain.absorbing if state not in goals]
    exit_rate = chain.absorbed_in(others if exits is None else exits)
    weights, solver = chain.weigh(start), Solver(chain)
    visits, returns = solver.left(weights), solver.diagonal()
    visits[visits < 0] = 0.0  # rounding, where a state is hardly ever reached
    chances = np.clip(solver.right(succeeding), 0.0, 1.0)
    return Passage(
        chain=chain,
        weights=weights,
        visits=visits,
        returns=returns,
        reach=np.minimum(visits / returns, 1.0),
        succeeding=succeeding,
        exit_rate=exit_rate,
        chances=chances,
        completion=min(float(visits @ succeeding), 1.0),
        drop_off=visits * exit_rate,
        success=frozenset(goals),
        solver=solver,
    )


def absorption(chain: Chain) -> Floats:
    """B = N R: the chance of each absorbing state (column) from each state (row).

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> absorption(chain_from_counts({"home": {"home": 5, "pay": 1, "exit": 4}})).tolist()
        [[0.2, 0.8]]
    """
    return Solver(chain).right(chain.r)


def steps_from(chain: Chain) -> tuple[Floats, Floats]:
    """Mean t = N1 and variance (2N - I)t - t² of the visits before the end, from each state on.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> means, variances = steps_from(chain_from_counts({"home": {"home": 1, "exit": 1}}))
        >>> means.tolist(), variances.tolist()
        ([2.0], [2.0])
    """
    solver = Solver(chain)
    mean = solver.right(np.ones(len(chain.states)))
    return mean, np.maximum(2 * solver.right(mean) - mean - mean**2, 0.0)


def steps_taken(passage: Passage) -> Steps:
    """How many visits a journey makes, with and without success.

    Given success Q*_jk = Q_jk b_k / b_j, whose N* is N_jk b_k / b_j, so that nothing new is solved.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> chain = chain_from_counts({"home": {"home": 1, "exit": 1}})
        >>> steps_taken(pass_through(chain, start="home", success="exit")).mean
        2.0
    """
    solver, visits, chances = passage.solver, passage.visits, passage.chances
    mean, variance = _moments(visits, solver.right(np.ones(len(visits))))
    if not passage.completion > 0:
        return Steps(mean, variance, None, None)
    given = visits * chances / passage.completion
    onward = np.divide(solver.right(chances), chances, out=np.zeros_like(visits), where=chances > 0)
    return Steps(mean, variance, *_moments(given, onward))


def steps_given_success(passage: Passage) -> list[float | None]:
    """N*1: the mean visits before success, from each state on; None where none succeeds.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> chain = chain_from_counts({"home": {"cart": 1, "exit": 1}, "cart": {"pay": 1}})
        >>> steps_given_success(pass_through(chain, start="home", success="pay"))
        [2.0, 1.0]
    """
    onward, chances = passage.solver.right(passage.chances).tolist(), passage.chances.tolist()
    return [float(n / b) if b > 0 else None for n, b in zip(onward, chances, strict=True)]


def time_taken(passage: Passage, minutes: ArrayLike) -> TimeTaken:
    """How long a journey takes: N m, and N* m of those that succeed.

    Args:
        passage: From ``pass_through``.
        minutes: The mean time of a visit to each state, in any unit.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts
        >>> chain = chain_from_counts({"home": {"home": 1, "exit": 1}})
        >>> time_taken(pass_through(chain, start="home", success="exit"), [3]).mean
        6.0
    """
    each = np.asarray(minutes, dtype=float)
    if each.shape != passage.visits.shape or not (np.isfinite(each) & (each >= 0)).all():
        raise ValueError("there must be a time of 0 or more for each state")
    to_finite_array("minutes", each)
    mean = float(passage.visits @ each)
    if not passage.completion > 0:
        return TimeTaken(mean, None)
    return TimeTaken(mean, float((passage.visits * passage.chances) @ each / passage.completion))


def removal_effects(passage: Passage) -> Floats:
    """By which share completion falls without a state: h_sj b_j / b_s.

    That is the share of successful journeys that visit it, 0 to 1; 0 where none succeeds.

    Example:
        >>> from journeymap.statistics.chain.making import chain_from_counts, count_paths
        >>> paths = [["C1", "C2", "C3", "conv"], ["C1", "null"], ["C2", "C3", "null"]]
        >>> seen = count_paths(paths)
        >>> found = pass_through(chain_from_counts(seen.counts), start=seen.starts, success="conv")
        >>> removal_effects(found).round(9).tolist()
        [0.5, 1.0, 1.0]
    """
    if not passage.completion > 0:
        return np.zeros_like(passage.reach)
    return np.minimum(passage.reach * passage.chances / passage.completion, 1.0)


def attribution_shares(effects: ArrayLike) -> Floats:
    """Removal effects as shares of their sum; 0 where all are 0.

    Example:
        >>> attribution_shares([0.5, 1, 1]).tolist()
        [0.2, 0.4, 0.4]
    """
    each = to_finite_array("effects", effects)
    if (each < 0).any():
        raise ValueError(f"effects must not be negative, got {each.min():g}")
    total = each.sum()
    return each / total if total > 0 else np.zeros_like(each)


def _moments(visits: Floats, onward: Floats) -> tuple[float, float]:
    """Mean and variance of the number of visits, E[T(T+1)] = 2 Σ v t."""
    mean = float(visits.sum())
    return mean, max(float(2 * (visits @ onward) - mean - mean**2), 0.0)
