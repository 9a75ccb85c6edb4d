"""Solving with I - Q: dense and sparse agree, and what can't be solved is told in words."""

from __future__ import annotations

import numpy as np
import pytest

from journeymap.statistics.chain import solver as chain_solver
from journeymap.statistics.chain import sparse as chain_sparse
from journeymap.statistics.chain.making import Chain, chain_from_counts
from journeymap.statistics.chain.solver import (
    Solver,
    find_closed_loops,
    find_stuck,
    fundamental_matrix,
)


def make_chain(size: int, reach: int, seed: int = 0) -> Chain:
    rng = np.random.default_rng(seed)
    rows = {}
    for i in range(size):
        targets = (i + rng.integers(-reach, reach + 1, 3)) % size
        rows[f"s{i}"] = {f"s{t}": int(rng.integers(1, 50)) for t in targets} | {"exit": 3}
    return chain_from_counts(rows, absorbing=["exit"])


@pytest.mark.parametrize("reach", [2, 60])
def test_sparse_equals_dense(monkeypatch: pytest.MonkeyPatch, reach: int) -> None:
    chain = make_chain(120, reach)
    dense = Solver(chain)
    full = fundamental_matrix(chain)
    monkeypatch.setattr(chain_solver, "MOST_DENSE", 0)
    monkeypatch.setattr(chain_sparse, "_TAIL", 5)
    monkeypatch.setattr(chain_sparse, "_WIDE", 20)
    sparse = Solver(chain)
    values = np.arange(120.0)
    assert sparse.right(values) == pytest.approx(dense.right(values))
    assert sparse.left(values) == pytest.approx(dense.left(values))
    assert sparse.diagonal() == pytest.approx(dense.diagonal())
    assert fundamental_matrix(chain) == pytest.approx(full)


@pytest.mark.parametrize("largest", [3, 6_000])
def test_wide_columns_are_inverted_as_one(monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    chain = make_chain(60, 30, seed=3)
    expected = Solver(chain).diagonal()
    monkeypatch.setattr(chain_solver, "MOST_DENSE", 0)
    monkeypatch.setattr(chain_sparse, "_TAIL", 1)
    monkeypatch.setattr(chain_sparse, "_WIDE", 2)
    monkeypatch.setattr(chain_sparse, "_LARGEST_TAIL", largest)
    assert Solver(chain).diagonal() == pytest.approx(expected)


def test_one_way_street_without_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {f"s{i}": {f"s{i + 1}": 1} for i in range(30)}
    monkeypatch.setattr(chain_solver, "MOST_DENSE", 0)
    monkeypatch.setattr(chain_sparse, "_TAIL", 2)
    solver = Solver(chain_from_counts(rows))
    assert solver.diagonal().tolist() == [1.0] * 30
    assert solver.left(np.eye(30)[0]).tolist() == [1.0] * 30


def test_stuck_states_are_named() -> None:
    # vector markov_stuck_cycle: the loop b <-> c is never left
    chain = chain_from_counts({
        "a": {"b": 5, "exit": 5}, "b": {"c": 1}, "c": {"b": 1}, "d": {"b": 2},
    })  # fmt: skip
    assert find_stuck(chain) == ("b", "c", "d")
    assert find_closed_loops(chain) == (("b", "c"),)
    with pytest.raises(
        ValueError,
        match="from 'b', 'c', 'd' journeys never end: no way leads from there to an absorbing",
    ):
        Solver(chain)


def test_self_loop_without_exit_is_stuck() -> None:
    chain = chain_from_counts({"a": {"a": 1}}, absorbing=["exit"])
    assert find_stuck(chain) == ("a",)
    assert find_closed_loops(chain) == (("a",),)


def test_nothing_is_stuck_where_all_end() -> None:
    chain = chain_from_counts({"a": {"b": 1, "exit": 1}, "b": {"a": 9, "exit": 1}})
    assert find_stuck(chain) == ()
    assert find_closed_loops(chain) == ()


def test_self_loop_that_is_hardly_ever_left_is_exact() -> None:
    chain = chain_from_counts({"a": {"a": 10**18, "exit": 1}})
    assert Solver(chain).right([1.0])[0] == pytest.approx(1e18)


@pytest.mark.parametrize("most_dense", [2_000, 0])
def test_loop_without_end_in_numbers_is_told(
    monkeypatch: pytest.MonkeyPatch, most_dense: int
) -> None:
    monkeypatch.setattr(chain_solver, "MOST_DENSE", most_dense)
    chain = chain_from_counts({"a": {"b": 10**18, "exit": 1}, "b": {"a": 10**18}})
    with pytest.raises(ValueError, match="the counts lie too many orders of magnitude apart"):
        Solver(chain)


def test_chain_without_states_solves_nothing() -> None:
    empty = Chain(
        (),
        ("exit",),
        chain_from_counts({"a": {"exit": 1}}).q[:0, :0],
        np.zeros((0, 1)),
        np.zeros(0),
    )
    assert Solver(empty).right(np.zeros(0)).tolist() == []
    assert find_closed_loops(empty) == ()
