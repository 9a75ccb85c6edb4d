"""Tables of whole paths become the same flow, without times."""

from __future__ import annotations

import csv
import gzip
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from journeymap.errors import AnswersError, JourneyError
from journeymap.events.discovering import discover_flow, discover_journey
from journeymap.model.event_sources import EventSource

DATA = Path(os.environ.get("JOURNEYMAP_TEST_DATA", "")) / "eventlogs" / "PathData.csv.gz"
TWO = ("total_conversions", "total_null")


def test_paths_count_as_often_as_they_were_taken() -> None:
    table = pl.DataFrame({"path": ["search > cart", "cart>cart", "search > cart"], "n": [3, 2, 1]})
    flow = discover_flow(table, source=EventSource(path="path", count="n"))
    assert [(row.source, row.target, row.count, row.median) for row in flow.rows] == [
        ("search", "cart", 4, None),
        ("cart", "cart", 2, None),
    ]
    assert (flow.starts, flow.ends, flow.cases) == ({"search": 4, "cart": 2}, {"cart": 6}, 6)
    assert [(v.path, v.count) for v in flow.variants] == [
        (("search", "cart"), 4),
        (("cart", "cart"), 2),
    ]
    cart = next(t for t in flow.touchpoints if t.touchpoint == "cart")
    assert (cart.cases, cart.reworked, cart.position) == (6, 2, 0.75)


def test_without_counts_each_path_counts_once() -> None:
    table = pl.DataFrame({"path": ["a > b", "a > b", "b"]})
    flow = discover_flow(table, source=EventSource(path="path"))
    assert [row.count for row in flow.rows] == [2]


def test_an_outcome_is_a_touchpoint_at_the_end() -> None:
    table = pl.DataFrame({"path": ["ad > shop", "ad"], "bought": ["2", "0"], "left": ["5", "1.0"]})
    source = EventSource(path="path", count=["bought", "left"], outcomes={"bought": "Purchase"})
    flow = discover_flow(table, source=source)
    assert flow.ends == {"shop": 5, "purchase": 2, "ad": 1}
    assert [(row.source, row.target, row.count) for row in flow.rows] == [
        ("ad", "shop", 7),
        ("shop", "purchase", 2),
    ]
    assert [t.id for t in discover_journey(table, source=source).touchpoints] == [
        "ad",
        "shop",
        "purchase",
    ]


def test_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "paths.csv"
    path.write_text("path,n\na > b,1\n,2\na > > b,3\na,-1\na,2.5\n", encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        discover_flow(path, source=EventSource(path="path", count="n"))
    assert str(caught.value).replace(str(path), "paths.csv").splitlines() == [
        "paths.csv:5: n: not a count '-1'; a count is a whole number, 0 or more; in 2 rows",
        "paths.csv:4: path: a blank in a path 'a > > b'; touchpoints of a path stand between its"
        " separators",
        "paths.csv:3: path: no path; each row needs a path",
    ]
    tolerant = EventSource(path="path", count="n", tolerate=0.5)
    path.write_text("path,n\na > b,1\na,x\n", encoding="utf-8")
    assert discover_flow(path, source=tolerant).notes == (
        "1 rows are set aside (not a count in n)",
    )


def test_outcomes_are_of_columns_of_counts() -> None:
    with pytest.raises(JourneyError, match="outcomes are of columns of count 'bought'"):
        EventSource(path="path", count="n", outcomes={"bought": "Purchase"})


@pytest.mark.skipif(not DATA.is_file(), reason="set JOURNEYMAP_TEST_DATA")
def test_ten_thousand_real_paths() -> None:
    outcomes = {"total_conversions": "Purchase"}
    flow = discover_flow(DATA, source=EventSource(path="path", count=TWO, outcomes=outcomes))
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        names = row["path"].split(" > ")
        bought, lost = (int(float(row[column])) for column in TWO)
        for pair in pairwise(names):
            pairs[pair] += bought + lost
        pairs[names[-1], "Purchase"] += bought
    assert {(row.source_name, row.target_name): row.count for row in flow.rows} == +pairs
    assert flow.ends["purchase"] == sum(int(float(row[TWO[0]])) for row in rows)


def test_rows_set_aside_are_in_the_intake() -> None:
    rows = {"path": ["a>b", "a", "b", "c"], "n": ["2", "1", "x", "1"], "k": ["1", "1", "1", "2"]}
    source = EventSource(path="path", count="n", only={"k": ["1"]}, tolerate=0.5)
    intake = discover_flow(pl.DataFrame(rows), source=source).intake
    assert str(intake) == "5 events: 5 used; rows set aside: not selected 1, not a count 1"
    assert (intake.rows, intake.answers, intake.used) == (4, 5, 5)


@pytest.mark.parametrize(
    ("decimal", "cell", "advice"),
    [
        (".", "200%", ""),
        (".", "2,000", ""),
        (",", "2.000", "; the source has a declared decimal comma: write 2,000"),
        (",", "200%", ""),
    ],
)
def test_what_is_no_plain_number_is_no_count(decimal: str, cell: str, advice: str) -> None:
    source = EventSource(path="path", count="n", format={"decimal": decimal})
    with pytest.raises(AnswersError) as caught:
        discover_flow(pl.DataFrame({"path": ["a"], "n": [cell]}), source=source)
    told = f"table: row 1: n: not a count '{cell}'; a count is a whole number, 0 or more{advice}"
    assert str(caught.value) == told


@pytest.mark.parametrize("n", [["2,0"], ["2"], [2], [2.0]])
def test_counts_with_a_decimal_comma(n: list[object]) -> None:
    source = EventSource(path="path", count="n", format={"decimal": ","})
    assert discover_flow(pl.DataFrame({"path": ["a"], "n": n}), source=source).cases == 2
