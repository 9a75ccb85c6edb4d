"""Frames of other libraries as DuckDB reads them, where they lie."""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.tables.connection import DEFAULT_MEMORY, connect

_COPY = "journeymap copy"


def to_duckdb(
    frame: nw.LazyFrame[Any] | nw.DataFrame[Any], memory: str = DEFAULT_MEMORY
) -> duckdb.DuckDBPyRelation | None:
    """The frame as DuckDB reads it; None where only its own engine can.

    Tables of pandas and pyarrow are read where they lie, those of polars through pyarrow. What
    comes out of Ibis is copied, for it can be asked for only once. Frames that are not worked out
    yet, of Spark and polars, stay with their engines.

    Args:
        frame: The frame, with only the columns that are needed.
        memory: The budget where the user has set none.

    Example:
        >>> import pandas as pd
        >>> to_duckdb(nw.from_native(pd.DataFrame({"score": [4, 5]}))).fetchall()
        [(4,), (5,)]
    """
    native: Any = nw.to_native(frame)
    if isinstance(native, duckdb.DuckDBPyRelation):
        return native
    if frame.implementation.is_ibis():
        return _copy(native.to_pyarrow_batches(), memory)
    if not isinstance(frame, nw.DataFrame):
        return None
    if frame.implementation.is_pandas():
        connection = connect(memory)
        # a guess from the first cells would stop at a later one of another type
        connection.execute("set pandas_analyze_sample = 0")
        return connection.from_df(native)
    if frame.implementation.is_pyarrow() or find_spec("pyarrow"):
        return connect(memory).from_arrow(frame.to_arrow())
    return None


def _copy(batches: Any, memory: str) -> duckdb.DuckDBPyRelation:
    """Rows that can be asked for only once, kept within the budget of memory or spilled."""
    connection = connect(memory)
    with warnings.catch_warnings():
        # Ibis asks DuckDB by an older name, and only tells while it is read
        warnings.simplefilter("ignore", DeprecationWarning)
        connection.from_arrow(batches).create(_COPY)
    return connection.table(_COPY)
