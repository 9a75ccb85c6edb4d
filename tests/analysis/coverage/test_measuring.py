from __future__ import annotations

from typing import Any

import pytest

from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.analysis.coverage.gaps import CoverageRow
from journeymap.model.journey import Journey


def shop(*readings: dict[str, Any], **touchpoint: Any) -> Journey:
    stages = [{"name": "Buy", "touchpoints": [{"name": "Cart", **touchpoint}, "Pay"]}]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


def csat(touchpoint: str, wave: str | None = None, **more: Any) -> dict[str, Any]:
    return {"touchpoint": touchpoint, "metric": "csat", "value": 4, "sd": 1, "n": 90,
            "wave": wave, **more}  # fmt: skip


def at_cart(journey: Journey, **asked: Any) -> list[CoverageRow]:
    about = ("unmeasured", "guessed", "stale", "thin", "low_base", "unknown_base")
    rows = find_coverage_gaps(journey, **asked).rows
    return [row for row in rows if row.touchpoint == "cart" and row.gap in about]


def brief(rows: list[CoverageRow]) -> list[tuple[str, str, str]]:
    return [(row.severity, row.gap, row.what) for row in rows]


def test_never_measured() -> None:
    assert brief(at_cart(shop(csat("pay")))) == [("high", "unmeasured", "no reading")]
    moment = shop(csat("pay"), moment_of_truth=True)
    assert brief(at_cart(moment)) == [("high", "unmeasured", "no reading, a moment of truth")]


def test_only_guessed() -> None:
    guess = {"touchpoint": "cart", "metric": "nps", "guess": 5}
    assert brief(at_cart(shop(guess))) == [("medium", "guessed", "nps only guessed")]
    assert brief(at_cart(shop(guess, moment_of_truth=True))) == [
        ("high", "guessed", "nps only guessed, a moment of truth"),
    ]
    assert at_cart(shop(guess, csat("cart"))) == []


def test_measured_in_an_earlier_wave_only() -> None:
    journey = shop(csat("cart", "2025-Q4"), csat("pay", "2026-Q1"))
    (row,) = at_cart(journey)
    assert brief([row]) == [("medium", "stale", "last measured in 2025-Q4, 1 wave ago")]
    assert row.wave == "2025-Q4"
    later = shop(csat("cart", "2025-Q4"), csat("pay", "2026-Q1"), csat("pay", "2026-Q2"))
    assert brief(at_cart(later)) == [("high", "stale", "last measured in 2025-Q4, 2 waves ago")]
    assert at_cart(later, wave="2025-Q4") == []


def test_how_old_is_a_setting() -> None:
    journey = shop(csat("cart", "2025"), csat("pay", "2026"))
    assert brief(at_cart(journey, stale_after=2)) == [
        ("high", "unmeasured", "not in 2026, only in 2025"),
    ]
    assert brief(at_cart(journey, stale_after=1))[0][1] == "stale"


def test_measured_in_a_later_wave_only() -> None:
    journey = shop(csat("cart", "2026"), csat("pay", "2025"))
    (row,) = at_cart(journey, wave="2025")
    assert brief([row]) == [("high", "unmeasured", "not in 2025, only in 2026")]
    assert row.wave == "2026"


def test_an_old_measurement_matters_more_than_a_new_guess() -> None:
    guess = {"touchpoint": "cart", "metric": "csat", "guess": 5, "wave": "2026"}
    journey = shop(csat("cart", "2025"), guess, csat("pay", "2026"))
    assert [row.gap for row in at_cart(journey)] == ["stale"]


def test_readings_without_a_wave_are_never_out_of_date() -> None:
    assert at_cart(shop(csat("cart"), csat("pay", "2026"))) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2027-01-01", []),
        ("2027-07-01", []),
        ("2027-07-02", [("medium", "366 days")]),
        ("2028-06-30", [("medium", "730 days")]),
        ("2028-07-01", [("high", "731 days")]),
    ],
)
def test_the_age_of_a_wave(day: str, found: list[tuple[str, str]]) -> None:
    journey = shop(csat("cart", "2026-Q2"), csat("pay", "2026-Q2"))
    rows = at_cart(journey, as_of=day)
    told = [f"last measured in 2026-Q2, which ended {days} before {day}" for _, days in found]
    assert brief(rows) == [
        (severity, "stale", what) for (severity, _), what in zip(found, told, strict=True)
    ]
    assert len(at_cart(journey, as_of=day, max_age=10)) == 1


def test_a_wave_that_is_no_date_has_no_age() -> None:
    assert at_cart(shop(csat("cart", "spring"), csat("pay", "spring")), as_of="2099-01-01") == []


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ({"n": 30}, []),
        ({"n": 29}, [("medium", "low_base", "29 answers by csat, low base: 4.00 (3.62 to 4.38)")]),
        ({"n": 10}, [("medium", "low_base", "10 answers by csat, low base: 4.00 (3.28 to 4.72)")]),
        ({"n": 9}, [("high", "thin", "9 answers by csat, no verdict: 4.00 (3.23 to 4.77)")]),
        ({"n": 1, "sd": None},
         [("high", "thin", "1 answer by csat, no verdict: 4.00 (1.47 to 4.94)")]),
        ({"n": 50, "n_effective": 9.7},
         [("high", "thin", "50 (worth 9) answers by csat, no verdict: 4.00 (3.27 to 4.73)")]),
        ({"n": None, "sd": None}, [("medium", "unknown_base", "csat 4.00 without n")]),
    ],
)  # fmt: skip
def test_too_few_answers(reading: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    assert brief(at_cart(shop({**csat("cart"), **reading}))) == found


def test_how_many_answers_would_do() -> None:
    (row,) = at_cart(shop({"touchpoint": "cart", "metric": "nps", "counts": {10: 20}}))
    assert (row.n, row.n_needed) == (20, 231)
    assert row.fix == "30 answers lift the low base, 231 give ± 10 points"
    art = {"touchpoint": "cart", "metric": "art", "value": 20, "n": 12}
    (row,) = at_cart(shop(art))
    assert (row.n_needed, row.fix) == (None, "ask more, or for longer")
