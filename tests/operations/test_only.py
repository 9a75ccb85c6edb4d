"""Tickets that ``only`` sets aside are not counted, in tables of every engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import pytest

from journeymap.model.journey import Journey
from journeymap.model.tickets import TicketSource
from journeymap.operations.tickets import measure_tickets

ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars, lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "DuckDB": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_kept_tickets_are_counted(engine: str) -> None:
    journey = Journey(name="Shop", stages=[{"name": "After", "touchpoints": ["Help"]}])
    frame = pl.DataFrame(
        {
            "opened": ["2026-01-01", "2026-01-02", "2026-01-03"],
            "closed": ["2026-01-02", "2026-01-09", "2026-01-04"],
            "country": ["PL", "DE", "PL"],
        }
    )
    source = TicketSource(
        touchpoint="help",
        columns={"opened": "opened", "resolved": "closed"},
        only={"country": ["PL"]},
    )
    readings = measure_tickets(journey, ENGINES[engine](frame), source)
    assert readings.intake.set_aside == {"not selected": 1}
    assert readings.intake.used == 2
    assert {reading.n for reading in readings if reading.n is not None} == {2}
