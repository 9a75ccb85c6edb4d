from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.errors import AnswersError
from journeymap.files.journeys import load_journey
from journeymap.measured import measure_sources
from journeymap.starting.start import start_from_table
from journeymap.starting.tidy import guess_metric, part_metrics

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
        "Touchpoint": "the touchpoint", "KPI": "the metric", "Rating": "the score",
        "respondent_id": "who answered",
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


def test_a_code_for_no_answer_that_answers_another_metric(tmp_path: Path) -> None:
    rows = [*[f"cart,stars,{code}" for code in range(6)] * 5, *["pay,nps,0"] * 2, "pay,nps,10"]
    text = "\n".join(["touchpoint,metric,score", *rows, ""])
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    started = start_from_table(tmp_path / "t.csv", tmp_path)
    assert started.guesses["stars"] == "rating 1 to 5, 5 best; 0 means no answer"
    assert started.notes[1] == (
        "The answers to stars are left out: 0 would mean no answer in the whole table, but is one "
        "to another metric; source.yaml says how to measure them."
    )
    journey, source = load_journey(tmp_path / "journey.yaml"), tmp_path / "source.yaml"
    measured = measure_sources(journey, [source])
    (nps,) = measured.journey.readings
    assert nps.counts == {0: 2, 10: 1}
    # what the comment says
    written = source.read_text(encoding="utf-8").replace("only: {metric: [nps]}\n", "")
    assert "# only: {metric: stars}\n# missing: [0]\n" in written
    for line in ("only:", "missing:"):
        written = written.replace(f"# {line}", line)
    (tmp_path / "stars.yaml").write_text(written, encoding="utf-8")
    (stars,) = measure_sources(journey, [tmp_path / "stars.yaml"]).journey.readings
    assert (stars.metric, stars.n) == ("stars", 25)


def test_a_code_for_no_answer_among_times() -> None:
    stars = guess_metric("stars", ["1", "2", "3", "4", "5", "99"])
    hours = guess_metric("hours", ["1.5", "99"])
    assert part_metrics([stars, hours]) == ([hours], [stars])
    assert part_metrics([stars, guess_metric("hours", ["1.5"])])[1] == []
