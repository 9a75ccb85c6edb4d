from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import AnswersError
from journeymap.files.journeys import load_journey
from journeymap.measured import measure_sources
from journeymap.starting.start import start_from_table
from journeymap.starting.tidy import guess_metric

TABLE = """\
Touchpoint,KPI,Rating,respondent_id
Pay / card,CSAT,5,a
Pay / card,CSAT,4,b
Cart,mood,7,a
Cart,mood,1,b
Cart,mood,4,c
Cart,mood,99,d
Delivery,solved,1,a
Delivery,hours,2.5,a
"""


def test_a_row_per_answer(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    started = start_from_table(tmp_path / "t.csv", tmp_path)
    assert started.guesses == {
        "CSAT": "the standard csat", "hours": "a time in minutes, little is good",
        "mood": "rating 1 to 7, 7 best; 99 means no answer", "solved": "1 yes, 0 no, yes is good",
    }  # fmt: skip
    measured = measure_sources(load_journey(tmp_path / "journey.yaml"), [tmp_path / "source.yaml"])
    found = {(r.touchpoint, r.metric): r.n for r in measured.journey.readings}
    assert found == {
        ("cart", "mood"): 3, ("pay-card", "csat"): 2, ("delivery", "solved"): 1,
        ("delivery", "hours"): 1,
    }  # fmt: skip


def test_codes_outside_a_standard_scale_make_a_metric_of_its_own() -> None:
    found = guess_metric("csat", map(str, range(1, 11)))
    assert found.id == "csat_own"
    assert found.definition is not None
    assert (found.definition["worst"], found.definition["best"]) == (1, 10)


def test_no_answers_at_all(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("touchpoint,metric,score\n,,\n", encoding="utf-8")
    with pytest.raises(AnswersError, match="the table holds no answers"):
        start_from_table(tmp_path / "t.csv", tmp_path)
