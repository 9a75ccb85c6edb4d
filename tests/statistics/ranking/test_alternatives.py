from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from journeymap.statistics.ranking import alternatives
from journeymap.statistics.ranking.alternatives import (
    beta_binomial_chances,
    dirichlet_chances,
    eb_chances,
    flat_chances,
)
from journeymap.statistics.ranking.rules import flat_p_weakest, paule_mandel

HEALTH, SE = [62.0, 71.0, 74.0, 68.0, 77.0, 55.0], [3.0, 2.0, 5.0, 2.5, 4.0, 8.0]
GOOD, OF = [34, 70, 18], [80, 120, 30]
CLASSES = [[40.0, 35.0, 25.0], [10.0, 5.0, 1.0], [3.0, 3.0, 6.0]]

scores = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=2, max_size=6)


def test_flat_is_the_integral_and_draws_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = flat_chances(HEALTH, SE)
    assert exact.p_weakest == pytest.approx(flat_p_weakest(HEALTH, SE))
    monkeypatch.setattr(alternatives, "_MOST_INTEGRATED", 5)
    drawn = flat_chances(HEALTH, SE)
    assert drawn.p_weakest == pytest.approx(exact.p_weakest, abs=0.012)
    assert not np.array_equal(drawn.p_weakest, exact.p_weakest)


def test_eb_are_the_normals_of_paule_mandel() -> None:
    pooled, found = paule_mandel(HEALTH, SE), eb_chances(HEALTH, SE, seed=3, k=3, margin=1.0)
    same = flat_chances(pooled.post_mean, pooled.post_sd, seed=3, k=3, margin=1.0)
    assert np.array_equal(found.p_weakest, same.p_weakest)
    assert np.array_equal(found.p_bottom_k, same.p_bottom_k)
    assert found.p_weakest == pytest.approx(
        [0.5011, 0.0017, 0.0169, 0.0354, 0.0014, 0.4435], abs=1e-3
    )
    alike = eb_chances([70.0, 70.5, 69.5], [4.0, 5.0, 6.0])
    assert alike.p_weakest == pytest.approx([1 / 3] * 3)


def test_beta_binomial_by_integral_and_by_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = beta_binomial_chances(GOOD, OF)
    assert exact.p_weakest == pytest.approx([0.9369368296, 0.01171148853, 0.05135168187], abs=1e-6)
    monkeypatch.setattr(alternatives, "_MOST_INTEGRATED", 2)
    drawn = beta_binomial_chances(GOOD, OF)
    assert drawn.p_weakest == pytest.approx(exact.p_weakest, abs=0.012)
    assert drawn.rank_low.tolist() == [1, 2, 1]


def test_dirichlet_of_one_answer_each_and_of_many() -> None:
    many = [[400.0, 350.0, 250.0], [450.0, 350.0, 200.0]]
    found = dirichlet_chances(many)
    diff = 100 * 0.10
    se = math.hypot(*(100 * math.sqrt((p + d - (p - d) ** 2) / 1000)
                      for p, d in ((0.40, 0.25), (0.45, 0.20))))  # fmt: skip
    assert found.p_weakest[0] == pytest.approx(stats.norm.cdf(diff / se), abs=0.012)
    # two promoters of two against nobody asked: the prior alone has an NPS of 0
    shy = dirichlet_chances([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert shy.p_weakest[1] == pytest.approx(0.80, abs=0.03)
    firm = dirichlet_chances([[2.0, 0.0, 0.0], [0.0, 0.0, 0.0]], prior=0.1)
    assert firm.p_weakest[0] < shy.p_weakest[0]


@pytest.mark.parametrize("classes", [[], [[1.0, 2.0]], [[1.0, -1.0, 3.0]], [1.0, 2.0, 3.0]])
def test_impossible_classes_are_refused(classes: Any) -> None:
    message = "^a touchpoint needs three counts, not negative, and the prior above 0$"
    with pytest.raises(ValueError, match=message):
        dirichlet_chances(classes)
    with pytest.raises(ValueError, match=message):
        dirichlet_chances(CLASSES, prior=0)


def test_impossible_rates_are_refused() -> None:
    message = r"^x and n must be as long as each other, with 0 <= x <= n$"
    for x, n in (([4], [3]), ([1, 4], [3, 3]), ([-1], [3]), ([1, 2], [3]), ([], [])):
        with pytest.raises(ValueError, match=message):
            beta_binomial_chances(x, n)


RULES: list[Any] = [
    lambda **more: flat_chances(HEALTH, SE, **more),
    lambda **more: eb_chances(HEALTH, SE, **more),
    lambda **more: beta_binomial_chances(GOOD, OF, **more),
    lambda **more: dirichlet_chances(CLASSES, **more),
]


@pytest.mark.parametrize("rule", RULES, ids=["flat", "eb", "beta_binomial", "dirichlet"])
def test_every_rule_keeps_its_figures_in_line(rule: Any) -> None:
    found = rule(draws=500)
    assert found.draws == 500
    assert found.p_weakest.sum() == pytest.approx(1)
    assert (found.p_weakest <= found.p_near_weakest).all()
    assert (found.p_weakest <= found.p_bottom_k).all()
    assert np.array_equal(rule(k=1).p_bottom_k, rule().p_weakest)
    assert np.array_equal(rule(k=2).p_bottom_k, rule().p_bottom_k)
    assert np.array_equal(rule(seed=0).expected_rank, rule().expected_rank)
    assert np.array_equal(rule(seed=4).expected_rank, rule(seed=4).expected_rank)
    assert not np.array_equal(rule(seed=4).expected_rank, rule().expected_rank)
    assert rule(margin=1000).p_near_weakest.tolist() == [1.0] * len(found.p_weakest)
    size = len(found.p_weakest)
    some = rule(eligible=[False] + [True] * (size - 1))
    assert math.isnan(some.p_weakest_eligible[0])
    assert some.p_weakest_eligible[1:].sum() == pytest.approx(1)
    assert np.array_equal(some.p_weakest, rule().p_weakest)
    none = rule(eligible=[False] * size)
    assert np.isnan(none.p_weakest_eligible).all()
    assert rule().p_weakest_eligible == pytest.approx(rule().p_weakest)


@settings(max_examples=25, deadline=None)
@given(scores, st.randoms(use_true_random=False))
def test_moving_touchpoints_moves_their_figures(
    rows: list[tuple[float, float]], random: Any
) -> None:
    rows = list(dict.fromkeys(rows))
    if len(rows) < 2:
        return
    order = list(range(len(rows)))
    random.shuffle(order)
    y, se = np.array(rows).T
    one, two = flat_chances(y, se, draws=300), flat_chances(y[order], se[order], draws=300)
    assert two.p_weakest == pytest.approx(one.p_weakest[order], abs=1e-6)
    for name in ("rank_low", "rank_high", "expected_rank"):
        assert np.array_equal(getattr(one, name)[order], getattr(two, name)), name


def test_moving_rates_and_classes_moves_their_figures() -> None:
    turned = beta_binomial_chances(GOOD[::-1], OF[::-1])
    assert np.array_equal(turned.rank_high[::-1], beta_binomial_chances(GOOD, OF).rank_high)
    classes = dirichlet_chances(CLASSES[::-1])
    assert np.array_equal(classes.p_weakest[::-1], dirichlet_chances(CLASSES).p_weakest)


def test_near_is_two_points_of_the_scale_unless_told() -> None:
    assert np.array_equal(
        flat_chances(HEALTH, SE).p_near_weakest, flat_chances(HEALTH, SE, margin=2.0).p_near_weakest
    )
    assert np.array_equal(
        eb_chances(HEALTH, SE).p_near_weakest, eb_chances(HEALTH, SE, margin=2.0).p_near_weakest
    )
    rates = beta_binomial_chances(GOOD, OF).p_near_weakest
    assert np.array_equal(rates, beta_binomial_chances(GOOD, OF, margin=0.02).p_near_weakest)
    classes = dirichlet_chances(CLASSES).p_near_weakest
    assert np.array_equal(classes, dirichlet_chances(CLASSES, margin=4.0).p_near_weakest)
