from __future__ import annotations

import networkx as nx
from hypothesis import given, settings

from journeymap.graph import to_graph, transitions_of
from journeymap.model.elements import Transition
from journeymap.model.journey import Journey
from tests.strategies import journeys

SHOP = Journey(
    name="Shop",
    stages=[
        {"name": "Look", "touchpoints": ["Ad", "Page"]},
        {"name": "Buy", "touchpoints": ["Cart", "Pay"]},
    ],
)


def edges(graph: nx.DiGraph[str]) -> set[str]:
    return {f"{a} -> {b}" for a, b in graph.edges}


def test_order_is_sequence_where_nothing_else_is_written() -> None:
    assert edges(to_graph(SHOP)) == {"ad -> page", "page -> cart", "cart -> pay"}


def test_transitions_take_the_place_of_the_order() -> None:
    journey = SHOP.replace(
        transitions=[
            {"from": "ad", "to": "cart", "count": 5, "share": 0.5},
            {"from": "cart", "to": "cart"},
        ]
    )
    graph = to_graph(journey)
    assert edges(graph) == {"ad -> cart", "cart -> cart"}
    assert list(graph) == ["ad", "page", "cart", "pay"]
    assert graph.edges["ad", "cart"] == {"count": 5, "share": 0.5, "time": None}
    assert graph.edges["cart", "cart"] == {"count": None, "share": None, "time": None}


def test_attributes() -> None:
    graph = to_graph(SHOP)
    assert graph.graph == {"id": "shop", "name": "Shop"}
    assert graph.nodes["pay"] == {"touchpoint": SHOP.touchpoint("pay"), "stage": "buy"}


def test_one_touchpoint_leads_nowhere() -> None:
    journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
    assert transitions_of(journey) == ()
    assert list(to_graph(journey)) == ["cart"]


def test_written_transitions_are_kept_as_they_are() -> None:
    written = (Transition(source="pay", target="ad"),)
    assert transitions_of(SHOP.replace(transitions=written)) == written


@settings(max_examples=12, deadline=None)
@given(journeys())
def test_every_touchpoint_is_a_node_in_order(journey: Journey) -> None:
    graph = to_graph(journey)
    assert list(graph) == [touchpoint.id for touchpoint in journey.touchpoints]
    assert graph.number_of_edges() == len(transitions_of(journey))
