"""A journey's counts passed through the chain: once to success, once to the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.flow_counts import LEFT, OPEN, OUTSIDE, STUCK, FlowCounts
from journeymap.analysis.evidence.flow_reach import merge, to_ending_chain
from journeymap.analysis.flow.records import Completion, PathFigures
from journeymap.errors import InputError, Problem

if TYPE_CHECKING:
    from journeymap.statistics.chain.making import Chain
    from journeymap.statistics.chain.passage import Passage

START = " start"


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """A flow with its chain.

    Args:
        counts: What is known of the flow up to success.
        whole: What is known of it in all.
        starts: Touchpoint to how many journeys start there.
        success: The ids of the touchpoints that are success.
        passage: From the start to success, the exit, an open end or a loop without end.
        stands_for: Each touchpoint of a loop that nobody leaves with the one that stands for it.
        reach: Touchpoint to its reach in whole journeys, what follows success included.
        visits: Touchpoint to its visits; None in loops without end.
        journeys: How many whole journeys were counted; None where not all were seen to the end.
        walked: What whole paths show; reach and visits are theirs then. None without.
    """

    counts: FlowCounts
    whole: FlowCounts
    starts: Mapping[str, float]
    success: tuple[str, ...]
    passage: Passage
    stands_for: Mapping[str, str]
    reach: Mapping[str, float]
    visits: Mapping[str, float | None]
    journeys: float | None
    walked: PathFigures | None = None

    @property
    def loops_without_end(self) -> tuple[tuple[str, ...], ...]:
        """The loops that nobody leaves and that journeys come to."""
        groups: dict[str, list[str]] = {}
        for id_, kept in self.stands_for.items():
            if self.reach[id_] > 0:
                groups.setdefault(kept, []).append(id_)
        return tuple(tuple(group) for group in groups.values())

    def completion(self, level: float) -> Completion:
        """Completion with the interval that what was counted allows."""
        from journeymap.statistics.chain.uncertainty import completion_interval  # noqa: PLC0415

        seen = round(sum(self.starts.values())) if are_counted(self.counts, self.starts) else None
        try:
            found = completion_interval(self.passage, level=level, journeys=self.journeys)
        except ValueError:  # rows that only shares are known of
            return Completion(_without_dust(self.passage.completion), None, None, "none", seen)
        if self.journeys is None:
            return Completion(_without_dust(found.value), found.low, found.high, "delta", seen)
        value = round(found.value * self.journeys) / self.journeys  # whole journeys, no dust
        return Completion(value, found.low, found.high, "wilson", seen)


def pass_counts(
    counts: FlowCounts,
    starts: Mapping[str, float],
    success: tuple[str, ...],
    whole: FlowCounts | None = None,
) -> Passing:
    """Solves the chains of a flow.

    Args:
        counts: What is known of the flow up to success.
        starts: Touchpoint to how many journeys start there.
        success: The ids of the touchpoints that are success.
        whole: What is known of the flow in all, where that is more.

    Raises:
        InputError: if numbers lie too far apart to compute with.
    """
    every = whole or counts
    cut = {id_: row for id_, row in counts.rows.items() if id_ not in success}
    rows = {START: starts, **cut}
    try:
        passage, stands_for = _pass(counts, rows, success)
        reach, visits = _read(counts, passage, stands_for)
        if is_left(every, success):
            beyond, beyond_stands_for = _pass(every, {START: starts, **every.rows}, ())
            reach, visits = _read(every, beyond, beyond_stands_for)
    except ValueError as error:
        raise InputError([Problem(str(error))]) from None
    journeys = _count_journeys(counts, rows, starts, passage)
    return Passing(counts, every, starts, success, passage, stands_for, reach, visits, journeys)


def is_left(counts: FlowCounts, success: tuple[str, ...]) -> bool:
    """Whether journeys go on from success."""
    return any(set(counts.rows[id_]) - {LEFT, OPEN} for id_ in success)


def are_counted(counts: FlowCounts, starts: Mapping[str, float]) -> bool:
    """Whether it is known how many start at each of these."""
    return counts.starts_known and starts.keys() <= counts.starts.keys()


def _pass(
    counts: FlowCounts, rows: Mapping[str, Mapping[str, float]], success: tuple[str, ...]
) -> tuple[Passage, Mapping[str, str]]:
    from journeymap.statistics.chain.passage import pass_through  # noqa: PLC0415 - loads scipy

    chain, stands_for = to_ending_chain(rows, (*success, *OUTSIDE))
    known = _forget(chain, counts, rows[START])
    return pass_through(known, start=START, success=success, exits=LEFT), stands_for


def _forget(chain: Chain, counts: FlowCounts, starts: Mapping[str, float]) -> Chain:
    """The chain without the bases of rows that stand for no counts."""
    from journeymap.statistics.chain.uncertainty import drop_bases  # noqa: PLC0415

    unknown = {id_ for id_, base in counts.bases.items() if not base}
    if not are_counted(counts, starts):
        unknown.add(START)
    stuck = chain.absorbed_in(STUCK) > 0
    unknown |= {state for state, is_stuck in zip(chain.states, stuck, strict=True) if is_stuck}
    return drop_bases(chain, unknown)


def _read(
    counts: FlowCounts, passage: Passage, stands_for: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, float | None]]:
    """Reach and visits by touchpoint."""
    chain = passage.chain
    reach = dict(zip(chain.states, passage.reach.tolist(), strict=True))
    visits = dict(zip(chain.states, passage.visits.tolist(), strict=True))
    absorbed = dict(zip(chain.absorbing, (passage.visits @ chain.r).tolist(), strict=True))
    by_reach, by_visits = {**absorbed, **reach}, {**absorbed, **visits}
    shares, times = {}, {}
    for id_ in counts.rows:
        kept = stands_for.get(id_)
        shares[id_] = min(by_reach[kept or id_], 1.0)
        times[id_] = by_visits[id_] if kept is None else None if by_reach[kept] > 0 else 0.0
    return shares, times


def _count_journeys(
    counts: FlowCounts,
    rows: Mapping[str, Mapping[str, float]],
    starts: Mapping[str, float],
    passage: Passage,
) -> float | None:
    """How many whole journeys were counted: where as many left each touchpoint as came to it."""
    from journeymap.statistics.chain.uncertainty import flow_balance  # noqa: PLC0415

    if not counts.starts_known or dict(starts) != dict(counts.starts):
        return None
    met = (id_ for id_ in rows if id_ != START)
    followed = {id_: rows[id_] for id_ in met if counts.bases[id_] != 0 or counts.arrivals.get(id_)}
    if any(not counts.bases[id_] for id_ in followed):
        return None
    balance = flow_balance(followed, merge(starts, {}))
    whole = all(balance.get(id_, -1.0) == 0 for id_ in followed)
    return sum(starts.values()) if whole and passage.completion <= 1 else None


def _without_dust(share: float) -> float:
    """A share without the dust of sums: all is 1."""
    return round(share, 12)
