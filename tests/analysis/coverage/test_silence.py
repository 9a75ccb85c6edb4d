from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.analysis.coverage.gaps import CoverageRow
from journeymap.model.journey import Journey


def gaps(*readings: dict[str, Any], **chosen: Any) -> list[CoverageRow]:
    stages = [{"name": "Buy", "touchpoints": ["Pay"]}]
    journey = Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})
    rows = find_coverage_gaps(journey, **chosen).rows
    return [row for row in rows if row.gap in ("silent_customers", "response_unknown")]


def asked(n: int, invited: int | None, **more: Any) -> dict[str, Any]:
    return {"touchpoint": "pay", "metric": "csat", "value": 4.5, "n": n, "invited": invited, **more}


@pytest.mark.parametrize(
    ("n", "severity", "what"),
    [
        (240, "medium",
         "240 of 1,200 answered (20 %): csat 4.50 could be 1.70 to 4.90 of all who were asked"),
        (239, "high",
         "239 of 1,200 answered (20 %): csat 4.50 could be 1.70 to 4.90 of all who were asked"),
        (592, "medium",
         "592 of 1,200 answered (49 %): csat 4.50 could be 2.73 to 4.75 of all who were asked"),
        (600, "medium",
         "600 of 1,200 answered (50 %): csat 4.50 could be 2.75 to 4.75 of all who were asked"),
    ],
)  # fmt: skip
def test_what_the_silent_could_hide(n: int, severity: str, what: str) -> None:
    (row,) = gaps(asked(n, 1200))
    assert (row.gap, row.severity, row.what) == ("silent_customers", severity, what)
    assert (row.touchpoint, row.stage, row.n) == ("pay", "buy", n)


def test_most_have_answered() -> None:
    assert gaps(asked(601, 1200)) == []


def test_a_stage_and_the_whole_journey() -> None:
    whole = {"metric": "nps", "value": 20, "n": 10, "invited": 100}
    found = gaps(whole, {**whole, "stage": "buy"}, asked(100, 100))
    assert [(row.scope, row.touchpoint, row.stage, row.name) for row in found] == [
        ("journey", None, None, "whole journey"), ("stage", None, "buy", "Buy"),
    ]  # fmt: skip


def test_nobody_says_how_many_were_asked() -> None:
    (row,) = gaps(asked(100, None))
    assert (row.scope, row.gap, row.severity) == ("journey", "response_unknown", "low")
    assert row.what == "no reading says how many were asked, so nobody knows how many stayed silent"
    assert gaps({"touchpoint": "pay", "metric": "csat", "guess": 3}) == []


def test_the_silent_of_another_wave_or_segment_are_another_matter() -> None:
    first, last = asked(240, 1200, wave="2025"), asked(1200, 1200, wave="2026")
    assert gaps(first, last) == []
    assert [row.n for row in gaps(first, last, wave="2025")] == [240]
    young = asked(300, 1200, segment={"age": "young"})
    assert [row.n for row in gaps(last, young, segment={"age": "young"})] == [300]
    assert gaps(last, young) == []
