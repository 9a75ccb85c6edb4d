from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import AnswersError
from journeymap.model.formats import TableFormat
from journeymap.tables.opening import open_table
from journeymap.tables.sql import quote_name, quote_text, unpivot


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_stays_itself_in_sql(name: str) -> None:
    relation = duckdb.sql(f"select {quote_text(name)} as {quote_name(name)}")
    assert (relation.columns, relation.fetchall()) == ([name], [(name,)])


@pytest.mark.parametrize(
    "name", ["a[1].csv", "a*.csv", "a?.csv", "a{1,2}.csv", "a'b.csv", "żółć %s.csv"]
)
def test_a_path_is_read_as_itself(tmp_path: Path, name: str) -> None:
    for other in ("a1.csv", "ab.csv", "a2.csv"):
        (tmp_path / other).write_text("x\nwrong\n")
    (tmp_path / name).write_text("x\nright\n")
    table = open_table(str(tmp_path / name), ())
    assert list(table.fetch(table.frame)) == [("right",)]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 100])
def test_a_broken_parquet_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(AnswersError) as caught:
        open_table(tmp_path / "a.parquet", ())
    assert str(caught.value) == f"{tmp_path / 'a.parquet'}: the file can't be read as Parquet"


def test_other_kinds_of_files_and_things() -> None:
    wrong = "not a kind of table that can be read"
    with pytest.raises(AnswersError) as caught:
        open_table("a.xls", ())
    assert str(caught.value) == f"a.xls: {wrong} '.xls'; save the sheet as .xlsx or CSV UTF-8"
    with pytest.raises(AnswersError) as caught:
        open_table("a.txt", ())
    hint = "read are .csv and .tsv (also .gz), .parquet, .xlsx, and databases of DuckDB and SQLite"
    assert str(caught.value) == f"a.txt: {wrong} '.txt'; {hint}"
    with pytest.raises(
        AnswersError, match="not a table 'int'; give a path, or a table of pandas, polars"
    ):
        open_table(3, ())


@pytest.mark.parametrize(
    ("answers", "form", "said"),
    [
        ("a.csv", TableFormat(table="t"), "a.csv: format.table: a text file has no table 't'"),
        (
            "a.parquet",
            TableFormat(encoding="cp1250"),
            "a.parquet: format.encoding: Parquet has no encoding",
        ),
        (
            "a.xlsx",
            TableFormat(delimiter="tab"),
            "a.xlsx: format.delimiter: a workbook has no delimiter",
        ),
        ("a.db", TableFormat(sheet="Q1"), "a.db: format.sheet: a database has no sheet 'Q1'"),
        (
            "a.db",
            TableFormat(keep=["unfinished"]),
            "a.db: format.keep: a database is no vendor's export 'unfinished'; take it out",
        ),
        (
            pl.DataFrame({"a": [1]}),
            TableFormat(vendor="qualtrics"),
            "format.vendor: a table in memory has no vendor 'qualtrics'; take it out",
        ),
    ],
)
def test_what_is_declared_for_nothing_is_refused(
    answers: Any, form: TableFormat, said: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        open_table(answers, (), form)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("name", ["no.csv", "no.parquet", "no.csv.gz"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        open_table(tmp_path / name, ())


def test_blank_cells_stay_when_columns_are_folded() -> None:
    frame = pl.DataFrame({'a"b': ["1", None], "c": ["2", "3"], "who": ["x", "y"]})
    expected = {("x", 'a"b', "1"), ("y", 'a"b', None), ("x", "c", "2"), ("y", "c", "3")}
    connection = duckdb.connect()  # DuckDB 1.4 closes it when nobody holds it
    for native in (frame, frame.to_pandas(), connection.from_arrow(frame.to_arrow())):
        table = open_table(native, ())
        named = {column: name for name, column in table.columns.items()}
        asked, who = [table.columns[name] for name in ('a"b', "c")], table.columns["who"]
        folded = unpivot(table.frame, asked, [who], ("asked", "score"))
        rows = {
            (person, named[column], cell if isinstance(cell, str) else None)
            for person, column, cell in table.fetch(folded)
        }
        assert rows == expected


def test_rows_are_numbered_from_1(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": ["x", "y"]})
    frame.write_csv(tmp_path / "a.csv")
    frame.write_parquet(tmp_path / "a.parquet")
    for native in (
        frame,
        frame.lazy(),
        frame.to_pandas(),
        frame.to_arrow(),
        tmp_path / "a.csv",
        tmp_path / "a.parquet",
    ):
        table = open_table(native, ())
        numbered = table.numbered()
        assert numbered is not None
        rows, row = numbered
        assert set(table.fetch(rows.select(nw.col(row), nw.col(table.columns["a"])))) == {
            (1, "x"),
            (2, "y"),
        }
    assert open_table(tmp_path / "a.csv", ()).lines([2]) == {2: 3}


@pytest.mark.parametrize("taken", ["journeymap row", "Journeymap Row"])
def test_a_column_may_be_called_like_the_number_of_rows(taken: str) -> None:
    frame = pl.DataFrame({taken: ["x", "y"]})
    for native in (frame, frame.lazy(), frame.to_pandas(), frame.to_arrow()):
        table = open_table(native, ())
        numbered = table.numbered()
        assert numbered is not None
        assert numbered[1] == "journeymap row_"
        assert sorted(table.fetch(numbered[0].select(taken, numbered[1]))) == [("x", 1), ("y", 2)]


def test_a_table_holds_the_connection_behind_it(tmp_path: Path) -> None:
    pl.DataFrame({"a": ["x"]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("a\nx\n")
    for name in ("a.csv", "a.parquet"):
        table = open_table(tmp_path / name, ())
        gc.collect()
        assert table.connection is not None
        assert list(table.fetch(table.frame)) == [("x",)]


@pytest.mark.parametrize(
    "native",
    [
        pd.DataFrame([[4, 5]], columns=["score", "score"]),
        pa.Table.from_arrays([pa.array([4]), pa.array([5])], names=["score", "score"]),
        duckdb.connect().sql("select 4 score, 5 score"),
    ],
    ids=["pandas", "pyarrow", "duckdb"],
)
def test_doubled_columns_are_refused(native: Any) -> None:
    with pytest.raises(AnswersError) as caught:
        open_table(native, ())
    hint = "each column needs a name of its own"
    assert str(caught.value) == f"table: doubled column 'score'; {hint}"


def test_columns_that_become_equal_are_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"caf\u00e9": [1], "cafe\u0301": [2]})
    frame.write_parquet(tmp_path / "a.parquet")
    for native in (frame, frame.lazy(), frame.to_pandas(), tmp_path / "a.parquet"):
        with pytest.raises(AnswersError, match="doubled column 'caf\u00e9'; each column needs a"):
            open_table(native, ())


def test_numbers_and_groups_as_names_of_columns() -> None:
    table = open_table(pd.DataFrame({7: ["x"], "a": ["y"]}), ())
    assert table.columns == {"7": "7", "a": "a"}
    assert list(table.fetch(table.frame)) == [("x", "y")]
    grouped = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")]))
    with pytest.raises(AnswersError) as caught:
        open_table(grouped, ())
    wrong = "a column of several names '('a', 'b')'; give each column one name"
    assert str(caught.value) == wrong
