from __future__ import annotations

import math
from statistics import fmean, stdev
from typing import Any

import pytest

from journeymap.analysis.trends.pooling import pool_readings
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.readings import Reading

CSAT, NPS, ART = (STANDARD_METRICS[id_] for id_ in ("csat", "nps", "art"))
GEOMETRIC = Metric(id="wait", kind="duration", unit="minutes", average="geometric")


def pool(metric: Metric, *readings: dict[str, Any]) -> Reading | None:
    return pool_readings([Reading(metric=metric.id, **data) for data in readings], metric)


def moments(values: list[float]) -> dict[str, float]:
    return {"value": fmean(values), "sd": stdev(values), "n": len(values)}


def test_counts_are_added() -> None:
    found = pool(CSAT, {"counts": {4: 3, 5: 2}}, {"counts": {1: 1, 5: 4}})
    assert found is not None
    assert (found.counts, found.n, found.n_effective) == ({1: 1, 4: 3, 5: 6}, 10, None)


def test_moments_are_those_of_all_answers() -> None:
    one, two = [1.0, 4, 5, 5], [2.0, 2, 3]
    found = pool(CSAT, moments(one), moments(two))
    assert found is not None
    assert found.value == pytest.approx(fmean(one + two))
    assert found.sd == pytest.approx(stdev(one + two))
    assert found.n == 7


def test_counts_and_moments_mix() -> None:
    found = pool(CSAT, {"counts": {1: 1, 4: 1, 5: 2}}, moments([2.0, 2, 3]))
    assert found is not None
    assert found.counts is None
    assert found.sd == pytest.approx(stdev([1, 4, 5, 5, 2, 2, 3]))


def test_one_answer_has_no_spread_of_its_own() -> None:
    found = pool(CSAT, {"value": 1, "n": 1}, {"value": 5, "n": 1})
    assert found is not None
    assert found.sd == pytest.approx(stdev([1, 5]))
    alone = pool(CSAT, {"value": 4, "n": 1})
    assert alone is not None
    assert alone.sd is None


def test_an_unknown_spread_stays_unknown() -> None:
    found = pool(CSAT, {"value": 4, "n": 9}, moments([2.0, 2, 3]))
    assert found is not None
    assert found.sd is None
    assert found.value == pytest.approx(43 / 12)


def test_weighted_waves_are_worth_what_kish_says() -> None:
    found = pool(CSAT, {"counts": {4: 50, 5: 50}, "n_effective": 50}, {"counts": {4: 100, 5: 200}})
    assert found is not None
    assert found.n_effective == pytest.approx(400**2 / (100**2 / 50 + 300**2 / 300))
    none = pool(CSAT, {"value": 4, "n": 10, "n_effective": 10}, {"value": 4, "n": 5})
    assert none is not None
    assert none.n_effective == pytest.approx(15)


def test_times_are_pooled_with_their_logarithms() -> None:
    one, two = [10.0, 20, 40], [5.0, 80]

    def told(values: list[float]) -> dict[str, float]:
        logs = [math.log(v) for v in values]
        return {**moments(values), "log_mean": fmean(logs), "log_sd": stdev(logs)}

    found = pool(ART, told(one), told(two))
    logs = [math.log(v) for v in one + two]
    assert found is not None
    assert (found.value, found.sd) == pytest.approx((31, stdev(one + two)))
    assert (found.log_mean, found.log_sd) == pytest.approx((fmean(logs), stdev(logs)))
    geometric = pool(GEOMETRIC, told(one), told(two))
    assert geometric is not None
    assert geometric.value == pytest.approx(math.exp(fmean(logs)))


def test_times_without_spread_have_no_logarithms() -> None:
    found = pool(ART, {"value": 10, "n": 3}, {"value": 20, "n": 1})
    assert found is not None
    assert (found.value, found.log_mean, found.sd) == (12.5, None, None)
    geometric = pool(GEOMETRIC, {"value": 10, "n": 1}, {"value": 1000, "n": 1})
    assert geometric is not None
    assert geometric.value == pytest.approx(100)


def test_what_cannot_be_pooled() -> None:
    assert pool(NPS) is None
    assert pool(NPS, {"value": 4}, {"value": 5, "n": 9}) is None
    assert pool(NPS, {"guess": 4}) is None


def test_a_known_customer_base_is_left_out() -> None:
    found = pool(CSAT, {"counts": {4: 50}, "population": 60, "invited": 55})
    assert found is not None
    assert (found.population, found.invited) == (None, None)
