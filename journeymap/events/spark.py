"""What narwhals can't ask Spark: microseconds since 1970, and the paths of whole cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.tables.table import Frame

_ZONE = r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
_DATED = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"


def is_spark(frame: Frame) -> bool:
    """Whether a frame is one of Spark, here or at the other end of Spark Connect."""
    return frame.implementation.is_pyspark() or frame.implementation.is_pyspark_connect()


def add_microseconds(frame: Frame, column: str, name: str) -> Frame:
    """The frame with the times of a column in microseconds since 1970; null where unreadable.

    What tells no zone is taken for UTC, whatever the session's zone is.

    Args:
        frame: A frame of Spark.
        column: The column, of times, dates or ISO 8601 in text.
        name: The new column.
    """
    native: Any = nw.to_native(frame)
    cell = "`" + column.replace("`", "``") + "`"
    kind = native.schema[column].dataType.simpleString()
    made: Frame = nw.from_native(native.selectExpr("*", f"{_read(cell, kind)} as `{name}`"))
    return made


def _read(cell: str, kind: str) -> str:
    if kind == "timestamp":
        return f"unix_micros({cell})"
    if kind in ("timestamp_ntz", "date"):
        clock = "" if kind == "timestamp_ntz" else " 00:00:00"
        return f"unix_micros(cast(concat(cast({cell} as string), '{clock}+00:00') as timestamp))"
    if kind != "string":
        return "cast(null as bigint)"
    text = f"trim({cell})"
    clock = f"if(length({text}) = 10, ' 00:00:00', '')"
    return (
        f"case when {text} rlike '{_DATED}({_CLOCK})?$'"
        f" then unix_micros(try_cast(concat({text}, {clock}, '+00:00') as timestamp))"
        f" when {text} rlike '{_DATED}{_CLOCK} ?{_ZONE}'"
        f" then unix_micros(try_cast(replace({text}, ' +', '+') as timestamp)) end"
    )


def count_paths(
    frame: Frame, order: Sequence[str], wanted: int
) -> tuple[list[tuple[tuple[str, ...], int]], int]:
    """The most frequent paths, and how many different ones there are.

    Args:
        frame: Events with case ``c``, activity ``a`` and what puts them in order.
        order: The columns that do.
        wanted: How many of the paths.
    """
    from pyspark.sql import functions as sql  # noqa: PLC0415 - heavy, and optional

    native: Any = nw.to_native(frame)
    event = f"struct({', '.join(dict.fromkeys((*order, 'a')))})"
    path = f"transform(array_sort(collect_list({event})), event -> event.a)"
    whole = native.groupBy("c").agg(sql.expr(path).alias("p"))
    paths = whole.groupBy("p").agg(sql.expr("count(*)").alias("n"))
    top = paths.orderBy(sql.desc("n"), sql.asc("p")).limit(wanted).collect()
    return [(tuple(row["p"]), int(row["n"])) for row in top], int(paths.count())
