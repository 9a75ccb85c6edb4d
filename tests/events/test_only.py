"""What ``only`` sets aside is not counted, in tables of every engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import duckdb
import ibis  # type: ignore[import-untyped]
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.events.discovering import discover_flow
from journeymap.model.event_sources import EventSource

ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "polars, lazy": lambda frame: frame.lazy(),
    "DuckDB": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "Ibis": lambda frame: ibis.memtable(frame.to_arrow()),
}
ONLY_PL = EventSource(only={"country": ["PL"]})
ROWS = st.lists(st.tuples(st.sampled_from("cd"), st.sampled_from("xyz"), st.booleans()), max_size=8)


def _frame(rows: list[tuple[str, str, bool]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "case": [case for case, _, _ in rows],
            "activity": [activity for _, activity, _ in rows],
            "time": [datetime(2026, 1, 1, 0, 0, i) for i in range(len(rows))],
            "country": ["PL" if is_kept else "DE" for _, _, is_kept in rows],
        }
    )


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=5)
@given(rows=ROWS)
def test_only_the_kept_events_are_counted(engine: str, rows: list[tuple[str, str, bool]]) -> None:
    rows = [("c", "x", True), *rows]
    flow = discover_flow(ENGINES[engine](_frame(rows)), source=ONLY_PL)
    alone = discover_flow(_frame(rows).filter(country="PL"))
    assert (flow.rows, flow.touchpoints) == (alone.rows, alone.touchpoints)
    assert flow.intake.rows == len(rows) == flow.events + sum(flow.intake.set_aside.values())
    aside = {"not selected": n} if (n := sum(not row[2] for row in rows)) else {}
    assert flow.intake.set_aside == aside


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "DuckDB"])
def test_faults_are_told_by_their_rows_in_the_whole_table(engine: str) -> None:
    frame = _frame([("c", "x", False), ("c", "x", True), ("c", "y", False), ("c", "y", True)])
    times = ["2026-01-01", "2026-01-02", "bad and not selected", "soon"]
    with pytest.raises(AnswersError) as caught:
        discover_flow(ENGINES[engine](frame.with_columns(time=pl.Series(times))), source=ONLY_PL)
    assert str(caught.value).startswith("table: row 4: time: unreadable time 'soon'")


@pytest.mark.parametrize("engine", ENGINES)
def test_paths_that_are_not_selected(engine: str) -> None:
    frame = pl.DataFrame(
        {"path": ["a>b", "a>c", "a"], "n": [5, 7, 9], "country": ["PL", "DE", "PL"]}
    )
    source = ONLY_PL.replace(path="path", count=("n",))
    flow = discover_flow(ENGINES[engine](frame), source=source)
    assert (flow.cases, flow.intake.rows) == (14, 3)
    assert str(flow.intake) == "19 events: 19 used; rows set aside: not selected 1"
