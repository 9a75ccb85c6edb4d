"""Sums over pairs by block: the same correlations as from the rows, and the right spread."""

from __future__ import annotations

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from numpy.typing import NDArray

from journeymap.statistics.drivers.pair_sums import PairSums

Floats = NDArray[np.float64]


def make(n: int, *, missing: float = 0.0, seed: int = 0) -> Floats:
    rng = np.random.default_rng(seed)
    rows = np.round(rng.normal(3, 1, (n, 3)) + rng.normal(size=(n, 1)))
    rows[rng.random(rows.shape) < missing] = np.nan
    return np.asarray(rows)


def correlate(rows: Floats) -> float:
    return float(np.asarray(np.corrcoef(rows[:, :2].T))[0, 1])


def test_correlations_are_those_of_pairs() -> None:
    rows = make(200, missing=0.3)
    found = PairSums.of_rows(rows).total().correlations()
    assert found == pytest.approx(pd.DataFrame(rows).corr().to_numpy())


def test_blocks_change_nothing_in_the_total() -> None:
    rows, blocks = make(200, missing=0.3), np.arange(200) % 7
    apart, together = PairSums.of_rows(rows), PairSums.of_rows(rows, blocks=blocks)
    assert (len(apart), len(together)) == (200, 7)
    assert together.total().correlations() == pytest.approx(apart.total().correlations())


def test_a_weight_is_as_many_respondents() -> None:
    rows, weights = make(50, missing=0.2), np.arange(50) % 3
    weighted = PairSums.of_rows(rows, weights=weights).total()
    repeated = PairSums.of_rows(np.repeat(rows, weights, axis=0)).total()
    assert weighted.n.tolist() == repeated.n.tolist()
    assert weighted.correlations() == pytest.approx(repeated.correlations())


def test_variables_can_be_taken_in_another_order() -> None:
    rows = make(80, missing=0.3)
    taken = PairSums.of_rows(rows).keep([2, 0])
    assert taken.total().correlations() == pytest.approx(
        PairSums.of_rows(rows[:, [2, 0]]).total().correlations()
    )
    assert taken.sums.tolist() == PairSums.of_rows(rows[:, [2, 0]]).sums.tolist()


def test_without_spread_or_answers_there_is_no_correlation() -> None:
    rows = np.array([[1, 4.1, np.nan], [2, 4.1, 5], [4, 4.1, np.nan]])
    found = PairSums.of_rows(rows).total().correlations()
    assert found[0, 0] == 1
    assert np.isnan(found[1]).all()
    assert np.isnan(found[2]).all()
    assert np.isnan(PairSums.of_rows(np.empty((0, 2))).total().correlations()).all()


def test_resamples_are_those_of_the_rows() -> None:
    rows = make(300)
    drawn = PairSums.of_rows(rows).resample(2_000, seed=1)[:, 0, 1]
    rng = np.random.default_rng(0)
    by_hand = [correlate(rows[rng.integers(0, 300, 300)]) for _ in range(2_000)]
    assert drawn.mean() == pytest.approx(np.mean(by_hand), abs=0.005)
    assert drawn.std() == pytest.approx(np.std(by_hand), rel=0.08)


def test_random_groups_vary_as_respondents_do() -> None:
    rows, rng = make(20_000), np.random.default_rng(1)
    blocks = rng.integers(0, 1_000, len(rows))
    drawn = PairSums.of_rows(rows, blocks=blocks).resample(1_000, seed=0)[:, 0, 1]
    r = correlate(rows)
    assert drawn.std() == pytest.approx((1 - r**2) / np.sqrt(len(rows)), rel=0.12)


def test_the_seed_decides() -> None:
    sums = PairSums.of_rows(make(100, missing=0.2))
    one, same, other = (sums.resample(150, seed) for seed in (0, 0, 1))
    assert one.shape == (150, 3, 3)
    assert one.tolist() == same.tolist()
    assert one.tolist() != other.tolist()


def test_draws_without_a_correlation_are_left_out() -> None:
    # the second question differs in one answer only, and that is not in every draw
    rows = np.column_stack([np.arange(20.0), np.eye(20)[0]])
    drawn = PairSums.of_rows(rows).resample(400, seed=0)
    assert 0.5 < len(drawn) / 400 < 0.75  # 1 - (19/20)^20 is .64
    assert np.isfinite(drawn).all()


def test_rows_have_two_dimensions() -> None:
    with pytest.raises(ValueError, match=r"respondents x variables, got 1 dimensions"):
        PairSums.of_rows([1.0, 2.0])
