"""A log in a table of Spark, or of polars without pyarrow: opened, and looked at for faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.events.activities import (
    MOST_WORDS,
    Place,
    is_blank,
    recognise,
    refuse_as_too_many,
)
from journeymap.events.log import EventLog
from journeymap.events.scanning import Scan
from journeymap.events.spark import add_microseconds, is_spark
from journeymap.intake import is_tolerated
from journeymap.model.event_sources import EventSource
from journeymap.tables.cells import Missing
from journeymap.tables.table import Frame

_TIME = "journeymap time"


@dataclass(frozen=True, slots=True)
class LazyRows:
    """A log that its own engine queries.

    Args:
        log: The log.
        frame: Its events: case ``c``, activity ``a``, time ``t`` in microseconds since 1970, and
            ``o`` and ``r`` where something breaks ties.
        order: What puts the events of a case in order.
        keeps_rows: Whether the engine knows an order of rows.
    """

    log: EventLog
    frame: Frame
    order: tuple[str, ...]
    keeps_rows: bool

    @property
    def is_timed(self) -> bool:
        """Whether the log tells times."""
        return "t" in self.order


def open_lazy(log: EventLog) -> LazyRows:
    """The log in plain types.

    Raises:
        AnswersError: if its times are no times, or nothing puts its events in order.
    """
    numbered = log.table.numbered()
    frame = log.table.frame if numbered is None else numbered[0]
    names = log.table.columns
    if log.time is not None and is_spark(frame):
        frame = add_microseconds(frame, names[log.time], _TIME)
    schema = frame.collect_schema()
    columns = [_to_case(names[log.case], schema[names[log.case]]).alias("c")]
    columns.append(nw.col(names[log.activity]).cast(nw.String).alias("a"))
    order = []
    if log.time is not None:
        time = nw.col(_TIME) if is_spark(frame) else _to_time(log, schema[names[log.time]])
        columns.append(time.alias("t"))
        order.append("t")
    if log.order is not None:
        columns.append(nw.col(names[log.order]).alias("o"))
        order.append("o")
    if numbered is not None:
        columns.append(nw.col(numbered[1]).alias("r"))
        order.append("r")
    if not order:
        hint = "give a column of times, or one that tells the order"
        problem = Problem("nothing puts the events in order", hint=hint, file=log.table.name)
        raise AnswersError([problem])
    return LazyRows(log, frame.select(*columns), tuple(order), numbered is not None)


def _to_case(column: str, kind: nw.dtypes.DType) -> nw.Expr:
    if kind != nw.String:
        return nw.col(column)
    bare = nw.col(column).str.strip_chars()
    return nw.when(~bare.is_in(sorted(Missing().words))).then(bare)


def _to_time(log: EventLog, kind: nw.dtypes.DType) -> nw.Expr:
    column = log.table.columns[log.time or ""]
    if kind == nw.Date:
        return nw.col(column).cast(nw.Datetime("us")).dt.timestamp("us")
    if isinstance(kind, nw.Datetime) or kind == nw.Datetime:
        return nw.col(column).dt.timestamp("us")
    hint = "cast the column to a timestamp first, or give the log as a file"
    raise AnswersError(
        [Problem("the times are not of a type for times", log.time or "", hint=hint)]
    )


def scan_lazily(rows: LazyRows, source: EventSource, place: Place) -> Scan:
    """The first look at a log, and a second one where events can't be read.

    Raises:
        AnswersError: with all kinds of fault at once, unless the source tolerates so many.
    """
    told = rows.frame.with_columns(_why(rows).alias("why"))
    times = [nw.col("t").min().alias("lo"), nw.col("t").max().alias("hi")] if rows.is_timed else []
    grouped = told.group_by("a", "why").agg(nw.len().alias("n"), *times)
    names = ("a", "why", "n", *(("lo", "hi") if times else ()))
    good: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    ends: list[int] = []
    for activity, why, n, *span in rows.log.table.fetch(grouped.select(*names)):
        reason = why or ("no activity" if is_blank(activity) else None)
        if reason is not None:
            aside[reason] += n
            continue
        good[activity] += n
        ends += [int(time) for time in span]
        if len(good) > MOST_WORDS:
            raise refuse_as_too_many(rows.log.activity, rows.log.table.name, MOST_WORDS)
    total = good.total() + aside.total()
    if not is_tolerated(aside.total(), total, source.tolerate):
        raise AnswersError(_to_problems(rows.log, aside))
    recognised = recognise(good, source.ignore, place, rows.log.activity, rows.log.table.name)
    visits = [0] * len(recognised.names)
    for cell, code in recognised.codes.items():
        visits[code] += good[cell]
    span_ = (min(ends), max(ends)) if ends else None
    every = {**aside, **recognised.aside}
    return Scan(total, recognised, tuple(visits), span_, every, bool(aside))


def _why(rows: LazyRows) -> nw.Expr:
    otherwise = nw.lit(None, dtype=nw.String)
    if rows.is_timed:
        otherwise = nw.when(nw.col("t").is_null()).then(nw.lit("no time")).otherwise(otherwise)
    return nw.when(nw.col("c").is_null()).then(nw.lit("no case")).otherwise(otherwise)


def _to_problems(log: EventLog, aside: Mapping[str, int]) -> Iterator[Problem]:
    columns = {"no case": log.case, "no activity": log.activity}
    for reason, n in sorted(aside.items()):
        hint = f"in {n:,} events" if n > 1 else ""
        path = columns.get(reason, log.time or "")
        yield Problem(reason, path=path, hint=hint, file=log.table.name)
