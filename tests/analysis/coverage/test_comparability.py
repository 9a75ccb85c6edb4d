from __future__ import annotations

from typing import Any

from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.model.journey import Journey


def told(*readings: dict[str, Any], **more: Any) -> list[tuple[str | None, str]]:
    stages = [{"name": "Buy", "touchpoints": ["A", "B", "C"]}]
    journey = Journey.model_validate(
        {"name": "Shop", "stages": stages, "readings": readings, **more}
    )
    rows = find_coverage_gaps(journey).rows
    return [(row.touchpoint, row.what) for row in rows if row.gap == "mixed_scales"]


def at(touchpoint: str, metric: str = "csat", **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": metric, "value": 4, "n": 90, **more}


def test_a_touchpoint_by_another_metric() -> None:
    assert told(at("a"), at("b"), at("c", "nps"), at("c", "ces_ease")) == [
        ("c", "measured by nps, ces_ease, 2 others by csat: not in one ranking"),
    ]
    assert told(at("a"), at("c", "nps")) == [
        ("c", "measured by nps, 1 other by csat: not in one ranking"),
    ]


def test_the_row_names_the_metrics_of_the_touchpoint() -> None:
    stages = [{"name": "Buy", "touchpoints": ["A", "B"]}]
    readings = [at("a"), at("a", "ces_ease"), at("b", "nps")]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    rows = [row for row in find_coverage_gaps(journey).rows if row.gap == "mixed_scales"]
    assert [(row.touchpoint, row.metric) for row in rows] == [("b", "nps")]


def test_the_common_metric_beside_another_is_enough() -> None:
    assert told(at("a"), at("b"), at("b", "nps"), at("c")) == []


def test_targets_make_metrics_comparable() -> None:
    metrics = [
        {"id": "x", "kind": "rating_mean", "worst": 1, "best": 5, "target": 4},
        {"id": "y", "kind": "rating_mean", "worst": 1, "best": 7, "target": 6},
    ]
    assert told(at("a", "x"), at("b", "y"), metrics=metrics) == []


def test_guesses_and_nothing_are_told_otherwise() -> None:
    assert told(at("a"), {"touchpoint": "b", "metric": "nps", "guess": 5}) == []
