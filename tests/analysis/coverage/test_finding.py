from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from journeymap.analysis.coverage.finding import CoverageGaps, check_day, find_coverage_gaps
from journeymap.analysis.coverage.gaps import FIXES, GAP_WORDS, CoverageRow
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.printed import display_width

KEYS = {"scope", "touchpoint", "stage", "gap", "what", "severity", "fix"}


def shop(*readings: dict[str, Any], **more: Any) -> Journey:
    """A journey that has an owner and goals, so that only its readings have gaps."""
    stages = [{"name": "Buy", "goal": "csat >= 1", "touchpoints": ["Cart", "Pay"]}]
    made = {"name": "Shop", "owner": "Ann", "stages": stages, "readings": readings, **more}
    return Journey.model_validate(made)


def csat(touchpoint: str, n: int = 100, **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "csat", "value": 4, "sd": 1, "n": n, **more}


def find(gap: str, journey: Journey, **asked: Any) -> list[CoverageRow]:
    return [row for row in find_coverage_gaps(journey, **asked).rows if row.gap == gap]


def test_nothing_is_missing() -> None:
    asked = {"invited": 110}
    found = find_coverage_gaps(shop(csat("cart", **asked), csat("pay", **asked)))
    assert (found.rows, dict(found.counts)) == ((), {})
    assert str(found) == "2 of 2 touchpoints are measured. No gaps found."


def test_the_form_of_the_result() -> None:
    found = find_coverage_gaps(shop(csat("cart", 6), csat("pay", wave="2025")), wave="2025")
    again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert again["question"] == "coverage"
    assert all(row.keys() >= KEYS for row in again["rows"])
    assert (again["touchpoints"], again["measured"]) == (2, 2)
    assert again["counts"] == {"thin": 1, "response_unknown": 1}
    assert again["settings"] == {
        "wave": "2025", "segment": {}, "level": 0.95, "q": 0.05, "stale_after": 1, "as_of": None,
        "max_age": 365,
    }  # fmt: skip
    assert hash(found) == hash(
        find_coverage_gaps(shop(csat("cart", 6), csat("pay", wave="2025")), wave="2025")
    )


def test_the_printed_table_fits_and_says_what_to_do() -> None:
    printed = str(find_coverage_gaps(shop(csat("cart", 6)))).splitlines()
    assert printed == [
        "1 of 2 touchpoints are measured. Gaps: not measured (1), too few answers (2), "
        "response unknown (1).",
        "matters  gap               place          what",
        "high     not measured      Pay            no reading",
        "high     too few answers   Cart           6 answers by csat, no verdict: 4.00 (2.95 to "
        "5.00)",
        "high     too few answers   Buy            CSAT ≥ 1: only 6 answers",
        "low      response unknown  whole journey  no reading says how many were asked, so nobody "
        "knows how",
        f"{'':42}many stayed silent",
        "gap                     what to do",
        "not measured            ask about it: name it under questions in a source file, then "
        "measure",
        "too few answers (csat)  30 answers lift the low base, 97 give ± 0.2",
        "too few answers         ask more, or for longer",
        "response unknown        write invited: into the source file and measure again",
    ]
    assert all(display_width(line) <= 100 for line in printed[1:])


def test_what_matters_most_comes_first_and_top_keeps_the_counts() -> None:
    journey = shop(csat("cart", 20), owner=None)
    found = find_coverage_gaps(journey, top=2)
    assert [(row.severity, row.gap) for row in found.rows] == [
        ("high", "unmeasured"), ("medium", "low_base"),
    ]  # fmt: skip
    assert dict(found.counts) == {
        "unmeasured": 1,
        "low_base": 1,
        "unowned": 1,
        "response_unknown": 1,
    }
    assert list(found.counts) == [gap for gap in FIXES if gap in found.counts]


def test_every_gap_has_a_word_and_a_fix() -> None:
    assert list(FIXES) == list(GAP_WORDS)


def test_no_touchpoints() -> None:
    found = find_coverage_gaps(Journey(name="Shop", stages=["Buy"]))
    assert found.headline() == "The journey has no touchpoints."
    assert [row.gap for row in found.rows] == ["stage_without_goal"]


def test_one_touchpoint_is_measured() -> None:
    journey = Journey.model_validate({
        "name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Cart"]}],
        "readings": [csat("cart")],
    })  # fmt: skip
    assert find_coverage_gaps(journey).headline().startswith("1 of 1 touchpoints is measured.")


def test_settings_are_checked() -> None:
    for setting in (
        {"stale_after": 0},
        {"max_age": 0},
        {"top": 0},
        {"level": 1},
        {"q": 1},
        {"as_of": "May"},
    ):
        with pytest.raises(ValueError, match=next(iter(setting))):
            find_coverage_gaps(shop(), **setting)
    with pytest.raises(ValueError, match=r"^as_of must be a day such as 2026-07-01, got 'May'$"):
        check_day("May")
    with pytest.raises(UnknownNameError):
        find_coverage_gaps(shop(), wave="2025")
    with pytest.raises(TypeError, match="a Journey is needed, not str"):
        find_coverage_gaps("shop.yaml")  # type: ignore[arg-type]


def test_days() -> None:
    day = datetime.date(2026, 7, 1)
    assert check_day(day) == check_day("2026-07-01") == day
    assert check_day(datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)) == day
    assert check_day(None) is None


def test_a_segment_has_its_own_gaps() -> None:
    journey = shop(csat("cart"), csat("pay"), csat("cart", 5, segment={"area": "C"}))
    found: CoverageGaps = find_coverage_gaps(journey, segment={"area": "C"})
    assert [(row.gap, row.touchpoint, row.what) for row in found.rows if row.touchpoint] == [
        ("unmeasured", "pay", "no reading of area=C"),
        ("thin", "cart", "5 answers by csat, no verdict: 4.00 (2.76 to 5.00)"),
    ]
    assert "response_unknown" not in found.counts


def test_readings_of_segments_only_are_told() -> None:
    journey = shop(csat("cart", segment={"area": "C"}), csat("pay", segment={"area": "C"}))
    found = find_coverage_gaps(journey)
    assert found.measured == 0
    assert found.notes == (
        "Readings are for segments only; ask with --segment area=C "
        "(Python: segment={'area': 'C'}).",
    )
