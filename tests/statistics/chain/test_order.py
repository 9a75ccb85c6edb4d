"""First against second order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from journeymap.statistics.chain.order import OrderCheck, chance, order_check


@given(st.lists(st.integers(1, 60), min_size=6, max_size=6))
def test_one_state_is_a_contingency_table(cells: list[int]) -> None:
    paths = {
        (before, "x", after): n
        for (before, after), n in zip(((b, a) for b in "ab" for a in "cde"), cells, strict=True)
    }
    found = order_check(paths)
    table = np.array(cells).reshape(2, 3)
    oracle = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert found.statistic == pytest.approx(oracle.statistic, abs=1e-9)
    assert found.df == oracle.dof == 2
    assert found.p == pytest.approx(oracle.pvalue)
    assert found.states[0].n == sum(cells)


def test_paths_without_memory_raise_no_doubt() -> None:
    walks = [[b, "x", a] for b in "ab" for a in "cd" for _ in range(25)]
    found = order_check(walks)
    assert found.statistic == 0
    assert found.p == 1
    assert found.states[0].p_adjusted == 1


def test_states_are_told_by_suspicion_with_bonferroni() -> None:
    loyal = [["a", "x", "c"]] * 20 + [["b", "x", "d"]] * 20
    loose = [["a", "y", "c"]] * 6 + [["a", "y", "d"]] * 4 + [["b", "y", "c"]] * 5
    found = order_check([*loose, *loyal, *[["b", "y", "d"]] * 5])
    assert [state.state for state in found.states] == ["x", "y"]
    second = found.states[1]
    assert second.p_adjusted == pytest.approx(min(1, 2 * second.p))
    assert found.states[0].p_adjusted == pytest.approx(2 * found.states[0].p)
    assert found.df == 2
    assert found.p == pytest.approx(chance(found.statistic, 2))


@pytest.mark.parametrize("paths", [[], [["a"]], [["a", "b"]], [["a", "b", "c"]] * 99])
def test_nothing_to_compare_is_no_test(paths: list[list[str]]) -> None:
    assert order_check(paths) == OrderCheck(0.0, 0, None, ())


def test_thin_rows_are_left_out() -> None:
    walks = [["a", "x", "c"]] * 10 + [["b", "x", "d"]] * 10 + [["e", "x", "d"]] * 9
    assert order_check(walks, least=5).states[0].n == 20
    assert order_check(walks).states[0].n == 29
    assert order_check(walks, least=5.1).df == 0


def test_paths_of_weight_zero_say_nothing() -> None:
    paths = {("a", "x", "c"): 10, ("b", "x", "d"): 0, ("b", "x", "c"): 10}
    assert order_check(paths).df == 0
