"""The same answers give the same readings, wherever they lie and however they are ordered."""

from __future__ import annotations

import datetime
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

WORDS: dict[str, Any] = {
    "name": "Shop",
    "metrics": [Metric(id="wait", kind="duration", unit="minutes")],
    "stages": [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
}
JOURNEY = Journey(**WORDS)
SHARED: dict[str, Any] = {
    "missing": ["9", "99"],
    "labels": {"Good": 4, "Very bad": 1},
    "segments": {"area": {"column": "area", "labels": {"a": "North"}}},
    "weight": "weight",
}
TOLD = Source.model_validate(SHARED)
DATED = TOLD.replace(waves="month")
ROLLING = TOLD.replace(waves={"every": "week", "window": "28 days"})
SOURCES = st.sampled_from([TOLD, DATED, ROLLING])
TIMES = (
    *("2026-01-05", "2026-01-31T23:30:00Z", "2026-01-31 23:30:00-01:00", "2026-02-01T00:30+0100"),
    *("2026-02-28T12:00:00.123", "2024-02-29T10:00:00", "NA"),
)
COLUMNS = ("touchpoint", "metric", "score", "wave", "area", "weight", "answered_at")
WRITTEN = pl.Schema(dict.fromkeys(COLUMNS, pl.String()))
Row = tuple[Any, ...]
touchpoints, areas = st.sampled_from(["cart", "Cart", "pay"]), st.sampled_from(["a", "b", "", None])
waves = st.sampled_from(["2025", "2026", None])
rated = st.tuples(
    st.sampled_from(["csat", "CSAT"]),
    st.sampled_from(["1", " 5", "4.0", "good", "Very  bad", None, "NA", "", "9", "99.0"]),
)
timed = st.tuples(
    st.just("wait"), st.sampled_from(["0", "3", "12.5", "99", "99.0", "1e1", None, "n/a"])
)
rows = st.lists(
    st.builds(
        lambda touchpoint, answer, *rest: (touchpoint, *answer, *rest),
        *(touchpoints, rated | timed, waves, areas),
        st.sampled_from(["1", "2", "0.5", "0", "1e0", None]),
        st.sampled_from(TIMES) | st.none(),
    ),
    max_size=12,
)
# numbers and times of their own types, and what each is in a text
typed_rows = st.lists(
    st.builds(
        lambda touchpoint, answer, *rest: (touchpoint, *answer, *rest),
        touchpoints,
        st.tuples(st.just("csat"), st.sampled_from([1.0, 4.0, 5.0, 9.0, None]))
        | st.tuples(st.just("wait"), st.sampled_from([0.0, 3.0, 12.5, 99.0, None])),
        *(waves, areas, st.sampled_from([1.0, 2.0, 0.5, 0.0, None])),
        st.datetimes(datetime.datetime(2025, 12, 1), datetime.datetime(2026, 3, 1)) | st.none(),
    ),
    max_size=12,
)


def write(answers: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(answers, schema=WRITTEN, orient="row")


def tables(frame: pl.DataFrame, folder: Path) -> Iterator[tuple[str, Any]]:
    """The frame in every library; files before all that reads them."""
    path, parts = folder / "answers.parquet", folder / "parts"
    frame.write_parquet(path)
    parts.mkdir()
    for i, start in enumerate(range(0, len(frame) or 1, 4)):
        frame[start : start + 4].write_parquet(parts / f"part-{i}.parquet")
    frame.write_csv(folder / "answers.csv")
    yield "csv", folder / "answers.csv"
    yield "parquet", path
    yield "parquet in parts", parts
    yield "polars", frame
    yield "polars lazy", frame.lazy()
    yield "polars categories", frame.with_columns(pl.col("metric", "area").cast(pl.Categorical))
    yield "pandas", frame.to_pandas()
    yield "pandas objects", frame.to_pandas().astype("object")
    yield "pyarrow", frame.to_arrow()
    connection = duckdb.connect()  # DuckDB 1.4 closes it when nobody holds it
    yield "duckdb", connection.read_parquet(str(path))


def told(readings: MeasuredReadings) -> list[tuple[Any, ...]]:
    rounded = []
    for reading in readings:
        counts = reading.counts and {code: round(n, 6) for code, n in reading.counts.items()}
        numbers = (reading.value, reading.sd, reading.n_effective, reading.log_mean, reading.log_sd)
        rounded.append(
            (reading.key, reading.n, counts, [n and pytest.approx(n, abs=1e-6) for n in numbers])
        )
    return rounded


def check_engines(frame: pl.DataFrame, source: Source) -> MeasuredReadings:
    with tempfile.TemporaryDirectory() as folder:
        results = {
            kind: measure_answers(JOURNEY, table, source)
            for kind, table in tables(frame, Path(folder))
        }
    first = results["csv"]
    for kind, result in results.items():
        assert told(result) == told(first), kind
        assert result.intake == first.intake, kind
    return first


@settings(max_examples=4)
@given(rows, SOURCES)
def test_every_engine_gives_the_same_readings(answers: list[Row], source: Source) -> None:
    first = check_engines(write(answers), source)
    assert first.intake.answers == len(answers) == first.intake.rows
    assert Journey(**WORDS, readings=list(first)).readings == tuple(first)


@settings(max_examples=4)
@given(typed_rows, SOURCES)
def test_numbers_and_times_of_their_types_say_what_their_text_says(
    answers: list[Row], source: Source
) -> None:
    kinds = {"score": pl.Float64(), "weight": pl.Float64(), "answered_at": pl.Datetime("us")}
    frame = pl.DataFrame(answers, schema=pl.Schema({**WRITTEN, **kinds}), orient="row")
    typed = check_engines(frame, source)
    as_text = [tuple(None if cell is None else str(cell) for cell in row) for row in answers]
    assert told(typed) == told(measure_answers(JOURNEY, write(as_text), source))


SOME: list[Row] = [
    ("pay", "csat", "Good", "2025", "a", "0.5", "2025-12-31T23:59:59.700"),
    ("Cart", "CSAT", "4.0", "2026", "b", "2", "2026-01-01T00:00:00"),
    ("pay", "wait", "12.5", "2026", "a", "1e0", "2026-02-20T12:00:00"),
    ("pay", "wait", "0", None, "", "1", "2026-03-02T12:00:00"),
    ("cart", "csat", "9", "2025", None, None, None),
]


def open_with_ibis(kind: str, time: str, folder: Path) -> Any:
    ibis, path = pytest.importorskip("ibis"), str(folder / "answers.db")
    connection: Any = duckdb.connect() if kind == "duckdb" else sqlite3.connect(path)
    columns = ", ".join(f"{column} text" for column in COLUMNS[:-1])
    if kind == "duckdb":
        connection.execute("set TimeZone = 'UTC'")
    connection.execute(f"create table answers ({columns}, answered_at {time})")
    connection.executemany(f"insert into answers values ({', '.join('?' * len(COLUMNS))})", SOME)
    connection.commit()
    if kind == "duckdb":  # moments are shown in this zone, and are the same
        connection.execute("set TimeZone = 'America/New_York'")
        return ibis.duckdb.from_connection(connection).table("answers")
    connection.close()
    return ibis.sqlite.connect(path).table("answers")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("source", [TOLD, DATED, ROLLING], ids=["told", "dated", "rolling"])
@pytest.mark.parametrize(
    ("kind", "time"), [("duckdb", "timestamptz"), ("duckdb", "text"), ("sqlite", "timestamp")]
)
def test_databases_behind_ibis_agree(kind: str, time: str, source: Source, tmp_path: Path) -> None:
    expected = measure_answers(JOURNEY, write(SOME), source)
    found = measure_answers(JOURNEY, open_with_ibis(kind, time, tmp_path), source)
    assert told(found) == told(expected) != []
    assert found.intake == expected.intake


@settings(max_examples=15)
@given(rows, SOURCES, st.randoms())
def test_order_of_rows_changes_nothing(answers: list[Row], source: Source, random: Any) -> None:
    shuffled = random.sample(answers, len(answers))
    found = measure_answers(JOURNEY, write(shuffled), source)
    assert told(found) == told(measure_answers(JOURNEY, write(answers), source))


@settings(max_examples=15)
@given(rows, rows, st.sampled_from([TOLD, DATED]))
def test_parts_of_a_table_add_up(one: list[Row], other: list[Row], source: Source) -> None:
    unweighted = source.replace(weight=None)

    def measure(answers: list[Row]) -> MeasuredReadings:
        return measure_answers(JOURNEY, write(answers).drop("weight"), unweighted)

    added: dict[Any, dict[int, float]] = {}
    for reading in (*measure(one), *measure(other)):
        for code, count in (reading.counts or {}).items():
            counts = added.setdefault(reading.key, {})
            counts[code] = counts.get(code, 0) + count
    whole = {r.key: dict(r.counts) for r in measure(one + other) if r.counts}
    assert whole == added
