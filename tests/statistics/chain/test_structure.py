"""Must-pass states, betweenness and loops."""

from __future__ import annotations

import pytest

from journeymap.statistics.chain.making import chain_from_counts
from journeymap.statistics.chain.passage import pass_through
from journeymap.statistics.chain.structure import (
    betweenness,
    find_loops,
    immediate_dominators,
    must_pass,
)

EDGES = [("home", "find"), ("home", "cart"), ("find", "cart"), ("cart", "pay"), ("cart", "home")]


def test_every_way_leads_through() -> None:
    assert must_pass(EDGES, starts=["home"], success=["pay"]) == ("home", "cart", "pay")
    assert must_pass(EDGES, starts=["home", "find"], success=["pay"]) == ("cart", "pay")
    assert must_pass([*EDGES, ("find", "call")], starts=["home"], success=["pay", "call"]) == (
        "home",
    )


def test_success_that_is_never_reached_needs_nothing() -> None:
    assert must_pass(EDGES, starts=["home"], success=["call"]) == ()


def test_what_follows_success_is_no_way_to_it() -> None:
    edges = [("home", "pay"), ("pay", "call"), ("call", "pay")]
    assert must_pass(edges, starts=["home"], success=["pay"]) == ("home", "pay")


def test_dominators_without_the_start() -> None:
    assert immediate_dominators(EDGES, "home") == {"find": "home", "cart": "home", "pay": "cart"}
    assert immediate_dominators([], "home") == {}


def test_betweenness_counts_shortest_ways() -> None:
    # ways through cart: home-pay, find-pay, find-home; through home: cart-find
    assert betweenness(EDGES) == {"home": 1, "find": 0, "cart": 3, "pay": 0}


def test_loops_are_counted_by_the_rarer_way() -> None:
    rows = {
        "home": {"home": 10, "cart": 60, "exit": 30},
        "cart": {"home": 12, "pay": 30, "exit": 18},
    }
    found = pass_through(chain_from_counts(rows), start="home", success="pay")
    pair, alone = find_loops(found)
    visits = 1 / (1 - 0.1 - 0.6 * 0.2)
    assert pair.states == ("home", "cart")
    assert pair.rounds == pytest.approx(visits * 0.6 * 0.2)
    assert pair.repeats == pytest.approx(pair.rounds)
    assert alone.states == ("home",)
    assert alone.rounds == pytest.approx(visits * 0.1)


def test_repeats_are_of_those_who_come_there() -> None:
    rows = {"home": {"cart": 50, "exit": 50}, "cart": {"cart": 20, "pay": 80}}
    (loop,) = find_loops(pass_through(chain_from_counts(rows), start="home", success="pay"))
    assert loop.rounds == pytest.approx(0.5 * 0.25)
    assert loop.repeats == pytest.approx(0.25)


def test_loops_that_nobody_comes_to_are_none() -> None:
    rows = {"home": {"exit": 5}, "cart": {"cart": 2, "exit": 8}}
    assert find_loops(pass_through(chain_from_counts(rows), start="home", success="exit")) == ()
