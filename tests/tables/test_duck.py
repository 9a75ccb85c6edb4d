from __future__ import annotations

from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from journeymap.tables import duck
from journeymap.tables.duck import to_duckdb

FRAME = pl.DataFrame({"a": ["x", None], "n": [1, 2]})
ROWS = [("x", 1), (None, 2)]


def read(native: Any) -> list[tuple[Any, ...]] | None:
    relation = to_duckdb(nw.from_native(native))
    return None if relation is None else relation.fetchall()


def test_frames_are_read_where_they_lie() -> None:
    with duckdb.connect() as connection:
        for native in (FRAME, FRAME.to_arrow(), connection.from_arrow(FRAME.to_arrow())):
            assert read(native) == ROWS
    assert read(FRAME.to_pandas()) == ROWS


def test_a_late_cell_of_another_type_does_not_stop_pandas() -> None:
    cells = pd.DataFrame({"a": pd.Series([1] * 2_000 + ["x"], dtype=object)})
    found = read(cells)
    assert found is not None
    assert found[-1] == ("x",)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_table_of_ibis_is_copied() -> None:
    ibis = pytest.importorskip("ibis")
    backend = ibis.sqlite.connect()
    backend.raw_sql("create table t as select 'x' as a, 1 as n union all select null, 2")
    assert read(backend.table("t")) == ROWS


def test_what_only_its_own_engine_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(FRAME.lazy()) is None
    monkeypatch.setattr(duck, "find_spec", lambda _name: None)
    assert read(FRAME) is None
