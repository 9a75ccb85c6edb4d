"""Along which touchpoints the experience is told: the map, or the path most customers take."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, log

from journeymap.analysis.evidence.flow_counts import OUTSIDE, FlowCounts, count_flow
from journeymap.analysis.flow.choosing import choose_start, choose_success
from journeymap.model.journey import Journey


def find_frequent_path(journey: Journey) -> tuple[str, ...] | None:
    """The most frequent path from where most journeys start to where most of them end.

    By first-order shares: of all paths between the two, the one whose product of shares (count
    over everything that left the touchpoint) is largest. Start, end and shares are those of
    ``measure_flow``, the end being its success.

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
    counts = count_flow(journey)
    if counts is None:
        return None
    import networkx as nx  # noqa: PLC0415 - heavy, and needed only here

    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), share in _find_shares(counts):
        graph.add_edge(source, target, distance=-log(share))
    starts, _ = choose_start(journey, counts, None)
    start = max(starts, key=lambda id_: starts[id_])
    (end,), _ = choose_success(journey, counts, None)
    try:
        return tuple(nx.dijkstra_path(graph, start, end, weight="distance"))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None


def _find_shares(counts: FlowCounts) -> Iterator[tuple[tuple[str, str], float]]:
    """The share of each way on among all that are known to leave its touchpoint."""
    for source, row in counts.rows.items():
        left = fsum(row.values())
        for target, number in row.items():
            if number > 0 and target != source and target not in OUTSIDE:
                yield (source, target), number / left
