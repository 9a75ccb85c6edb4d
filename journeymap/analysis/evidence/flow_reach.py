"""How likely a journey visits each touchpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.flow_counts import OUTSIDE, STUCK, count_flow
from journeymap.errors import InputError, Problem
from journeymap.fields import FrozenMap
from journeymap.model.journey import Journey

if TYPE_CHECKING:
    from journeymap.statistics.chain.making import Chain

Rows = Mapping[str, Mapping[str, float]]


def find_reach(journey: Journey) -> Mapping[str, float] | None:
    """The chance that a journey visits each touchpoint, from its transitions, starts and ends.

    N_sj / N_jj of the absorbing chain (Kemeny & Snell). Journeys start where ``starts`` says, or
    else at the first touchpoint that is left.

    Args:
        journey: The journey; its transitions tell counts or shares.

    Returns:
        Touchpoint to a chance from 0 to 1; touchpoints that no transition tells of are not in it.
        None where the journey has neither counts nor shares.

    Raises:
        InputError: if counts lie too far apart to compute with.

    Example:
        >>> journey = Journey(
        ...     name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     transitions=[{"from": "find", "to": "cart", "count": 60},
        ...                  {"from": "cart", "to": "pay", "count": 15}], starts={"find": 100})
        >>> {touchpoint: round(chance, 4) for touchpoint, chance in find_reach(journey).items()}
        {'find': 1.0, 'cart': 0.6, 'pay': 0.15}
    """
    from journeymap.statistics.chain.solver import Solver  # noqa: PLC0415 - loads scipy

    counts = count_flow(journey)
    if counts is None:
        return None
    chain, stands_for = to_ending_chain(counts.rows, OUTSIDE)
    try:
        solver = Solver(chain)
    except ValueError as error:
        raise InputError([Problem(str(error))]) from None
    weights = chain.weigh(merge(counts.starts, stands_for))
    reach = (solver.left(weights) / solver.diagonal()).clip(0, 1)
    at = dict(zip(chain.states, reach.tolist(), strict=True))
    return FrozenMap({id_: at[stands_for.get(id_, id_)] for id_ in counts.rows})


def to_ending_chain(rows: Rows, absorbing: tuple[str, ...]) -> tuple[Chain, Mapping[str, str]]:
    """The chain in which each loop that nobody leaves is one state that ends in being stuck.

    Returns:
        The chain, and each touchpoint of such a loop with the one that stands for it.
    """
    from journeymap.statistics.chain.making import chain_from_counts  # noqa: PLC0415 - loads scipy
    from journeymap.statistics.chain.solver import find_closed_loops  # noqa: PLC0415

    chain = chain_from_counts(rows, absorbing=absorbing)
    stands_for = {id_: loop[0] for loop in find_closed_loops(chain) for id_ in loop}
    if not stands_for:
        return chain, {}
    kept = {id_: merge(row, stands_for) for id_, row in rows.items() if id_ not in stands_for}
    kept.update({id_: {STUCK: 1.0} for id_ in stands_for.values()})
    return chain_from_counts(kept, absorbing=absorbing), stands_for


def merge(numbers: Mapping[str, float], stands_for: Mapping[str, str]) -> dict[str, float]:
    """Numbers by touchpoint, with those that one stands for summed up."""
    merged: dict[str, float] = {}
    for id_, number in numbers.items():
        kept = stands_for.get(id_, id_)
        merged[kept] = merged.get(kept, 0.0) + number
    return merged
