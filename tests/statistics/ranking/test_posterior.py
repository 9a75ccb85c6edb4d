from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from journeymap.statistics.ranking.posterior import (
    Posterior,
    check_scores,
    choose_draws,
    draw_blocks,
    fit_posterior,
    fix_order,
)

Y, S = np.array([62.0, 71.0, 74.0, 55.0]), np.array([3.0, 2.0, 5.0, 8.0])
MODEL = fit_posterior(Y, S**2)


def drawn(model: Posterior, draws: int = 60_000) -> np.ndarray:
    return np.concatenate([b for _, b in draw_blocks(model, draws, np.random.default_rng(3))])


def test_exact_figures_agree_with_draws() -> None:
    theta = drawn(MODEL)
    mean, sd = MODEL.moments()
    assert mean == pytest.approx(theta.mean(axis=0), abs=0.1)
    assert sd == pytest.approx(theta.std(axis=0), rel=0.02)
    assert MODEL.p_below(65.0) == pytest.approx((theta < 65).mean(axis=0), abs=0.01)
    for p in (0.05, 0.5, 0.9):
        assert MODEL.quantile(p) == pytest.approx(np.quantile(theta, p, axis=0), abs=0.2)


def test_a_quantile_is_where_so_much_lies_below() -> None:
    for p in (0.001, 0.025, 0.5, 0.975, 0.999):
        assert MODEL.p_below(MODEL.quantile(p)) == pytest.approx(p, abs=1e-9)


def test_alone_a_score_is_pulled_by_nothing() -> None:
    model = fit_posterior(np.array([70.0]), np.array([4.0]))
    mean, sd = model.moments()
    assert (mean[0], sd[0]) == (pytest.approx(70), pytest.approx(2))
    assert model.p_below(66.0)[0] == pytest.approx(norm.cdf(-2))
    assert model.quantile(0.975)[0] == pytest.approx(70 + 2 * norm.ppf(0.975))


def test_without_error_health_is_known() -> None:
    model = fit_posterior(np.array([60.0, 80.0]), np.zeros(2))
    assert model.p_below(70.0) == pytest.approx([1, 0])
    assert model.p_below(60.0) == pytest.approx([0.5, 0])
    assert model.quantile(0.1) == pytest.approx([60, 80])


def test_blocks_make_up_all_draws_and_stay_small() -> None:
    model = fit_posterior(np.linspace(50, 80, 1000), np.full(1000, 9.0))
    parts = list(draw_blocks(model, 1_200, np.random.default_rng(0)))
    assert [len(block) for _, block in parts] == [500, 500, 200]
    assert [part.start for part, _ in parts] == [0, 500, 1000]


def test_the_same_seed_gives_the_same_draws() -> None:
    assert (drawn(MODEL, 100) == drawn(MODEL, 100)).all()


@pytest.mark.parametrize(
    ("asked", "size", "draws"),
    [
        (None, 6, 20_000),
        (None, 5_000, 20_000),
        (None, 10_000, 10_000),
        (None, 10**6, 2_000),
        (150, 6, 150),
    ],
)
def test_how_many_draws(asked: int | None, size: int, draws: int) -> None:
    assert choose_draws(asked, size) == draws


def test_order_is_by_score_then_error() -> None:
    assert fix_order(np.array([70.0, 60.0, 70.0]), np.array([2.0, 1.0, 1.0])).tolist() == [1, 2, 0]


@pytest.mark.parametrize(("health", "se"), [([], []), ([1], [1, 2]), ([1], [-1])])
def test_scores_that_are_refused(health: list[float], se: list[float]) -> None:
    with pytest.raises(ValueError, match="as long as each other and finite, se not negative"):
        check_scores(health, se)


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(0, 30)), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_pulled_means_lie_between_the_scores(rows: list[tuple[float, float]]) -> None:
    y, s = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    model = fit_posterior(y, s**2)
    mean, sd = model.moments()
    assert (mean >= y.min() - 1e-6).all()
    assert (mean <= y.max() + 1e-6).all()
    assert np.isfinite(sd).all()
    assert (model.quantile(0.1) <= model.quantile(0.9) + 1e-9).all()
