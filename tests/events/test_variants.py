"""Paths of whole cases, cases per activity and rework."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.events.discovering import discover_flow

NOON = datetime(2026, 3, 1, 12)
PATHS = st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=12)


def _to_log(paths: list[str]) -> pl.DataFrame:
    rows = [
        (case, name, NOON + timedelta(minutes=i))
        for case, path in enumerate(paths)
        for i, name in enumerate(path)
    ]
    return pl.DataFrame(rows, schema=["case_id", "activity", "time"], orient="row")


@settings(max_examples=25)
@given(PATHS)
def test_variants_cases_and_rework_are_those_of_the_paths(paths: list[str]) -> None:
    flow = discover_flow(_to_log(paths), variants=3)
    taken = Counter(map(tuple, paths))
    assert flow.n_variants == len(taken)
    assert [v.count for v in flow.variants] == [n for _, n in taken.most_common(3)]
    assert all(taken[v.path] == v.count for v in flow.variants)
    assert all(v.share == v.count / len(paths) for v in flow.variants)
    for seen in flow.touchpoints:
        inside = [path.count(seen.touchpoint) for path in paths if seen.touchpoint in path]
        assert (seen.cases, seen.events) == (len(inside), sum(inside))
        assert seen.reworked == sum(n > 1 for n in inside)


def test_nothing_of_it_is_counted_unless_asked() -> None:
    flow = discover_flow(_to_log(["ab", "ab"]), variants=0)
    assert (flow.variants, flow.n_variants) == ((), None)
    assert [(t.cases, t.reworked, t.extra_visits) for t in flow.touchpoints] == [(None,) * 3] * 2
    assert flow.headline() == "2 cases with 4 events: 1 transition between 2 touchpoints"
