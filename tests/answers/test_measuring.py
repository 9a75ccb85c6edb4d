from __future__ import annotations

import math
import statistics
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError, SourceError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


JOURNEY = make_journey(
    name="Shop",
    metrics=[
        Metric(id="wait", kind="duration", unit="minutes"),
        Metric(id="usual_wait", kind="duration", unit="minutes", average="geometric"),
        Metric(id="satisfied", kind="top_box", worst=1, best=5, top=(4, 5)),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)


def tidy(*rows: tuple[Any, ...], columns: tuple[str, ...] = ()) -> pl.DataFrame:
    names = ("touchpoint", "metric", "score", *columns)
    return pl.DataFrame([list(map(str, row)) for row in rows], schema=list(names), orient="row")


def test_a_tidy_table_needs_no_source() -> None:
    found = measure_answers(
        JOURNEY, tidy(("pay", "NPS", 9), ("Cart", "csat", 4), ("cart", "CSAT", " 4.0 "))
    )
    assert [(r.touchpoint, r.metric, dict(r.counts or {}), r.source) for r in found] == [
        ("cart", "csat", {4: 2}, "table"),
        ("pay", "nps", {9: 1}, "table"),
    ]
    assert str(found) == "2 readings from 3 answers in 3 rows: 3 used"


def test_words_of_the_source_come_first() -> None:
    source = make_source(
        touchpoints={"Kasse": "pay"},
        metrics={"CES": "ces_ease"},
        columns={"score": "Note"},
        wave="2026",
    )
    table = tidy(("Kasse", "CES", 7)).rename({"score": "Note"})
    reading = measure_answers(JOURNEY, table, source)[0]
    assert (reading.touchpoint, reading.metric, reading.wave) == ("pay", "ces_ease", "2026")


def test_every_fault_is_told_at_once_with_its_row() -> None:
    rows = [
        ("pya", "csat", 4),
        ("pay", "ces", 4),
        ("pay", "csat", 6),
        ("pay", "csat", 6),
        ("pay", "csat", "60%"),
    ]
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, tidy(*rows, ("", "csat", 1)))
    assert str(caught.value).splitlines() == [
        "table: row 1: touchpoint: unknown touchpoint 'pya'; did you mean 'pay'?",
        "table: row 2: metric: unknown metric 'ces'; "
        "write ces_effort (1-5, low is good) or ces_ease (1-7, high is good)",
        "table: row 3: score: an answer outside the scale '6'; csat is answered 1 to 5; "
        "in 2 rows: 3, 4",
        "table: row 5: score: not a number '60%'; csat is answered 1 to 5",
        "table: row 6: touchpoint: the touchpoint is blank",
    ]


def test_a_wide_table_feeds_several_metrics_from_one_column(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Q1,Q2,area\n4,0,C\n5,6,C\n2.0,3,\n9,1,D\n")
    source = make_source(
        missing=[0, 6],
        segments={"area": {"column": "area", "labels": {"C": "North"}}},
        questions={
            "Q1": {"touchpoint": "cart", "metric": ["csat", "satisfied"], "missing": [9]},
            "Q2": {"stage": "buy", "metric": "csat"},
        },
    )
    found = measure_answers(JOURNEY, path, source)
    told = {(r.place, r.metric, *r.segment.items()): dict(r.counts or {}) for r in found}
    assert told == {
        ("buy", "csat"): {1: 1, 3: 1},
        ("buy", "csat", ("area", "D")): {1: 1},
        ("cart", "csat"): {2: 1, 4: 1, 5: 1},
        ("cart", "csat", ("area", "North")): {4: 1, 5: 1},
        ("cart", "satisfied"): {2: 1, 4: 1, 5: 1},
        ("cart", "satisfied", ("area", "North")): {4: 1, 5: 1},
    }
    assert found[0].source == "wide.csv"
    assert str(found.intake) == (
        "8 answers in 4 rows: 5 used, 3 set aside (no answer 3)\n"
        "answers that tell no 'area' and are in no segment of it: 2"
    )


def test_weights_scale_counts_to_n_and_tell_the_effective_n() -> None:
    table = tidy(
        ("pay", "csat", 4, 3), ("pay", "csat", 5, 1), ("pay", "csat", 5, ""), columns=("weight",)
    )
    found = measure_answers(JOURNEY, table)
    assert dict(found[0].counts or {}) == {4: 1.5, 5: 0.5}
    assert (found[0].n, found[0].n_effective) == (2, 1.6)
    assert found.intake.set_aside == {"no weight": 1}


def test_bad_weights_are_faults() -> None:
    table = tidy(("pay", "csat", 4, -1), ("pay", "csat", 5, "much"), columns=("weight",))
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table)
    assert str(caught.value).splitlines() == [
        "table: row 1: weight: a negative weight '-1'; a weight is a number, 0 or more",
        "table: row 2: weight: not a weight 'much'; a weight is a number, 0 or more",
    ]


@pytest.mark.parametrize("metric", ["wait", "art"])  # summed up by the engine, and counted
@pytest.mark.parametrize("as_text", [True, False])
def test_times_become_moments(metric: str, as_text: bool) -> None:
    times = [12.0, 35.0, 48.5, 0.0, 95.0, 35.0]
    table = tidy(*(("pay", metric, time) for time in times))
    table = table if as_text else table.with_columns(pl.col("score").cast(pl.Float64))
    found = measure_answers(JOURNEY, table)
    times[3] = 0.5
    logs = [math.log(time) for time in times]
    reading = found[0]
    assert (reading.n, reading.counts) == (6, None)
    assert reading.value == pytest.approx(statistics.fmean(times))
    assert reading.sd == pytest.approx(statistics.stdev(times))
    assert reading.log_mean == pytest.approx(statistics.fmean(logs))
    assert reading.log_sd == pytest.approx(statistics.stdev(logs))
    assert found.intake.notes == ("times of 0 are counted as 0.5, half the smallest unit: 1",)


def test_a_geometric_metric_has_the_geometric_mean() -> None:
    source = make_source(questions={"t": {"touchpoint": "pay", "metric": "usual_wait"}})
    reading = measure_answers(JOURNEY, pl.DataFrame({"t": [2.0, 8.0]}), source)[0]
    assert reading.value == pytest.approx(4.0)


def test_weighted_times_equal_repeated_times() -> None:
    rows = [
        ("pay", "wait", 3, 2),
        ("pay", "wait", 10, 1),
        ("pay", "wait", "1e1", "1e0"),
        ("pay", "wait", "0", 4),
    ]
    reading = measure_answers(JOURNEY, tidy(*rows, columns=("weight",)))[0]
    assert reading.value == pytest.approx(statistics.fmean([3, 3, 10, 10, 0.5, 0.5, 0.5, 0.5]))
    assert reading.n == 4
    assert reading.n_effective == pytest.approx(64 / 22)


def test_negative_times_and_words_are_faults() -> None:
    with pytest.raises(AnswersError) as caught:
        measure_answers(
            JOURNEY, tidy(("pay", "wait", 3), ("pay", "wait", -3), ("pay", "wait", "long"))
        )
    assert str(caught.value).splitlines() == [
        "table: row 2: score: a time below 0 '-3'; wait is a time in minutes, 0 or more",
        "table: row 3: score: not a number 'long'; wait is a time in minutes, 0 or more",
    ]


@pytest.mark.parametrize("as_text", [True, False])
def test_a_gap_is_perception_minus_expectation_of_the_same_person(as_text: bool) -> None:
    table = pl.DataFrame({"p": [4, 5, 9, 2, None], "e": [5, 5, 1, 9, 3]})
    table = table.cast(pl.String) if as_text else table
    source = make_source(
        missing=[9], questions={"p": {"touchpoint": "pay", "metric": "gap", "expectation": "e"}}
    )
    found = measure_answers(JOURNEY, table, source)
    assert (found[0].n, found[0].value) == (2, -0.5)
    assert found[0].sd == pytest.approx(math.sqrt(0.5))
    assert found.intake.set_aside == {"no answer": 3}


def test_a_gap_beyond_the_scale_is_a_fault() -> None:
    source = make_source(
        questions={"p": {"touchpoint": "pay", "metric": "gap", "expectation": "e"}}
    )
    with pytest.raises(
        AnswersError, match=r"row 1: p - e: a gap outside the scale '9'; gap is answered -6 to 6"
    ):
        measure_answers(JOURNEY, pl.DataFrame({"p": [10], "e": [1]}), source)


def test_columns_of_several_types_make_one_wide_table() -> None:
    table = pl.DataFrame({"a": [1, 2], "b": ["4", "NA"], "c": [5.0, float("nan")]})
    questions = {
        c: {"touchpoint": "pay", "metric": m}
        for c, m in zip("abc", ("csat", "nps", "ces_ease"), strict=True)
    }
    found = measure_answers(JOURNEY, table, make_source(questions=questions))
    assert [(r.metric, dict(r.counts or {})) for r in found] == [
        ("ces_ease", {5: 1}),
        ("csat", {1: 1, 2: 1}),
        ("nps", {4: 1}),
    ]
    assert found.intake.rows == 2


def test_a_source_that_names_nothing_in_the_journey() -> None:
    source = make_source(
        questions={
            "a": {"touchpoint": "pya", "metric": "csta"},
            "b": {"touchpoint": "pay", "metric": "csat"},
        }
    )
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, pl.DataFrame({"a": [1]}), source)
    assert str(caught.value).splitlines() == [
        "questions.a: no touchpoint 'pya'; did you mean 'pay'?",
        "questions.a: no metric 'csta'; did you mean 'csat'?",
    ]


def test_missing_columns_are_named_with_the_nearest() -> None:
    with pytest.raises(AnswersError) as caught:
        measure_answers(
            JOURNEY, pl.DataFrame({"touchpiont": ["pay"], "metric": ["nps"], "points": [1]})
        )
    assert str(caught.value).splitlines() == [
        "table: no column 'touchpoint'; the table has 'touchpiont'; "
        "rename it, or name it in the source file",
        "table: no column 'score'; the table has 'touchpiont', 'metric', 'points'; "
        "rename it, or name it in the source file",
    ]


def test_a_column_may_be_named_like_an_attack() -> None:
    name = 'score"); DROP TABLE x; --'
    connection = duckdb.connect()
    relation = connection.sql("select 4 as a, 5 as b").select(
        duckdb.ColumnExpression("a").alias(name), "b"
    )
    source = make_source(
        questions={
            name: {"touchpoint": "pay", "metric": "csat"},
            "b": {"touchpoint": "cart", "metric": "csat"},
        }
    )
    assert [dict(r.counts or {}) for r in measure_answers(JOURNEY, relation, source)] == [
        {5: 1},
        {4: 1},
    ]


@pytest.mark.parametrize(
    "time",
    [
        "05/06/2026",
        "2026-02-31",
        "1767607200000",
        "2025-02-29",
        "2026-13-01",
        "2100-02-29",
        "2026-01-01T24:00",
    ],
)
def test_times_that_are_none(time: str) -> None:
    table = tidy(
        ("pay", "csat", 4, "2024-02-29"), ("pay", "csat", 4, time), columns=("answered_at",)
    )
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table)
    hint = "write it as 2026-01-31 or 2026-01-31T14:30:00Z, or declare format: {times: ...}"
    assert str(caught.value) == f"table: row 2: answered_at: not a time '{time}'; {hint}"


@pytest.mark.parametrize(
    "time",
    [
        "2026-01-05 10:00",
        "2026-01-05T10:00:00.123Z",
        "2026-01-05T10:00:00+14:00",
        "2000-02-29",
        " 2026-01-05 ",
        "NA",
        "",
    ],
)
def test_times_that_are_some(time: str) -> None:
    assert (
        measure_answers(JOURNEY, tidy(("pay", "csat", 4, time), columns=("answered_at",)))[0].n == 1
    )


def test_waves_and_segments_must_be_showable() -> None:
    table = tidy(("pay", "csat", 4, "a\x07"), columns=("wave",))
    with pytest.raises(
        AnswersError, match=r"row 1: wave: the cell holds U.0007 'a.x07'; take it out"
    ):
        measure_answers(JOURNEY, table)


def test_no_answers_is_a_note() -> None:
    found = measure_answers(JOURNEY, tidy())
    assert (tuple(found), str(found.intake)) == ((), "0 answers in 0 rows: 0 used\nno answers")
