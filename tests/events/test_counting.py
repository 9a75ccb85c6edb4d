"""Counting by DuckDB: real logs to the last count, ties, times, faults, parts, and its laws."""

from __future__ import annotations

import json
import os
import random
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events import counting, lists
from journeymap.events.discovering import discover_flow
from journeymap.events.flow import ObservedFlow
from journeymap.model.event_sources import EventSource

DATA = Path(os.environ.get("JOURNEYMAP_TEST_DATA", ""))
PUBLISHED = DATA / "published" / "eventlog_counts.json"
LOGS = ["teleclaims", "receipt", "running-example", "repair", "patients", "traffic_fines"]
needs_data = pytest.mark.skipif(not PUBLISHED.is_file(), reason="set JOURNEYMAP_TEST_DATA")
NOON = datetime(2026, 3, 1, 12)


def _write(folder: Path, *rows: str, header: str = "case_id,activity,timestamp") -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def _frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["case_id", "activity", "time"], orient="row")
    return frame.cast({"case_id": pl.String, "activity": pl.String, "time": pl.Datetime("us")})


def _arrows(flow: ObservedFlow) -> dict[str, int]:
    return {f"{row.source_name} -> {row.target_name}": row.count for row in flow.rows}


@needs_data
@pytest.mark.parametrize("name", LOGS)
def test_every_published_count_of_real_logs(name: str) -> None:
    expected = json.loads(PUBLISHED.read_text(encoding="utf-8"))[name]
    source = EventSource()
    if name == "patients":
        only = {"registration_type": "start"}
        source = EventSource(case="patient", activity="handling", time="time", only=only)
    flow = discover_flow(DATA / "eventlogs" / f"{name}.csv.gz", source=source)
    names = {touchpoint.touchpoint: touchpoint.name for touchpoint in flow.touchpoints}
    assert (flow.cases, flow.events) == (expected["cases"], expected["events"])
    assert flow.n_variants == expected["variants"]
    assert {t.name: t.events for t in flow.touchpoints} == expected["activity_counts"]
    assert {names[id_]: n for id_, n in flow.starts.items()} == expected["start"]
    assert {names[id_]: n for id_, n in flow.ends.items()} == expected["end"]
    edges = {(a, b): n for a, b, n in expected["dfg"]}
    assert {(row.source_name, row.target_name): row.count for row in flow.rows} == edges
    told = [variant.count for variant in flow.variants]
    assert told == [n for _, n in expected["top_variants"]][: len(told)]


@needs_data
@pytest.mark.parametrize("file", ["running-example.xes", "receipt.xes.gz"])
def test_xes_counts_as_its_csv_does(file: str) -> None:
    from_csv = discover_flow(DATA / "eventlogs" / f"{file.partition('.')[0]}.csv.gz")
    from_xes = discover_flow(DATA / "eventlogs" / file)
    assert from_xes.rows == from_csv.rows
    assert from_xes.variants == from_csv.variants


def test_times_between_events() -> None:
    hours = [1, 2, 3, 4, 30]
    rows = [(f"c{i}", "Cart", NOON) for i in range(5)]
    rows += [(f"c{i}", "Pay", NOON + timedelta(hours=h)) for i, h in enumerate(hours)]
    (row,) = discover_flow(_frame(rows)).rows
    gaps = [3600.0 * h for h in hours]
    assert (row.count, row.share, row.mean) == (5, 1.0, mean(gaps))
    assert (row.shortest, row.longest) == (3600.0, 108000.0)
    assert [row.p10, row.median, row.p90] == [float(q) for q in np.quantile(gaps, [0.1, 0.5, 0.9])]


def test_rework_starts_ends_and_typical_order() -> None:
    path = ["Look", "Cart", "Cart", "Look", "Pay"]
    rows = [("a", name, NOON + timedelta(hours=i)) for i, name in enumerate(path)]
    rows += [("b", "Look", NOON), ("c", "Pay", NOON)]
    flow = discover_flow(_frame(rows))
    assert _arrows(flow) == {
        "Look -> Cart": 1,
        "Look -> Pay": 1,
        "Cart -> Look": 1,
        "Cart -> Cart": 1,
    }
    assert (flow.starts, flow.ends) == ({"look": 2, "pay": 1}, {"pay": 2, "look": 1})
    seen = {t.touchpoint: t for t in flow.touchpoints}
    assert [(t.touchpoint, t.position) for t in flow.touchpoints] == [
        ("look", 1.0),
        ("cart", 1.5),
        ("pay", 2.0),
    ]
    look, cart = seen["look"], seen["cart"]
    assert (look.events, look.cases, look.reworked, look.extra_visits) == (3, 2, 1, 1)
    assert (cart.cases, cart.reworked, cart.self_loops) == (1, 1, 1)
    assert [v.path for v in flow.variants if len(v.path) > 1] == [
        ("look", "cart", "cart", "look", "pay")
    ]
    assert flow.n_variants == 3


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_events_of_the_same_time_keep_the_order_of_the_file(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    first, second = names
    path = _write(tmp_path, f"c,{first},2026-01-01", f"c,{second},2026-01-01", "d,a,2026-01-01")
    for variants in (0, 10):
        flow = discover_flow(path, variants=variants)
        assert _arrows(flow) == {f"{first} -> {second}": 1}
        assert flow.notes == (
            "1 time two events of a case that follow each other have the same time; they keep the"
            " order of the rows",
        )


def test_a_column_of_order_breaks_ties_as_numbers(tmp_path: Path) -> None:
    rows = ("c,a,2026-01-01,10", "c,b,2026-01-01,9", "c,x,2025-01-01,11")
    path = _write(tmp_path, *rows, header="case_id,activity,timestamp,.order")
    assert _arrows(discover_flow(path)) == {"x -> b": 1, "b -> a": 1}
    words = ("c,a,2026-01-01,late", "c,b,2026-01-01,early")
    path = _write(tmp_path, *words, header="case_id,activity,timestamp,.order")
    assert _arrows(discover_flow(path)) == {"b -> a": 1}


def test_events_without_times_keep_the_order_of_the_file(tmp_path: Path) -> None:
    path = _write(tmp_path, "c,b,", "d,z,", "c,a,")
    flow = discover_flow(path)
    assert _arrows(flow) == {"b -> a": 1}
    assert flow.rows[0].mean is None
    assert "median" not in str(flow)
    assert "no event has a time: the order of the rows counts" in flow.notes


def test_whole_repeats_are_counted_and_told(tmp_path: Path) -> None:
    path = _write(tmp_path, *["c,a,2026-01-01"] * 3)
    flow = discover_flow(path)
    assert _arrows(flow) == {"a -> a": 2}
    assert flow.notes == (
        "2 events have the same case, activity and time as another one; all are counted; where a "
        "log tells the start and the end of each activity, keep one kind with only",
    )


def test_all_kinds_of_fault_at_once_with_their_first_lines(tmp_path: Path) -> None:
    good = [f"c{i},a,2026-01-0{i}" for i in range(1, 5)]
    bad = [",a,2026-01-01", "NA,a,2026-01-01", "c, ,2026-01-01", "c,b,", "c,b,soon"]
    again = ["case_id,activity,timestamp"] * 4
    path = _write(tmp_path, *good, *bad, *again)
    with pytest.raises(AnswersError) as caught:
        discover_flow(path)
    assert str(caught.value).replace(str(path), "log.csv").splitlines() == [
        "log.csv:6: case_id: no case; each event needs to tell whose journey it belongs to;"
        " 2 events, lines 6, 7",
        "log.csv:8: activity: no activity; each event needs to tell what happened",
        "log.csv:9: timestamp: no time; each event needs a time, or none of them",
        "log.csv:10: timestamp: unreadable time 'soon'; write it as 2026-03-01T10:00:00Z, or how"
        " it is written in format: {times: ...}; 5 events, lines 10, 11, 12 ...",
    ]


def test_tolerated_faults_are_set_aside_and_told(tmp_path: Path) -> None:
    good = [f"c{i % 5},a,2026-01-{i:02}" for i in range(1, 21)]
    path = _write(tmp_path, "c,b,soon", *good, "c,,2026-01-01")
    flow = discover_flow(path, source=EventSource(tolerate=0.1))
    assert str(flow.intake) == (
        "22 events: 20 used, 2 set aside (no activity 1, unreadable time 1)"
    )
    assert _arrows(flow) == {"a -> a": 15}
    with pytest.raises(AnswersError):
        discover_flow(path, source=EventSource(tolerate=0.05))


def test_blanks_around_cells_make_no_other_case_or_activity(tmp_path: Path) -> None:
    path = _write(tmp_path, "c1, pay,2026-01-01", "c1 ,pay ,2026-01-02", "customer-2,x,2026-01-01")
    assert _arrows(discover_flow(path)) == {"pay -> pay": 1}


def test_too_many_activities_are_told(tmp_path: Path) -> None:
    path = _write(tmp_path, *(f"c,a{i},2026-01-01" for i in range(2001)))
    with pytest.raises(AnswersError, match="more than 2,000 different activities; is this the"):
        discover_flow(path)


def test_the_users_connection_is_left_as_it_was() -> None:
    with duckdb.connect() as connection:
        relation = connection.sql(
            "select 1 as case_id, i % 3 || '' as activity, timestamp '2026-01-01' as time"
            " from range(9) t(i)"
        )
        assert sum(row.count for row in discover_flow(relation).rows) == 8
        views = "select view_name from duckdb_views() where not internal"
        assert connection.sql(views).fetchall() == connection.sql("show tables").fetchall() == []


def test_parts_and_a_histogram_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(1)
    rows = [
        (
            f"c{rng.randrange(300)}",
            rng.choice("abcd"),
            NOON + timedelta(seconds=rng.randrange(10**6)),
        )
        for _ in range(3000)
    ]
    whole = discover_flow(_frame(rows))
    monkeypatch.setattr(lists, "_SHARE_OF_MEMORY", 1e-4)
    monkeypatch.setattr(counting, "MOST_EXACT", 10)
    parts = discover_flow(_frame(rows))
    assert parts.touchpoints == whole.touchpoints
    assert (parts.n_variants, parts.starts) == (whole.n_variants, whole.starts)
    assert _arrows(parts) == _arrows(whole)
    for one, other in zip(parts.rows, whole.rows, strict=True):
        assert (one.mean, one.shortest, one.longest) == (other.mean, other.shortest, other.longest)
        for told, exact in ((one.median, other.median), (one.p90, other.p90)):
            assert told == pytest.approx(exact, rel=0.005)
    assert parts.notes[-1] == (
        "medians and quantiles of times are exact to 0.4 %; counts and means wholly"
    )


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["c1", "c2", "long name of a case"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 5),
    ),
    max_size=25,
)


def _by_hand(events: list[tuple[str, str, int]]) -> dict[str, int]:
    cases: dict[str, list[str]] = {}
    for case, name, _ in sorted(events, key=lambda event: event[2]):
        cases.setdefault(case, []).append(name)
    edges: dict[str, int] = {}
    for names in cases.values():
        for a, b in pairwise(names):
            edges[f"{a} -> {b}"] = edges.get(f"{a} -> {b}", 0) + 1
    return edges


@settings(max_examples=25)
@given(EVENTS)
def test_it_counts_as_one_would_by_hand(events: list[tuple[str, str, int]]) -> None:
    rows = [(case, name, NOON + timedelta(minutes=minute)) for case, name, minute in events]
    flow = discover_flow(_frame(rows), variants=3)
    assert _arrows(flow) == _by_hand(events)
    incoming = {t.touchpoint: t.starts for t in flow.touchpoints}
    for row in flow.rows:
        incoming[row.target] += row.count
    assert incoming == {t.touchpoint: t.events for t in flow.touchpoints}
    assert sum(flow.starts.values()) == sum(flow.ends.values()) == flow.cases
    assert flow.cases == len({case for case, _, _ in events})
    assert flow.intake.used == flow.events == len(events)


@settings(max_examples=8)
@given(EVENTS, st.randoms())
def test_the_order_of_rows_with_different_times_does_not_matter(
    events: list[tuple[str, str, int]], rng: random.Random
) -> None:
    rows = [(case, name, NOON + timedelta(i)) for i, (case, name, _) in enumerate(events)]
    mixed = rng.sample(rows, len(rows))
    assert discover_flow(_frame(rows)) == discover_flow(_frame(mixed))


@settings(max_examples=10)
@given(EVENTS)
def test_numbered_cases_and_parquet_count_as_text_does(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str, int]]
) -> None:
    rows = [(case, name, NOON + timedelta(minutes=minute)) for case, name, minute in events]
    frame = _frame(rows)
    expected = discover_flow(frame, variants=0)
    numbered = frame.with_columns(pl.col("case_id").str.len_chars().cast(pl.Int64) * 7)
    # the three names of cases differ in length but for two of them
    numbered = numbered.with_columns(pl.col("case_id") + (frame["case_id"] == "c2").cast(pl.Int64))
    file = tmp_path_factory.mktemp("log") / "log.parquet"
    numbered.write_parquet(file)
    for table in (numbered, file):
        flow = discover_flow(table, variants=0)
        assert (flow.rows, flow.touchpoints) == (expected.rows, expected.touchpoints)
        assert (flow.starts, flow.ends, flow.notes) == (
            expected.starts,
            expected.ends,
            expected.notes,
        )
