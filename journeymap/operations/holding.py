"""Columns of any table in DuckDB: where they lie, or from a file of our own as the last resort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.tables.cells import to_cell
from journeymap.tables.connection import connect
from journeymap.tables.duck import to_duckdb
from journeymap.tables.engines import engine_errors
from journeymap.tables.spool import Spool, spool_rows
from journeymap.tables.sql import as_itself, quote_name
from journeymap.tables.table import Frame, Table

ROW = "journeymap row"
Relation = duckdb.DuckDBPyRelation
_PLAIN_OBJECTS = ("string", "empty")


@dataclass(frozen=True, slots=True)
class Held:
    """A relation, and the file behind it for as long as it is read."""

    relation: Relation
    spool: Spool | None = None


def hold_in_duckdb(table: Table, columns: Mapping[str, str], *, numbered: bool) -> Held:
    """These columns in DuckDB, with the numbers of the rows where they are asked for."""
    counted = table.numbered() if numbered else None
    frame, row_name = counted or (table.frame, None)
    native = nw.to_native(frame)
    if isinstance(native, duckdb.DuckDBPyRelation):
        chosen = [
            f"{quote_name(table.columns[column])} as {quote_name(part)}"
            for part, column in columns.items()
        ]
        row = [f"{quote_name(row_name)} as {quote_name(ROW)}"] if row_name else []
        return Held(native.project(", ".join([*chosen, *row] or ["1 as nothing"])))
    names = [nw.col(table.columns[column]).alias(part) for part, column in columns.items()]
    names += [nw.col(row_name).alias(ROW)] if row_name else []
    narrow = frame.select(*names)
    with engine_errors(table.name):
        relation = to_duckdb(_work_out(narrow))
    return _spool(table, narrow) if relation is None else Held(relation)


def _work_out(frame: Frame) -> Frame | nw.DataFrame[Any]:
    """The frame, in memory where it is one of polars or pandas and holds plain cells."""
    if frame.implementation.is_ibis() or frame.implementation.is_spark_like():
        return frame
    eager = frame.collect()
    if not eager.implementation.is_pandas():
        return eager
    infer = nw.dependencies.get_pandas().api.types.infer_dtype
    native = eager.to_native()
    objects = [native[column] for column, kind in native.dtypes.items() if str(kind) == "object"]
    # DuckDB would write numbers and dates among others as Python does
    is_plain = all(infer(cells) in _PLAIN_OBJECTS for cells in objects)
    return eager if is_plain else frame


def _spool(table: Table, frame: Frame) -> Held:
    header = [*frame.collect_schema().names(), "last"]
    spool = spool_rows(_write(table, frame, header))
    relation = connect().read_csv(
        as_itself(spool.path),
        columns=dict.fromkeys(header, "VARCHAR"),
        auto_detect=False,
        header=True,
        sep=",",
        quotechar='"',
        escapechar='"',
    )
    return Held(relation, spool)


def _write(table: Table, frame: Any, header: list[str]) -> Iterator[list[str]]:
    yield header
    for cells in table.fetch(frame):
        # the last cell keeps a row of blanks from being a blank line
        yield [*(to_cell(cell) or "" for cell in cells), "."]
