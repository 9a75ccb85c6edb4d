"""Along which touchpoints the experience is told: the map, or the path most customers take."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING

from journeymap.model.journey import Journey

if TYPE_CHECKING:
    import networkx as nx


def find_frequent_path(journey: Journey) -> tuple[str, ...] | None:
    """The most frequent path from where most journeys start to where most of them end.

    By first-order shares: of all paths between the two, the one whose product of shares (count
    over everything that left the touchpoint) is largest.

    Args:
        journey: The journey with transitions.

    Returns:
        Touchpoint ids in order; None where transitions tell no counts or shares, or none leads
        from the one to the other.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["A", "B", "C"]}],
        ...     transitions=[{"from": "a", "to": "b", "count": 60}, {"from": "b", "to": "c",
        ...     "count": 60}, {"from": "a", "to": "c", "count": 40}])
        >>> find_frequent_path(journey)
        ('a', 'b', 'c')
    """
    shares = _find_shares(journey)
    if not shares:
        return None
    import networkx as nx  # noqa: PLC0415 - heavy, and needed only here

    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), share in shares.items():
        graph.add_edge(source, target, distance=-log(share))
    start, end = _find_start(journey, graph), _find_end(journey, graph)
    if start is None or end is None:
        return None
    try:
        return tuple(nx.dijkstra_path(graph, start, end, weight="distance"))
    except nx.NetworkXNoPath:
        return None


def _find_shares(journey: Journey) -> Mapping[tuple[str, str], float]:
    """The share of each transition among all that leave its touchpoint, ends with them."""
    left: dict[str, float] = dict(journey.ends)
    for transition in journey.transitions:
        left[transition.source] = left.get(transition.source, 0) + (transition.count or 0)
    shares = {
        (t.source, t.target): t.count / left[t.source] if t.count else float(t.share or 0)
        for t in journey.transitions
        if t.source != t.target
    }
    return {way: min(1.0, share) for way, share in shares.items() if share > 0}


def _find_start(journey: Journey, graph: nx.DiGraph[str]) -> str | None:
    if journey.starts:
        return _most_frequent(journey.starts, graph)
    sources = (t.id for t in journey.touchpoints if t.id in graph and not graph.in_degree(t.id))
    first = next((t.id for t in journey.touchpoints if t.id in graph), None)
    return next(sources, first)


def _find_end(journey: Journey, graph: nx.DiGraph[str]) -> str | None:
    if journey.ends:
        return _most_frequent(journey.ends, graph)
    last = [t.id for t in journey.touchpoints if t.id in graph and not graph.out_degree(t.id)]
    known = [t.id for t in journey.touchpoints if t.id in graph]
    return next(reversed(last or known), None)


def _most_frequent(counts: Mapping[str, int], graph: nx.DiGraph[str]) -> str | None:
    known = [id_ for id_ in counts if id_ in graph]
    return max(known, key=lambda id_: counts[id_], default=None)
