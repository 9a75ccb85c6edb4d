"""Counting by engines other than DuckDB, where the events lie: Spark, and polars without pyarrow.

Everything is asked in narwhals, so that a cluster does the work and only counts come back.
"""

from __future__ import annotations

from dataclasses import replace

import narwhals.stable.v2 as nw

from journeymap.events.activities import Recognised
from journeymap.events.counts import PER_FACTOR, Counts, Edge, Gaps, bucket_to_length
from journeymap.events.lazy_rows import LazyRows
from journeymap.events.scanning import Scan
from journeymap.events.spark import count_paths, is_spark
from journeymap.tables.table import Frame

MOST_EXACT = 200_000
"""So many different times between events come back for exact quantiles; else a histogram does."""


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
        gaps.n, gaps.places = gaps.n + n, gaps.places + int(place)
        gaps.add_times(int(total), int(shortest), int(longest))
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
