from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.journey import Journey
from journeymap.model.sources import Source


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


JOURNEY = make_journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
TEXT = """respondent_id,touchpoint,metric,score,answered_at,wave
r1,cart,csat,4,2026-01-05T10:00:00+02:00,1
r2,cart,csat,3,,1
,cart,csat,2,,1
,cart,csat,2,,1
r1,Cart,CSAT,1,2026-01-05T09:30:00Z,1
r1,cart,csat,5,2026-01-05T08:30,1
r1,cart,csat,,2026-02-05,1
r1,cart,csat,3,,2
r1,cart,nps,3,,1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(TEXT)
    return path


def test_the_last_answer_is_kept_by_its_time(path: Path) -> None:
    found = measure_answers(JOURNEY, path)
    assert dict(found[0].counts or {}) == {1: 1, 2: 2, 3: 1}
    assert str(found.intake) == (
        "9 answers in 9 rows: 6 used, 3 set aside (no answer 1, repeat 2)\n"
        "2 answers are set aside because the respondent answered again: "
        "line 2 (kept: line 6), line 7 (kept: line 6)"
    )


def test_without_times_the_last_row_is_kept(path: Path) -> None:
    frame = pl.read_csv(path).drop("answered_at")
    for table in (
        frame,
        frame.lazy(),
        pd.read_csv(path).drop(columns="answered_at"),
        frame.to_arrow(),
    ):
        found = measure_answers(JOURNEY, table)
        assert dict(found[0].counts or {}) == {2: 2, 3: 1, 5: 1}
        assert "row 1 (kept: row 6), row 5 (kept: row 6)" in str(found.intake)


def test_all_may_be_kept(path: Path) -> None:
    found = measure_answers(JOURNEY, path, make_source(repeats="keep_all"))
    assert dict(found[0].counts or {}) == {1: 1, 2: 2, 3: 1, 4: 1, 5: 1}


def test_repeats_may_be_refused(path: Path) -> None:
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path, make_source(repeats="refuse"))
    said = "a repeated answer of the same respondent"
    assert [str(problem).removeprefix(str(path)) for problem in caught.value.problems] == [
        f":6: respondent_id: {said}; the earlier one stands in line 2",
        f":6: respondent_id: {said}; the earlier one stands in line 7",
    ]


def test_repeats_are_taken_out_of_times_weights_and_segments() -> None:
    rows = [
        {
            "respondent_id": person,
            "touchpoint": "pay",
            "metric": "art",
            "score": score,
            "weight": weight,
            "area": area,
        }
        for person, score, weight, area in ((1, 10, 1, "a"), (1, 30, 2, "b"), (2, 60, 1, "b"))
    ]
    found = measure_answers(JOURNEY, pl.DataFrame(rows), make_source(segments={"area": "area"}))
    assert [(dict(r.segment), r.n) for r in found] == [({}, 2), ({"area": "b"}, 2)]
    assert [r.value for r in found] == [pytest.approx(40), pytest.approx(40)]
    assert found.intake.set_aside == {"repeat": 1}


def unordered(table: pl.DataFrame) -> Any:
    ibis = pytest.importorskip("ibis")
    return ibis.memtable(table)


@pytest.mark.parametrize("typed", [True, False])
def test_where_rows_have_no_order_the_time_tells_which_is_last(*, typed: bool) -> None:
    times = ["2026-01-02T10:00:00", "2026-01-03T10:00:00", "2026-01-03T10:00:00", "2026-01-01"]
    table = pl.DataFrame(
        {
            "respondent_id": ["r", "r", "s", "s"],
            "touchpoint": "cart",
            "metric": "csat",
            "score": [1, 2, 3, 4],
            "answered_at": times,
        }
    )
    if typed:
        moments = pl.col("answered_at").str.slice(0, 10).str.to_datetime("%Y-%m-%d")
        table = table.with_columns(moments)
    found = measure_answers(JOURNEY, unordered(table))
    assert dict(found[0].counts or {}) == {2: 1, 3: 1}
    assert found.intake.notes == ("2 answers are set aside because the respondent answered again",)


def test_without_order_and_at_the_same_time_it_is_told() -> None:
    rows = {"respondent_id": ["r", "r"], "touchpoint": "cart", "metric": "csat", "score": [4, 2]}
    table = pl.DataFrame(rows | {"answered_at": "2026-01-02"})
    for answers in (table, table.reverse()):
        found = measure_answers(JOURNEY, unordered(answers))
        assert dict(found[0].counts or {}) == {4: 1}
        assert found.intake.notes == (
            "1 answer is set aside because the respondent answered again",
            "of them with the time of the one that is kept, in no order: 1",
        )


def test_without_order_and_time_all_are_kept() -> None:
    rows = {"respondent_id": ["r", "r"], "touchpoint": "cart", "metric": "csat", "score": [4, 2]}
    found = measure_answers(JOURNEY, unordered(pl.DataFrame(rows)))
    assert found[0].n == 2
    assert found.intake.notes == (
        "some respondents answered twice; the table has no order of rows, so all are kept",
    )
