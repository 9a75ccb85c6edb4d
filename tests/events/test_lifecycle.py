from __future__ import annotations

import polars as pl
import pytest

from journeymap.events.discovering import discover_flow
from journeymap.model.event_sources import EventSource

NOTE = (
    "column '{0}' tells start and complete of the same activity: both are counted, so that it "
    "seems to follow upon itself; keep one kind: --only {0}={1}"
)


def make_log(column: str, *kinds: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "case": ["1"] * 4,
            "activity": ["Cart", "Cart", "Pay", "Pay"],
            "time": [f"2026-01-0{day}" for day in range(1, 5)],
            column: kinds,
        }
    )


@pytest.mark.parametrize("column", ["lifecycle:transition", "lifecycle", "Registration_Type"])
def test_start_and_end_of_an_activity_are_told(column: str) -> None:
    flow = discover_flow(make_log(column, "start", "complete", "start", "complete"))
    assert flow.notes[0] == NOTE.format(column, "complete")
    assert sum(row.count for row in flow.rows if row.source == row.target) == 2


def test_the_end_is_named_as_the_log_writes_it() -> None:
    flow = discover_flow(make_log("lifecycle", "START", "COMPLETE", "COMPLETE", "COMPLETE"))
    assert flow.notes[0] == NOTE.format("lifecycle", "COMPLETE")


def test_whoever_keeps_one_kind_is_told_nothing() -> None:
    log = make_log("lifecycle", "start", "complete", "start", "complete")
    flow = discover_flow(log, source=EventSource(only={"lifecycle": "complete"}))
    assert flow.notes == ()
    assert [(row.source, row.target) for row in flow.rows] == [("cart", "pay")]


@pytest.mark.parametrize(
    ("column", "kinds"),
    [
        ("lifecycle", ("complete",) * 4),
        ("lifecycle", ("start", "start", "complete", "complete")),  # no activity has both
        ("lifecycle", ("start", "suspend", "start", "resume")),
        ("kind", ("start", "complete", "start", "complete")),
    ],
)
def test_other_logs_need_no_note(column: str, kinds: tuple[str, ...]) -> None:
    assert discover_flow(make_log(column, *kinds)).notes == ()
