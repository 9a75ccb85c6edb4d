from __future__ import annotations

import re

import pytest

from journeymap.analysis.trends.layout import lay_out_interventions
from journeymap.analysis.trends.trend import measure_trend
from journeymap.model.journey import Journey
from journeymap.printed import display_width, shorten


def before_and_after(first: int, second: int) -> str:
    """The p of a change, as the table shows it."""
    readings = [
        {"touchpoint": "pay", "metric": "churn", "count": count, "of": 100, "wave": wave}
        for wave, count in (("2001", first), ("2002", second))
    ]
    journey = Journey.model_validate({
        "name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Pay"]}],
        "readings": readings, "interventions": {"name": "New till", "wave": "2002"},
    })  # fmt: skip
    (row,) = measure_trend(journey).interventions
    _, ((*_, shown, change),), _ = lay_out_interventions([row])
    assert (row.stage, change) == ("buy", row.change)
    return str(shown)


def test_p_is_shown_without_its_zero() -> None:
    assert re.fullmatch(r"\.0\d\d", before_and_after(30, 18))
    assert before_and_after(30, 30) == "1.000"
    assert before_and_after(60, 10) == "< .001"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Pay", "Pay"),
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 23 + "…"),
        ("Communication about medicines", "Communication about med…"),
        ("a" * 22 + " " + "b" * 9, "a" * 22 + "…"),
        ("支" * 12, "支" * 12),
        ("支" * 13, "支" * 11 + "…"),
    ],
)
def test_names_are_cut_to_what_fits(name: str, shown: str) -> None:
    assert shorten(name, 24) == shown
    assert display_width(shorten(name, 24)) <= 24


def test_a_table_of_several_series_cuts_no_name() -> None:
    long = "Communication about medicines and what follows"
    journey = Journey.model_validate({
        "name": "Ward", "stages": [{"name": "Stay", "touchpoints": [
            {"id": "a", "name": long}, {"id": "b", "name": "Meals"}]}],
        "readings": [{"touchpoint": t, "metric": "churn", "count": n, "of": 100, "wave": w}
                     for t, counts in (("a", (20, 60)), ("b", (30, 31)))
                     for w, n in zip("12", counts, strict=True)],
    })  # fmt: skip
    found = measure_trend(journey)
    assert long in [cell for row in found.tables()[0][1] for cell in row]
    assert found.headline() == (
        f"1 of 2 series has clearly changed since the wave before: {long} "
        f"{found.series[0].shown_change}; 8 waves are needed for limits."
    )
    assert (found.series[0].p_adjusted or 0) < 0.001 < (found.series[1].p_adjusted or 0)
