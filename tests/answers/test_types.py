"""Columns of every type a frame may have: read as the same answers in text, or refused."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

JOURNEY = Journey(
    name="Shop",
    metrics=[Metric(id="wait", kind="duration", unit="minutes")],
    stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
)
WHERE = {"touchpoint": ["pay"] * 3, "metric": ["csat"] * 3}
FOUR_FIVE = [
    ("nullable ints", pd.DataFrame({**WHERE, "score": pd.array([4, 5, None], dtype="Int64")})),
    ("nullable floats", pd.DataFrame({**WHERE, "score": pd.array([4, 5, None], dtype="Float64")})),
    ("categories", pd.DataFrame({**WHERE, "score": pd.Categorical([4, 5, None])})),
    ("words", pd.DataFrame({**WHERE, "score": pd.Categorical(["4", "5", None])})),
    ("objects", pd.DataFrame({**WHERE, "score": pd.Series([4, 5.0, None], dtype="object")})),
    ("dictionary", pa.table({**WHERE, "score": pa.array([4, 5, None]).dictionary_encode()})),
    ("texts", pa.table({**WHERE, "score": pa.array(["4", "5", None]).dictionary_encode()})),
]


@pytest.mark.parametrize(("kind", "table"), FOUR_FIVE, ids=[kind for kind, _ in FOUR_FIVE])
def test_ratings_of_any_type(kind: str, table: Any) -> None:
    found = measure_answers(JOURNEY, table)
    assert [reading.counts for reading in found] == [{4: 1, 5: 1}], kind
    assert found.intake.set_aside == {"no answer": 1}


def test_an_enum_of_polars() -> None:
    table = pl.DataFrame({**WHERE, "score": ["4", "5", None]})
    table = table.with_columns(pl.col("score").cast(pl.Enum(["4", "5"])))
    assert measure_answers(JOURNEY, table)[0].counts == {4: 1, 5: 1}


@pytest.mark.parametrize("kind", ["Int64", "Float64", "category", "object"])
def test_times_of_any_type(kind: str) -> None:
    table = pd.DataFrame({**WHERE, "score": pd.Series([4, 6, None]).astype(kind)})
    table["metric"] = pd.Categorical(["wait"] * 3)
    (reading,) = measure_answers(JOURNEY, table)
    assert (reading.value, reading.n) == (5, 2)


YES_NO = [True, False, None]


@pytest.mark.parametrize("metric", ["csat", "wait"])
@pytest.mark.parametrize("kind", ["bool", "nullable", "objects", "polars", "pyarrow", "duckdb"])
def test_true_and_false_are_no_scores(metric: str, kind: str) -> None:
    where = {"touchpoint": ["pay"] * 3, "metric": [metric] * 3}
    frame = pl.DataFrame({**where, "score": YES_NO})
    connection = duckdb.connect()  # DuckDB 1.4 closes it when nobody holds it
    table = {
        "bool": pd.DataFrame({**where, "score": [True, False, False]}),
        "nullable": pd.DataFrame({**where, "score": pd.array(YES_NO, dtype="boolean")}),
        "objects": pd.DataFrame({**where, "score": YES_NO}),
        "polars": frame,
        "pyarrow": frame.to_arrow(),
        "duckdb": connection.from_arrow(frame.to_arrow()),
    }[kind]
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table)
    assert {(p.message, p.value) for p in caught.value.problems} == {
        ("not a number", "True"),
        ("not a number", "False"),
    }


def test_true_and_false_are_no_weights() -> None:
    table = pd.DataFrame({**WHERE, "score": [4, 5, 4], "weight": [True, True, False]})
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, table, Source(weight="weight"))
    assert str(caught.value).splitlines() == [
        "table: row 1: weight: not a weight 'True'; a weight is a number, 0 or more; "
        "in 2 rows: 1, 2",
        "table: row 3: weight: not a weight 'False'; a weight is a number, 0 or more",
    ]


def test_segments_of_any_type() -> None:
    table = pd.DataFrame({**WHERE, "score": [4, 5, 3]})
    table["age"] = pd.array([1, 2, None], dtype="Int64")
    table["new"] = pd.array(YES_NO, dtype="boolean")
    table["area"] = pd.Categorical(["a", "b", None])
    segments = {"age": "age", "new": "new", "area": "area"}
    found = measure_answers(JOURNEY, table, Source(segments=segments))
    assert [(dict(reading.segment), dict(reading.counts or {})) for reading in found] == [
        ({}, {3: 1, 4: 1, 5: 1}),
        ({"age": "1"}, {4: 1}),
        ({"age": "2"}, {5: 1}),
        ({"area": "a"}, {4: 1}),
        ({"area": "b"}, {5: 1}),
        ({"new": "False"}, {5: 1}),
        ({"new": "True"}, {4: 1}),
    ]


def test_a_gap_of_nullable_numbers() -> None:
    table = pd.DataFrame({"got": pd.array([4, 5, None], dtype="Int64"), "hoped": [3, 4, 5]})
    question = {"touchpoint": "pay", "metric": "gap", "expectation": "hoped"}
    (reading,) = measure_answers(JOURNEY, table, Source(questions={"got": question}))
    assert (reading.value, reading.n) == (1, 2)
