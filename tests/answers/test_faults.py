"""Answers at fault: the first rows of each, and a share of them that a source tolerates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
QUESTIONS = {
    "a": {"touchpoint": "pay", "metric": "csat"},
    "b": {"touchpoint": "cart", "metric": "csat"},
}


def write(folder: Path, *rows: str, header: str = "touchpoint,metric,score") -> Path:
    path = folder / "a.csv"
    path.write_text("\n".join((header, *rows)) + "\n")
    return path


def refusal(table: Any, source: Source | None = None) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table, source)
    return str(caught.value).splitlines()


def test_the_first_three_lines_of_each_fault(tmp_path: Path) -> None:
    rows = [f"pay,csat,{score}" for score in (9, 4, 8, 9, 8, 9, 9, 7)]
    path, csat = write(tmp_path, *rows), "csat is answered 1 to 5"
    assert refusal(path) == [
        f"{path}:2: score: an answer outside the scale '9'; {csat}; in 4 rows: lines 2, 5, 7, ...",
        f"{path}:4: score: an answer outside the scale '8'; {csat}; in 2 rows: lines 4, 6",
        f"{path}:9: score: an answer outside the scale '7'; {csat}",
    ]


def test_a_way_to_write_dates_is_told_once(tmp_path: Path) -> None:
    rows = [f"pay,csat,4,{day:02}.05.2026" for day in range(1, 29)]
    path = write(tmp_path, *rows, rows[0], header="touchpoint,metric,score,answered_at")
    hint = "write it as 2026-01-31 or 2026-01-31T14:30:00Z, or declare format: {times: ...}"
    assert refusal(path, Source(waves="month")) == [
        f"{path}:2: answered_at: not a time '01.05.2026'; {hint}; 28 different cells; "
        "in 29 rows: lines 2, 3, 4, ..."
    ]


def test_a_frame_without_the_columns_is_told_with_its_own() -> None:
    assert refusal(pl.DataFrame({"cart": [4], "pay": [5]})) == [
        "table: no column 'touchpoint'; the table has the columns 'cart', 'pay'; "
        "a wide table needs a source file"
    ]


def test_faults_of_several_questions_in_one_row() -> None:
    table = pl.DataFrame({"a": [9, 9, 4, 9], "b": [3, 9, 9, 9], "w": ["1", "-1", "-1", "1"]})
    source = Source.model_validate({"questions": QUESTIONS, "weight": "w"})
    csat = "csat is answered 1 to 5"
    assert refusal(table, source) == [
        f"table: row 1: a: an answer outside the scale '9'; {csat}; in 3 rows: 1, 2, 4",
        f"table: row 2: b: an answer outside the scale '9'; {csat}; in 3 rows: 2, 3, 4",
        "table: row 2: w: a negative weight '-1'; a weight is a number, 0 or more; in 2 rows: 2, 3",
    ]
    mixed = table.with_columns(pl.col("b").cast(pl.String))
    assert refusal(mixed, source) == refusal(table, source)


ROWS = [*["pay,csat,4"] * 96, "pay,csat,6", "pay,csat,x", "pya,csat,1", "pay,csat,6"]


@pytest.mark.parametrize("tolerate", [0.04, 0.5])
def test_a_share_of_faults_may_be_tolerated(tmp_path: Path, tolerate: float) -> None:
    found = measure_answers(JOURNEY, write(tmp_path, *ROWS), Source(tolerate=tolerate))
    assert str(found) == (
        "1 reading from 100 answers in 100 rows: 96 used, 4 set aside "
        "(an answer outside the scale 2, not a number 1, unknown touchpoint 1)\n"
        "tolerated and set aside: an answer outside the scale, 2 times (lines 98, 101)\n"
        "tolerated and set aside: not a number, once (line 99)\n"
        "tolerated and set aside: unknown touchpoint, once (line 100)"
    )


def test_more_faults_than_are_tolerated_are_all_raised(tmp_path: Path) -> None:
    path = write(tmp_path, *ROWS)
    told = refusal(path, Source(tolerate=0.0399))
    assert told[:-1] == refusal(path)
    assert told[-1] == f"{path}: answers at fault: 4 of 100, 4%; tolerated are 3.99%"


def test_a_broken_line_is_never_tolerated(tmp_path: Path) -> None:
    path = write(tmp_path, *ROWS, "pay,csat,4,5")
    assert refusal(path, Source(tolerate=0.5))[0].startswith(f"{path}:102: ")


def test_a_fault_without_an_answer_is_one(tmp_path: Path) -> None:
    path = write(tmp_path, "pya,csat,", "pay,csat,4")
    intake = measure_answers(JOURNEY, path, Source(tolerate=0.5)).intake
    assert dict(intake.set_aside) == {"unknown touchpoint": 1}


def test_tolerated_faults_and_repeats(tmp_path: Path) -> None:
    rows = ["1,pay,csat,4", "1,pay,csat,9", "2,pay,csat,5", "2,pay,csat,3", "3,pay,csat,x"]
    path = write(tmp_path, *rows, header="respondent_id,touchpoint,metric,score")
    found = measure_answers(JOURNEY, path, Source(tolerate=0.5))
    assert dict(found[0].counts or {}) == {3: 1, 4: 1}
    aside = {"an answer outside the scale": 1, "not a number": 1, "repeat": 1}
    assert dict(found.intake.set_aside) == aside
    assert len(found.intake.notes) == 3
