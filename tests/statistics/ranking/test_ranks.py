from __future__ import annotations

import math
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from journeymap.statistics.ranking import ranks
from journeymap.statistics.ranking.ranks import RankChances, count_ranks

Floats = NDArray[np.float64]
ABLE = np.full(3, fill_value=True)
DRAWS = np.array([[1.0, 2.5, 9.0], [4.0, 3.0, 9.0], [5.0, 7.0, 6.0], [1.0, 3.0, 2.0]])


def test_counts_by_hand() -> None:
    found = count_ranks([DRAWS[:3], DRAWS[3:]], 4, ABLE, k=2, margin=1.5)
    assert found.p_weakest.tolist() == [0.75, 0.25, 0.0]
    assert found.p_near_weakest.tolist() == [1.0, 0.5, 0.5]
    assert found.p_bottom_k.tolist() == [1.0, 0.5, 0.5]
    assert found.expected_rank.tolist() == [1.25, 2.25, 2.5]
    assert (found.rank_low.tolist(), found.rank_high.tolist()) == ([1, 1, 2], [2, 3, 3])
    assert found.draws == 4


def test_only_the_eligible_are_named_first() -> None:
    able = np.array([False, True, True])
    found = count_ranks([DRAWS], 4, able)
    assert found.p_weakest_eligible.tolist()[1:] == [0.5, 0.5]
    assert math.isnan(found.p_weakest_eligible[0])
    assert found.p_weakest.tolist() == [0.75, 0.25, 0.0]
    assert np.isnan(count_ranks([DRAWS], 4, ~ABLE).p_weakest_eligible).all()


def test_near_takes_its_limit_in_and_a_margin_of_0_is_the_weakest_alone() -> None:
    assert count_ranks([DRAWS[:1]], 1, ABLE, margin=1.5).p_near_weakest.tolist() == [1, 1, 0]
    assert count_ranks([DRAWS[:1]], 1, ABLE, margin=1.4).p_near_weakest.tolist() == [1, 0, 0]
    found = count_ranks([DRAWS], 4, ABLE, margin=0)
    assert found.p_near_weakest.tolist() == found.p_weakest.tolist()


@pytest.mark.parametrize(("k", "margin"), [(0, 2.0), (1, -0.1), (1, math.inf), (1, math.nan)])
def test_what_can_not_be_meant_is_refused(k: int, margin: float) -> None:
    sentence = f"^k must be at least 1 and margin not negative, got {k} and {margin}$"
    with pytest.raises(ValueError, match=sentence):
        count_ranks([DRAWS], 4, ABLE, k=k, margin=margin)


def test_a_bottom_group_may_be_larger_than_all() -> None:
    assert count_ranks([DRAWS], 4, ABLE, k=9).p_bottom_k.tolist() == [1, 1, 1]


def test_taking_puts_every_figure_in_the_new_order() -> None:
    found = count_ranks([DRAWS], 4, np.array([True, True, False]))
    turned = found.take(np.array([2, 0, 1]))
    for name in RankChances.__slots__[:-1]:
        old, new = getattr(found, name), getattr(turned, name)
        assert np.array_equal(new, old[[2, 0, 1]], equal_nan=True), name
    assert turned.draws == 4


blocks = st.integers(1, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.floats(-9, 9), min_size=size, max_size=size, unique=True),
        min_size=1, max_size=20,
    )
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(blocks, st.integers(1, 7), st.floats(0, 5))
def test_laws_of_any_draws(rows: list[list[float]], k: int, margin: float) -> None:
    theta = np.array(rows)
    size = theta.shape[1]
    found = count_ranks([theta], len(theta), np.full(size, fill_value=True), k=k, margin=margin)
    assert found.p_weakest.sum() == pytest.approx(1)
    assert found.p_bottom_k.sum() == pytest.approx(min(k, size))
    assert (found.p_weakest <= found.p_near_weakest + 1e-12).all()
    assert (found.p_weakest <= found.p_bottom_k + 1e-12).all()
    wider = count_ranks([theta], len(theta), np.full(size, fill_value=True), margin=margin + 1)
    assert (wider.p_near_weakest >= found.p_near_weakest).all()


def test_beyond_what_is_kept_chances_go_on_and_ranks_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    theta = rng.standard_normal((5000, 6)) + np.arange(6) / 4
    able = np.full(6, fill_value=True)
    whole = count_ranks([theta], 5000, able, k=3)
    monkeypatch.setattr(ranks, "_KEPT", 6)  # so that only the fewest are kept
    parts = count_ranks(np.array_split(theta, 7), 5000, able, k=3)
    for name in ("p_weakest", "p_near_weakest", "p_bottom_k", "p_weakest_eligible"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name)), name
    assert parts.expected_rank == pytest.approx(whole.expected_rank, abs=0.15)
    assert not np.array_equal(parts.expected_rank, whole.expected_rank)


@pytest.mark.parametrize("draws", [1, 2, 19, 20, 21, 60, 100, 399, 400, 401])
def test_rank_ends_are_the_quantiles(draws: int) -> None:
    theta = np.random.default_rng(draws).standard_normal((draws, 9))
    found = count_ranks([theta], draws, np.full(9, fill_value=True))
    rank = theta.argsort(axis=1).argsort(axis=1) + 1
    low, high = np.sort(rank, axis=0)[[math.ceil(draws / 20) - 1, math.ceil(19 * draws / 20) - 1]]
    assert (found.rank_low.tolist(), found.rank_high.tolist()) == (low.tolist(), high.tolist())


def test_memory_stays_flat_with_many_draws_of_many() -> None:
    rng = np.random.default_rng(0)

    def make() -> Iterator[Floats]:
        for _ in range(15):
            yield rng.standard_normal((100, 9000))

    tracemalloc.start()
    count_ranks(make(), 1500, np.full(9000, fill_value=True))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80e6
