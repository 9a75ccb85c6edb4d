from __future__ import annotations

import datetime

import duckdb
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from journeymap.operations.medians import find_medians
from journeymap.operations.spans import Spans
from journeymap.tables.opening import open_table

NOON = datetime.datetime(2026, 1, 1, 12)
MINUTE = 60_000_000
lives = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=30)


def find_median_of(rows: list[tuple[int, int | None]]) -> int | None:
    """The median in minutes of tickets by the minutes when they were opened and resolved."""
    frame = duckdb.from_arrow(
        pl.DataFrame(
            {
                "opened": [NOON + datetime.timedelta(minutes=opened) for opened, _ in rows],
                "resolved": [
                    None if resolved is None else NOON + datetime.timedelta(minutes=resolved)
                    for _, resolved in rows
                ],
            },
            schema={"opened": pl.Datetime, "resolved": pl.Datetime},
        ).to_arrow()
    )
    spans = Spans(open_table(frame, ()), {}, "opened", "resolved")
    groups = list(spans.count({}, {"latest": "max(greatest(a, b))"}))
    medians = find_medians(spans, {}, [groups, groups])
    assert medians in ({}, {0: medians.get(0), 1: medians.get(0)})
    return medians[0] // MINUTE if medians else None


def test_a_median_by_hand() -> None:
    # resolved after 2, 4 and 6 of 6 tickets, open since 1, 3 and 5 minutes
    rows = [(6, 8), (4, 8), (2, 8), (7, None), (5, None), (3, None)]
    # 1 - 1/5 at 2, that by 1 - 1/3 at 4, and nothing left at 6
    assert find_median_of(rows) == 6


def test_without_open_tickets_it_is_the_lower_median() -> None:
    assert find_median_of([(0, 1), (0, 2), (0, 3), (0, 9)]) == 2


@settings(max_examples=25)
@given(lives)
def test_it_is_that_of_scipy(lived: list[tuple[int, bool]]) -> None:
    # all are seen until the last minute: those still open were opened so long before it
    rows = [(40 - took, None if is_open else 40) for took, is_open in lived]
    resolved = [took for took, is_open in lived if not is_open]
    still = [took for took, is_open in lived if is_open]
    if not resolved:
        return
    survival = ecdf(CensoredData(uncensored=resolved, right=still)).sf
    falls = zip(survival.quantiles, survival.probabilities, strict=True)
    expected = next((int(time) for time, share in falls if share <= 0.5 + 1e-12), None)
    assert find_median_of(rows) == expected
