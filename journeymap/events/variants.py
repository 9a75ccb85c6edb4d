"""What is told of whole cases: which activities occur in how many, rework, and paths."""

from __future__ import annotations

from dataclasses import replace

from journeymap.events.counts import Counts
from journeymap.events.lists import Lists
from journeymap.events.rows import LISTS, VARIANTS, Rows


class Details:
    """Counts cases and paths in the lists of events, part by part.

    Two paths are the same where their fingerprints of 64 bits are: among ten million different
    ones two are mixed up with a chance of one in 400,000. Codes count from 1 here, because DuckDB's
    fingerprint of a list passes over noughts at its beginning.

    Args:
        rows: The log.
        activities: How many activities there are.
        wanted: How many of the most frequent paths are wanted; 0 leaves out counting paths.
    """

    def __init__(self, rows: Rows, activities: int, wanted: int) -> None:
        self._rows, self._activities, self._wanted = rows, activities, wanted
        self._cases = [0] * activities
        self._reworked = [0] * activities

    def take(self, lists: Lists, *, first: bool) -> None:
        """Counts the lists that lie in their table.

        Args:
            lists: What they hold.
            first: Whether this is the first part; what was counted before is forgotten.
        """
        codes = f"list_transform(l, x -> cast({lists.code.format('x')} + 1 as usmallint))"
        if first:
            self._cases, self._reworked = [0] * self._activities, [0] * self._activities
        self._count_cases(codes)
        if self._wanted:
            self._keep_paths(codes, first=first)

    def _keep_paths(self, codes: str, *, first: bool) -> None:
        made = f"create or replace temp table {VARIANTS} as"
        paths = f"select {codes} as p from {LISTS}"
        asked = "hash(p, len(p)) as h, count(*) as n, any_value(p) as p"
        into = made if first else f"insert into {VARIANTS}"
        self._rows.run(f"{into} select {asked} from ({paths}) group by h")

    def _count_cases(self, codes: str) -> None:
        """An activity's visits in a case lie together once sorted: its last one is alone.

        Where it occurs more often, there is one pair of visits more than there are triples.
        """
        ordered = f"select list_sort({codes}) as s from {LISTS}"
        near = f"select unnest(s) as a, unnest(s[2:]) as b, unnest(s[3:]) as c from ({ordered})"
        last, pairs = "b is distinct from a", "a = b"
        asked = f"count(*) filter ({last}), count(*) filter ({pairs})"
        triples = f"count(*) filter ({pairs} and b = c)"
        for code, cases, doubled, tripled in self._rows.fetch(
            f"select a, {asked}, {triples} from ({near}) group by a"
        ):
            self._cases[code - 1] += cases
            self._reworked[code - 1] += doubled - tripled

    def add_to(self, counts: Counts) -> Counts:
        """The counts with these."""
        counted = replace(counts, cases=tuple(self._cases), reworked=tuple(self._reworked))
        if not self._wanted or not counts.names:
            return counted
        merged = f"select sum(n) as n, any_value(p) as p from {VARIANTS} group by h"
        top = f"select p, n from ({merged}) order by n desc, p limit {self._wanted}"
        kept = self._rows.fetch(top)
        found = tuple((tuple(code - 1 for code in path), int(n)) for path, n in kept)
        ((number,),) = self._rows.fetch(f"select count(distinct h) from {VARIANTS}")
        return replace(counted, variants=found, n_variants=int(number))
