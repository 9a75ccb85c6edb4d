"""Names and texts as SQL takes them, and what narwhals can't ask DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

Frame = nw.LazyFrame[Any]

# databases in which a cell can't hold a list, so that a table is folded by reading it repeatedly
_WITHOUT_LISTS = ("sqlite", "mysql", "mssql", "oracle")
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
_NESTED = ("list", "array", "struct", "map", "union")


def unpivot(
    frame: Frame, columns: Sequence[str], index: Sequence[str], names: tuple[str, str]
) -> Frame:
    """The frame with a row per cell of these columns, blank ones too.

    Args:
        frame: A wide frame.
        columns: The columns to fold, all of one type.
        index: The columns to keep.
        names: The new columns: which column it was, and its cell.
    """
    native = nw.to_native(frame)
    if frame.implementation.is_ibis() and native.get_backend().name in _WITHOUT_LISTS:
        asked, score = names
        return nw.concat(
            frame.select(*index, nw.lit(column).alias(asked), nw.col(column).alias(score))
            for column in columns
        )
    if not isinstance(native, duckdb.DuckDBPyRelation):
        return frame.unpivot(
            list(columns), index=list(index), variable_name=names[0], value_name=names[1]
        )
    # narwhals asks DuckDB's default connection here, which knows nothing of the frame's own one,
    # and leaves out blank cells
    folded = ", ".join(map(quote_text, columns)), ", ".join(map(quote_name, columns))
    pairs = zip(folded, names, strict=True)
    unnested = [f"unnest([{cells}]) as {quote_name(new)}" for cells, new in pairs]
    return nw.from_native(native.project(", ".join((*map(quote_name, index), *unnested))))


def with_sql(frame: Frame, **columns: str) -> Frame:
    """The frame of DuckDB with more columns, written in SQL.

    Where pandas is installed, DuckDB loads it for the first constant of an expression, which takes
    longer than a million answers do; constants in a text of SQL cost nothing.

    Args:
        frame: A frame on DuckDB.
        columns: Name to SQL, in which every text from outside is quoted.

    Example:
        >>> frame = nw.from_native(duckdb.sql("select 2 as score"))
        >>> nw.to_native(with_sql(frame, double="score * 2")).fetchall()
        [(2, 4)]
    """
    native: duckdb.DuckDBPyRelation = nw.to_native(frame)
    made = [duckdb.SQLExpression(sql).alias(name) for name, sql in columns.items()]
    return nw.from_native(native.select(duckdb.StarExpression(), *made))


def without_zones(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The relation with times in UTC where they tell their zone, and as text inside of others.

    DuckDB makes Python's values of times with a zone only with the help of one more library.

    Example:
        >>> zoned = duckdb.sql("select timestamptz '2026-05-01 02:00:00+02' as at")
        >>> str(without_zones(zoned).fetchall()[0][0])
        '2026-05-01 00:00:00'
    """
    replaced = []
    for column, kind in zip(map(quote_name, relation.columns), relation.types, strict=True):
        if kind.id == _WITH_ZONE.lower():
            replaced.append(f"make_timestamp(epoch_us({column})) as {column}")
        elif kind.id in _NESTED and _WITH_ZONE in str(kind):
            replaced.append(f"cast({column} as varchar) as {column}")
    return relation.project(f"* replace ({', '.join(replaced)})") if replaced else relation


def quote_name(name: str) -> str:
    """A column's name as SQL takes it.

    Example:
        >>> print(quote_name('score"); DROP TABLE x; --'))
        "score""); DROP TABLE x; --"
    """
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text as SQL takes it.

    Example:
        >>> print(quote_text("it's"))
        'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def as_itself(path: Path) -> str:
    """A path that DuckDB does not take for a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path.absolute()))
