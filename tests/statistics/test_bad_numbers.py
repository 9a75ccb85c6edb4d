"""Numbers that can't be meant are refused in a sentence that names them, by every function."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from journeymap.statistics import (
    bounds,
    chances,
    control,
    durations,
    health,
    intervals,
    stage_rollup,
    words,
)
from journeymap.statistics.base_sizes import hide_small, to_base
from journeymap.statistics.chain.order import order_check
from journeymap.statistics.chain.passage import attribution_shares
from journeymap.statistics.comparing import mix, pairs
from journeymap.statistics.comparing import same_customers as paired
from journeymap.statistics.comparing import several_groups as several
from journeymap.statistics.comparing import two_groups as comparisons
from journeymap.statistics.comparing.small_shares import compare_shares_by_size
from journeymap.statistics.curve import peak_end
from journeymap.statistics.drivers import collinearity
from journeymap.statistics.numbers import (
    LARGEST,
    SMALLEST,
    check_at_least,
    check_finite,
    check_positive,
    check_whole,
    to_finite_array,
)
from journeymap.statistics.ranking import alternatives as other
from journeymap.statistics.ranking import pooling, priorities, quadrants, verdicts
from journeymap.statistics.ranking import rules as ranking_rules
from journeymap.statistics.ranking.composites import composite

NAN, INF, HUGE = math.nan, math.inf, 1e308
TOO_LARGE = "is too large: it must lie between -1e60 and 1e60"
ONLY = "must hold finite numbers only, got"
FINITE = "must be a finite number, got"
SIDE: dict[str, Any] = {"at_least": True}
SCALE: dict[str, Any] = {"low_end": 1, "high_end": 5}
THREE: tuple[Any, Any] = ([62, 71, 55], [3, 2, 8])

CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: pooling.pool_health([1, 2], [1, NAN]), f"se {ONLY} nan"),
    (lambda: pooling.pool_health([1e300, 2], [1, 1]), f"health {TOO_LARGE}"),
    (lambda: pooling.pool_health([1, 2], [1, 1e200]), f"se {TOO_LARGE}, got 1e+200"),
    (lambda: pooling.pool_health([1, 2], [1, 1e-308]), "se must be 0 or at least 1e-60, got"),
    (lambda: pooling.pool_health(*THREE, tau_scale=0), "tau_scale must be above 0 and at least"),
    (lambda: pooling.pool_health(*THREE, tau_scale=NAN), f"tau_scale {FINITE} nan"),
    (lambda: pooling.pool_health(*THREE, draws=-1), "draws must be a whole number of at least 1"),
    (lambda: pooling.pool_health(*THREE, draws=0), "draws must be a whole number of at least 1"),
    (lambda: pooling.pool_health(*THREE, draws=10**12), "draws must be at most 10,000,000, got"),
    (lambda: pooling.pool_health(*THREE, seed=-1), "seed must be a whole number of at least 0"),
    (lambda: pooling.pool_health(*THREE, eligible=[True]), "eligible must hold 3 times yes or no"),
    (lambda: pooling.pool_health(*THREE, k=1.5), "k must be a whole number of at least 1"),  # type: ignore[arg-type]
    (lambda: pooling.moderate_counts([], codes=[1], scores={}), "scores must say what each code"),
    (lambda: pooling.moderate_counts([{1: 2}], codes=[1], scores={1: NAN}), f"scores {ONLY} nan"),
    (lambda: pooling.moderate_sds([1.0], [1, 2], value_range=4), "sds and ns must be of one"),
    (lambda: other.flat_chances(*THREE, eligible=[True]), "eligible must hold 3 times yes or no"),
    (lambda: other.flat_chances(*THREE, draws=0), "draws must be a whole number of at least 1"),
    (lambda: other.flat_chances([1, 2], [1, 0]), "standard errors must be above 0"),
    (lambda: other.eb_chances(*THREE, draws=-1), "draws must be a whole number of at least 1"),
    (lambda: other.beta_binomial_chances([1, 2, 3], [INF, 3, 3]), f"n {ONLY} inf"),
    (lambda: other.dirichlet_chances([[1, NAN, 3]]), f"classes {ONLY} nan"),
    (lambda: ranking_rules.paule_mandel([1, 2], [1, 1e-308]), "se must be 0 or at least 1e-60"),
    (lambda: ranking_rules.flat_p_weakest([NAN, 2], [1, 1]), f"health {ONLY} nan"),
    (lambda: ranking_rules.rank_surely_bad([1], [1], level=NAN), "level must lie between 0 and 1"),
    (lambda: ranking_rules.rank_intervals([1], [1], alpha=0), "alpha must lie between 0 and 1"),
    (lambda: priorities.prioritise(*THREE, importance=[HUGE] * 3), f"importance {TOO_LARGE}"),
    (lambda: priorities.prioritise(*THREE, reach=[NAN, 1, 1]), f"reach {ONLY} nan"),
    (lambda: priorities.prioritise(*THREE, reach=[1, 1]), "reach must be one number or 3, got 2"),
    (lambda: priorities.prioritise(*THREE, level=NAN), "level must lie between 0 and 1, got nan"),
    (lambda: priorities.expected_shortfall([1, 2], [1], 3), "sd and target must be one number"),
    (lambda: priorities.expected_shortfall([1, 2], 1, [1, 2, 3]), "sd and target must be one"),
    (lambda: quadrants.ipa_quadrants([1], [2], importance_cut=NAN), f"importance_cut {FINITE} nan"),
    (lambda: quadrants.ipa_quadrants([NAN], [2]), f"importance {ONLY} nan"),
    (lambda: quadrants.ulwick_opportunity([1, 2], [1, 2, 3]), "importance and satisfaction must"),
    (lambda: chances.chance_mean(3, 1, 9, NAN, **SIDE, **SCALE), f"target {FINITE} nan"),
    (lambda: chances.chance_normal(NAN, 1, 2, **SIDE), f"value {FINITE} nan"),
    (lambda: chances.chance_normal(1, INF, 2, **SIDE), f"se {FINITE} inf"),
    (lambda: chances.chance_nps(3, 2, 1, NAN, **SIDE), f"target {FINITE} nan"),
    (lambda: chances.jeffreys_interval(0, HUGE), f"n {TOO_LARGE}"),
    (lambda: chances.weighted_mean([HUGE, 1], [1, 1], [1, 1]), f"values {TOO_LARGE}"),
    (lambda: chances.weighted_mean([1], [1, 1], [1]), "values and ses and weights must be of one"),
    (lambda: stage_rollup.stage_health([NAN], [5]), f"values {ONLY} nan"),
    (lambda: stage_rollup.stage_health([], []), "a stage's health needs at least one touchpoint"),
    (lambda: stage_rollup.mean_worth([NAN], [1]), f"n {ONLY} nan"),
    (lambda: composite([NAN], [1], [1]), f"health {ONLY} nan"),
    (lambda: composite([1], [INF], [1]), f"se {ONLY} inf"),
    (lambda: composite([1], [-1], [1]), "se must not be negative"),
    (lambda: control.xmr_chart([HUGE, 1]), f"values {TOO_LARGE}"),
    (lambda: control.xmr_chart([2, 1], ends=(NAN, 1)), "the ends of the scale must be two numbers"),
    (lambda: control.find_signals([1, 2], NAN, [1, 1]), f"center {FINITE} nan"),
    (lambda: durations.cox_se(NAN, 5), f"log_sd {FINITE} nan"),
    (lambda: durations.cox_se(1, 1), "n must be above 1, got 1"),
    (lambda: durations.cox_se(1, 0), "n must be above 1, got 0"),
    (lambda: durations.geometric_mean_interval(1e3, 1, 5), "log_mean is too large: no time has"),
    (lambda: durations.geometric_mean_interval(NAN, 1, 5), f"log_mean {FINITE} nan"),
    (lambda: health.to_health(1e-308, target=5), "value must be above 0 and at least 1e-60"),
    (lambda: health.to_health(NAN, floor=1, target=5), f"value {FINITE} nan"),
    (lambda: health.to_health_error(-1, floor=1, target=5), "se must be at least 0, got -1"),
    (lambda: health.to_health_error(1, floor=0, target=1e-70), "floor and target must lie further"),
    (lambda: health.clip_health(NAN), "health must be a number, got nan"),
    (lambda: intervals.effective_n_from_sums(NAN, 2), f"total {FINITE} nan"),
    (lambda: intervals.effective_n([HUGE]), f"weights {TOO_LARGE}"),
    (lambda: intervals.answers_needed(1, variance=NAN), f"variance {FINITE} nan"),
    (lambda: intervals.critical_t(0.95, 0), "df must be above 0, got 0"),
    (lambda: intervals.critical_t(0.95, NAN), "df must be above 0, got nan"),
    (lambda: intervals.mean_interval(3, NAN, 5, low_end=NAN, high_end=5), f"low_end {FINITE} nan"),
    (lambda: intervals.finite_population_factor(5, INF), "n must lie between 0 and the population"),
    (lambda: collinearity.nearest_correlations([[1, NAN], [NAN, 1]]), f"correlations {ONLY} nan"),
    (lambda: collinearity.variance_inflation([[1, HUGE], [HUGE, 1]]), f"rxx {TOO_LARGE}"),
    (lambda: comparisons.mann_whitney([NAN], [1]), f"a {ONLY} nan"),
    (lambda: comparisons.mann_whitney([], [1]), "a and b need at least one answer each"),
    (lambda: comparisons.compare_means([3, NAN, 3], [1, 2]), f"values {ONLY} nan"),
    (lambda: comparisons.compare_means([HUGE, HUGE], [1, 2]), f"values {TOO_LARGE}"),
    (lambda: comparisons.compare_means([], [1, 2]), "a mean needs at least one answer"),
    (lambda: comparisons.fisher_p(NAN, 2, 1, 2), f"x1 {FINITE} nan"),  # type: ignore[arg-type]
    (lambda: comparisons.fisher_p(3, 2, 1, 2), "a share needs 0 <= count <= n and n > 0"),
    (
        lambda: comparisons.fisher_p(10**15, 10**15, 0, 100),
        "n1 and n2 must be at most 1,000,000,000 for an exact test, got",
    ),
    (
        lambda: comparisons.exact_shares(1, 10**7, 2, 10**7),
        "n1 times n2 must be at most 1,000,000 for Boschloo's test, got 100,000,000,000,000: "
        "compare_shares holds for so many answers",
    ),
    (lambda: several.welch_anova([[NAN, 1], [2, 3]]), f"groups {ONLY} nan"),
    (lambda: several.kruskal_wallis([[NAN, 2], [1, 1]]), f"groups {ONLY} nan"),
    (lambda: several.kruskal_wallis_from_counts([{1: 5}, {2: NAN}]), f"counts {ONLY} nan"),
    (lambda: several.chi_squared_shares([1, 2], [3]), "counts and sizes must be of one length"),
    (lambda: paired.mcnemar(1, NAN, 2, 3), f"counts {ONLY} nan"),  # type: ignore[arg-type]
    (lambda: paired.mean_change([HUGE, 1]), f"changes {TOO_LARGE}"),
    (lambda: pairs.p_of_difference(NAN, 1, 1), f"difference {FINITE} nan"),
    (lambda: bounds.chance_bounds(3, INF, 0, **SCALE), f"se {FINITE} inf"),
    (lambda: mix.is_reversed(NAN, [1, 2]), f"total {FINITE} nan"),
    (lambda: mix.split_mix([HUGE], [1], [1], [1]), f"values_before {TOO_LARGE}"),
    (lambda: to_base(NAN), "n must be a number, got nan"),
    (lambda: hide_small({"web": NAN}), f"counts {ONLY} nan"),
    (lambda: verdicts.judge(NAN, 50), "p_top must be a number, got nan"),
    (lambda: verdicts.judge(0.5, NAN), "n_top must be a number, got nan"),
    (lambda: attribution_shares([NAN, 1]), f"effects {ONLY} nan"),
    (lambda: attribution_shares([-1, 2]), "effects must not be negative, got -1"),
    (lambda: order_check({("a", "b", "c"): NAN}), f"number {FINITE} nan"),
    (lambda: words.log_odds({"a": HUGE, "b": 1}, {"a": 1}), f"count {TOO_LARGE}"),
    (lambda: peak_end([HUGE, HUGE]), f"values {TOO_LARGE}"),
]


@pytest.mark.parametrize(("ask", "said"), CASES, ids=[said for _, said in CASES])
def test_refused_in_a_sentence_that_names_it(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence follows
        ask()
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_the_limits_themselves_pass() -> None:
    check_finite(low=-LARGEST, high=LARGEST, unknown=None)
    check_positive(least=SMALLEST)
    check_at_least(0, zero=0)
    check_whole(1, 9, least=1, most=9)
    assert to_finite_array("x", [-LARGEST, LARGEST]).tolist() == [-LARGEST, LARGEST]
    for ask in (
        lambda: check_positive(x=SMALLEST / 2),
        lambda: check_finite(x=2 * LARGEST),
        lambda: check_finite(x=10**400),
        lambda: check_whole(1, 9, x=10),
        lambda: check_whole(1, x=1.5),
        lambda: to_finite_array("x", [[1, 2], [3]]),
    ):
        with pytest.raises(ValueError, match=r"^x "):
            ask()


def test_the_largest_numbers_allowed_give_finite_chances() -> None:
    found = pooling.pool_health([LARGEST, -LARGEST], [SMALLEST, LARGEST], draws=100)
    assert found.p_weakest.sum() == pytest.approx(1)
    welch = comparisons.compare_moments((LARGEST, LARGEST, 5), (-LARGEST, LARGEST, 5))
    assert math.isfinite(welch.low)
    assert 0 < welch.p < 1


def test_too_many_for_an_exact_test_get_the_normal_one() -> None:
    many = compare_shares_by_size(1, 10**12, 3, 10**12)
    assert many.p == comparisons.compare_shares(1, 10**12, 3, 10**12).p
    assert compare_shares_by_size(1, 10**6, 3, 10**6).p == comparisons.fisher_p(1, 10**6, 3, 10**6)
