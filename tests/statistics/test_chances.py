from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

from journeymap.statistics.chances import (
    chance_duration,
    chance_mean,
    chance_normal,
    chance_nps,
    chance_share,
    combine_chances,
    goal_status,
    jeffreys_interval,
    weighted_mean,
)
from journeymap.statistics.intervals import critical_z, mean_interval

chance = st.floats(0, 1)


@given(x=st.integers(0, 100), rest=st.integers(1, 100), target=st.floats(0, 1))
def test_the_other_side_is_the_complement(x: int, rest: int, target: float) -> None:
    n, points = x + rest, 200 * target - 100
    pairs = [
        [chance_share(x, n, target, at_least=side) for side in (True, False)],
        [chance_nps(x, 3, rest, points, at_least=side) for side in (True, False)],
        [chance_normal(x, 2.0, 100 * target, at_least=side) for side in (True, False)],
        [
            chance_mean(x / n, sd, n, target, at_least=side, low_end=0, high_end=1)
            for side in (True, False)
            for sd in (0.3,)
        ],
        [
            chance_duration(1.0, 0.8, n + 1, 0.1 + x, at_least=side, geometric=x % 2 == 0)
            for side in (True, False)
        ],
    ]
    for at_least, at_most in pairs:
        assert 0 <= at_least <= 1
        assert at_least + at_most == pytest.approx(1)


@given(n=st.integers(2, 60), target=st.floats(0.01, 0.99))
def test_chances_rise_with_what_was_seen(n: int, target: float) -> None:
    shares = [chance_share(x, n, target, at_least=True) for x in range(n + 1)]
    nps = [chance_nps(x, 0, n - x, 200 * target - 100, at_least=True) for x in range(n + 1)]
    means = [
        chance_mean(x / n, 0.3, n, target, at_least=True, low_end=0, high_end=1)
        for x in range(n + 1)
    ]
    for found in (shares, means):
        assert found == sorted(found)
    # the standard error of NPS falls towards its ends, so it is judged where it decides
    assert [p > 0.5 for p in nps] == sorted(p > 0.5 for p in nps)


@given(lost=st.integers(0, 200), target=st.floats(0, 1))
def test_churn_and_retention_mirror_one_another(lost: int, target: float) -> None:
    churn = chance_share(lost, 200, target, at_least=False)
    retention = chance_share(200 - lost, 200, 1 - target, at_least=True)
    assert churn == pytest.approx(retention, abs=1e-9)
    swapped = chance_share(lost, 200, target, at_least=True)
    swap = {"met": "missed", "missed": "met", "at_risk": "at_risk"}
    assert goal_status(1 - churn) == swap[goal_status(churn)] == goal_status(swapped)


def test_targets_of_shares_lie_between_0_and_1() -> None:
    assert chance_share(5, 9, 0, at_least=True) == 1.0
    assert chance_share(5, 9, 1, at_least=True) == 0.0
    message = r"^the target of a share must lie between 0 and 1, got 70$"
    with pytest.raises(ValueError, match=message):
        chance_share(5, 9, 70, at_least=True)


@pytest.mark.parametrize("target", [-0.001, 1.001])
def test_the_target_of_a_share_lies_between_0_and_1(target: float) -> None:
    with pytest.raises(ValueError, match=rf"^the target of a share .*, got {target}$"):
        chance_share(3, 5, target, at_least=True)
    assert chance_share(3, 5, 0, at_least=True) == chance_share(3, 5, 1, at_least=False) == 1


@given(x=st.integers(1, 99))
def test_jeffreys_equals_statsmodels_and_its_chances(x: int) -> None:
    found = jeffreys_interval(x, 100)
    expected = proportion_confint(x, 100, method="jeffreys")
    assert (found.low, found.high) == pytest.approx(expected)
    assert chance_share(x, 100, found.low, at_least=False) == pytest.approx(0.025)


def test_jeffreys_reaches_the_ends_when_nobody_or_everybody_counts() -> None:
    assert jeffreys_interval(0, 9).low == 0.0
    assert jeffreys_interval(9, 9).high == 1.0


def test_the_chance_of_a_mean_is_the_one_sided_t_test() -> None:
    answers = [7, 9, 8, 10, 6, 8, 9, 5]
    test = stats.ttest_1samp(answers, 7, alternative="greater")
    sd = float(stats.tstd(answers))
    found = chance_mean(7.75, sd, 8, 7, at_least=True, low_end=1, high_end=10)
    assert found == pytest.approx(1 - test.pvalue)


@pytest.mark.parametrize("sd", [0.0, None, math.nan])
def test_equal_answers_leave_doubt(sd: float | None) -> None:
    wilson = mean_interval(10, 0, 5, low_end=1, high_end=10)
    se = (wilson.high - wilson.low) / (2 * critical_z(0.95))
    found = chance_mean(10, sd, 5, 9, at_least=True, low_end=1, high_end=10)
    assert found == pytest.approx(stats.norm.cdf(1 / se))
    assert 0.5 < found < 0.9


def test_a_known_value_meets_its_target_or_does_not() -> None:
    assert chance_normal(5, 0, 5, at_least=True) == chance_normal(5, 0, 5, at_least=False) == 1.0
    assert chance_normal(4, 0, 5, at_least=True) == 0.0
    with pytest.raises(ValueError, match=r"^a standard error can't be negative, got -1$"):
        chance_normal(4, -1, 5, at_least=True)


def test_equal_durations_leave_either_side_open() -> None:
    day = math.log(24)

    def within(hours: float, n: float, sd: float | None = 0.0) -> float:
        return chance_duration(day, sd, n, hours, at_least=False, geometric=True)

    assert within(48, 30) == within(12, 4) == within(24, 30) == 0.5
    assert within(48, 1) == within(48, 30, None) == 0.5


def test_the_arithmetic_mean_is_harder_to_keep_low() -> None:
    geometric, arithmetic = (
        chance_duration(3.6, 0.9, 10, 45, at_least=False, geometric=which)
        for which in (True, False)
    )
    assert geometric > arithmetic
    with pytest.raises(ValueError, match=r"^the target of a duration must be above 0, got 0$"):
        chance_duration(3.6, 0.9, 10, 0, at_least=False, geometric=True)


def test_status_at_the_limits() -> None:
    assert [goal_status(p) for p in (0.9, 0.8999, 0.1001, 0.1)] == [
        "met",
        "at_risk",
        "at_risk",
        "missed",
    ]
    assert goal_status(0.85, sure=0.8) == "met"
    for p, sure in ((1.1, 0.9), (math.nan, 0.9), (0.5, 0.5)):
        with pytest.raises(ValueError, match=r"^p must lie in 0 to 1 and sure in 0.5 to 1, got "):
            goal_status(p, sure=sure)


@given(st.lists(chance, min_size=1, max_size=8))
def test_joint_chances_lie_between_the_bounds(ps: list[float]) -> None:
    independent, lower, upper = combine_chances(ps)
    assert 0 <= lower <= independent + 1e-9
    assert independent <= upper + 1e-9
    assert upper == min(ps)
    assert combine_chances([*ps, 1.0]).independent == pytest.approx(independent)


def test_joint_chances_need_chances() -> None:
    for ps in ([], [0.5, 1.5]):
        with pytest.raises(
            ValueError, match=r"^chances must lie between 0 and 1, and at least one"
        ):
            combine_chances(ps)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0.1, 9)), min_size=1))
def test_a_weighted_mean_lies_among_its_values(rows: list[tuple[float, float, float]]) -> None:
    values, ses, weights = (list(column) for column in zip(*rows, strict=True))
    found = weighted_mean(values, ses, weights)
    assert min(values) - 1e-9 <= found.value <= max(values) + 1e-9
    assert found.se <= max(ses) + 1e-9
    assert weighted_mean(values, ses, [7 * w for w in weights]) == pytest.approx(found)


def test_weights_must_weigh_something() -> None:
    for weights in ([0.0, 0.0], [2.0, -1.0]):
        with pytest.raises(
            ValueError, match=r"^weights must not be negative and must add up to mo"
        ):
            weighted_mean([1, 2], [1, 1], weights)


def test_values_errors_and_weights_are_as_many() -> None:
    for values, ses in (([1.0, 2.0, 3.0], [1.0, 1.0]), ([1.0, 2.0], [1.0, 1.0, 1.0])):
        with pytest.raises(ValueError, match=r"must be of one length, got "):
            weighted_mean(values, ses, [1.0, 1.0])
