"""Tables in database files, by path and by URL."""

from __future__ import annotations

import gc
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from journeymap.errors import AnswersError, MissingLibraryError
from journeymap.model.formats import TableFormat
from journeymap.tables.opening import open_table

ODD = 'x"; drop table answers; --'
ROWS = [("cart", 4), ("pay", 5)]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("create table answers as values ('cart', 4), ('pay', 5)")
        connection.execute("create schema old; create table old.answers as select 1 as score")
        quoted = '"' + ODD.replace('"', '""') + '"'
        connection.execute(f"create view {quoted} as select * from answers")
        connection.execute("create view reaching as select * from read_text('/etc/hostname')")
    return path


def rows(answers: object, table: str | None = None) -> list[tuple[object, ...]]:
    opened = open_table(answers, (), TableFormat(table=table))
    return list(opened.fetch(opened.frame))


def refusal(answers: object, table: str | None = None) -> str:
    with pytest.raises(AnswersError) as caught:
        rows(answers, table)
    return str(caught.value)


def test_a_table_of_duckdb(stored: Path) -> None:
    before = stored.read_bytes()
    assert rows(stored, "answers") == rows(stored, ODD) == ROWS
    assert rows(stored, "old.answers") == [(1,)]
    assert rows(f"duckdb://{stored}", "answers") == rows(f"duckdb:///{stored}", "answers") == ROWS
    assert stored.read_bytes() == before


def test_a_table_that_is_not_there_is_told_with_the_nearest(stored: Path) -> None:
    assert refusal(stored, "answer") == f"{stored}: no table 'answer'; did you mean 'answers'?"
    hint = "write format: {table: NAME} in a source file or --table NAME; there are 'answers'"
    told = f"{stored}: the table is not named; {hint}"
    assert refusal(stored).startswith(told)


def test_a_view_can_not_reach_for_other_files(stored: Path) -> None:
    assert "file system operations are disabled by configuration" in refusal(stored, "reaching")


def test_what_is_no_database(tmp_path: Path) -> None:
    for name in ("a.db", "a.duckdb", "a.sqlite", "a.sqlite3"):
        (tmp_path / name).write_bytes(b"x" * 100)
        wrong = f"{tmp_path / name}: the file is no database of DuckDB or SQLite"
        assert refusal(tmp_path / name) == wrong
    (tmp_path / "b.db").write_bytes(b"x" * 8 + b"DUCK" + b"x" * 100)
    assert refusal(tmp_path / "b.db").startswith(f"{tmp_path / 'b.db'}: the table can't be read: ")
    for missing in (tmp_path / "c.db", f"duckdb://{tmp_path}/c.db"):
        with pytest.raises(FileNotFoundError):
            rows(missing)


@pytest.fixture
def lite(tmp_path: Path) -> Path:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table answers (touchpoint text, score int, free)")
        connection.execute("insert into answers values ('cart', 4, 1.5), ('pay', 'abc', null)")
        connection.commit()
    return path


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_table_of_sqlite(lite: Path) -> None:
    pytest.importorskip("ibis")
    before = lite.read_bytes()
    expected = [("cart", "4", "1.5"), ("pay", "abc", None)]
    assert rows(lite) == rows(lite, "answers") == rows(f"sqlite://{lite}") == expected
    assert refusal(lite, "Answers") == f"{lite}: no table 'Answers'; did you mean 'answers'?"
    assert lite.read_bytes() == before
    lite.write_bytes(before[:2000])
    assert refusal(lite).startswith(f"{lite}: the table can't be read: ")


def test_without_the_library_it_says_how_to_get_it(
    lite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    told = "SQLite and database servers need Ibis: pip install 'journeymap[database]'"
    for answers in (lite, "postgres://host/db"):
        with pytest.raises(MissingLibraryError) as caught:
            rows(answers, "answers")
        assert str(caught.value) == told


def test_three_slashes_lead_from_here_and_four_from_the_root(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stored.parent / "sub").mkdir()
    monkeypatch.chdir(stored.parent / "sub")
    (stored.parent / "sub" / "b.db").write_bytes(stored.read_bytes())
    assert rows("duckdb:///b.db", "answers") == rows("duckdb://b.db", "answers") == ROWS
    assert rows("duckdb:///../a.db", "answers") == rows(f"duckdb:///{stored}", "answers") == ROWS
    for url in ("duckdb:////b.db", "duckdb:///c.db"):
        with pytest.raises(FileNotFoundError):
            rows(url, "answers")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_connection_is_closed_with_its_table(lite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ibis")
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def note(*args: Any, **parts: Any) -> sqlite3.Connection:
        made.append(connect(*args, **parts))
        return made[-1]

    monkeypatch.setattr("journeymap.tables.databases.sqlite3.connect", note)
    table = open_table(lite, ())
    assert made[0].execute("select 1").fetchall() == [(1,)]
    del table
    gc.collect()
    assert refusal(lite, "nothing").endswith("no table 'nothing'; expected one of 'answers'")
    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("select 1")
