"""Tables of a library, as one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from journeymap.errors import AnswersError, Problem
from journeymap.tables.engines import refuse_as
from journeymap.tables.refusing import check_names
from journeymap.tables.sql import quote_name
from journeymap.tables.table import Table
from journeymap.text import to_nfc


def _say_wanted(answers: Any) -> str:
    """What to give instead of something that is no table."""
    if isinstance(answers, list | tuple) and answers:
        if all(isinstance(one, str | Path) for one in answers):
            return "give one file here; measure_sources(journey, [...]) takes several"
        return "make a table of it first, such as with pandas.DataFrame(...)"
    return "give a path, or a table of pandas, polars, pyarrow, DuckDB ..."


def open_frame(answers: Any, name: str = "table") -> Table:
    """Opens a table of any library that narwhals understands.

    Args:
        answers: A table of pandas, polars, pyarrow, DuckDB, PySpark, Ibis ...
        name: Its name for messages.

    Raises:
        AnswersError: if it is none, or two of its columns have one name.
    """
    try:
        native: Any = nw.from_native(answers)
    except DuplicateError:
        check_names(map(str, getattr(answers, "column_names", answers.columns)), name)
        raise
    except TypeError:
        shown = type(answers).__name__
        wrong = Problem("not a table", value=shown, hint=_say_wanted(answers))
        raise AnswersError([wrong]) from None
    if isinstance(nw.to_native(native), duckdb.DuckDBPyRelation):
        try:
            return open_relation(nw.to_native(native), name)
        except duckdb.Error as error:  # such as a connection that is closed
            raise refuse_as(name, error) from error
    native = _name_in_text(native, name)
    if native.implementation.is_spark_like():
        return _open_spark(native, name)
    eager = native if isinstance(native, nw.DataFrame) else None
    frame = native.lazy()
    return Table(name, frame, _plain_names(frame.collect_schema().names()), eager=eager)


def _open_spark(frame: nw.LazyFrame[Any], name: str) -> Table:
    """Spark reads a dot or a backtick as grammar, and capitals tell no columns apart."""
    names = frame.collect_schema().names()
    columns = {to_nfc(column): f"c{i}" for i, column in enumerate(names)}
    return Table(name, nw.from_native(nw.to_native(frame).toDF(*columns.values())), columns)


def open_relation(
    relation: duckdb.DuckDBPyRelation,
    name: str,
    *,
    connection: duckdb.DuckDBPyConnection | None = None,
    is_path: bool = False,
) -> Table:
    """A relation of DuckDB as a table.

    Args:
        relation: The relation.
        name: Its name for messages.
        connection: Its connection, where it is one of ours.
        is_path: Whether a file in a form of tables lies behind it.

    Raises:
        AnswersError: if two of its columns have one name.
    """
    check_names(map(to_nfc, relation.columns), name)
    # a dot or a quote in a column's name would be read as grammar by DuckDB's expressions
    columns = {column: f"c{i}" for i, column in enumerate(relation.columns)}
    chosen = ", ".join(f"{quote_name(column)} as {new}" for column, new in columns.items())
    named = {to_nfc(column): new for column, new in columns.items()}
    table = Table(name, nw.from_native(relation.project(chosen)), named)
    return replace(table, connection=connection, is_path=is_path)


def _name_in_text(native: Any, name: str) -> Any:
    """The table with all columns named in text; pandas may number them."""
    names = native.collect_schema().names()
    several = [str(column) for column in names if isinstance(column, tuple)]
    if several:
        hint = "give each column one name"
        raise AnswersError([Problem("a column of several names", value=several[0], hint=hint)])
    numbered = {column: str(column) for column in names if not isinstance(column, str)}
    check_names([to_nfc(str(column)) for column in names], name)
    return native.rename(numbered) if numbered else native


def _plain_names(names: Sequence[str]) -> dict[str, str]:
    return {to_nfc(name): name for name in names}
