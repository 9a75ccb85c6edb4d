"""Names, cells and words of tables are data: they are never read as grammar of any engine."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from journeymap.errors import AnswersError
from journeymap.model.customers import CustomerSource
from journeymap.model.journey import Journey
from journeymap.model.tickets import TicketSource
from journeymap.operations.customers import measure_customers
from journeymap.operations.tickets import measure_tickets

EVIL = "x'; drop table t; -- \" )"
JOURNEY = Journey(name="Shop", stages=[{"name": "Use", "touchpoints": [{"id": "t", "name": EVIL}]}])


def test_hostile_columns_words_and_codes(tmp_path: Path) -> None:
    columns = {"opened": EVIL, "resolved": "select", "touchpoint": "a.b"}
    rows = {EVIL: ["2026-01-01", "none'); --"], "select": ["2026-01-02", None], "a.b": [EVIL, EVIL]}
    for table in (pl.DataFrame(rows), tmp_path / "log.parquet"):
        if isinstance(table, Path):
            pl.DataFrame(rows).write_parquet(table)
        readings = measure_tickets(
            JOURNEY,
            table,
            TicketSource(
                columns=columns, missing=["none'); --"], segments={"'": "a.b"}, waves="month"
            ),
        )
        assert [(r.touchpoint, r.wave, dict(r.segment)) for r in readings] == [
            ("t", "2026-01", {}),
            ("t", "2026-01", {"'": EVIL}),
        ]


def test_hostile_cells_are_told(tmp_path: Path) -> None:
    table = tmp_path / "base.csv"
    table.write_text(f'left,started\n"{EVIL.replace(chr(34), chr(34) * 2)}",\n', encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        measure_customers(JOURNEY, table, CustomerSource())
    assert f":2: left: neither yes nor no '{EVIL}'" in str(caught.value)


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "log.csv"
    table.write_text("solved_first,opened\nyes,2026-01-01\nyes,2026-01-01,more\n", encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        measure_tickets(JOURNEY, table, TicketSource(scope="journey"))
    assert caught.value.problems[0].line == 3
