from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError, SourceError
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.model.sources import Source
from journeymap.periods import find_next, find_start, to_label


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


JOURNEY = make_journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
DAYS = st.lists(st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 5, 31)), min_size=2)


def answered(*times: object, score: object = 4) -> pl.DataFrame:
    rows = {"touchpoint": "pay", "metric": "csat", "score": score}
    return pl.DataFrame({"answered_at": list(times)}).with_columns(
        *(pl.lit(value).alias(name) for name, value in rows.items())
    )


def n_by_wave(readings: tuple[Reading, ...]) -> dict[str | None, int | None]:
    return {reading.wave: reading.n for reading in readings if not reading.segment}


@pytest.mark.parametrize(
    ("every", "waves"),
    [
        ("day", {"2025-12-31": 2, "2026-01-01": 1}),
        ("week", {"2026-W01": 3}),
        ("month", {"2025-12": 2, "2026-01": 1}),
        ("quarter", {"2025-Q4": 2, "2026-Q1": 1}),
        ("year", {"2025": 2, "2026": 1}),
    ],
)
def test_waves_are_cut_by_date(every: str, waves: dict[str, int]) -> None:
    times = ["2025-12-31", "2026-01-01T01:00:00+02:00", "2026-01-01"]
    found = measure_answers(JOURNEY, answered(*times), make_source(waves=every))
    assert n_by_wave(found) == waves


def test_an_answer_without_a_date_is_set_aside() -> None:
    table = answered("2026-01-31", None, "", "2026-02-01")
    found = measure_answers(JOURNEY, table, make_source(waves="month"))
    assert str(found) == "2 readings from 4 answers in 4 rows: 2 used, 2 set aside (no date 2)"


def test_a_bad_date_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("touchpoint,metric,score,answered_at\npay,csat,4,31.1.2026\npay,csat,,1.2.26\n")
    source = make_source(waves="month", format={"times": "%d.%m.%Y"})
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path, source)
    told = f"{path}:3: answered_at: not a time '1.2.26'; it is declared as %d.%m.%Y"
    assert str(caught.value) == told


def test_waves_by_date_need_a_date() -> None:
    table = answered("2026-01-31").drop("answered_at")
    with pytest.raises(AnswersError, match="no column 'answered_at'"):
        measure_answers(JOURNEY, table, make_source(waves="month"))
    source = make_source(waves="month", questions={"q": {"touchpoint": "pay", "metric": "csat"}})
    with pytest.raises(SourceError) as caught:
        measure_answers(JOURNEY, pl.DataFrame({"q": [4]}), source)
    assert str(caught.value) == (
        "waves: waves are cut by the date of each answer, and no column is said to hold it; "
        "write columns: {answered_at: COLUMN}"
    )


def test_a_wide_table_has_one_date_for_all_questions() -> None:
    source = make_source(
        waves="month",
        columns={"answered_at": "StartDate"},
        questions={
            "q1": {"touchpoint": "pay", "metric": "csat"},
            "q2": {"stage": "buy", "metric": "csat"},
        },
    )
    started = [datetime.datetime(2026, 1, 31, 23), datetime.datetime(2026, 2, 1), None]
    table = pl.DataFrame({"StartDate": started, "q1": [4, 5, 5], "q2": [1, None, 5]})
    for answers in (table, duckdb.from_arrow(table.to_arrow())):
        found = measure_answers(JOURNEY, answers, source)
        assert {(r.place, r.wave): r.n for r in found} == {
            ("buy", "2026-01"): 1,
            ("pay", "2026-01"): 1,
            ("pay", "2026-02"): 1,
        }
        assert found.intake.set_aside == {"no answer": 1, "no date": 2}


def test_a_repeated_answer_in_another_period_is_none() -> None:
    times = ["2026-01-01", "2026-01-31T23:59:59-02:00", "2026-02-28", "2026-02-01"]
    table = answered(*times).with_columns(respondent_id=pl.lit("r"))
    found = measure_answers(JOURNEY, table, make_source(waves="month"))
    assert n_by_wave(found) == {"2026-01": 1, "2026-02": 1}
    assert found.intake.set_aside == {"repeat": 2}
    found = measure_answers(JOURNEY, table, make_source(waves="quarter"))
    assert n_by_wave(found) == {"2026-Q1": 1}
    assert "(kept: row 3)" in found.intake.notes[0]


@settings(max_examples=25)
@given(DAYS, st.sampled_from(["week", "month", "quarter"]), st.sampled_from([5, 30, 90]))
def test_windows_hold_what_a_look_at_every_day_finds(
    days: list[datetime.date], every: str, window: int
) -> None:
    expected: Counter[str] = Counter()
    start = find_start(min(days), every)
    while start <= max(days):
        end = find_next(start, every)
        begin = end - datetime.timedelta(days=window)
        if min(days) <= begin and end - datetime.timedelta(days=1) <= max(days):
            expected[to_label(start, every)] = sum(begin <= day < end for day in days)
        start = end
    waves = {"every": every, "window": window}
    table = answered(*days)
    for answers in (table, duckdb.from_arrow(table.to_arrow())):
        found = measure_answers(JOURNEY, answers, make_source(waves=waves))
        assert n_by_wave(found) == {wave: n for wave, n in expected.items() if n}
        assert found.intake.used + sum(found.intake.set_aside.values()) == len(days)


def test_windows_are_told_about() -> None:
    first = datetime.date(2025, 1, 1)
    days = [first + datetime.timedelta(days=i) for i in range(0, 150)]
    table = answered(*map(str, days))
    waves = {"every": "month", "window": "60 days"}
    found = measure_answers(JOURNEY, table, make_source(waves=waves))
    assert n_by_wave(found) == {"2025-03": 60, "2025-04": 60}
    assert str(found.intake) == (
        "150 answers in 150 rows: 90 used, 60 set aside (no whole window 60)\n"
        "each month tells about the 60 days up to its end: where these overlap, waves share "
        "answers, so a difference between them is no test\n"
        "no wave for 3 of 5 months (2025-01, 2025-02, 2025-05): their 60 days are not all between "
        "the first answer, 2025-01-01, and the last, 2025-05-30"
    )


@pytest.mark.parametrize("engine", ["polars", "duckdb", "text"])
def test_times_and_weights_go_into_windows(engine: str) -> None:
    days = [datetime.datetime(2026, 1, 1) + datetime.timedelta(days=i) for i in range(59)]
    table = pl.DataFrame({"answered_at": days}).with_row_index("i")
    table = table.with_columns(
        (pl.col("i") + 1).alias("score"),
        (1 + pl.col("i") % 2).alias("weight"),
        pl.lit("pay").alias("touchpoint"),
        pl.lit("art").alias("metric"),
    )
    answers: Any = table
    if engine == "duckdb":
        answers = duckdb.from_arrow(table.to_arrow())
    elif engine == "text":
        answers = table.with_columns(pl.col("answered_at").dt.to_string("%Y-%m-%dT%H:%M:%SZ"))
    waves = {"every": "month", "window": 40}
    (reading,) = measure_answers(JOURNEY, answers, make_source(waves=waves))
    values = range(20, 60)
    weights = [1 + (value - 1) % 2 for value in values]
    mean = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    assert (reading.wave, reading.n) == ("2026-02", 40)
    assert reading.value == pytest.approx(mean)
    assert reading.n_effective == pytest.approx(sum(weights) ** 2 / sum(w * w for w in weights))


def test_many_wide_windows_are_joined_fast() -> None:
    first = datetime.date(2020, 1, 1)
    days = [first + datetime.timedelta(days=i) for i in range(1_500)]
    waves = {"every": "day", "window": 1_000}
    found = measure_answers(JOURNEY, answered(*days), make_source(waves=waves))
    assert set(n_by_wave(found).values()) == {1_000}
    assert len(found) == 501
