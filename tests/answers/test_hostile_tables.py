"""What an attacker, or a mishap, may put into a table: refused in a sentence, never endless."""

from __future__ import annotations

import datetime
import gzip
import os
from pathlib import Path

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.intake import MeasuredReadings
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey.model_validate(
    {
        "name": "Shop",
        "metrics": [{"id": "wait", "kind": "duration", "unit": "minutes"}],
        "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay now"]}],
    }
)
WEIGHTED = Source(weight="weight")


def write(folder: Path, text: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def refusal(answers: object, source: Source | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, answers, source)
    return str(caught.value)


def one(found: MeasuredReadings) -> tuple[float | None, float | None, int | None]:
    (reading,) = found
    assert reading.sd is not None
    return reading.value, round(reading.sd, 3), reading.n


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
@pytest.mark.parametrize("name", ["p.csv", "p.csv.gz", "p.parquet"])
def test_a_pipe_is_no_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(OSError, match="is not a file"):
        measure_answers(JOURNEY, tmp_path / name)


@pytest.mark.parametrize("name", ["a\0.csv", "a\0.parquet", "a\udcff.csv"])
def test_a_path_that_is_no_text(name: str) -> None:
    assert refusal(name).endswith(": the path can't be read; give the file another name")


def test_a_cell_that_never_ends_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'touchpoint,metric,score\ncart,csat,"')
        for _ in range(40):
            file.write(b"a" * (1 << 20))
    assert refusal(path) == f"{path}:2: a line of over 16 million characters; split it"


@pytest.mark.parametrize("mark", ['"', "x", "\\"])
def test_only_usual_delimiters_can_be_told(tmp_path: Path, mark: str) -> None:
    path = write(tmp_path, f"sep={mark}\ntouchpoint,metric,score\ncart,csat,4\n")
    assert refusal(path) == (
        f"{path}:1: the line names a delimiter that can't be read; "
        "declare it, as format: {delimiter: ...} in a source file or --delimiter ..."
    )


@pytest.mark.parametrize("weight", ["", ",1", ",0.5"])
def test_a_time_set_aside_leaves_no_trace(tmp_path: Path, weight: str) -> None:
    rows = [f"{i},cart,wait,{i % 5 + 1}{weight}" for i in range(20)]
    aside = f"1,cart,wait,100000000{weight and ',1000000000'}"
    head = "respondent_id,touchpoint,metric,score" + (weight and ",weight")
    path = write(tmp_path, "\n".join([head, aside, *rows]) + "\n")
    found = measure_answers(JOURNEY, path, WEIGHTED if weight else None)
    assert one(found) == (3.0, 1.451, 20)
    assert found.intake.set_aside == {"repeat": 1}


def test_who_is_not_known_does_not_repeat() -> None:
    ids = ["NA", "NA", " ", "n/a ", "n/a", "1", " 1"]
    frame = pl.DataFrame({"respondent_id": ids, "touchpoint": "cart", "metric": "csat", "score": 4})
    intake = measure_answers(JOURNEY, frame).intake
    assert (intake.used, dict(intake.set_aside)) == (6, {"repeat": 1})


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        (datetime.date(2026, 1, 1), "dates"),
        (datetime.time(1), "times of day"),
        (datetime.timedelta(1), "spans of time"),
        ([1], "lists"),
        ({"a": 1}, "records"),
        (b"x", "bytes"),
    ],
)
def test_columns_of_other_things_are_no_scores(cell: object, held: str) -> None:
    frame = pl.DataFrame({"touchpoint": "cart", "metric": "wait", "score": [cell]})
    assert refusal(frame) == f"table: the column 'score' holds {held}, not numbers"


def test_a_table_of_pyarrow_with_times() -> None:
    table = pa.table({"touchpoint": ["cart"] * 2, "metric": ["wait"] * 2, "score": [1, 3]})
    assert one(measure_answers(JOURNEY, table)) == (2.0, 1.414, 2)


def test_times_with_a_zone_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    moment = "timestamptz '2026-01-01 10:00:00+01'"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'cart' touchpoint, 'csat' metric, 4 score, {moment} wave, "
            f"{moment} answered_at, 1 respondent_id) to '{path}'"
        )
    assert measure_answers(JOURNEY, path)[0].wave == "2026-01-01T09:00:00"


def test_twenty_complaints_of_one_kind_are_told(tmp_path: Path) -> None:
    rows = "".join(f"cart,csat,{i}\n" for i in range(10, 2010))
    told = refusal(write(tmp_path, "touchpoint,metric,score\n" + rows)).splitlines()
    assert len(told) == 21
    more = "and 1,980 more different cells: an answer outside the scale"
    assert told[-1] == f"{tmp_path / 'a.csv'}: score: {more}"


@pytest.mark.parametrize(("weight", "wrong"), [("1e200", "large"), ("1e-200", "small")])
def test_weights_have_bounds(tmp_path: Path, weight: str, wrong: str) -> None:
    path = write(tmp_path, f"touchpoint,metric,score,weight\ncart,csat,4,{weight}\n")
    assert refusal(path, WEIGHTED) == (
        f"{path}:2: weight: a weight too {wrong} '{weight}'; it is 0, or 1e-9 to 1e9"
    )


def test_lists_in_cells_of_objects() -> None:
    frame = pd.DataFrame({"touchpoint": "cart", "metric": "csat", "score": [[1], {"a": 2}]})
    assert refusal(frame) == "table: the table can't be read: unhashable type: 'list'"


def test_a_column_may_be_called_like_ours() -> None:
    frame = pd.DataFrame(
        {"touchpoint": "cart", "metric": "csat", "score": [1, 9], "journeymap row": 1}
    )
    assert refusal(frame).startswith("table: row 2: score: an answer outside the scale '9'")


def test_a_closed_connection_is_told() -> None:
    connection = duckdb.connect()
    relation = connection.sql("select 'cart' touchpoint, 'csat' metric, 4 score")
    connection.close()
    assert refusal(relation) == (
        "table: the table can't be read: Connection Error: Connection has already been closed"
    )


def test_an_id_is_no_segment() -> None:
    people = [str(i) for i in range(5001)]
    frame = pl.DataFrame({"touchpoint": "cart", "metric": "csat", "score": 4, "id": people})
    assert refusal(frame, Source(segments={"id": "id"})) == (
        "table: more than 5,000 values of one segment 'id'; "
        "a segment is a group of customers; is this an id?"
    )


def test_a_mark_of_ours_in_a_gap(tmp_path: Path) -> None:
    source = Source(questions={"a": {"touchpoint": "cart", "metric": "gap", "expectation": "b"}})
    assert "a cell with U+001F beside it" in refusal(write(tmp_path, "a,b\n4\x1f,3\n"), source)


def test_questions_may_name_as_tidy_tables_do() -> None:
    source = Source(questions={"a": {"touchpoint": "Pay now", "metric": "CSAT"}})
    (reading,) = measure_answers(JOURNEY, pl.DataFrame({"a": [4]}), source)
    assert (reading.touchpoint, reading.metric) == ("pay-now", "csat")


def test_a_wide_table_without_source_and_a_header_in_capitals() -> None:
    assert refusal(pl.DataFrame({"q1": [4]})).endswith("; a wide table needs a source file")
    capitals = pl.DataFrame({"Touchpoint": ["cart"], "Metric": ["csat"], "Score": [4]})
    assert refusal(capitals).splitlines()[0] == (
        "table: no column 'touchpoint'; the table has 'Touchpoint'; "
        "rename it, or name it in the source file"
    )


def test_thousands_of_spellings() -> None:
    words = [f"t{i}" for i in range(600)] + [f"T{i}" for i in range(600)]
    touchpoints = [f"T{i}" for i in range(600)]
    journey = Journey.model_validate(
        {"name": "Shop", "stages": [{"name": "Buy", "touchpoints": touchpoints}]}
    )
    frame = pl.DataFrame({"touchpoint": words, "metric": "csat", "score": 4, "respondent_id": "1"})
    assert measure_answers(journey, frame).intake.set_aside == {"repeat": 600}
