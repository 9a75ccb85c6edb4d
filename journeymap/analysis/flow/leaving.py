"""Where journeys start and where they end, as far as a journey's counts and shares tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.analysis.evidence.flow_counts import LEFT, count_flow
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Leaving:
    """How many journeys start and end at a touchpoint.

    Args:
        starts: How many start there; None where that isn't known.
        ends: How many end there; None where only shares are known, or none end there.
        share: The share (0 to 1) of the visits after which a journey ends there; None where
            nobody was seen to leave, so that what became of the visitors isn't known.
    """

    starts: int | None = None
    ends: int | None = None
    share: float | None = None


def count_leaving(journey: Journey) -> Mapping[str, Leaving]:
    """Starts and ends by touchpoint, counted as ``measure_flow`` counts them.

    Where the journey doesn't tell its ends, those who came and weren't seen to go on have left.

    Args:
        journey: The journey; without counts and shares nothing is known.

    Returns:
        Only touchpoints where journeys start or end.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        ...                   transitions=[{"from": "cart", "to": "pay", "count": 60}],
        ...                   starts={"cart": 80}, ends={"cart": 20, "pay": 60})
        >>> count_leaving(journey)["cart"]
        Leaving(starts=80, ends=20, share=0.25)
    """
    counts = count_flow(journey)
    if counts is None:
        return {}
    found = {}
    for id_, row in counts.rows.items():
        base, left = counts.bases[id_], row.get(LEFT, 0.0)
        starts = round(counts.starts[id_]) if counts.starts_known and id_ in counts.starts else None
        if not left:
            leaving = Leaving(starts)
        elif base is None:
            leaving = Leaving(starts, None, left / sum(row.values()))
        else:
            leaving = Leaving(starts, round(left), left / base if base else None)
        if leaving != Leaving():
            found[id_] = leaving
    return found
