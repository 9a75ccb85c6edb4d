from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis.evidence.estimates import Estimate, clip, estimate, show_interval
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import to_base

SCORE = Metric(id="score", kind="rating_mean", worst=1, best=10)
MINUTES = [12, 35, 48, 20, 95, 15, 60, 28, 240, 33]


def of(metric: str | Metric, *, level: float = 0.95, **reading: Any) -> Estimate:
    known = STANDARD_METRICS[metric] if isinstance(metric, str) else metric
    return estimate(Reading(metric=known.id, **reading), known, level=level)


def ends(found: Estimate) -> list[float | None]:
    return [found.value, found.low, found.high]


def test_mean_of_counts_on_an_own_scale() -> None:
    counts = dict(enumerate([1, 1, 2, 3, 5, 8, 15, 25, 22, 18], start=1))
    found = of(SCORE, counts=counts)
    assert ends(found) == pytest.approx([7.77, 7.3897, 8.1503], abs=5e-5)
    assert found.health == pytest.approx(75.2222, abs=5e-5)
    assert found.health_ends == pytest.approx((70.9964, 79.4480), abs=5e-5)
    assert (found.n, found.base, found.shown) == (100, "ok", "7.77 (7.39 to 8.15)")


def test_low_is_good_turns_the_health_interval_round() -> None:
    found = of("ces_effort", counts={1: 30, 2: 35, 3: 20, 4: 10, 5: 5})
    assert ends(found) == pytest.approx([2.25, 2.0237, 2.4763], abs=5e-5)
    assert found.health_ends == pytest.approx((63.0930, 74.4070), abs=5e-5)


def test_nps_has_the_adjusted_interval_around_the_raw_score() -> None:
    found = of("nps", counts={10: 40, 7: 35, 0: 25})
    assert ends(found) == pytest.approx([15, -0.6974, 29.8236], abs=5e-5)
    assert found.shown == "+15 (-1 to +30)"
    assert of("nps", counts={9: 10}).low == pytest.approx(47.5036, abs=5e-5)


@pytest.mark.parametrize(
    "reading", [{"count": 20, "of": 200}, {"value": 0.1, "n": 200}, {"counts": {0: 180, 1: 20}}]
)
def test_share_in_any_form_is_the_same(reading: dict[str, Any]) -> None:
    found = of("churn", **reading)
    assert ends(found) == pytest.approx([0.1, 0.0657, 0.1494], abs=5e-5)
    assert found.shown == "10.0 % (6.6 to 14.9)"
    assert found.health == pytest.approx(90)


def test_top_box_counts_its_codes() -> None:
    found = of("csat_top_box", counts={1: 4, 2: 6, 3: 15, 4: 45, 5: 30})
    assert ends(found) == pytest.approx([0.75, 0.6570, 0.8245], abs=5e-5)


def test_five_equal_answers_are_not_certain() -> None:
    found = of(SCORE, counts={10: 5})
    assert ends(found) == pytest.approx([10, 6.0897, 10], abs=5e-5)
    assert found.base == "suppressed"


def test_arithmetic_mean_of_times_keeps_the_raw_mean() -> None:
    logs = {"log_mean": 3.657281065, "log_sd": math.sqrt(0.8022628032)}
    found = of("art", value=58.6, n=10, **logs)
    assert ends(found) == pytest.approx([58.6, 26.7894, 125.0633], abs=5e-4)
    assert found.shown == "58.6 minutes (26.8 to 125)"
    assert (found.health, found.health_ends) == (None, (None, None))


def test_geometric_mean_of_times_comes_from_the_logarithms() -> None:
    metric = Metric(id="art", kind="duration", unit="minutes", average="geometric", target=45)
    logs = {"log_mean": 3.657281065, "log_sd": math.sqrt(0.8022628032)}
    found = of(metric, value=58.6, n=10, **logs)
    assert ends(found) == pytest.approx([38.7558, 20.4206, 73.5540], abs=5e-4)
    assert found.health == 100
    assert found.health_ends == pytest.approx((100 * 45 / 73.5540, 100), abs=1e-3)


@pytest.mark.parametrize("average", ["arithmetic", "geometric"])
def test_times_with_value_and_sd_are_log_normal_around_the_value(average: Any) -> None:
    metric = Metric(id="wait", kind="duration", unit="days", average=average)
    mean, log_sd = 8.0, 0.5
    inside = math.exp(log_sd**2) if average == "geometric" else 1.0
    sd = mean * math.sqrt(inside * (math.exp(log_sd**2) - 1))
    by_sd, log_mean = of(metric, value=mean, sd=sd, n=40), math.log(mean)
    if average == "arithmetic":
        log_mean -= log_sd**2 / 2
    by_logs = of(metric, value=mean, log_mean=log_mean, log_sd=log_sd, n=40)
    assert ends(by_sd) == pytest.approx(ends(by_logs))
    assert by_sd.low is not None
    assert by_sd.low < mean < (by_sd.high or 0)


def test_what_is_not_known_is_none() -> None:
    assert ends(of("csat", value=4.2, sd=0.5)) == [4.2, None, None]
    assert ends(of("csat", guess=4)) == [4, None, None]
    assert ends(of("art", value=30, n=50)) == [30, None, None]
    assert ends(of("art", value=30, sd=0, n=3)) == [30, None, None]
    assert of("csat", value=4.2).base == "not_measured"
    assert of("csat", guess=4).shown == "4.00"


def test_without_sd_the_interval_is_the_widest_the_scale_allows() -> None:
    found, share = of("csat", value=4.2, n=80), of("retention", value=0.8, n=80)
    assert [found.low, found.high] == pytest.approx(
        [1 + 4 * (share.low or 0), 1 + 4 * (share.high or 0)]
    )


def test_weighted_answers_count_by_their_effective_number() -> None:
    plain = of("csat", counts={2: 10, 5: 30})
    weighted = of("csat", counts={2: 25, 5: 75}, n_effective=40)
    assert ends(weighted) == pytest.approx(ends(plain))
    assert weighted.sd == pytest.approx(plain.sd)
    assert (weighted.n, weighted.base) == (100, "indicative")
    nps = of("nps", counts={10: 100, 0: 100}, n_effective=50)
    assert ends(nps) == pytest.approx(ends(of("nps", counts={10: 25, 0: 25})))
    share = of("churn", value=0.1, n=400, n_effective=200)
    assert ends(share) == pytest.approx(ends(of("churn", count=20, of=200)))


def test_base_classes_are_those_of_survey_practice() -> None:
    assert [to_base(n) for n in (0, 4, 9, 10, 29, 30, 99, 100)] == [
        "not_measured", "suppressed", "suppressed", "low", "low", "indicative", "indicative", "ok",
    ]  # fmt: skip
    assert to_base(9.99) == "suppressed"


def test_clipping_is_for_show_only() -> None:
    metric = Metric(id="churn", kind="share", worst=1, best=0, floor=0.2, target=0.05)
    assert of(metric, value=0.5, n=40).health == 0
    assert of(metric, value=0.0, n=40).health == 100
    assert metric.to_health(0.5) == pytest.approx(-200)
    assert (clip(None), clip(101), clip(-1)) == (None, 100, 0)


def test_no_value_is_a_dash() -> None:
    assert show_interval(SCORE, None, None, None) == "–"


answers = st.lists(st.integers(0, 60), min_size=5, max_size=5).filter(lambda c: sum(c) > 0)


@given(answers)
def test_reversing_codes_with_their_ends_keeps_health(counts: list[int]) -> None:
    up = Metric(id="m", kind="rating_mean", worst=1, best=5)
    down = Metric(id="m", kind="rating_mean", worst=5, best=1)
    found = of(up, counts={i + 1: c for i, c in enumerate(counts)})
    turned = of(down, counts={5 - i: c for i, c in enumerate(counts)})
    assert found.health == pytest.approx(turned.health)
    assert found.health_ends == pytest.approx(turned.health_ends)


@given(st.floats(0.5, 5000), st.floats(0.01, 2), st.integers(6, 500), st.sampled_from([60, 1440]))
def test_changing_the_unit_with_the_target_keeps_health(
    mean: float, spread: float, n: int, factor: int
) -> None:
    for average in ("arithmetic", "geometric"):
        fine = Metric(id="m", kind="duration", unit="min", target=45, average=average)
        coarse = Metric(id="m", kind="duration", unit="h", target=45 / factor, average=average)
        one = of(fine, value=mean, sd=mean * spread, n=n)
        other = of(coarse, value=mean / factor, sd=mean * spread / factor, n=n)
        assert one.health == pytest.approx(other.health)
        assert one.health_ends == pytest.approx(other.health_ends)


@given(st.integers(0, 300), st.integers(1, 300))
def test_retention_and_churn_intervals_mirror(x: int, more: int) -> None:
    n = x + more
    churn, kept = of("churn", count=x, of=n), of("retention", count=n - x, of=n)
    assert churn.low is not None
    assert churn.high is not None
    assert (kept.low, kept.high) == pytest.approx((1 - churn.high, 1 - churn.low))
    assert churn.health == pytest.approx(kept.health)
    assert churn.health_ends == pytest.approx(kept.health_ends)


@given(answers, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_value_lies_in_its_interval_and_the_interval_on_the_scale(
    counts: list[int], level: float
) -> None:
    by_code = {i + 1: c for i, c in enumerate(counts)}
    for metric in ("csat", "csat_top_box"):
        found = of(metric, counts=by_code, level=level)
        low, high = found.metric.ends
        assert found.low is not None
        assert found.high is not None
        assert low <= found.low <= found.value + 1e-9
        assert found.value - 1e-9 <= found.high <= high


def test_the_spread_of_the_answers() -> None:
    assert of("churn", count=20, of=200).sd == pytest.approx(math.sqrt(0.1 * 0.9))
    nps = of("nps", counts={10: 50, 0: 50})
    assert nps.sd == pytest.approx(100 * math.sqrt(100 / 99))
    assert of("csat", counts={2: 1, 4: 1}).sd == pytest.approx(math.sqrt(2))
    assert of("csat", counts={4: 1}).sd is None
    assert of("csat", value=4, sd=0.7, n=9).sd == 0.7
    assert of("art", value=30, sd=5, n=50).sd == 5
