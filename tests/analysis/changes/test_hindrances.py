from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.changes.journeys import compare_journeys
from journeymap.analysis.changes.waves import compare_waves
from journeymap.analysis.changes.windows import do_windows_overlap, find_end
from tests.analysis.changes.shops import shop, two_waves

MANY: dict[str, Any] = {"metric": "csat", "counts": {4: 50, 5: 50}}


FEW: dict[str, Any] = {"metric": "csat", "counts": {4: 9}}
TEN: dict[str, Any] = {"metric": "csat", "counts": {4: 10}}
WEIGHTED: dict[str, Any] = {"metric": "csat", "counts": {4: 50}, "n_effective": 9.7}
TIME: dict[str, Any] = {"metric": "art", "value": 60, "n": 40}


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (MANY, {"metric": "csat", "guess": 4.5}, "a guess in 2026"),
        (
            {"metric": "csat", "guess": 3},
            {"metric": "csat", "guess": 4},
            "a guess in 2025 and 2026",
        ),
        (MANY, {"metric": "csat", "value": 4}, "number of answers unknown in 2026"),
        (MANY, FEW, "too few answers: 9 in 2026"),
        (FEW, WEIGHTED, "too few answers: 9 in 2025 and 9 in 2026"),
        (MANY, TEN, ""),
        (TIME, {**TIME, "sd": 9}, "the spread of the times is unknown"),
        (
            {**TIME, "sd": 0},
            {**TIME, "sd": 0},
            "all times of 2025 and 2026 are equal, so nothing tells their spread",
        ),
        (
            {**TIME, "sd": 0},
            {**TIME, "sd": 9},
            "all times of 2025 are equal, so nothing tells their spread",
        ),
        ({**TIME, "sd": 0, "population": 40}, {**TIME, "sd": 9}, ""),
    ],
)
def test_what_cannot_be_compared(
    before: dict[str, Any], after: dict[str, Any], reason: str
) -> None:
    found = compare_waves(two_waves(before, after), "2025", "2026")
    (row,) = found.rows
    assert row.reason == reason
    assert (row.change == "not comparable") == bool(reason)
    if reason:
        assert (row.difference, row.p, row.p_adjusted, row.test) == (None, None, None, "")
        assert f"Not comparable, {reason}: Cart ({row.metric})." in found.notes


def test_what_is_not_measured_on_one_side() -> None:
    journey = shop({"wave": "2025", **MANY}, {"wave": "2026", "touchpoint": "pay", **MANY})
    rows = compare_waves(journey).rows
    assert [(row.touchpoint, row.reason) for row in rows] == [
        ("cart", "no reading of 2026"), ("pay", "no reading of 2025"),
    ]  # fmt: skip
    assert [row.shown for row in rows] == ["4.50 → –", "– → 4.50"]


def test_a_reading_without_wave_stands_on_both_sides_and_changes_nothing() -> None:
    journey = shop(
        MANY,
        {"touchpoint": "pay", "wave": "2025", **MANY},
        {"touchpoint": "pay", "wave": "2026", **MANY},
    )
    found = compare_waves(journey)
    assert [(r.change, r.difference, r.reason) for r in found.rows] == [
        ("no clear change", 0.0, "the same reading on both sides"), ("no clear change", 0.0, ""),
    ]  # fmt: skip
    assert "Nothing new was asked, the same reading on both sides: Cart (csat)." in found.notes
    assert found.rows[1].p_adjusted == 1.0


def test_other_words_and_other_scales_are_other_metrics() -> None:
    said = [shop({**MANY, "wave": wave, "wording": words}) for wave, words in
            (("1", "How was it?"), ("2", "how  WAS it?"), ("3", "Was it easy?"))]  # fmt: skip
    assert compare_journeys(said[0], said[1]).rows[0].reason == ""
    assert (
        compare_journeys(said[0], said[2]).rows[0].reason == "the question was worded differently"
    )
    ten = {"id": "score", "kind": "rating_mean", "worst": 1, "best": 10}
    scales = [
        shop({"metric": "score", "counts": {2: 50, 4: 50}}, metrics=[{**ten, **more}])
        for more in ({}, {"best": 7}, {"worst": 10, "best": 1}, {"target": 8, "name": "Score"})
    ]
    reasons = [compare_journeys(scales[0], other).rows[0].reason for other in scales]
    assert reasons == [
        "the same reading on both sides",
        "score is defined differently: rating_mean, 1 to 10, then rating_mean, 1 to 7",
        "score is defined differently: rating_mean, 1 to 10, then rating_mean, 10 to 1",
        "the same reading on both sides",
    ]


def test_windows_that_reach_back_over_each_other_share_answers() -> None:
    months = [{**MANY, "wave": wave, "window": 90, "counts": {4: n}}
              for wave, n in (("2026-01", 50), ("2026-02", 60), ("2026-04", 70))]  # fmt: skip
    journey = shop(*months)
    (row,) = compare_waves(journey, "2026-01", "2026-02").rows
    assert (row.change, row.reason) == (
        "not comparable", "the windows of these waves overlap and share answers",
    )  # fmt: skip
    (row,) = compare_waves(journey, "2026-01", "2026-04").rows
    assert row.reason != ""  # 90 days back from May begin on January 31
    assert (
        compare_waves(shop(*(m | {"window": 89} for m in months)), "2026-01", "2026-04")
        .rows[0]
        .reason
        == ""
    )


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        (("2026-01", None), ("2026-02", None), False),
        (("2026-01", 90), ("2026-02", None), False),
        (("2026-02", 90), ("2026-01", 90), True),
        (("2026-W01", 8), ("2026-W02", 8), True),
        (("2026-W01", 7), ("2026-W02", 7), False),
        (("2025", 400), ("2026", 400), True),
        (("2026-03-01", 2), ("2026-03-02", 2), True),
        (("2026-Q1", 91), ("2026-Q2", 91), False),
        (("2026-Q1", 92), ("2026-Q2", 92), True),
        (("spring", 90), ("summer", 90), False),
        ((None, 90), ("2026-01", 90), False),
    ],
)
def test_overlap(
    one: tuple[str | None, int | None], two: tuple[str | None, int | None], overlap: bool
) -> None:
    assert do_windows_overlap(one, two) is overlap


@pytest.mark.parametrize("name", ["2026-W60", "2026-13", "2026-02-31", "9999", "0000", "20261"])
def test_names_that_only_look_like_periods(name: str) -> None:
    assert find_end(name) is None
