"""The journey as a networkx graph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.model.elements import Transition
from journeymap.model.journey import Journey

if TYPE_CHECKING:
    import networkx as nx


def to_graph(journey: Journey) -> nx.DiGraph[str]:
    """The journey as a directed graph: touchpoints are nodes, transitions are edges.

    Args:
        journey: The journey; without transitions its touchpoints follow each other as written.

    Returns:
        A graph with the attributes ``id`` and ``name``. A node is a touchpoint's id, with the
        attributes ``touchpoint`` (the record) and ``stage`` (the stage's id); an edge has
        ``count``, ``share`` and ``time`` (the record), None where unknown.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
        ...                   transitions=[{"from": "cart", "to": "pay", "count": 82}])
        >>> list(to_graph(journey).edges(data=True))
        [('cart', 'pay', {'count': 82, 'share': None, 'time': None})]
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and the pictures need only the function below

    graph: nx.DiGraph[str] = nx.DiGraph(id=journey.id, name=journey.name)
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            graph.add_node(touchpoint.id, touchpoint=touchpoint, stage=stage.id)
    for transition in transitions_of(journey):
        told = {"count": transition.count, "share": transition.share, "time": transition.time}
        graph.add_edge(transition.source, transition.target, **told)
    return graph


def transitions_of(journey: Journey) -> tuple[Transition, ...]:
    """The journey's transitions; without any, each touchpoint leads to the next as written."""
    if journey.transitions:
        return journey.transitions
    ids = [touchpoint.id for touchpoint in journey.touchpoints]
    return tuple(Transition(source=a, target=b) for a, b in pairwise(ids))
