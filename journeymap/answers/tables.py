"""A path or a table of any library, opened as one thing: a narwhals LazyFrame with plain names."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError
from narwhals.stable.v2.dependencies import is_polars_lazyframe

from journeymap.answers.csvfaults import check_all_was_read, raise_faults
from journeymap.answers.csvfile import (
    CsvFile,
    check_names,
    check_path,
    read_csv_file,
    records,
    refuse,
)
from journeymap.answers.engines import refuse_as
from journeymap.errors import AnswersError, Problem
from journeymap.text import to_nfc

Frame = nw.LazyFrame[Any]
_FETCHED = 10_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table of answers, not yet read.

    Args:
        name: The file's name, or "table".
        frame: Its rows.
        columns: Name as people know it to the name in the frame.
        file: The CSV file behind it, if any.
        eager: The rows in memory, if they are there.
        is_path: Whether a file of ours lies behind it.
        connection: DuckDB's connection behind the frame, which is closed when nobody holds it.
    """

    name: str
    frame: Frame
    columns: Mapping[str, str]
    file: CsvFile | None = None
    eager: nw.DataFrame[Any] | None = None
    is_path: bool = False
    connection: duckdb.DuckDBPyConnection | None = None

    def fetch(self, frame: Frame) -> Iterator[tuple[Any, ...]]:
        """The rows of a query on this table, a few thousand at a time.

        Raises:
            AnswersError: if the file behind it is broken, or the engine can't read it.
        """
        try:
            yield from _fetch(frame)
        except duckdb.Error as error:
            if self.file is not None:
                raise_faults(self.file)
            if self.is_path and isinstance(
                error, duckdb.IOException | duckdb.InvalidInputException
            ):
                raise refuse(self.name, None, "the file can't be read as Parquet") from None
            raise refuse_as(self.name, error) from error

    def check_all_was_read(self, rows: int) -> None:
        """Makes sure that these are all rows of the file behind it, if that can be told apart."""
        if self.file is not None:
            check_all_was_read(self.file, rows)

    def numbered(self, row: str) -> Frame | None:
        """The rows with their number from 1 in a column of this name; None without an order."""
        if self.eager is not None:
            counted = self.eager.with_row_index(row)
            return counted.with_columns(nw.col(row) + 1).lazy()
        native = nw.to_native(self.frame)
        if isinstance(native, duckdb.DuckDBPyRelation):
            number = duckdb.SQLExpression("row_number() over ()").alias(row)
            return nw.from_native(native.select(duckdb.StarExpression(), number))
        if is_polars_lazyframe(native):
            return nw.from_native(native.with_row_index(row, offset=1))
        return None

    def lines(self, rows: Collection[int]) -> dict[int, int]:
        """Row numbers to line numbers; empty where the table has no lines."""
        if self.file is None or not rows:
            return {}
        asked, last = set(rows), max(rows)
        numbered = enumerate(islice(records(self.file), last), 1)
        return {row: line for row, (line, _) in numbered if row in asked}


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


def unpivot(
    frame: Frame, columns: Sequence[str], index: Sequence[str], names: tuple[str, str]
) -> Frame:
    """The frame with a row per cell of these columns, blank ones too.

    Args:
        frame: A wide frame.
        columns: The columns to fold, all of one type.
        index: The columns to keep.
        names: The new columns: which column it was, and its cell.
    """
    native = nw.to_native(frame)
    if not isinstance(native, duckdb.DuckDBPyRelation):
        return frame.unpivot(
            list(columns), index=list(index), variable_name=names[0], value_name=names[1]
        )
    # narwhals asks DuckDB's default connection here, which knows nothing of the frame's own one,
    # and leaves out blank cells
    folded = ", ".join(map(quote_text, columns)), ", ".join(map(quote_name, columns))
    pairs = zip(folded, names, strict=True)
    unnested = [f"unnest([{cells}]) as {quote_name(new)}" for cells, new in pairs]
    return nw.from_native(native.project(", ".join((*map(quote_name, index), *unnested))))


def quote_name(name: str) -> str:
    """A column's name as SQL takes it.

    Example:
        >>> print(quote_name('score"); DROP TABLE x; --'))
        "score""); DROP TABLE x; --"
    """
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text as SQL takes it.

    Example:
        >>> print(quote_text("it's"))
        'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


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


def _fetch(frame: Frame) -> Iterator[tuple[Any, ...]]:
    native = nw.to_native(frame)
    if isinstance(native, duckdb.DuckDBPyRelation):
        # rows come as Python values, so neither pyarrow nor pandas is needed
        while rows := native.fetchmany(_FETCHED):
            yield from rows
    else:
        yield from frame.collect().iter_rows()
