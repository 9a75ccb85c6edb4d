"""Counting which activity follows which, where the events lie: by DuckDB.

Time and code of an event are packed into one whole number, so that the events of a case are put in
order by sorting plain numbers. Events of the same time fall in order of their codes then; where
different ones share a time, all is counted anew with the number of each row, which is slower. What
would not fit into memory is counted a share of the cases at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from journeymap.events.counts import (
    BY_ORDER,
    BY_ROWS,
    PER_FACTOR,
    QUANTILES,
    Counts,
    Edge,
    Gaps,
    bucket_to_length,
)
from journeymap.events.lists import Lists, number, pack, pairs_in
from journeymap.events.rows import LISTS, Rows
from journeymap.events.scanning import Scan
from journeymap.events.variants import Details

MOST_EXACT = 20_000_000
"""So many times between events are kept to find their exact quantiles; of more a histogram is."""
_SMALL_BITS = 16


def count_log(rows: Rows, scan: Scan, *, detailed: bool, variants: int = 0) -> Counts:
    """Counts a log.

    Args:
        rows: The events.
        scan: What the first look has told.
        detailed: Whether cases per activity, rework and the number of variants are counted too.
        variants: How many of the most frequent variants are wanted.
    """
    details = Details(rows, len(scan.visits), variants) if detailed else None
    packed = pack(rows, scan, windowed=rows.has_numbers and not detailed)
    if packed is None:
        return _count(rows, scan, number(rows, scan), details)
    counts = _count(rows, scan, packed, details)
    if not counts.ties:
        return counts
    ordered = _count(rows, scan, number(rows, scan), details)
    return replace(ordered, ties=counts.ties, repeats=counts.repeats)


def _count(rows: Rows, scan: Scan, lists: Lists, details: Details | None) -> Counts:
    sum_up = _Summing(exact=lists.parts == 1 and scan.total <= MOST_EXACT)
    for i in range(lists.parts):
        if details is not None:
            rows.run(f"create or replace temp table {LISTS} as {lists.part(i)}")
            pairs = pairs_in(LISTS)
        else:
            pairs = lists.pairs(i) if lists.is_windowed else pairs_in(f"({lists.part(i)})")
        sum_up.take(rows, lists, pairs)
        if details is not None and sum_up.is_settled(lists):
            details.take(lists, first=i == 0)
    counts = Counts(
        names=scan.recognised.names,
        visits=scan.visits,
        edges=sum_up.edges,
        ties=sum_up.ties,
        repeats=sum_up.repeats,
        approximate=not sum_up.exact and lists.gap is not None,
        tie_rule=BY_ROWS if rows.order is None else BY_ORDER,
    )
    return details.add_to(counts) if details and sum_up.is_settled(lists) else counts


@dataclass(slots=True)
class _Summing:
    """Sums up the pairs of events that follow each other, part by part."""

    exact: bool
    edges: dict[Edge, Gaps] = field(default_factory=dict)
    ties: int = 0
    repeats: int = 0

    def is_settled(self, lists: Lists) -> bool:
        """Whether the order of these lists is the last word: with ties it may not be."""
        return lists.keeps_ties or not self.ties

    def take(self, rows: Rows, lists: Lists, pairs: str) -> None:
        """Counts these pairs of items x and y with the place i of y."""
        both = f"{lists.code.format('x')} << {lists.bits} | {lists.code.format('y')}"
        kind = "usmallint" if 2 * lists.bits <= _SMALL_BITS else "integer"
        told = f"select cast({both} as {kind}) as k, i, {lists.gap or 'null'} as d from ({pairs})"
        for k, n, place, *times in rows.fetch(self._ask(told, timed=lists.gap is not None)):
            edge = k >> lists.bits, k & ((1 << lists.bits) - 1)
            gaps = self.edges.setdefault(edge, Gaps())
            gaps.n, gaps.places = gaps.n + n, gaps.places + int(place)
            if times:
                self._take_times(edge, gaps, n, *times)

    def _take_times(  # noqa: PLR0917 - the columns of the query
        self,
        edge: Edge,
        gaps: Gaps,
        n: int,
        total: int,
        shortest: int,
        longest: int,
        same: int,
        more: Any,
    ) -> None:
        gaps.add_times(int(total), shortest, longest)
        if self.exact:
            gaps.quantiles = tuple(more)
        else:
            gaps.buckets[bucket_to_length(more)] += n
        if edge[0] == edge[1]:
            self.repeats += same
        else:
            self.ties += same

    def _ask(self, told: str, *, timed: bool) -> str:
        if not timed:
            return f"select k, count(*), sum(i) from ({told}) group by k"
        asked = "count(*), sum(i), sum(d), min(d), max(d), count(*) filter (d = 0)"
        if self.exact:
            quantiles = f"quantile_cont(d, {list(QUANTILES)})"
            return f"select k, {asked}, {quantiles} from ({told}) group by k"
        bucket = f"cast(round(ln(d + 1) * {PER_FACTOR}) as smallint) as h"
        told = f"select k, i, d, {bucket} from ({told})"
        return f"select k, {asked}, h from ({told}) group by k, h"
