from __future__ import annotations

import json
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from journeymap.analysis.evidence.candidates import Candidate, find_measured
from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.ranking.moderation import find_candidates, to_counts
from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading

FILE = Path(__file__).parents[2] / "vectors" / "vectors.json"
VECTORS = {v["id"]: v for v in json.loads(FILE.read_text("utf-8"))["vectors"]}
SCORE = {"id": "score", "kind": "rating_mean", "worst": 1, "best": 10}


def candidates(
    readings: list[dict[str, Any]], *metrics: dict[str, Any], by: tuple[str, ...] = ()
) -> dict[str, Candidate]:
    places = list(dict.fromkeys(r["touchpoint"] for r in readings))
    journey = Journey.model_validate({
        "name": "J", "stages": [{"name": "S", "touchpoints": places}],
        "metrics": metrics, "readings": readings,
    })  # fmt: skip
    ids = by or tuple(dict.fromkeys(r["metric"] for r in readings))
    found, _ = find_measured(journey, select_readings(journey), ids, level=0.95)
    return {candidate.touchpoint: candidate for candidate in find_candidates(found)}


def errors(*readings: dict[str, Any], metric: dict[str, Any] | None = None) -> list[float]:
    """Standard errors of readings of one metric at touchpoints a, b, c ..."""
    id_ = metric["id"] if metric else "csat"
    placed = [{"touchpoint": "abcdef"[i], "metric": id_, **r} for i, r in enumerate(readings)]
    return [c.se for c in candidates(placed, *([metric] if metric else [])).values()]


def test_vector_moderated_se() -> None:
    vector = VECTORS["rank_moderated_se"]
    readings = [
        {"touchpoint": name, "metric": "score", "counts": dict(enumerate(counts, start=1))}
        for name, counts in zip(
            vector["inputs"]["names"], vector["inputs"]["counts_1_to_10"], strict=True
        )
    ]
    found = candidates(readings, SCORE).values()
    assert [c.n for c in found] == vector["expected"]["n"]
    assert [c.health for c in found] == pytest.approx(vector["expected"]["health"], abs=1e-6)
    assert [c.se for c in found] == pytest.approx(vector["expected"]["se"], abs=1e-6)


def test_pool_is_of_the_same_metric_only() -> None:
    csat = [{"touchpoint": t, "metric": "csat", "counts": {4: 5}} for t in "ab"]
    other = [{"touchpoint": t, "metric": "ces_ease", "counts": {1: 400, 7: 400}} for t in "bc"]
    alone, mixed = candidates(csat)["a"].se, candidates(csat + other, by=("csat", "ces_ease"))
    assert mixed["a"].se == alone


def test_health_scale_carries_over_to_the_error() -> None:
    readings = [{"counts": {2: 3, 5: 9}}, {"counts": {1: 4, 4: 4}}]
    plain = errors(*readings, metric={**SCORE, "best": 5})
    narrow = errors(*readings, metric={**SCORE, "best": 5, "floor": 2, "target": 4})
    turned = errors(*readings, metric={**SCORE, "worst": 5, "best": 1})
    assert narrow == pytest.approx([2 * se for se in plain])
    assert turned == pytest.approx(plain)


def test_five_equal_answers_are_not_certain() -> None:
    sure, wide = errors({"counts": {5: 5}}, {"counts": {1: 50, 3: 50, 5: 50}})
    assert sure > wide > 0


def test_mean_sd_and_n_borrow_the_pooled_variance() -> None:
    found = errors(
        {"value": 4, "sd": 1.0, "n": 41}, {"value": 3, "sd": 0, "n": 1}, {"value": 3, "n": 9}
    )
    pooled = 1.0  # only the first has degrees of freedom
    assert found == pytest.approx([
        25 * sqrt((40 * 1.0 + 4 * pooled) / 44 / 41), 25 * sqrt(pooled), 25 * sqrt(pooled / 9),
    ])  # fmt: skip


def test_nothing_to_learn_from_takes_flat_answers() -> None:
    assert errors({"value": 4, "n": 9}) == pytest.approx([25 * 4 / sqrt(12) / 3])


def test_counts_lend_their_spread_to_readings_without() -> None:
    _, bare = errors({"counts": {1: 50, 5: 50}}, {"value": 3, "n": 100})
    assert bare == pytest.approx(25 * sqrt(16 * 0.25 * 100 / 99 / 100))


def test_share_as_value_and_n_equals_its_counts() -> None:
    churn = {"id": "lost", "kind": "share", "worst": 1, "best": 0}
    by_counts = errors({"count": 3, "of": 20}, {"count": 90, "of": 100}, metric=churn)
    by_value = errors({"value": 0.15, "n": 20}, {"value": 0.9, "n": 100}, metric=churn)
    mixed = errors({"value": 0.15, "n": 20}, {"count": 90, "of": 100}, metric=churn)
    assert by_value == pytest.approx(by_counts)
    assert mixed == pytest.approx(by_counts)


def test_top_box_as_value_and_n_has_the_spread_of_its_counts() -> None:
    box = {"id": "box", "kind": "top_box", "worst": 1, "best": 5, "top": [4, 5]}
    by_counts = errors({"counts": {1: 5, 5: 15}}, {"counts": {2: 30, 4: 70}}, metric=box)
    by_value = errors({"value": 0.75, "n": 20}, {"value": 0.7, "n": 100}, metric=box)
    assert by_value == pytest.approx(by_counts)
    everyone = Metric(id="box", kind="top_box", worst=1, best=2, top=(1, 2))
    assert to_counts(Reading(metric="box", value=1, n=4), everyone) == {1: 4}


def test_counts_that_cannot_be_known() -> None:
    csat, churn = STANDARD_METRICS["csat"], STANDARD_METRICS["churn"]
    assert to_counts(Reading(metric="csat", value=4, n=9), csat) is None
    assert to_counts(Reading(metric="churn", value=0.5), churn) is None


def test_weights_count_by_the_effective_number() -> None:
    plain = errors({"counts": {1: 4, 5: 16}}, {"counts": {3: 30}})
    weighted = errors({"counts": {1: 20, 5: 80}, "n_effective": 20}, {"counts": {3: 30}})
    assert weighted == pytest.approx(plain)
    first = candidates([{"touchpoint": "a", "metric": "csat", "counts": {5: 9}, "n_effective": 4}])
    assert first["a"].n == 4


@pytest.mark.parametrize("average", ["arithmetic", "geometric"])
def test_error_of_times_is_relative_to_health(average: str) -> None:
    metric = {
        "id": "t", "kind": "duration", "unit": "minutes", "target": 45, "average": average,
    }  # fmt: skip
    logs = {"log_mean": 4.0, "log_sd": 0.8}
    found = errors(
        {"value": 75.0, "n": 30, **logs}, {"value": 75.0, "n": 30, **logs}, metric=metric
    )
    s2 = (29 * 0.64 + 4 * 0.64) / 33
    squared = s2 / 30 + (s2**2 / (2 * 33) if average == "arithmetic" else 0)
    value = 75.0 if average == "arithmetic" else 2.718281828459045**4
    assert found == pytest.approx([100 * 45 / value * sqrt(squared)] * 2)


def test_times_without_any_spread_still_have_an_error() -> None:
    metric = {"id": "t", "kind": "duration", "unit": "h", "target": 5, "average": "geometric"}
    assert errors({"value": 10, "n": 25}, metric=metric) == pytest.approx([50 * 1.0 / 5])


def test_several_metrics_make_a_cautious_composite() -> None:
    both = [
        {"touchpoint": "a", "metric": "csat", "counts": {3: 50, 4: 50}},
        {"touchpoint": "a", "metric": "nps", "counts": {10: 20, 8: 10, 0: 10}},
        {"touchpoint": "b", "metric": "csat", "counts": {1: 20, 5: 40}},
    ]
    found = candidates(both)
    csat = {t: c.se for t, c in candidates([both[0], both[2]]).items()}
    nps = candidates([both[1]])["a"].se
    assert found["a"].health == pytest.approx((62.5 + 62.5) / 2)
    assert found["a"].se == pytest.approx((csat["a"] + nps) / 2)
    assert (found["a"].n, found["a"].smallest.metric.id) == (40, "nps")
    assert found["b"].se == csat["b"]


def test_why_the_others_are_left_out() -> None:
    journey = Journey.model_validate({
        "name": "J",
        "stages": [{"name": "S", "touchpoints": ["a", "b", "c", "d", "e"]}],
        "readings": [
            {"touchpoint": "a", "metric": "csat", "guess": 3},
            {"touchpoint": "b", "metric": "art", "value": 9, "n": 20},
            {"touchpoint": "c", "metric": "csat", "value": 4},
            {"touchpoint": "d", "metric": "csat", "guess": 4},
            {"touchpoint": "d", "metric": "art", "value": 9, "n": 20},
        ],
    })  # fmt: skip
    found, left_out = find_measured(journey, select_readings(journey), ("csat", "art"), level=0.9)
    assert found == {}
    assert left_out == {
        "a": "guessed", "b": "no_target", "c": "no_n", "d": "no_target", "e": "not_measured",
    }  # fmt: skip
