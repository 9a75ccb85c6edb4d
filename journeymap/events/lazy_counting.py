"""Counting by engines other than DuckDB, where the events lie: Spark, and polars without pyarrow.

Everything is asked in narwhals, so that a cluster does the work and only counts come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.events.activities import (
    MOST_WORDS,
    Place,
    Recognised,
    is_blank,
    recognise,
    refuse_as_too_many,
)
from journeymap.events.counts import PER_FACTOR, Counts, Edge, Gaps, bucket_to_length
from journeymap.events.log import EventLog
from journeymap.events.scanning import Scan
from journeymap.events.spark import add_microseconds, count_paths, is_spark
from journeymap.model.event_sources import EventSource
from journeymap.tables.cells import Missing
from journeymap.tables.table import Frame

MOST_EXACT = 200_000
"""So many different times between events come back for exact quantiles; else a histogram does."""
_ROW, _TIME = "journeymap row", "journeymap time"


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
    numbered = log.table.numbered(_ROW)
    frame = log.table.frame if numbered is None else numbered
    names = log.table.columns
    if log.time is not None and is_spark(frame):
        frame = add_microseconds(frame, names[log.time], _TIME)
    schema = frame.collect_schema()
    columns = [_to_case(names[log.case], schema[names[log.case]]).alias("c")]
    columns.append(nw.col(names[log.activity]).cast(nw.String).alias("a"))
    order = []
    if log.time is not None:
        time = nw.col(_TIME) if _TIME in schema else _to_time(log, schema[names[log.time]])
        columns.append(time.alias("t"))
        order.append("t")
    if log.order is not None:
        columns.append(nw.col(names[log.order]).alias("o"))
        order.append("o")
    if numbered is not None:
        columns.append(nw.col(_ROW).alias("r"))
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
    if aside.total() > source.tolerate * total:
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


def count_lazily(rows: LazyRows, scan: Scan, *, detailed: bool, variants: int = 0) -> Counts:
    """Counts a log; of the engines here only Spark tells which paths there are.

    Args:
        rows: The events.
        scan: What the first look has told.
        detailed: Whether cases per activity and rework are counted too.
        variants: How many of the most frequent paths are wanted.
    """
    known = _name(rows, scan.recognised)
    edges, ties, repeats, exact = _count_edges(rows, known, scan)
    rule = "they keep the order of the rows" if rows.keeps_rows else "their names decide"
    counts = Counts(
        names=scan.recognised.names,
        visits=scan.visits,
        edges=edges,
        ties=ties,
        repeats=repeats,
        approximate=not exact,
        tie_rule=rule if "o" not in rows.order else "the column of order decides",
    )
    if not detailed or not counts.names:
        return counts
    return _add_paths(rows, known, _add_cases(rows, known, counts), variants)


def _name(rows: LazyRows, recognised: Recognised) -> Frame:
    """The events that count, by the names that they count as."""
    cells: dict[str, list[str]] = {}
    for cell, code in recognised.codes.items():
        cells.setdefault(recognised.names[code], []).append(cell)
    frame = rows.frame.filter(~nw.col("c").is_null(), nw.col("a").is_in(sorted(recognised.codes)))
    if rows.is_timed:
        frame = frame.filter(~nw.col("t").is_null())
    renamed = {name: known for name, known in cells.items() if known != [name]}
    if not renamed:
        return frame
    meant = (nw.when(nw.col("a").is_in(known)).then(nw.lit(n)) for n, known in renamed.items())
    return frame.with_columns(nw.coalesce(*meant, nw.col("a")).alias("a"))


def _count_edges(
    rows: LazyRows, known: Frame, scan: Scan
) -> tuple[dict[Edge, Gaps], int, int, bool]:
    codes = {name: code for code, name in enumerate(scan.recognised.names)}
    order = (*rows.order, "a")
    after = [nw.col("a").shift(-1).over("c", order_by=order).alias("b")]
    after.append(nw.col("a").cum_count().over("c", order_by=order).alias("i"))
    if rows.is_timed:
        after.append(nw.col("t").shift(-1).over("c", order_by=order).alias("u"))
    pairs = known.with_columns(*after).filter(~nw.col("b").is_null())
    edges: dict[Edge, Gaps] = {}
    if not rows.is_timed:
        counted = pairs.group_by("a", "b").agg(nw.len().alias("n"), nw.col("i").sum())
        for a, b, n, place in rows.log.table.fetch(counted.select("a", "b", "n", "i")):
            edges[codes[a], codes[b]] = Gaps(n, int(place))
        return edges, 0, 0, True
    timed = pairs.with_columns((nw.col("u") - nw.col("t")).alias("d"))
    exact = scan.total <= MOST_EXACT
    bucket = nw.col("d") if exact else ((nw.col("d") + 1).log() * PER_FACTOR).round()
    timed = timed.with_columns(bucket.cast(nw.Int64).alias("h"))
    d = nw.col("d")
    sums = [d.sum().alias("s"), d.min().alias("lo"), d.max().alias("hi"), nw.len().alias("n")]
    grouped = timed.group_by("a", "b", "h").agg(*sums, nw.col("i").sum())
    told = grouped.select("a", "b", "h", "n", "i", "s", "lo", "hi")
    ties = repeats = 0
    for a, b, h, n, place, total, shortest, longest in rows.log.table.fetch(told):
        gaps = edges.setdefault((codes[a], codes[b]), Gaps())
        gaps.add(n, int(total), int(shortest), int(longest))
        gaps.places += int(place)
        gaps.buckets[int(h) if exact else bucket_to_length(int(h))] += n
        if longest == 0:
            ties, repeats = (ties + n, repeats) if a != b else (ties, repeats + n)
    return edges, ties, repeats, exact


def _add_cases(rows: LazyRows, known: Frame, counts: Counts) -> Counts:
    codes = {name: code for code, name in enumerate(counts.names)}
    often = known.group_by("c", "a").agg(nw.len().alias("m"))
    twice = nw.when(nw.col("m") > 1).then(nw.lit(1)).otherwise(nw.lit(0))
    asked = nw.len().alias("n"), nw.col("twice").sum().alias("w")
    grouped = often.with_columns(twice.alias("twice")).group_by("a").agg(*asked)
    cases, reworked = [0] * len(codes), [0] * len(codes)
    for activity, n, again in rows.log.table.fetch(grouped.select("a", "n", "w")):
        cases[codes[activity]], reworked[codes[activity]] = n, int(again)
    return replace(counts, cases=tuple(cases), reworked=tuple(reworked))


def _add_paths(rows: LazyRows, known: Frame, counts: Counts, wanted: int) -> Counts:
    if not is_spark(known):
        note = "how many different paths there are is not counted on this engine"
        return replace(counts, notes=(note,))
    codes = {name: code for code, name in enumerate(counts.names)}
    top, number = count_paths(known, rows.order, wanted)
    paths = tuple((tuple(codes[name] for name in path), n) for path, n in top)
    return replace(counts, variants=paths, n_variants=number)
