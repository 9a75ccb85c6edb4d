from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.statistics.ranking.quadrants import (
    QUADRANTS,
    ipa_quadrants,
    kano_coefficients,
    quadrant_chances,
    ulwick_opportunity,
)


def test_cuts_are_the_means_and_told() -> None:
    found = ipa_quadrants([0.4, 0.3, 0.2, 0.1], [55, 85, 60, 80])
    assert found.quadrant == QUADRANTS
    assert found.importance_cut == pytest.approx(0.25)
    assert found.performance_cut == 70


def test_cuts_of_ones_own() -> None:
    found = ipa_quadrants([9, 5], [72, 60], importance_cut=5, performance_cut=80)
    assert found == (("concentrate", "concentrate"), 5, 80)
    assert ipa_quadrants([9, 5], [72, 60], importance_cut=10).quadrant == (
        "possible_overkill", "low_priority",
    )  # fmt: skip


def test_what_lies_on_a_cut_counts_as_above() -> None:
    assert ipa_quadrants([0.1] * 3, [70.1] * 3).quadrant == ("keep_up",) * 3
    assert ipa_quadrants([5.0], [80.0], importance_cut=5.0, performance_cut=80.1).quadrant == (
        "concentrate",
    )


@pytest.mark.parametrize(("importance", "performance"), [([], []), ([1], [1, 2]), ([[1]], [[1]])])
def test_refused(importance: list[float], performance: list[float]) -> None:
    with pytest.raises(ValueError, match="as many as each other and finite"):
        ipa_quadrants(importance, performance)


class TestChances:
    found = quadrant_chances([9, 8, 3, None], [60, 70, 72, 40], [3, 3, 3, 3])

    def test_they_add_up_to_1_each(self) -> None:
        assert self.found.p_quadrant.sum(axis=1) == pytest.approx([1, 1, 1])
        assert self.found.p_quadrant[:2, 2:].tolist() == [[0, 0], [0, 0]]
        assert self.found.p_quadrant[2, :2].tolist() == [0, 0]

    def test_the_quadrant_is_the_likeliest(self) -> None:
        likeliest = [QUADRANTS[i] for i in self.found.p_quadrant.argmax(axis=1)]
        assert list(self.found.quadrant) == likeliest == [
            "concentrate", "keep_up", "possible_overkill",
        ]  # fmt: skip
        assert self.found.p_quadrant[0, 0] > 0.95

    def test_who_has_no_importance_only_pulls(self) -> None:
        assert len(self.found.performance) == 3
        assert self.found.importance_cut == pytest.approx(20 / 3)
        without = quadrant_chances([9, 8, 3], [60, 70, 72], [3, 3, 3])
        assert self.found.performance[0] < without.performance[0]

    def test_own_cuts(self) -> None:
        found = quadrant_chances(
            [9, 8], [60, 70], [1, 1], importance_cut=8.5, health_cut=50, draws=500
        )
        assert found.quadrant == ("keep_up", "possible_overkill")
        assert found.p_quadrant.tolist() == [[0, 1, 0, 0], [0, 0, 0, 1]]
        assert (found.performance_cut, found.draws) == (50, 500)

    def test_one_importance_each(self) -> None:
        with pytest.raises(ValueError, match="importance and health must be as many"):
            quadrant_chances([1], [60, 70], [3, 3])

    def test_equal_scores_are_above_their_mean_half_the_time(self) -> None:
        found = quadrant_chances([1, 1], [60, 60], [3, 3])
        assert found.p_quadrant[:, 1] == pytest.approx([0.5, 0.5], abs=0.012)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 100)), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_every_touchpoint_has_one_quadrant(rows: list[tuple[float, float]]) -> None:
    found = quadrant_chances(
        [w for w, _ in rows], [y for _, y in rows], [4.0] * len(rows), draws=200
    )
    assert found.p_quadrant.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert len(found.quadrant) == len(rows)


def test_ulwick_ends() -> None:
    assert ulwick_opportunity([10, 0, 10], [0, 10, 10]).tolist() == [20, 0, 10]
    for wrong in ([10.1], [-0.1], [float("nan")]):
        with pytest.raises(ValueError, match="between 0 and 10"):
            ulwick_opportunity(wrong, [5])
        with pytest.raises(ValueError, match="between 0 and 10"):
            ulwick_opportunity([5], wrong)


def test_kano_ends() -> None:
    assert kano_coefficients(10, 0, 0, 0) == (1, 0)
    assert kano_coefficients(0, 0, 10, 0) == (0, -1)
    assert kano_coefficients(1, 2, 3, 4) == (0.3, -0.5)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (-1, 2, 3, 4), (1, float("nan"), 1, 1)])
def test_kano_refused(counts: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="counts of 0 or more"):
        kano_coefficients(*counts)
