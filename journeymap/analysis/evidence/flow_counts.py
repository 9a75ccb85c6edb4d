"""From a journey's transitions, starts and ends to the rows of a chain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.model.elements import Transition
from journeymap.model.journey import Journey

# where journeys go that don't go on; no id of a touchpoint has a space in front
LEFT, OPEN, STUCK = " left", " open", " stuck"
OUTSIDE = (LEFT, OPEN, STUCK)
_ROUNDING = 1e-5  # shares in a file are rounded


@dataclass(frozen=True, slots=True)
class FlowCounts:
    """What is known of how customers go on.

    Args:
        rows: Touchpoint to where they go to how many (or which share).
        starts: Touchpoint to how many journeys start there.
        bases: Touchpoint to how many were seen to leave it; None where only shares are known.
        arrivals: Touchpoint to how many came, starts included; only those known by counts.
        ends_known: Whether the journey tells how many end where.
        starts_known: Whether it tells how many start where.
        unused: Transitions that have neither a count nor a share that could be used.
    """

    rows: Mapping[str, Mapping[str, float]]
    starts: Mapping[str, float]
    bases: Mapping[str, float | None]
    arrivals: Mapping[str, float]
    ends_known: bool
    starts_known: bool
    unused: tuple[Transition, ...]

    def missing(self, id_: str) -> float:
        """How many came and were neither seen to go on nor to end; below 0: more left than came."""
        return self.arrivals.get(id_, 0.0) - (self.bases[id_] or 0.0)


def count_flow(journey: Journey) -> FlowCounts | None:
    """The rows of a journey's chain; None where it has no counts or shares to make them of.

    A row holds what is known of those who leave a touchpoint. Where the journey tells how many
    end at each, these have left; where it does not, those who came and were not seen to go on
    have. A touchpoint that nobody was ever seen to leave is open: what became of its visitors is
    not known.
    """
    outgoing: dict[str, list[Transition]] = {}
    for transition in journey.transitions:
        outgoing.setdefault(transition.source, []).append(transition)
    known = {source: _weigh(leaving) for source, leaving in outgoing.items()}
    if not any(known.values()):
        return None
    unused = [
        t for source, leaving in outgoing.items() for t in leaving if t.target not in known[source]
    ]
    by_share = {
        source for source, row in known.items() if row and not _is_counted(outgoing[source])
    }
    arrivals = _count_arrivals(journey, known, by_share)
    rows, bases = {}, {}
    for id_ in _find_met(journey, known):
        row = dict(known.get(id_, {}))
        bases[id_] = None if id_ in by_share else _add_exit(journey, id_, row, arrivals)
        if id_ in by_share:
            _add_rest(row)
        rows[id_] = row if math.fsum(row.values()) > 0 else {OPEN: 1.0}
    starts = {id_: float(n) for id_, n in journey.starts.items() if n}
    return FlowCounts(
        rows,
        starts or {next(id_ for id_ in rows if rows[id_] != {OPEN: 1.0}): 1.0},
        bases,
        arrivals,
        any(journey.ends.values()),
        bool(starts),
        tuple(unused),
    )


def _weigh(leaving: list[Transition]) -> dict[str, float]:
    """Target to count or share: counts where each or some has one, else shares."""
    if all(t.count is None for t in leaving) or (
        any(t.count is None for t in leaving) and all(t.share is not None for t in leaving)
    ):
        return {t.target: float(t.share) for t in leaving if t.share is not None}
    return {t.target: float(t.count) for t in leaving if t.count is not None}


def _is_counted(leaving: list[Transition]) -> bool:
    counted = [t.count is not None for t in leaving]
    return all(counted) or (any(counted) and any(t.share is None for t in leaving))


def _count_arrivals(
    journey: Journey, known: Mapping[str, Mapping[str, float]], by_share: set[str]
) -> dict[str, float]:
    arrivals = {id_: float(n) for id_, n in journey.starts.items()}
    for source, row in known.items():
        for target, number in row.items() if source not in by_share else ():
            arrivals[target] = arrivals.get(target, 0.0) + number
    return arrivals


def _find_met(journey: Journey, known: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The touchpoints that the flow tells of, in the journey's order."""
    met = {id_ for visits in (journey.starts, journey.ends) for id_, n in visits.items() if n}
    for source, row in known.items():
        if row:
            met |= {source, *row}
    return [touchpoint.id for touchpoint in journey.touchpoints if touchpoint.id in met]


def _add_exit(
    journey: Journey, id_: str, row: dict[str, float], arrivals: Mapping[str, float]
) -> float:
    """Adds those who left to a row of counts; gives how many it is made of."""
    gone = math.fsum(row.values())
    if any(journey.ends.values()):
        left = float(journey.ends.get(id_, 0))
    else:
        left = max(arrivals.get(id_, 0.0) - gone, 0.0) if gone else 0.0
    if left:
        row[LEFT] = left
    return gone + left


def _add_rest(row: dict[str, float]) -> None:
    rest = 1 - math.fsum(row.values())
    if rest > _ROUNDING:
        row[LEFT] = rest
