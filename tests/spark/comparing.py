"""One table measured by DuckDB and by Spark, and what has to be the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.intake import MeasuredReadings
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

pa = pytest.importorskip("pyarrow")
JOURNEY = Journey(
    name="Shop",
    metrics=[
        Metric(id="wait", kind="duration", unit="minutes"),
        Metric(id="uses_app", kind="share"),
        Metric(id="uses_web", kind="share"),
    ],
    stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}],
)
TEXT, FLOAT, WHOLE, TRUTH = pa.string(), pa.float64(), pa.int64(), pa.bool_()
NAN = float("nan")
Table = tuple[dict[str, Any], list[tuple[Any, ...]]]
REPEATS: Table = (
    dict.fromkeys(("respondent_id", "touchpoint", "metric", "score", "answered_at"), TEXT),
    [
        ("u1", "pay", "csat", "4", "2026-01-01"),
        (" u1", "Pay", "csat", "2", "2026-02-01T10:00:00+02:00"),
        ("u2", "pay", "csat", "5", None),
        ("u2", "pay", "csat", "3", "2026-02-01"),
        (None, "pay", "csat", "1", None),
        ("", "pay", "csat", "1", None),
        ("u3", "pay", "wait", "3", "2026-02-01"),
        ("u3", "pay", "wait", "5", "2026-01-01"),
    ],
)


def make(table: Table) -> Any:
    columns, rows = table
    schema = pa.schema(list(columns.items()))
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema)


def measure(arrow: Any, spark: Any, source: Source) -> list[MeasuredReadings]:
    """The readings of DuckDB, then those of Spark."""
    tables = duckdb.connect().from_arrow(arrow), spark.createDataFrame(arrow)
    return [measure_answers(JOURNEY, table, source) for table in tables]


def told(readings: MeasuredReadings) -> Iterator[tuple[Any, ...]]:
    for reading in readings:
        numbers = (reading.value, reading.sd, reading.n_effective, reading.log_mean, reading.log_sd)
        counts = reading.counts or {}
        told = [NAN if number is None else number for number in (*numbers, *counts.values())]
        yield reading.key, reading.n, list(counts), told


def check_equal(expected: MeasuredReadings, found: MeasuredReadings) -> None:
    """Counts and the order of readings wholly; the last digit of a sum hangs on its order."""
    near = [
        (*what, pytest.approx(numbers, rel=1e-12, nan_ok=True)) for *what, numbers in told(expected)
    ]
    assert list(told(found)) == near
