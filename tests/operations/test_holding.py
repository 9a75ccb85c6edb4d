from __future__ import annotations

from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from journeymap.operations.holding import ROW, hold_in_duckdb
from journeymap.tables.opening import open_table

WORDS = ["pay", None, "cart"]


@pytest.mark.parametrize(
    "native",
    [
        pl.DataFrame({"Word": WORDS}),
        pl.LazyFrame({"Word": WORDS}),
        pl.DataFrame({"Word": WORDS}).to_arrow(),
        pd.DataFrame({"Word": WORDS}),
        pd.DataFrame({"Word": pd.Series(WORDS, dtype=object)}),
        pd.DataFrame({"Word": pd.Series(WORDS, dtype="category")}),
    ],
)
def test_frames_are_read_where_they_lie(native: Any) -> None:
    held = hold_in_duckdb(open_table(native, ()), {"word": "Word"}, numbered=True)
    assert held.spool is None
    assert held.relation.columns == ["word", ROW]
    assert held.relation.fetchall() == [("pay", 1), (None, 2), ("cart", 3)]


def test_mixed_objects_are_written_as_cells() -> None:
    mixed = pd.DataFrame({"Word": pd.Series([1.0, "pay", float("nan")], dtype=object)})
    held = hold_in_duckdb(open_table(mixed, ()), {"word": "Word"}, numbered=True)
    assert held.spool is not None
    rows = held.relation.project(f"coalesce(word, ''), \"{ROW}\"").fetchall()
    assert rows == [("1", "1"), ("pay", "2"), ("", "3")]
