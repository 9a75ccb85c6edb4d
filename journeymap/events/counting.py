"""Counting which activity follows which, where the events lie: by DuckDB.

Time and code of an event are packed into one whole number, so that the events of a case are put in
order by sorting plain numbers. Events of the same time fall in order of their codes then; where
different ones share a time, all is counted anew with the number of each row, which is slower. What
would not fit into memory is counted a share of the cases at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
from journeymap.events.lists import Lists, number, pack
from journeymap.events.rows import LISTS, Rows
from journeymap.events.scanning import Scan
from journeymap.events.variants import Details

MOST_EXACT = 20_000_000
"""So many times between events are kept to find their exact quantiles; of more a histogram is."""
_COUNTED = "count(*), sum(i)"


def count_log(rows: Rows, scan: Scan, *, detailed: bool, variants: int = 0) -> Counts:
    """Counts a log.

    Args:
        rows: The events.
        scan: What the first look has told.
        detailed: Whether cases per activity, rework and the number of variants are counted too.
        variants: How many of the most frequent variants are wanted.
    """
    details = Details(rows, len(scan.visits), variants) if detailed else None
    packed = pack(rows, scan)
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
        from_ = LISTS if details is not None else f"({lists.part(i)})"
        sum_up.take(rows, lists, from_)
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

    def take(self, rows: Rows, lists: Lists, from_: str) -> None:
        """Counts the pairs in these lists."""
        places = "unnest(range(1, len(l))) as i"
        pairs = f"select unnest(l[:-2]) as x, unnest(l[2:]) as y, {places} from {from_}"
        codes = f"i, {lists.code.format('x')} as a, {lists.code.format('y')} as b"
        if lists.gap is None:
            told = f"select {codes} from ({pairs})"
            for a, b, n, place in rows.fetch(
                f"select a, b, {_COUNTED} from ({told}) group by a, b"
            ):
                gaps = self.edges.setdefault((a, b), Gaps())
                gaps.n, gaps.places = gaps.n + n, gaps.places + int(place)
            return
        told = f"select {codes}, {lists.gap} as d from ({pairs})"
        for a, b, n, place, total, shortest, longest, same, more in rows.fetch(self._ask(told)):
            gaps = self.edges.setdefault((a, b), Gaps())
            gaps.add(n, int(total), shortest, longest)
            gaps.places += int(place)
            if self.exact:
                gaps.quantiles = tuple(more)
            else:
                gaps.buckets[bucket_to_length(more)] += n
            self.repeats += same if a == b else 0
            self.ties += same if a != b else 0

    def _ask(self, told: str) -> str:
        asked = f"{_COUNTED}, sum(d), min(d), max(d), count(*) filter (d = 0)"
        if self.exact:
            quantiles = f"quantile_cont(d, {list(QUANTILES)})"
            return f"select a, b, {asked}, {quantiles} from ({told}) group by a, b"
        bucket = f"cast(round(ln(d + 1) * {PER_FACTOR}) as smallint) as h"
        told = f"select a, b, i, d, {bucket} from ({told})"
        return f"select a, b, {asked}, h from ({told}) group by a, b, h"
