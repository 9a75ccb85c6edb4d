from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.statistics.ranking.weights import Weights, to_weights

ROWS = [[1.0, 2.5, 0.0], [1.0, 1.5, 4.0]]
SURE = Weights([1.0, 2.0, 3.0])
DRAWN = Weights([1.0, 2.0, 3.0], ROWS)


class TestCertain:
    def test_are_one_row_however_many_draws(self) -> None:
        assert SURE.choose(5, seed=3).tolist() == [0] * 5
        assert SURE.take(SURE.choose(5, seed=3)).tolist() == [[1, 2, 3]]

    def test_none_varies(self) -> None:
        assert SURE.varying.tolist() == []
        assert SURE.varying.dtype == np.intp  # an empty list of indices, which can be taken by

    def test_in_another_order(self) -> None:
        turned = SURE.in_order(np.array([2, 0, 1]))
        assert turned.take(turned.choose(2, seed=0)).tolist() == [[3, 1, 2]]


class TestDrawn:
    def test_a_draw_takes_a_whole_resample(self) -> None:
        taken = DRAWN.take(np.array([1, 0, 1])).tolist()
        assert taken == [ROWS[1], ROWS[0], ROWS[1]]

    def test_every_resample_is_as_likely(self) -> None:
        chosen = Weights([1.0], [[0.0], [1.0], [2.0], [3.0]]).choose(40_000, seed=0)
        assert np.bincount(chosen) / 40_000 == pytest.approx([0.25] * 4, abs=0.01)

    def test_the_seed_decides(self) -> None:
        first = DRAWN.choose(50, seed=1).tolist()
        assert DRAWN.choose(50, seed=1).tolist() == first
        assert DRAWN.choose(50, seed=2).tolist() != first

    def test_the_draws_are_apart_from_those_of_the_health(self) -> None:
        health = np.random.default_rng(1).integers(2, size=50).tolist()
        assert DRAWN.choose(50, seed=1).tolist() != health

    def test_only_what_differs_varies(self) -> None:
        assert DRAWN.varying.tolist() == [1, 2]
        assert Weights([1.0, 1.0], [[0.5, 1.5]]).varying.tolist() == []

    def test_in_another_order(self) -> None:
        turned = DRAWN.in_order(np.array([2, 0, 1]))
        assert turned.take(np.array([0, 1])).tolist() == [[0, 1, 2.5], [4, 1, 1.5]]
        assert turned.varying.tolist() == [0, 2]
        assert turned.choose(50, seed=1).tolist() == DRAWN.choose(50, seed=1).tolist()

    def test_are_multiplied_once(self) -> None:
        found = Weights([2.0, 0.0, 6.0], ROWS, by=[2, 0, 1])
        turned = found.in_order(np.array([1, 2, 0]))
        assert found.take(np.array([0])).tolist() == [[2, 0, 0]]
        assert turned.take(np.array([1])).tolist() == [[0, 4, 2]]
        assert found.varying.tolist() == [2]  # what nobody passes is 0 in every resample

    @given(st.permutations(range(3)), st.integers(0, 9))
    def test_turning_back_gives_the_same(self, order: list[int], seed: int) -> None:
        there = np.array(order)
        again = DRAWN.in_order(there).in_order(np.argsort(there))
        chosen = again.choose(20, seed)
        assert again.take(chosen).tolist() == DRAWN.take(chosen).tolist()

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([[1.0, 2.0]], r"importance_draws must be rows of 3, got \(1, 2\)"),
            ([1.0, 2.0, 3.0], r"must be rows of 3, got \(3,\)"),
            (np.empty((0, 3)), r"must be rows of 3, got \(0, 3\)"),
            ([[1.0, -0.1, 1.0]], "importance_draws must not be negative"),
            ([[1.0, float("nan"), 1.0]], "importance_draws must hold finite numbers only, got nan"),
            ([[1.0, float("inf"), 1.0]], "importance_draws must hold finite numbers only, got inf"),
        ],
    )
    def test_what_is_refused(self, rows: Any, said: str) -> None:
        with pytest.raises(ValueError, match=said):
            Weights([1.0, 2.0, 3.0], rows)


class TestToWeights:
    @pytest.mark.parametrize("given", [0.5, [0.5], [0.5, 0.5, 0.5]])
    def test_one_for_all_or_one_each(self, given: Any) -> None:
        assert to_weights("reach", given, 3).tolist() == [0.5, 0.5, 0.5]

    def test_0_is_a_weight(self) -> None:
        assert to_weights("importance", [0, 2], 2).tolist() == [0, 2]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ([1, 1], "reach must be one number or 3, got 2"),
            ([[1, 1, 1]], "reach must be one number or 3, got 3"),
            ([1, 1, -0.1], "reach and importance must be finite and not negative"),
            ([1, 1, float("nan")], "reach must hold finite numbers only, got nan"),
        ],
    )
    def test_what_is_refused(self, given: Any, said: str) -> None:
        with pytest.raises(ValueError, match=said):
            to_weights("reach", given, 3)
