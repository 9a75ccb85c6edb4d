"""The same answers give the same readings, wherever they lie and however they are ordered."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source


def make_source(**parts: Any) -> Source:
    return Source(**parts)


def make_journey(**parts: Any) -> Journey:
    return Journey(**parts)


WORDS: dict[str, Any] = {
    "name": "Shop",
    "metrics": [Metric(id="wait", kind="duration", unit="minutes")],
    "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
}
JOURNEY = make_journey(**WORDS)
SOURCE = make_source(
    missing=["9", "99"],
    segments={"area": {"column": "area", "labels": {"a": "North"}}},
    weight="weight",
)
COLUMNS = ("touchpoint", "metric", "score", "wave", "area", "weight", "answered_at")
Row = dict[str, str | None]
rated = st.tuples(
    st.sampled_from(["csat", "CSAT"]),
    st.sampled_from(["1", "4", " 5", "4.0", None, "NA", "", "9", "99.0"]),
)
timed = st.tuples(
    st.just("wait"), st.sampled_from(["0", "3", "12.5", "99", "99.0", "1e1", None, "n/a"])
)
rows = st.lists(
    st.builds(
        lambda touchpoint, answer, *rest: dict(
            zip(COLUMNS, (touchpoint, *answer, *rest), strict=True)
        ),
        st.sampled_from(["cart", "Cart", "pay"]),
        rated | timed,
        st.sampled_from(["2025", "2026", None]),
        st.sampled_from(["a", "b", "", None]),
        st.sampled_from(["1", "2", "0.5", "0", "1e0", None]),
        st.sampled_from(["2026-01-05", "2024-02-29T10:00:00Z", None]),
    ),
    max_size=12,
)


def tables(answers: list[Row], folder: Path) -> Iterator[tuple[str, Any]]:
    path = folder / "answers.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(answers)
    yield "csv", path
    frame = pl.DataFrame(answers, schema=dict.fromkeys(COLUMNS, pl.String))
    frame.write_parquet(folder / "answers.parquet")
    yield "parquet", folder / "answers.parquet"
    yield "polars", frame
    yield "polars lazy", frame.lazy()
    yield "polars categories", frame.with_columns(pl.col("metric", "area").cast(pl.Categorical))
    yield "pandas", pd.DataFrame(answers, columns=list(COLUMNS), dtype="str")
    yield "pandas objects", pd.DataFrame(answers, columns=list(COLUMNS), dtype="object")
    yield (
        "pyarrow",
        pa.Table.from_pylist(answers, schema=pa.schema([(c, pa.string()) for c in COLUMNS])),
    )
    connection = duckdb.connect()  # DuckDB 1.4 closes it when nobody holds it
    yield "duckdb", connection.read_parquet(str(folder / "answers.parquet"))


def told(readings: MeasuredReadings) -> list[tuple[Any, ...]]:
    rounded = []
    for reading in readings:
        counts = reading.counts and {code: round(n, 6) for code, n in reading.counts.items()}
        numbers = (reading.value, reading.sd, reading.n_effective, reading.log_mean, reading.log_sd)
        rounded.append(
            (reading.key, reading.n, counts, [n and pytest.approx(n, abs=1e-6) for n in numbers])
        )
    return rounded


@settings(max_examples=6, deadline=None)
@given(rows)
def test_every_engine_gives_the_same_readings(answers: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = {
            kind: measure_answers(JOURNEY, table, SOURCE)
            for kind, table in tables(answers, Path(folder))
        }
    first = results["csv"]
    assert first.intake.answers == len(answers) == first.intake.rows
    for kind, result in results.items():
        assert told(result) == told(first), kind
        assert result.intake == first.intake, kind
    assert make_journey(**WORDS, readings=list(first)).readings == tuple(first)


@settings(max_examples=15, deadline=None)
@given(rows, st.randoms())
def test_order_of_rows_changes_nothing(answers: list[Row], random: Any) -> None:
    frame = pl.DataFrame(answers, schema=dict.fromkeys(COLUMNS, pl.String))
    order = list(range(len(answers)))
    random.shuffle(order)
    shuffled = measure_answers(JOURNEY, frame[order], SOURCE)
    assert told(shuffled) == told(measure_answers(JOURNEY, frame, SOURCE))


@settings(max_examples=15, deadline=None)
@given(rows, rows)
def test_parts_of_a_table_add_up(one: list[Row], other: list[Row]) -> None:
    def measure(answers: list[Row]) -> MeasuredReadings:
        frame = pl.DataFrame(answers, schema=dict.fromkeys(COLUMNS, pl.String)).drop("weight")
        return measure_answers(JOURNEY, frame, UNWEIGHTED)

    added: dict[Any, dict[int, float]] = {}
    for reading in (*measure(one), *measure(other)):
        for code, count in (reading.counts or {}).items():
            counts = added.setdefault(reading.key, {})
            counts[code] = counts.get(code, 0) + count
    whole = {r.key: dict(r.counts) for r in measure(one + other) if r.counts}
    assert whole == added


UNWEIGHTED = make_source(missing=["9", "99"], segments={"area": "area"})
