"""A path or a table of any library, opened as one thing."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from journeymap.errors import AnswersError, Problem
from journeymap.tables.csvfile import CsvFile, check_names, check_path, read_csv_file, refuse
from journeymap.tables.engines import refuse_as
from journeymap.tables.sql import quote_name
from journeymap.tables.table import Table
from journeymap.text import to_nfc


def open_table(answers: object, needed: Collection[str]) -> Table:
    """Opens a path or a table.

    Args:
        answers: A path of a CSV, TSV or Parquet file, or any table that narwhals understands.
        needed: Columns that it should have; they decide between delimiters of a CSV file.

    Raises:
        AnswersError: if it is no table that can be read.
        OSError: if there is no such file.
    """
    if isinstance(answers, str | os.PathLike):
        return _open_path(Path(answers), os.fspath(answers), needed)
    try:
        native: Any = nw.from_native(answers)
    except DuplicateError:
        named: Any = answers
        check_names(map(str, getattr(named, "column_names", named.columns)), "table")
        raise
    except TypeError:
        shown = type(answers).__name__
        hint = "give a path, or a table of pandas, polars, pyarrow, DuckDB ..."
        raise AnswersError([Problem("not a table", value=shown, hint=hint)]) from None
    if isinstance(nw.to_native(native), duckdb.DuckDBPyRelation):
        try:
            return _to_table("table", nw.to_native(native))
        except duckdb.Error as error:  # such as a connection that is closed
            raise refuse_as("table", error) from error
    native = _name_in_text(native)
    eager = native if isinstance(native, nw.DataFrame) else None
    frame = native.lazy()
    return Table("table", frame, _plain_names(frame.collect_schema().names()), eager=eager)


def _open_path(path: Path, name: str, needed: Collection[str]) -> Table:
    endings = "".join(path.suffixes[-2:]).casefold()
    if endings.endswith((".csv", ".tsv", ".csv.gz", ".tsv.gz")):
        return _open_csv(read_csv_file(path, name, needed))
    if not endings.endswith(".parquet"):
        hint = "read are .csv, .csv.gz, .tsv, .tsv.gz and .parquet"
        if endings.endswith((".xlsx", ".xls", ".ods")):
            hint = "save the sheet as CSV UTF-8"
        raise AnswersError(
            [
                Problem(
                    "not a kind of table that can be read", value=path.suffix, file=name, hint=hint
                )
            ]
        )
    check_path(path, name)
    with path.open("rb"):
        pass
    connection = _connect()
    try:
        relation = connection.read_parquet(_as_itself(path))
    except duckdb.Error:
        raise refuse(name, None, "the file can't be read as Parquet") from None
    return replace(_to_table(name, relation), is_path=True, connection=connection)


def _to_table(name: str, relation: duckdb.DuckDBPyRelation) -> Table:
    check_names(map(to_nfc, relation.columns), name)
    # a dot or a quote in a column's name would be read as grammar by DuckDB's expressions
    columns = {column: f"c{i}" for i, column in enumerate(relation.columns)}
    chosen = ", ".join(f"{quote_name(column)} as {new}" for column, new in columns.items())
    named = {to_nfc(column): new for column, new in columns.items()}
    return Table(name, nw.from_native(relation.project(chosen)), named)


def _open_csv(file: CsvFile) -> Table:
    # columns go by their number, so no name from a file reaches SQL, and none is changed by it
    internal = [f"c{i}" for i in range(len(file.columns))]
    connection = _connect()
    relation = connection.read_csv(
        _as_itself(file.path),
        columns=dict.fromkeys(internal, "VARCHAR"),
        auto_detect=False,
        strict_mode=True,
        header=True,
        sep=file.delimiter,
        quotechar='"',
        escapechar='"',
        skiprows=file.skipped,
        compression="gzip" if file.is_zipped else "none",
    )
    columns = {name: column for name, column in zip(file.columns, internal, strict=True) if name}
    frame = nw.from_native(relation)
    return Table(file.name, frame, columns, file=file, is_path=True, connection=connection)


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    connection.execute("set enable_progress_bar = false")
    with suppress(duckdb.Error):  # without its part for time zones all is UTC already
        connection.execute("set TimeZone = 'UTC'")
    return connection


def _as_itself(path: Path) -> str:
    """A path that DuckDB does not take for a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path.absolute()))


def _name_in_text(native: Any) -> Any:
    """The table with all columns named in text; pandas may number them."""
    names = native.collect_schema().names()
    several = [str(name) for name in names if isinstance(name, tuple)]
    if several:
        hint = "give each column one name"
        raise AnswersError([Problem("a column of several names", value=several[0], hint=hint)])
    numbered = {name: str(name) for name in names if not isinstance(name, str)}
    check_names([to_nfc(str(name)) for name in names], "table")
    return native.rename(numbered) if numbered else native


def _plain_names(names: Sequence[str]) -> dict[str, str]:
    return {to_nfc(name): name for name in names}
