"""Chains are made of counts, paths or matrices, and refuse what can't be meant."""

from __future__ import annotations

import numpy as np
import pytest

from journeymap.statistics.chain.making import (
    Chain,
    chain_from_counts,
    chain_from_matrices,
    count_paths,
)

SHOP = {"home": {"cart": 60, "exit": 40}, "cart": {"home": 10, "pay": 30, "exit": 20}}


def test_counts_become_shares() -> None:
    chain = chain_from_counts(SHOP)
    assert chain.states == ("home", "cart")
    assert chain.absorbing == ("exit", "pay")
    assert chain.q.toarray() == pytest.approx(np.array([[0, 0.6], [1 / 6, 0]]))
    assert chain.r == pytest.approx(np.array([[0.4, 0], [1 / 3, 0.5]]))
    assert chain.totals.tolist() == [100, 60]


def test_named_ends_come_in_their_order_and_what_follows_them_is_left_out() -> None:
    chain = chain_from_counts({**SHOP, "pay": {"home": 7}}, absorbing=["pay", "exit", "unseen"])
    assert chain.states == ("home", "cart")
    assert chain.absorbing == ("pay", "exit", "unseen")
    assert chain.r[:, 2].tolist() == [0, 0]


def test_zero_counts_are_no_ways() -> None:
    chain = chain_from_counts({"a": {"b": 0, "exit": 5}, "b": {"exit": 1}})
    assert chain.q.nnz == 0


def test_huge_counts_are_shares_all_the_same() -> None:
    chain = chain_from_counts({"a": {"pay": 3 * 10**200, "exit": 10**200}})
    assert chain.r.tolist() == [[0.75, 0.25]]


@pytest.mark.parametrize("row", [{"pay": 0}, {}])
def test_state_that_nobody_leaves_is_refused(row: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="nobody was seen to leave 'cart': where they go isn't"):
        chain_from_counts({"home": {"cart": 1}, "cart": row})


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf"), 10**400])
def test_impossible_count_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="how many go from 'a' to 'b' must be 0 or more"):
        chain_from_counts({"a": {"b": number}})


@pytest.mark.parametrize(
    ("q", "r", "message"),
    [
        ([[0.5, 0.5]], [[0]], "Q is square and R has its rows"),
        ([[0.5]], [[0.25], [0.25]], "Q is square and R has its rows"),
        ([0.5], [[0.5]], "Q is square and R has its rows"),
        ([[0.5]], [[0.4]], "each row of Q and R together must sum to 1"),
        ([[-0.5]], [[1.5]], "chances must lie between 0 and 1"),
        ([[float("nan")]], [[0.5]], "chances must lie between 0 and 1"),
    ],
)
def test_matrices_that_do_not_fit_are_refused(q: object, r: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chain_from_matrices(q, r)  # type: ignore[arg-type]


def test_matrices_may_bring_names() -> None:
    chain = chain_from_matrices([[0]], [[0.3, 0.7]], states=["a"], absorbing=["x", "y"])
    assert (chain.states, chain.absorbing) == (("a",), ("x", "y"))
    assert chain_from_matrices([[0]], [[1]]).states == ("state 1",)


def test_start_may_be_one_state_or_many() -> None:
    chain = chain_from_counts(SHOP)
    assert chain.weigh("cart").tolist() == [0, 1]
    assert chain.weigh({"cart": 1, "home": 3}).tolist() == [0.75, 0.25]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("hall", "there is no state 'hall' in the chain"),
        ({"home": 0}, "journeys must start somewhere"),
        ({"home": -1, "cart": 2}, "how many go from 'start' to 'home'"),
        ({"home": 1, "hall": 2}, "there is no state 'hall' in the chain"),
    ],
)
def test_impossible_start_is_refused(start: str | dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chain_from_counts(SHOP).weigh(start)


def test_unknown_end_is_refused() -> None:
    chain: Chain = chain_from_counts(SHOP)
    assert chain.absorbed_in(["pay", "exit", "pay"]).tolist() == pytest.approx([0.4, 5 / 6])
    with pytest.raises(ValueError, match="'home' is no absorbing state"):
        chain.absorbed_in("home")


def test_paths_are_counted() -> None:
    found = count_paths([["a", "b", "a", "b"], ["b"]])
    assert found.counts == {"a": {"b": 2}, "b": {"a": 1}}
    assert found.starts == {"a": 1, "b": 1}
    assert found.n == 2


def test_paths_may_be_weighted_and_are_cut_at_an_end() -> None:
    found = count_paths({("a", "pay", "a"): 3, ("a", "b"): 2}, absorbing=["pay"])
    assert found.counts == {"a": {"pay": 3, "b": 2}, "b": {"exit": 2}}
    assert found.n == 5


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        ([], "there are no paths"),
        ([[]], "a path is a list of at least one state, got \\[\\]"),
        (["a > b"], "a path is a list of at least one state, got 'a > b'"),
    ],
)
def test_what_is_no_path_is_refused(paths: list[list[str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        count_paths(paths)
