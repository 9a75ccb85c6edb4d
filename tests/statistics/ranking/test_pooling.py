from __future__ import annotations

import math
import tracemalloc
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtr

from journeymap.statistics.ranking.pooling import (
    Pooling,
    moderate_counts,
    moderate_sds,
    pool_health,
)
from journeymap.statistics.ranking.posterior import fit_posterior

Floats = NDArray[np.float64]
HEALTH = np.array([62.0, 71.0, 74.0, 68.0, 77.0, 55.0])
SE = np.array([3.0, 2.0, 5.0, 2.5, 4.0, 8.0])
YES_NO = {"codes": [0, 1], "scores": {0: 0.0, 1: 100.0}}

scores = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=1, max_size=8).map(
    lambda rows: (np.array([y for y, _ in rows]), np.array([s for _, s in rows]))
)


def exact_p_weakest(y: Floats, se: Floats, tau_scale: float = 15.0) -> Floats:
    """The same model without draws: tau grid x Gauss-Hermite mu x trapezoid."""
    tau = np.arange(0.25, 60, 0.5) * tau_scale / 15
    w = 1 / (se**2 + tau[:, None] ** 2)
    var = 1 / w.sum(axis=1)
    mu = (w * y).sum(axis=1) * var
    log_p = 0.5 * np.log(var) + 0.5 * np.log(w).sum(axis=1) - 0.5 * (tau / tau_scale) ** 2
    log_p -= 0.5 * (w * (y - mu[:, None]) ** 2).sum(axis=1)
    weight = np.exp(log_p - log_p.max())
    nodes, node_weight = np.polynomial.hermite_e.hermegauss(15)
    found = np.zeros(len(y))
    for g in np.flatnonzero(weight > 1e-5 * weight.max()):
        pull = se**2 / (se**2 + tau[g] ** 2)
        centre = pull * (mu[g] + np.sqrt(var[g]) * nodes[:, None]) + (1 - pull) * y
        sd = np.sqrt((1 - pull) * se**2)
        axis = np.linspace((centre - 7 * sd).min(), (centre + 7 * sd).max(), 1500)
        above = np.maximum(ndtr((centre[:, None, :] - axis[:, None]) / sd), 1e-300)
        others = np.exp(np.log(above).sum(axis=2)[..., None] - np.log(above))
        each = (-np.diff(above, axis=1) * (others[:, 1:] + others[:, :-1]) / 2).sum(axis=1)
        found += weight[g] * (node_weight @ each) / node_weight.sum()
    result: Floats = found / found.sum()
    return result


@pytest.mark.parametrize("tau_scale", [5.0, 15.0])
def test_chances_agree_with_the_quadrature(tau_scale: float) -> None:
    found = pool_health(HEALTH, SE, draws=100_000, tau_scale=tau_scale)
    assert found.p_weakest == pytest.approx(exact_p_weakest(HEALTH, SE, tau_scale), abs=0.006)


@given(scores)
@settings(max_examples=40, deadline=None)
def test_laws_of_any_pooling(data: tuple[Floats, Floats]) -> None:
    y, se = data
    found = pool_health(y, se, draws=400)
    assert found.p_weakest.sum() == pytest.approx(1)
    assert found.p_bottom_k.sum() == pytest.approx(min(2, len(y)))
    assert found.expected_rank.sum() == pytest.approx(len(y) * (len(y) + 1) / 2)
    assert (found.p_weakest <= found.p_bottom_k + 1e-12).all()
    assert ((found.rank_low >= 1) & (found.rank_low <= found.rank_high)).all()
    assert (found.rank_high <= len(y)).all()
    inside = (y.min() - 1e-9 <= found.shrunk_mean) & (found.shrunk_mean <= y.max() + 1e-9)
    assert inside.all()


@given(scores, st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_touchpoints_changes_nothing(data: tuple[Floats, Floats], seed: int) -> None:
    y, se = data
    if len(set(zip(y, se, strict=True))) < len(y):
        return  # equal ones share the draws in either way
    order = np.random.default_rng(seed).permutation(len(y))
    one, two = pool_health(y, se, draws=300), pool_health(y[order], se[order], draws=300)
    for field in ("p_weakest", "p_bottom_k", "rank_low", "shrunk_mean", "expected_rank"):
        assert np.array_equal(getattr(one, field)[order], getattr(two, field)), field


@given(factor=st.floats(0.01, 100))
@settings(max_examples=20, deadline=None)
def test_the_unit_of_health_changes_nothing(factor: float) -> None:
    one = pool_health(HEALTH, SE, draws=2000)
    two = pool_health(factor * HEALTH, factor * SE, draws=2000, tau_scale=factor * 15)
    assert two.p_weakest == pytest.approx(one.p_weakest, abs=0.002)
    assert two.shrunk_mean == pytest.approx(factor * one.shrunk_mean)
    assert two.tau_mean == pytest.approx(factor * one.tau_mean)


@given(scores, st.floats(0.01, 0.9))
@settings(max_examples=40, deadline=None)
def test_a_pulled_score_lies_between_its_own_and_the_centre(
    data: tuple[Floats, Floats], smaller: float
) -> None:
    y, se = data
    found, centre = pool_health(y, se, draws=100), fit_posterior(y, se**2).mu
    low, high = np.minimum(y, centre.min()), np.maximum(y, centre.max())
    assert ((low - 1e-9 <= found.shrunk_mean) & (found.shrunk_mean <= high + 1e-9)).all()
    # the more answers all have, the nearer to what they said
    sure = pool_health(y, 1e-4 * smaller * se, draws=100).shrunk_mean
    assert sure == pytest.approx(y, abs=1e-3)


def test_draws_agree_with_the_model_written_out() -> None:
    rng, v = np.random.default_rng(5), SE**2
    tau = np.arange(0.25, 60, 0.5)
    w = 1 / (v + tau[:, None] ** 2)
    var = 1 / w.sum(axis=1)
    mu = (w * HEALTH).sum(axis=1) * var
    log_p = -0.5 * (tau / 15) ** 2 + 0.5 * np.log(var) + 0.5 * np.log(w).sum(axis=1)
    log_p -= 0.5 * (w * (HEALTH - mu[:, None]) ** 2).sum(axis=1)
    p = np.exp(log_p - log_p.max())
    g = rng.choice(len(tau), 100_000, p=p / p.sum())
    m = mu[g] + np.sqrt(var[g]) * rng.standard_normal(len(g))
    pull = v / (v + tau[g, None] ** 2)
    noise = rng.standard_normal((len(g), 6))
    theta = pull * m[:, None] + (1 - pull) * HEALTH + np.sqrt((1 - pull) * v) * noise
    rank = theta.argsort(axis=1).argsort(axis=1) + 1
    near = theta <= theta.min(axis=1, keepdims=True) + 3
    found = pool_health(HEALTH, SE, k=3, margin=3, draws=100_000)
    assert found.p_weakest == pytest.approx((rank == 1).mean(axis=0), abs=0.01)
    assert found.p_bottom_k == pytest.approx((rank <= 3).mean(axis=0), abs=0.01)
    assert found.p_near_weakest == pytest.approx(near.mean(axis=0), abs=0.01)
    ends = np.quantile(rank, [0.05, 0.95], axis=0, method="inverted_cdf")
    assert (found.rank_low.tolist(), found.rank_high.tolist()) == (*ends.tolist(),)
    assert found.expected_rank == pytest.approx(rank.mean(axis=0), abs=0.03)


def test_near_the_weakest_is_who_lies_within_the_margin() -> None:
    known = pool_health([60, 61.9, 62.1], [0, 0, 0], draws=100)
    assert known.p_near_weakest.tolist() == [1.0, 1.0, 0.0]
    wide = pool_health([60, 61.9, 62.1], [0, 0, 0], draws=100, margin=2.2)
    assert wide.p_near_weakest.tolist() == [1.0, 1.0, 1.0]
    alike = pool_health([70] * 4, [1e-6] * 4, draws=1000)
    assert alike.p_near_weakest.tolist() == [1.0] * 4
    assert alike.p_weakest.max() < 0.35


def test_equal_touchpoints_share_the_blame() -> None:
    found = pool_health([70] * 4, [5] * 4)
    assert found.p_weakest == pytest.approx([0.25] * 4, abs=0.012)
    assert found.shrunk_mean == pytest.approx([70] * 4)


def test_few_answers_pull_more_and_many_do_not() -> None:
    y = np.array([40.0, 70.0, 72.0, 75.0])
    found = [pool_health(y, [se, 2, 2, 2], draws=100).shrunk_mean[0] for se in (0.001, 2, 8, 30)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(40, abs=1e-4)
    assert all(40 < mean < y[1:].mean() for mean in found[1:])


def test_one_touchpoint_is_the_weakest_and_keeps_its_score() -> None:
    found = pool_health([63.0], [4.0])
    assert (found.p_weakest[0], found.p_bottom_k[0], found.rank_low[0]) == (1.0, 1.0, 1)
    assert (found.shrunk_mean[0], found.shrunk_sd[0]) == (63.0, pytest.approx(4.0))


def test_only_the_eligible_may_be_named_but_all_pull() -> None:
    y, se = [77.26, 66.39, 67.13, 61.11, 37.78, 76.67], [1.71, 2.18, 1.90, 5.71, 14.88, 1.44]
    found = pool_health(y, se, eligible=[True, True, True, True, False, True])
    expected = [0.0, 0.221, 0.140, 0.638, math.nan, 0.0]
    assert found.p_weakest_eligible == pytest.approx(expected, abs=0.012, nan_ok=True)
    whole = pool_health(y, se)
    assert np.array_equal(whole.p_weakest, found.p_weakest)
    assert np.array_equal(whole.p_weakest_eligible, whole.p_weakest)
    assert np.isnan(pool_health(y, se, eligible=[False] * 6).p_weakest_eligible).all()


def test_the_same_seed_gives_the_same_and_another_nearly() -> None:
    one, two, three = (pool_health(HEALTH, SE, seed=seed).p_weakest for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, three)
    assert one == pytest.approx(three, abs=0.02)


def test_known_scores_are_ranked_as_they_stand() -> None:
    found = pool_health([60, 50, 70], [0, 0, 0])
    assert found.p_weakest.tolist() == [0.0, 1.0, 0.0]
    assert found.rank_low.tolist() == found.rank_high.tolist() == [2, 1, 3]


def test_memory_stays_flat_with_many_touchpoints() -> None:
    rng = np.random.default_rng(1)
    y, se = rng.normal(70, 5, 3000), rng.uniform(1, 10, 3000)
    tracemalloc.start()
    found = pool_health(y, se, draws=2000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80e6
    assert found.p_weakest.sum() == pytest.approx(1)


@pytest.mark.parametrize(("health", "se"), [([], []), ([1, 2], [1]), ([[1]], [[1]]), ([1], [-1])])
def test_impossible_scores_are_refused(health: list[float], se: list[float]) -> None:
    message = "^health and se must be as long as each other and finite, se not negative$"
    with pytest.raises(ValueError, match=message):
        pool_health(health, se)


def test_an_unmeasured_touchpoint_changes_no_other() -> None:
    rows: list[dict[int, float]] = [{1: 5}, {0: 30, 1: 70}]
    with_none = moderate_counts([*rows, {}], **YES_NO)  # type: ignore[arg-type]
    assert with_none[:2].tolist() == moderate_counts(rows, **YES_NO).tolist()  # type: ignore[arg-type]
    assert math.isnan(with_none[2])
    sds = moderate_sds([2.0, 0.0, None], [25, 5, 0], value_range=9)
    assert sds[:2].tolist() == moderate_sds([2.0, 0.0], [25, 5], value_range=9).tolist()
    assert math.isnan(sds[2])


def test_weighted_counts_count_as_their_effective_number() -> None:
    rows: list[dict[int, float]] = [{0: 3, 1: 5}, {0: 30, 1: 70}]
    halved: list[dict[int, float]] = [{0: 1.5, 1: 2.5}, {0: 30, 1: 70}]
    found = moderate_counts(rows, n_effective=[4, None], **YES_NO)  # type: ignore[arg-type]
    assert found == pytest.approx(moderate_counts(halved, **YES_NO))  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).filter(any), min_size=1))
def test_no_standard_error_is_0_and_the_worth_of_codes_scales_it(
    rows: list[tuple[int, int]],
) -> None:
    counts: list[dict[int, float]] = [dict(enumerate(row)) for row in rows]
    found = moderate_counts(counts, codes=[0, 1], scores={0: 0.0, 1: 100.0})
    reverse = moderate_counts(counts, codes=[1, 0], scores={0: 7.0, 1: 6.0})
    assert (found > 0).all()
    assert found == pytest.approx(100 * reverse)


def test_codes_off_the_scale_and_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^no such code on this scale: 2, 7$"):
        moderate_counts([{0: 1, 7: 1}, {2: 1}], codes=[0, 1], scores={0: 0.0, 1: 1.0})
    with pytest.raises(ValueError, match=r"^counts must be finite and not negative$"):
        moderate_counts([{0: -1}], codes=[0, 1], scores={0: 0.0, 1: 1.0})
    with pytest.raises(ValueError, match=r"^sds and ns must not be negative$"):
        moderate_sds([-1], [3], value_range=9)


def test_sds_without_any_spread_are_taken_as_flat_answers() -> None:
    flat = 9 / math.sqrt(12)
    assert moderate_sds([0.0, 0.0], [1, 1], value_range=9) == pytest.approx([flat, flat])
    assert moderate_sds([None, math.nan], [4, 9], value_range=9) == pytest.approx(
        [flat / 2, flat / 3]
    )
    # five equal answers: 4 pseudo-answers of the pool beside 4 degrees of freedom
    found = moderate_sds([0.0, 2.0], [5, 101], value_range=9)
    pooled = 100 * 4 / 104
    expected = [math.sqrt(4 * pooled / 8 / 5), math.sqrt((400 + 4 * pooled) / 104 / 101)]
    assert found == pytest.approx(expected)


def test_a_pooling_names_all_it_holds() -> None:
    assert {field.name for field in fields(Pooling)} == {
        "p_weakest",
        "p_near_weakest",
        "p_bottom_k",
        "p_weakest_eligible",
        "rank_low",
        "rank_high",
        "shrunk_mean",
        "shrunk_sd",
        "expected_rank",
        "tau_mean",
        "draws",
    }
    assert not hasattr(pool_health([60, 70], [2, 2]), "__dict__")


def test_four_pseudo_answers_unless_told() -> None:
    answers = [{1: 5}, {0: 30, 1: 70}]
    worth = {0: 0.0, 1: 100.0}
    told = moderate_counts(answers, codes=[0, 1], scores=worth, strength=4.0, pool_add=0.5)
    assert np.array_equal(moderate_counts(answers, codes=[0, 1], scores=worth), told)
    rated = moderate_sds([2.0, 0.0, None], [25, 1, 4], value_range=9)
    assert np.array_equal(
        rated, moderate_sds([2.0, 0.0, None], [25, 1, 4], value_range=9, strength=4.0)
    )
