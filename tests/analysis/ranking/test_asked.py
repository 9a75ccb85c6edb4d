from __future__ import annotations

import re
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

READINGS = [
    {"touchpoint": "a", "metric": "csat", "counts": {1: 20, 5: 80}},
    {"touchpoint": "a", "metric": "ces_ease", "counts": {1: 60, 7: 40}},
    {"touchpoint": "b", "metric": "csat", "counts": {1: 50, 5: 50}},
    {"touchpoint": "b", "metric": "ces_ease", "counts": {1: 50, 7: 50}},
    {"touchpoint": "c", "metric": "csat", "counts": {1: 30, 5: 70}},
]
STAGES = [{"name": "S", "touchpoints": ["a", "b", "c"]}]


def journey_of(readings: Any = READINGS, **more: Any) -> Journey:
    return Journey.model_validate({"name": "J", "stages": STAGES, "readings": readings, **more})


BOTH = ("csat", "ces_ease")


def healths(**asked: Any) -> dict[str, float]:
    return {row.touchpoint: row.health for row in find_weakest(journey_of(), **asked).rows}


def test_metrics_weigh_alike_by_default() -> None:
    assert healths(metric=BOTH) == pytest.approx({"a": 60, "b": 50, "c": 70})


def test_weights_weigh_and_name_the_metrics() -> None:
    weighed = healths(weights={"csat": 3, "ces_ease": 1})
    assert weighed == pytest.approx({"a": (3 * 80 + 40) / 4, "b": 50, "c": 70})
    assert healths(metric=BOTH, weights={"csat": 3}) == pytest.approx(weighed)
    found = find_weakest(journey_of(), weights={"csat": 3, "ces_ease": 1})
    assert {row.touchpoint: row.coverage for row in found.rows} == {"a": 1, "b": 1, "c": 0.75}
    assert found.settings["metric"] == BOTH
    assert found.settings["weights"] == {"csat": 3.0, "ces_ease": 1.0}
    assert found.settings["correlation"] == 1.0
    assert "weights" not in find_weakest(journey_of(), metric="csat").settings


def test_correlated_errors_add_up_and_independent_ones_less() -> None:
    journey = journey_of([r for r in READINGS if r["touchpoint"] != "c"])
    widths = {
        rho: find_weakest(journey, metric=BOTH, correlation=rho, method="eb", draws=100)
        for rho in (0.0, 0.5, 1.0)
    }
    sds = [found.rows[0].pooled_sd or 0.0 for found in widths.values()]
    assert sds == sorted(sds)
    assert widths[1.0] == find_weakest(journey, metric=BOTH, method="eb", draws=100)
    # two metrics of about the same error: 1/sqrt(2) of it where they are independent
    assert sds[0] / sds[2] == pytest.approx(1 / sqrt(2), abs=0.12)


def test_mixed_metrics_are_flagged_until_all_have_targets() -> None:
    notes = find_weakest(journey_of(), metric=BOTH).notes
    assert notes[1:3] == (
        "1 of 3 touchpoints lack a metric; the others stand for it (coverage below 1).",
        "The mix of metrics may decide this ranking: the touchpoints differ in what is measured. "
        "Rank within each metric, one at a time.",
    )
    targets = [
        {"id": "csat", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4},
        {"id": "ces_ease", "kind": "rating_mean", "worst": 1, "best": 7, "target": 6},
    ]
    found = find_weakest(journey_of(metrics=targets))
    assert not any("mixed_metrics_without_targets" in note for note in found.notes)
    assert found.notes[0].startswith("1 of 3 touchpoints lack a metric")
    alike = find_weakest(journey_of(READINGS[::2]), metric=BOTH)
    assert (
        "No touchpoint in this ranking is measured by ces_ease: it goes by csat alone (coverage "
        "below 1)."
    ) in alike.notes
    assert not any("lack a metric" in note for note in alike.notes)
    assert not any("The mix of metrics" in note for note in alike.notes)
    same = find_weakest(journey_of(READINGS[:4]), metric=BOTH)
    assert not any("The mix of metrics" in note for note in same.notes)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"weights": {"csat": 0}}, "the weight of csat must be above 0, got 0"),
        ({"weights": {"csat": -1}}, "the weight of csat must not be negative, got -1"),
        ({"weights": {"csat": "2"}}, "the weight of csat must not be negative, got '2'"),
        ({"weights": {"csat": float("nan")}}, "the weight of csat must not be negative, got nan"),
        ({"metric": "csat", "weights": {"nps": 1}},
         "a weight for nps, which is not among the metrics asked"),
        ({"correlation": 1.1}, "correlation must lie between 0 and 1, got 1.1"),
        ({"correlation": -0.1}, "correlation must lie between 0 and 1, got -0.1"),
        ({"correlation": None}, "correlation must lie between 0 and 1, got None"),
        ({"margin": -1}, "margin must not be negative, got -1"),
        ({"margin": float("inf")}, "margin must not be negative, got inf"),
        ({"k": 1.5}, "k must be a whole number of at least 1, got 1.5"),
    ],
)  # fmt: skip
def test_settings_that_can_not_be_meant(setting: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        find_weakest(journey_of(), **setting)


def test_a_weight_for_an_unknown_metric() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_weakest(journey_of(), weights={"cast": 2})
    assert str(caught.value) == "no metric 'cast'; did you mean 'csat'?"


def test_near_the_weakest_and_the_bottom_group() -> None:
    found = find_weakest(journey_of(), metric="csat", margin=25, k=1)
    by_id = {row.touchpoint: row for row in found.rows}
    assert by_id["b"].p_near_weakest == 1
    assert by_id["a"].p_near_weakest == pytest.approx(0.41, abs=0.02)
    assert (by_id["c"].p_near_weakest or 0) > 0.6
    assert all(row.p_bottom_k == row.p_weakest for row in found.rows)
    assert (found.settings["margin"], found.settings["show"]) == (
        25.0, ("p_near_weakest", "p_bottom_k"),
    )  # fmt: skip
    whole = find_weakest(journey_of(), metric="csat", margin=0)
    assert all(row.p_near_weakest == row.p_weakest for row in whole.rows)


counts = st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any)


@settings(max_examples=20, deadline=None)
@given(st.lists(counts, min_size=3, max_size=3))
def test_reversing_codes_with_the_ends_changes_nothing(rows: list[list[int]]) -> None:
    def find(*, turned: bool) -> list[tuple[str, float | None, float]]:
        readings = [
            {"touchpoint": t, "metric": "m", "counts": {
                6 - code if turned else code: n for code, n in enumerate(row, 1)}}
            for t, row in zip("abc", rows, strict=True)
        ]  # fmt: skip
        ends = {"worst": 5, "best": 1} if turned else {"worst": 1, "best": 5}
        journey = journey_of(readings, metrics=[{"id": "m", "kind": "rating_mean", **ends}])
        found = find_weakest(journey, draws=500)
        return sorted((r.touchpoint, r.p_weakest, r.health) for r in found.rows)

    for one, other in zip(find(turned=False), find(turned=True), strict=True):
        assert one[0] == other[0]
        assert one[1] == pytest.approx(other[1], abs=0.02)
        assert one[2] == pytest.approx(other[2])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 100), st.floats(0.1, 50)), min_size=3, max_size=3))
def test_the_unit_of_times_changes_nothing(rows: list[tuple[float, float]]) -> None:
    def find(unit: float) -> list[tuple[str, float | None, float]]:
        readings = [
            {"touchpoint": t, "metric": "m", "value": value * unit, "sd": sd * unit, "n": 30}
            for t, (value, sd) in zip("abc", rows, strict=True)
        ]
        metric = {"id": "m", "kind": "duration", "unit": "x", "target": 20 * unit}
        found = find_weakest(journey_of(readings, metrics=[metric]), draws=500)
        return sorted((r.touchpoint, r.p_weakest, r.health) for r in found.rows)

    for one, other in zip(find(1.0), find(60.0), strict=True):
        assert one[1] == pytest.approx(other[1], abs=0.02)
        assert one[2] == pytest.approx(other[2])
