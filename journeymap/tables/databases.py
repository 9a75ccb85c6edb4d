"""Tables in a database file: DuckDB's own, and SQLite's."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from journeymap.errors import MOST_NAMES, AnswersError, MissingLibraryError, Problem, quote, suggest
from journeymap.tables.connection import connect
from journeymap.tables.engines import refuse_as
from journeymap.tables.frames import open_frame, open_relation
from journeymap.tables.refusing import check_path, refuse
from journeymap.tables.sql import quote_name, quote_text
from journeymap.tables.table import Table

T = TypeVar("T")
ENDINGS = (".duckdb", ".db", ".sqlite", ".sqlite3")
_TABLES = """
select schema_name, table_name from duckdb_tables() where database_name = 'answers'
union all
select schema_name, view_name from duckdb_views() where database_name = 'answers' and not internal
order by all
"""


def open_database(path: Path, name: str, table: str | None) -> Table:
    """Opens a table or view in a database file, which is only read.

    Args:
        path: The file; its first bytes tell whose it is, because both are called ``.db``.
        name: Its name for messages.
        table: The table's name, ``schema.table`` outside of the main schema; a database that holds
            only one table needs none.

    Raises:
        AnswersError: if it is no database that can be read, or has no such table.
        MissingLibraryError: if it is SQLite's and Ibis is not installed.
        OSError: if there is no such file.
    """
    check_path(path, name)
    with path.open("rb") as file:
        head = file.read(16)
    if head[8:12] == b"DUCK":
        return _open_duckdb(path, name, table)
    if head == b"SQLite format 3\0":
        return _open_sqlite(path, name, table)
    raise refuse(name, None, "the file is no database of DuckDB or SQLite")


def choose_table(tables: Iterable[str], table: str | None, name: str) -> str:
    """The table that is meant.

    Args:
        tables: The tables that there are.
        table: The one that was asked for; the only one where absent.
        name: The database's name for messages.

    Raises:
        AnswersError: if there is no such table, with the nearest name.
    """
    known = tuple(tables)
    if table in known:
        return table
    if table is None and len(known) == 1:
        return known[0]
    if table is None:
        there = ", ".join(map(quote, known[:MOST_NAMES])) or "none"
        write = "write format: {table: NAME}"
        problem = Problem(
            "the table is not named",
            file=name,
            hint=f"{write} in a source file or --table NAME; there are {there}",
            source_hint=f"there are {there}; {write} into a source file",
        )
        raise AnswersError([problem])
    raise AnswersError([Problem("no table", value=table, file=name, hint=suggest(table, known))])


@contextmanager
def closed_with(close: Callable[[], object]) -> Iterator[Callable[[T], T]]:
    """Closes a connection where its table can't be opened, else as soon as its owner is gone.

    Args:
        close: Closes it; it must not hold the owner.

    Yields:
        What takes the owner, which all tables of the connection hold, and gives it back.
    """

    def hold(owner: T) -> T:
        weakref.finalize(owner, close)
        return owner

    try:
        yield hold
    except BaseException:
        close()
        raise


def import_ibis() -> Any:
    """The library that speaks to other databases.

    Raises:
        MissingLibraryError: if it is not installed.
    """
    try:
        return import_module("ibis")
    except ImportError:
        told = "SQLite and database servers need Ibis: pip install 'journeymap[database]'"
        raise MissingLibraryError(told) from None


def _open_duckdb(path: Path, name: str, table: str | None) -> Table:
    connection = connect()
    try:
        connection.execute(f"attach {quote_text(str(path.absolute()))} as answers (read_only)")
        # a view in somebody's database must not reach for other files
        connection.execute("set enable_external_access = false")
        found = connection.execute(_TABLES).fetchall()
    except duckdb.Error as error:
        raise refuse_as(name, error) from error
    places = {t if schema == "main" else f"{schema}.{t}": (schema, t) for schema, t in found}
    chosen = places[choose_table(places, table, name)]
    place = ".".join(map(quote_name, ("answers", *chosen)))
    try:
        return open_relation(connection.sql(f"from {place}"), name, connection=connection)
    except duckdb.Error as error:
        raise refuse_as(name, error) from error


def _open_sqlite(path: Path, name: str, table: str | None) -> Table:
    ibis = import_ibis()
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        # it may be closed by whichever thread lets go of the table last
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        with closed_with(connection.close) as held:
            backend = held(ibis.sqlite.from_connection(connection))
            chosen = backend.table(choose_table(backend.list_tables(), table, name))
            # SQLite's types only advise: any cell may hold text, so each is read as what it says
            return open_frame(chosen.cast(dict.fromkeys(chosen.columns, "string")), name)
    except sqlite3.Error as error:
        raise refuse_as(name, error) from error
