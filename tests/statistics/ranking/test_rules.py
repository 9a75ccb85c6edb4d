from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import integrate, stats
from statsmodels.stats.meta_analysis import combine_effects  # type: ignore[import-untyped]

from journeymap.statistics.ranking.rules import (
    beta_binomial_p_weakest,
    flat_p_weakest,
    paule_mandel,
    rank_intervals,
    rank_raw_min,
    rank_surely_bad,
)

HEALTH = [62.0, 71.0, 74.0, 68.0, 77.0, 55.0]
SE = [3.0, 2.0, 5.0, 2.5, 4.0, 8.0]

scores = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 30)), min_size=1, max_size=12).map(
    lambda rows: (np.array([y for y, _ in rows]), np.array([s for _, s in rows]))
)
Scores = tuple[NDArray[np.float64], NDArray[np.float64]]


def test_raw_min_ranks_by_the_score_alone() -> None:
    assert rank_raw_min(HEALTH) == (5, 0, 3, 1, 2, 4)
    assert rank_raw_min([50, 50, 40]) == (2, 0, 1)
    with pytest.raises(ValueError, match=r"^health and se must be as long as each other"):
        rank_raw_min([])


def test_surely_bad_ranks_by_the_upper_end() -> None:
    assert rank_surely_bad(HEALTH, SE) == (0, 5, 3, 1, 2, 4)
    assert rank_surely_bad([50, 50], [1, 1]) == (0, 1)


@given(st.tuples(st.floats(0, 100), st.floats(0, 100)), st.floats(0.1, 30), st.floats(0.1, 30))
def test_flat_chance_of_a_pair_has_a_closed_form(
    y: tuple[float, float], one: float, two: float
) -> None:
    expected = stats.norm.cdf((y[1] - y[0]) / math.hypot(one, two))
    assert flat_p_weakest(y, [one, two])[0] == pytest.approx(expected, abs=2e-5)


@given(scores)
@settings(max_examples=40, deadline=None)
def test_flat_chances_add_up_and_move_with_the_touchpoints(data: Scores) -> None:
    y, se = data
    found = flat_p_weakest(y, se)
    assert found.sum() == pytest.approx(1)
    assert flat_p_weakest(y[::-1], se[::-1]) == pytest.approx(found[::-1], abs=1e-9)
    assert flat_p_weakest(3 * y, 3 * se) == pytest.approx(found, abs=1e-6)


def test_flat_chances_of_many_equal_touchpoints_are_shared() -> None:
    assert flat_p_weakest([70] * 400, [5] * 400) == pytest.approx([1 / 400] * 400)


def test_beta_binomial_equals_an_adaptive_integral() -> None:
    good, n = [0, 5, 30], [3, 9, 40]
    first = stats.beta(1, 4)
    others = [stats.beta(6, 5), stats.beta(31, 11)]
    expected = integrate.quad(lambda p: first.pdf(p) * others[0].sf(p) * others[1].sf(p), 0, 1)[0]
    found = beta_binomial_p_weakest(good, n)
    assert found[0] == pytest.approx(expected, abs=1e-6)
    assert found.sum() == pytest.approx(1)


def test_impossible_counts_are_refused() -> None:
    message = r"^x and n must be as long as each other, with 0 <= x <= n$"
    for x, n in (([4], [3]), ([-1], [3]), ([1, 2], [3]), ([], [])):
        with pytest.raises(ValueError, match=message):
            beta_binomial_p_weakest(x, n)


def test_paule_mandel_equals_statsmodels() -> None:
    found = paule_mandel(HEALTH, SE)
    expected = combine_effects(np.array(HEALTH), np.square(SE), method_re="iterated")
    assert found.tau2 == pytest.approx(expected.tau2, abs=1e-4)
    assert found.mu == pytest.approx(expected.mean_effect_re, abs=1e-5)


@given(scores)
@settings(max_examples=50, deadline=None)
def test_paule_mandel_pulls_towards_the_mean(data: Scores) -> None:
    y, se = data
    found = paule_mandel(y, se)
    assert found.tau2 >= 0
    between = (found.post_mean - y) * (found.post_mean - found.mu)
    assert (between <= 1e-9 * np.abs(y).max() ** 2 + 1e-9).all()
    if found.tau2 > 0:
        w = 1 / (se**2 + found.tau2)
        assert (w * (y - found.mu) ** 2).sum() == pytest.approx(len(y) - 1)


@given(scores, st.sampled_from([0.01, 0.05, 0.3]))
@settings(max_examples=40, deadline=None)
def test_rank_intervals_hold_the_rank_of_the_raw_score(data: Scores, alpha: float) -> None:
    y, se = data
    found = rank_intervals(y, se, alpha=alpha)
    wider = rank_intervals(y, se, alpha=alpha / 2)
    rank = stats.rankdata(y, method="min")
    assert ((found.low <= rank) & (rank <= found.high)).all()
    assert ((wider.low <= found.low) & (wider.high >= found.high)).all()
    assert (found.low == 1).any()


@pytest.mark.parametrize("rule", [rank_surely_bad, flat_p_weakest, paule_mandel, rank_intervals])
def test_impossible_scores_are_refused(rule: object) -> None:
    assert callable(rule)
    message = r"^health and se must be as long as each other and finite, se not negative$"
    for health, se in (([], []), ([1], [1, 2]), ([1], [-1])):
        with pytest.raises(ValueError, match=message):
            rule(health, se)


@pytest.mark.parametrize("rule", [flat_p_weakest, paule_mandel])
def test_rules_that_divide_by_the_error_need_one(rule: object) -> None:
    assert callable(rule)
    with pytest.raises(ValueError, match=r"^standard errors must be above 0$"):
        rule([50, 60], [1, 0])


def test_certain_and_equal_scores_share_their_ranks() -> None:
    found = rank_intervals([50, 50, 60], [0, 0, 0])
    assert (found.low.tolist(), found.high.tolist()) == ([1, 1, 3], [2, 2, 3])
