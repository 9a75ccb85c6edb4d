"""Tables of Ibis, and what DuckDB loads for a table of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from journeymap.tables.opening import open_table
from journeymap.tables.sql import unpivot

FOLDED = {("x", 'a"b', "1"), ("y", 'a"b', None), ("x", "c", "2"), ("y", "c", "3")}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_table_of_ibis_is_folded_in_its_database(kind: str) -> None:
    ibis = pytest.importorskip("ibis")
    backend: Any = getattr(ibis, kind).connect()
    quoted = "select 'x' as who, '1' as \"a\"\"b\", '2' as c union all select 'y', null, '3'"
    backend.raw_sql(f"create table answers as {quoted}")
    table = open_table(backend.table("answers"), ())
    assert list(table.columns) == ["who", 'a"b', "c"]
    assert table.numbered() is None
    folded = unpivot(table.frame, ['a"b', "c"], ["who"], ("asked", "score"))
    assert set(table.fetch(folded.select("who", "asked", "score"))) == FOLDED


MEASURED = """
import sys
from journeymap.answers.measuring import measure_answers
from journeymap.model.journey import Journey
journey = Journey(name="Shop", stages=[dict(name="Buy", touchpoints=["Cart"])])
assert measure_answers(journey, sys.argv[1])[0].n == 2
sys.exit(", ".join({"pandas", "pyarrow", "polars", "numpy", "ibis"} & set(sys.modules)) or None)
"""


def test_answers_in_files_load_no_other_library(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("touchpoint,metric,score,answered_at\n" + "cart,csat,4,2026-01-05\n" * 2)
    run = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.stderr.strip(), done.returncode) == ("", 0)
