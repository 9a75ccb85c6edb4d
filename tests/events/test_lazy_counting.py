"""Every engine counts the same, to the last count and the same microsecond."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events import lazy_counting
from journeymap.events.discovering import discover_flow
from journeymap.events.flow import ObservedFlow
from journeymap.model.event_sources import EventSource
from journeymap.tables import duck

NOON = datetime(2026, 3, 1, 12)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["c1", "c2"]), st.sampled_from(["a", "b", " b "]), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


def _frame(events: list[tuple[str, str, int]]) -> pl.DataFrame:
    told = [(case, name, NOON + timedelta(hours=hour)) for case, name, hour in events]
    return pl.DataFrame(told, schema=["case_id", "activity", "time"], orient="row")


def _compared(flow: ObservedFlow) -> tuple[object, ...]:
    return flow.rows, flow.touchpoints, flow.starts, flow.ends, flow.intake


ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "polars, lazy": lambda frame: frame.lazy(),
    "DuckDB": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "Ibis": lambda frame: ibis.memtable(frame.to_arrow()),
}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=5)
@given(events=EVENTS)
def test_all_engines_count_the_same(engine: str, events: list[tuple[str, str, int]]) -> None:
    frame = _frame(events)
    flow = discover_flow(ENGINES[engine](frame))
    assert _compared(flow) == _compared(discover_flow(frame))


def test_polars_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = _frame([("c", "b", 1), ("c", "a", 1), ("c", "a", 2), ("d", "a", 1)])
    expected = discover_flow(frame)
    monkeypatch.setattr(duck, "find_spec", lambda _name: None)
    flow = discover_flow(frame)
    assert _compared(flow) == _compared(expected)
    assert flow.notes == (
        "1 time two events of a case that follow each other have the same time; they keep the order"
        " of the rows",
        "how many different paths there are is not counted on this engine",
    )


def test_times_with_a_zone_and_dates() -> None:
    times = {"zoned": NOON.replace(tzinfo=UTC), "dates": NOON.date()}
    for first in times.values():
        frame = pl.DataFrame(
            {"case_id": [1, 1], "activity": ["a", "b"], "time": [first, first + timedelta(days=2)]}
        )
        for table in (frame, frame.lazy()):
            assert discover_flow(table).rows[0].median == 172800.0


def test_a_histogram_where_there_are_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = _frame([("c", "a", hour * hour) for hour in range(40)])
    exact = discover_flow(frame.lazy()).rows[0]
    monkeypatch.setattr(lazy_counting, "MOST_EXACT", 10)
    about = discover_flow(frame.lazy()).rows[0]
    assert (about.count, about.mean, about.longest) == (exact.count, exact.mean, exact.longest)
    assert about.median == pytest.approx(exact.median, rel=0.004)
    assert about.median != exact.median


def test_faults_are_told_with_counts() -> None:
    frame = pl.DataFrame(
        {
            "case_id": ["c", " ", "c", "c"],
            "activity": ["a", "a", None, "a"],
            "time": [NOON, NOON, NOON, None],
        }
    )
    with pytest.raises(AnswersError) as caught:
        discover_flow(frame.lazy())
    assert str(caught.value).splitlines() == [
        "table: activity: no activity",
        "table: case_id: no case",
        "table: time: no time",
    ]
    flow = discover_flow(
        frame.vstack(frame[:1]).vstack(frame[:1]).lazy(), source=EventSource(tolerate=0.5)
    )
    assert flow.intake.set_aside == {"no case": 1, "no activity": 1, "no time": 1}


def test_times_in_text_are_refused_where_they_cannot_be_read_alike() -> None:
    frame = pl.DataFrame({"case_id": ["c"], "activity": ["a"], "time": ["2026-01-01"]})
    with pytest.raises(AnswersError) as caught:
        discover_flow(frame.lazy())
    assert str(caught.value) == (
        "time: the times are not of a type for times; cast the column to a timestamp first, or give"
        " the log as a file"
    )
