from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from journeymap.statistics.ranking.pooling import pool_health
from journeymap.statistics.ranking.priorities import expected_shortfall, prioritise

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
SHOP = VECTORS["rank_default_hier"]["inputs"]
REACH = [1, 0.6, 0.55, 0.25, 0.12, 0.8]


class TestShortfall:
    @given(st.floats(0, 100), st.floats(0.1, 30), st.floats(0, 100))
    @settings(max_examples=60, deadline=None)
    def test_equals_the_integral(self, mean: float, sd: float, target: float) -> None:
        wanted, _ = quad(
            lambda x: (target - x) * norm.pdf(x, mean, sd),
            min(mean - 12 * sd, target), target, points=[min(mean, target)], limit=200,
        )  # fmt: skip
        assert float(expected_shortfall(mean, sd, target)) == pytest.approx(wanted, abs=1e-6)

    def test_without_spread_it_is_the_plain_distance(self) -> None:
        assert expected_shortfall([70, 80, 90], 0, 80).tolist() == [10, 0, 0]
        assert expected_shortfall([70, 90], 1e-300, 80).tolist() == [10, 0]

    def test_far_above_the_target_nothing_is_missing(self) -> None:
        assert expected_shortfall([1e6], [1.0], [80]).tolist() == [0]
        assert expected_shortfall([-1e6], [1.0], [80]).tolist() == [1_000_080]

    @given(st.floats(0, 100), st.floats(0, 30), st.floats(0, 100))
    def test_is_never_below_the_plain_distance(self, m: float, s: float, t: float) -> None:
        assert float(expected_shortfall(m, s, t)) >= max(0.0, t - m) - 1e-9

    @pytest.mark.parametrize(
        ("mean", "sd", "target", "sentence"),
        [
            ([1], [-1], 80, "means and sds must be finite, and no sd negative"),
            ([float("nan")], [1], 80, "mean must hold finite numbers only, got nan"),
            ([1], [float("inf")], 80, "sd must hold finite numbers only, got inf"),
            ([1], [1], float("nan"), "target must hold finite numbers only, got nan"),
        ],
    )
    def test_refused(
        self, mean: list[float], sd: list[float], target: float, sentence: str
    ) -> None:
        with pytest.raises(ValueError, match=sentence):
            expected_shortfall(mean, sd, target)


class TestWorkedExample:
    """The figures of the example: fixed are the published ones, to their last digit."""

    found = prioritise(
        SHOP["health"], SHOP["se"], target=80, reach=REACH,
        eligible=[name != "returns" for name in SHOP["names"]],
    )  # fmt: skip

    def test_priorities(self) -> None:
        wanted = [3.182, 8.013, 6.991, 4.042, 2.380, 2.895]
        assert self.found.priority.round(3).tolist() == wanted
        assert self.found.priority == pytest.approx(np.array(REACH) * self.found.shortfall)

    def test_chance_to_be_first(self) -> None:
        assert self.found.p_first[1] == pytest.approx(0.731, abs=0.012)
        assert self.found.p_first[2] == pytest.approx(0.259, abs=0.012)
        assert self.found.p_first.sum() + self.found.p_none == pytest.approx(1)
        assert self.found.p_none == 0

    def test_among_the_eligible(self) -> None:
        assert np.isnan(self.found.p_first_eligible[4])
        assert np.nansum(self.found.p_first_eligible) == pytest.approx(1)
        assert (np.nan_to_num(self.found.p_first_eligible, nan=1) >= self.found.p_first).all()

    def test_the_draws_are_those_of_the_ranking(self) -> None:
        able = [name != "returns" for name in SHOP["names"]]
        pooled = pool_health(SHOP["health"], SHOP["se"], eligible=able)
        same = np.array_equal(
            self.found.p_weakest_eligible, pooled.p_weakest_eligible, equal_nan=True
        )
        assert same
        assert self.found.pooled_health == pytest.approx(pooled.shrunk_mean)
        assert self.found.draws == pooled.draws

    def test_intervals_hold_the_priority(self) -> None:
        assert (self.found.low < self.found.priority).all()
        assert (self.found.high > self.found.priority).all()
        narrow = prioritise(SHOP["health"], SHOP["se"], target=80, reach=REACH, level=0.5)
        assert (narrow.high < self.found.high).all()
        assert self.found.low[0] == 0  # search may well reach the target

    def test_interval_is_the_quantile_of_what_is_lost(self) -> None:
        # checkout: normal but for the pull, so its plain interval is near
        assert self.found.low[1] / 0.6 == pytest.approx(80 - (66.645 + 1.96 * 2.135), abs=0.1)
        assert self.found.high[1] / 0.6 == pytest.approx(80 - (66.645 - 1.96 * 2.135), abs=0.1)


def test_first_is_decided_by_reach_and_importance() -> None:
    health, se = [50, 70], [1, 1]
    assert prioritise(health, se, target=80).p_first.tolist() == [1, 0]
    assert prioritise(health, se, target=80, reach=[0.2, 1]).p_first.tolist() == [0, 1]
    assert prioritise(health, se, target=80, importance=[0.1, 1.9]).p_first.tolist() == [0, 1]


def test_importance_that_is_estimated_is_drawn_along() -> None:
    health, se = [50, 70], [1, 1]
    sure = prioritise(health, se, target=80, importance=[0.5, 1.5])
    rows = [[0.5, 1.5], [0.1, 1.9], [1.0, 1.0], [0.2, 1.8]]
    found = prioritise(health, se, target=80, importance=[0.5, 1.5], importance_draws=rows)
    assert sure.p_first[0] == pytest.approx(0.5, abs=0.1)
    # first for sure where both matter alike, second for sure in two, and open in one
    assert found.p_first[0] == pytest.approx((sure.p_first[0] + 1) / 4, abs=0.02)
    assert found.priority.tolist() == sure.priority.tolist()
    assert found.p_weakest_eligible.tolist() == sure.p_weakest_eligible.tolist()
    assert found.low[1] < sure.low[1]
    assert found.high[0] > sure.high[0]


def test_resamples_that_are_all_alike_change_nothing() -> None:
    health, se = [50, 70, 61], [1, 1, 4]
    sure = prioritise(health, se, importance=[0.5, 1.5, 1], reach=[1, 0.5, 1])
    rows = [[0.5, 1.5, 1]] * 3
    same = prioritise(
        health, se, importance=[0.5, 1.5, 1], importance_draws=rows, reach=[1, 0.5, 1]
    )
    assert (same.low.tolist(), same.p_first.tolist()) == (sure.low.tolist(), sure.p_first.tolist())


def test_the_interval_of_a_drawn_weight_is_that_of_what_is_lost() -> None:
    found = prioritise(
        [50, 70], [1e-3, 1e-3], importance_draws=[[0.5, 1], [1.5, 1]], target=80, level=0.9
    )
    assert (found.low[0], found.high[0]) == pytest.approx((15, 45), abs=0.01)
    assert (found.low[1], found.high[1]) == pytest.approx((10, 10), abs=0.01)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[1, -1]], "must not be negative"),
        ([[1, 1, 1]], "must be rows of 2"),
        ([1, 1], "must be rows of 2"),
        ([[1, float("nan")]], "importance_draws"),
    ],
)
def test_resamples_are_checked(rows: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        prioritise([50, 70], [1, 1], importance_draws=rows)


def test_the_interval_holds_the_priority_where_resamples_are_larger() -> None:
    rows = [[0.4, 1.6], [0.5, 1.5], [0.3, 1.7]]  # as of a share that is 0 or more by chance
    found = prioritise([50, 70], [1, 1], importance=[0.01, 1.99], importance_draws=rows, target=80)
    assert found.low[0] == found.priority[0] == pytest.approx(0.3, abs=0.01)
    assert found.high[0] > 10
    assert found.high[1] == found.priority[1]


def test_what_may_matter_by_chance_alone_may_lose_nothing() -> None:
    asked = {"importance": [0.5, 1.5], "importance_draws": [[0.4, 1.6], [0.6, 1.4]], "target": 80}
    sure = prioritise([50, 70], [1, 1], **asked)  # type: ignore[arg-type]
    found = prioritise([50, 70], [1, 1], may_not_matter=[True, False], **asked)  # type: ignore[arg-type]
    assert sure.low[0] > 10
    assert found.low.tolist() == [0, sure.low[1]]
    assert found.high.tolist() == sure.high.tolist()
    assert found.p_first.tolist() == sure.p_first.tolist()
    with pytest.raises(ValueError, match="may_not_matter must hold 2 times yes or no, got 1"):
        prioritise([50, 70], [1, 1], may_not_matter=[True])


def test_importance_that_is_certain_does_matter() -> None:
    sure = prioritise([50, 70], [1, 1], target=80)
    found = prioritise([50, 70], [1, 1], target=80, may_not_matter=[True, True])
    assert found.low.tolist() == sure.low.tolist()


def test_over_delivery_earns_nothing() -> None:
    found = prioritise([95, 99], [0.5, 0.5], target=80)
    assert found.p_none == 1
    assert found.p_first.tolist() == [0, 0]
    assert found.priority == pytest.approx([0, 0], abs=1e-9)
    assert found.low.tolist() == [0, 0]
    assert found.high == pytest.approx([0, 0], abs=1e-9)
    assert found.p_short == pytest.approx([0, 0], abs=1e-9)


def test_what_nobody_passes_loses_nothing() -> None:
    found = prioritise([50, 60], [2, 2], reach=[0, 0])
    assert found.p_none == 1
    assert found.priority.tolist() == [0, 0]
    assert (found.shortfall > 30).all()


def test_without_settings_all_are_eligible_and_health_100_is_the_target() -> None:
    found = prioritise([50, 60], [0.01, 0.01])
    assert found.shortfall == pytest.approx([50, 40], abs=0.01)
    assert found.p_first_eligible.tolist() == found.p_first.tolist() == [1, 0]
    assert found.p_weakest_eligible.tolist() == [1, 0]


def test_nobody_eligible() -> None:
    found = prioritise([50, 60], [2, 2], eligible=[False, False])
    assert np.isnan(found.p_first_eligible).all()
    assert np.isnan(found.p_weakest_eligible).all()
    assert found.p_first.sum() == pytest.approx(1)


@pytest.mark.parametrize("weights", [[1, -0.1]])
def test_weights_that_are_refused(weights: list[float]) -> None:
    for word in ("reach", "importance"):
        with pytest.raises(ValueError, match="finite and not negative"):
            prioritise([50, 60], [2, 2], **{word: weights})  # type: ignore[arg-type]


scores = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0.5, 20), st.floats(0, 1)), min_size=1, max_size=6
)


@given(scores, st.floats(10, 100))
@settings(max_examples=40, deadline=None)
def test_laws(rows: list[tuple[float, float, float]], target: float) -> None:
    y, s, reach = (list(column) for column in zip(*rows, strict=True))
    found = prioritise(y, s, target=target, reach=reach, draws=300)
    assert found.p_first.sum() + found.p_none == pytest.approx(1)
    assert (found.shortfall >= 0).all()
    assert ((found.low <= found.priority) & (found.priority <= found.high)).all()
    assert ((found.p_short >= 0) & (found.p_short <= 1 + 1e-12)).all()
    # what doubles everywhere changes nobody's chance
    double = prioritise(y, s, target=target, reach=reach, importance=2.0, draws=300)
    assert double.p_first.tolist() == found.p_first.tolist()
    assert double.priority == pytest.approx(2 * found.priority)
    # moving touchpoints moves their figures
    turned = prioritise(y[::-1], s[::-1], target=target, reach=reach[::-1], draws=300)
    assert turned.priority[::-1] == pytest.approx(found.priority)


drawn = st.lists(st.tuples(*[st.floats(0, 3)] * 3), min_size=1, max_size=5)


@given(drawn, st.tuples(*[st.floats(0, 3)] * 3), st.tuples(*[st.booleans()] * 3))
@settings(max_examples=40, deadline=None)
def test_the_interval_holds_the_priority_whatever_is_resampled(
    rows: list[tuple[float, ...]], importance: tuple[float, ...], idle: tuple[bool, ...]
) -> None:
    found = prioritise(
        [50, 70, 90], [1, 3, 9], target=80, draws=300,
        importance=importance, importance_draws=rows, may_not_matter=idle,
    )  # fmt: skip
    assert ((found.low >= 0) & (found.low <= found.priority)).all()
    assert (found.priority <= found.high).all()


def test_equal_data_share_the_chance() -> None:
    found = prioritise([60] * 4, [3] * 4, draws=20_000)
    assert found.p_first == pytest.approx(0.25, abs=0.012)
