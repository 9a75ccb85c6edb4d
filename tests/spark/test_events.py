"""Spark counts a real log as DuckDB does: cases, starts, ends, and every transition."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

from journeymap.events.discovering import discover_flow
from journeymap.events.flow import ObservedFlow

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.spark
COLUMNS: dict[str, Any] = {"case": "case_id", "activity": "activity", "time": "timestamp"}


@pytest.fixture(scope="module")
def log() -> Any:
    folder = os.environ.get("JOURNEYMAP_TEST_DATA")
    if not folder:
        pytest.skip("JOURNEYMAP_TEST_DATA names no folder with real logs")
    read = duckdb.connect().read_csv(str(Path(folder) / "eventlogs" / "receipt.csv.gz"))
    return read.select(*map(duckdb.ColumnExpression, COLUMNS.values())).to_arrow_table()


def times(flow: ObservedFlow) -> dict[tuple[str, str], list[float | None]]:
    return {
        (row.source, row.target): [
            row.mean,
            row.p10,
            row.median,
            row.p90,
            row.shortest,
            row.longest,
        ]
        for row in flow.rows
    }


def visits(flow: ObservedFlow) -> list[tuple[Any, ...]]:
    return [
        (seen.touchpoint, seen.events, seen.cases, seen.reworked, seen.self_loops)
        for seen in flow.touchpoints
    ]


@pytest.mark.parametrize("kind", ["timestamp", "timestamp_ntz"])
def test_spark_finds_the_flow_that_duckdb_finds(spark: Any, log: Any, kind: str) -> None:
    frame = spark.createDataFrame(log)
    frame = frame.withColumn("timestamp", frame["timestamp"].cast(kind))
    expected = discover_flow(duckdb.connect().from_arrow(log), **COLUMNS)
    found = discover_flow(frame, **COLUMNS)
    assert (found.cases, found.events, len(found.rows)) == (1434, 8577, 99)
    counts, own = ([(r.source, r.target, r.count) for r in f.rows] for f in (expected, found))
    assert own == counts
    near = {pair: pytest.approx(told, rel=1e-12) for pair, told in times(expected).items()}
    assert times(found) == near
    assert visits(found) == visits(expected)
    assert (found.starts, found.ends) == (expected.starts, expected.ends)
    assert found.intake == expected.intake
