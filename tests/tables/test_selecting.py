from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.answers.measuring import measure_answers
from journeymap.errors import AnswersError
from journeymap.model.elements import Stage
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.tables.opening import open_table
from journeymap.tables.selecting import keep_only, set_aside
from journeymap.tables.table import Table
from journeymap.tables.vendors import Aside

JOURNEY = Journey(name="Shop", stages=[Stage(name="Buy", touchpoints=["Pay"])])
ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pandas": lambda frame: pd.DataFrame(frame.to_dict(as_series=False)),
    "pyarrow": lambda frame: pa.Table.from_pydict(frame.to_dict(as_series=False)),
    "duckdb": lambda frame: duckdb.from_arrow(pa.Table.from_pydict(frame.to_dict(as_series=False))),
}


def cells(table: Table, column: str) -> list[object]:
    return [cell for (cell,) in table.fetch(table.frame.select(table.columns[column]))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("area", "kept", "rows"),
    [
        (["A", " A ", "a", "B", None, ""], ["A", "B"], [1, 2, 4]),
        (["1", "1.0", "01", "2", None, "x"], ["1"], [1, 2, 3]),
        ([1.0, 2.0, None, 1.5, 1.0, 3.0], ["1", "1.50"], [1, 4, 5]),
        ([1, 2, 3, 1, None, 5], ["1.0"], [1, 4]),
        ([True, False, None, True, True, False], ["true"], [1, 4, 5]),
        (["it's", 'a"b', "%s", "x'); --", None, "é"], ["x'); --", "it's", "e\u0301"], [1, 4, 6]),
    ],
)
def test_only_some_rows_are_kept(
    engine: str, area: list[object], kept: list[str], rows: list[int]
) -> None:
    frame = pl.DataFrame({"row": range(1, 7), "area": area}, strict=False)
    table = keep_only(open_table(ENGINES[engine](frame), ()), {"area": kept})
    assert sorted(map(int, map(str, cells(table, "row")))) == rows
    assert dict(table.aside) == {"not selected": 6 - len(rows)}
    numbered = table.numbered()
    assert numbered is not None
    found = sorted(n for (n,) in table.fetch(numbered[0].select(numbered[1])))
    assert found == rows


def test_categories_and_dates() -> None:
    frame = pl.DataFrame(
        {"c": ["a", "b", "a"], "d": ["2026-01-01", "2026-01-02", "2026-01-03"]}
    ).with_columns(pl.col("c").cast(pl.Categorical), pl.col("d").str.to_date())
    table = keep_only(open_table(frame, ()), {"c": ["a"], "d": ["2026-01-02", "2026-01-03"]})
    assert [str(d) for d in cells(table, "d")] == ["2026-01-03"]
    assert dict(table.aside) == {"not selected": 2}


@given(
    st.lists(st.tuples(st.sampled_from("ab "), st.sampled_from("xyz")), min_size=1),
    st.randoms(use_true_random=False),
)
def test_rows_in_are_rows_kept_and_rows_aside(rows: list[tuple[str, str]], random: Any) -> None:
    random.shuffle(rows)
    table = open_table(pl.DataFrame(rows, schema=["status", "area"], orient="row"), ())
    table = set_aside(table, [Aside("b", "status", ("B",)), Aside("z", "area", ("z",))])
    assert len(cells(table, "area")) + sum(table.aside.values()) == len(rows)
    assert table.aside.get("b", 0) == sum(status == "b" for status, _ in rows)
    assert table.aside.get("z", 0) == sum(s != "b" and area == "z" for s, area in rows)


def test_what_is_nowhere_is_a_slip_of_the_pen() -> None:
    table = open_table(pl.DataFrame({"area": ["north", "south", None]}), ())
    with pytest.raises(AnswersError) as caught:
        keep_only(table, {"area": ["nroth"]})
    assert str(caught.value) == ("table: only.area: no row holds 'nroth'; did you mean 'north'?")
    with pytest.raises(AnswersError) as caught:
        keep_only(table, {"aera": ["north"]})
    assert str(caught.value) == "table: only.aera: no column 'aera'; did you mean 'area'?"
    empty = open_table(pl.DataFrame({"area": []}, schema={"area": pl.String}), ())
    assert dict(keep_only(empty, {"area": ["north"]}).aside) == {}


def test_a_source_selects_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = "touchpoint,metric,score,area\n"
    path.write_text(f"{head}pay,csat,x,B\npay,csat,4, A\npay,csat,,A\npay,csat,y,C\n")
    source = Source(only={"area": ["A"]})
    readings = measure_answers(JOURNEY, path, source)
    assert readings[0].counts == {4: 1}
    assert str(readings.intake) == (
        "2 answers in 2 of 4 rows: 1 used, 1 set aside (no answer 1); "
        "rows set aside: not selected 2"
    )
    path.write_text(f"{head}pay,csat,x,B\npay,csat,4,A\npay,csat,z,A\n")
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path, source)
    assert [(p.line, p.value) for p in caught.value.problems] == [(4, "z")]
    with pytest.raises(AnswersError) as caught:
        measure_answers(JOURNEY, path, Source(only={"aera": ["A"]}))
    assert str(caught.value).startswith(f"{path}:1: no column 'aera'; the table has 'area'")


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_in_memory_are_those_of_the_frame(engine: str) -> None:
    frame = pl.DataFrame(
        {"row": [1, 2, 3, 4], "a": ["x", "y", "x", "x"], "b": ["1", "1", "2", "1"]}
    )
    table = keep_only(open_table(ENGINES[engine](frame), ()), {"a": ["x"]})
    table = keep_only(table, {"b": ["1"]})
    assert dict(table.aside) == {"not selected": 2}
    assert table.eager is None or table.eager[table.columns["row"]].to_list() == [1, 4]
    numbered = table.numbered()
    assert numbered is not None
    assert sorted(table.fetch(numbered[0].select(table.columns["row"], numbered[1]))) == [
        (1, 1),
        (4, 4),
    ]
