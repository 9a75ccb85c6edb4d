"""A table of any library as one thing: a narwhals LazyFrame with plain names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
from narwhals.stable.v2.dependencies import is_polars_lazyframe

from journeymap.fields import FrozenMap
from journeymap.progress import working
from journeymap.tables.csvfaults import check_all_was_read, raise_faults
from journeymap.tables.csvfile import CsvFile, records
from journeymap.tables.engines import refuse_as
from journeymap.tables.refusing import refuse
from journeymap.tables.sql import without_zones
from journeymap.tables.vendors import Layout

Frame = nw.LazyFrame[Any]
_FETCHED = 10_000
_OF_BROKEN_FILES = (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of answers, not yet read.

    Args:
        name: The file's name, or "table".
        frame: Its rows.
        columns: Name as people know it to the name in the frame.
        file: The CSV file behind it, if any.
        eager: The rows of the frame in memory, if they are there.
        is_path: Whether a file of ours lies behind it.
        connection: DuckDB's connection behind the frame, which is closed when nobody holds it.
        layout: What the header of a vendor's export says, where it is one.
        places: The row of the sheet in which the header stands, then those of each row.
        aside: How many rows are set aside, by reason; they are not in the frame.
        whole: The rows with those set aside, where any may be.
        kept: What holds in the rows that are not set aside.
        notes: What the reader should know about how it was read, one sentence each.
        part: Which part of a file it is, and which others there are, as a clause; empty for all.
    """

    name: str
    frame: Frame
    columns: Mapping[str, str]
    file: CsvFile | None = None
    eager: nw.DataFrame[Any] | None = None
    is_path: bool = False
    connection: duckdb.DuckDBPyConnection | None = None
    layout: Layout | None = None
    places: Sequence[int] = ()
    aside: Mapping[str, int] = FrozenMap({})
    whole: Frame | nw.DataFrame[Any] | None = None
    kept: nw.Expr | None = None
    notes: tuple[str, ...] = ()
    part: str = ""

    @property
    def all_rows(self) -> Frame | nw.DataFrame[Any]:
        """The rows with those set aside, in memory if they are there."""
        if self.whole is not None:
            return self.whole
        return self.frame if self.eager is None else self.eager

    @property
    def header(self) -> int | None:
        """The line of the header, or its row in the sheet."""
        if self.places:
            return self.places[0]
        return self.file.skipped + 1 if self.file else None

    def fetch(self, frame: Frame) -> Iterator[tuple[Any, ...]]:
        """The rows of a query on this table, a few thousand at a time.

        Raises:
            AnswersError: if the file behind it is broken, or the engine can't read it.
            KeyboardInterrupt: if Ctrl-C came, at once.
        """
        try:
            with working(f"reading {Path(self.name).name}", self._find_progress):
                yield from _fetch(frame)
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error as error:
            if self.file is not None:
                if isinstance(error, _OF_BROKEN_FILES):
                    raise_faults(self.file)
                raise refuse_as(self.name, error) from error
            is_broken = isinstance(error, duckdb.IOException) or "Failed to read" in str(error)
            if self.is_path and is_broken:
                raise refuse(self.name, None, "the file can't be read as Parquet") from None
            raise refuse_as(self.name, error) from error
        except GeneratorExit:
            raise
        except BaseException as error:
            # else the process would wait for a query whose rows nobody wants any more
            if self.connection is not None:
                self.connection.interrupt()
            if "Query interrupted" in str(error):
                raise KeyboardInterrupt from None
            raise

    def _find_progress(self) -> float | None:
        percent = -1.0 if self.connection is None else self.connection.query_progress()
        return percent / 100 if percent >= 0 else None

    def check_all_was_read(self, rows: int) -> None:
        """Makes sure that these are all rows of the file behind it, if that can be told apart.

        Those set aside come on top.
        """
        if self.file is not None:
            check_all_was_read(self.file, rows + sum(self.aside.values()))

    def numbered(self) -> tuple[Frame, str] | None:
        """The rows with their number from 1, and its column; None where they have no order."""
        row = find_free_name(self.columns.values())
        numbered = self._number_all(row)
        if numbered is None:
            return None
        return numbered if self.kept is None else numbered.filter(self.kept), row

    def _number_all(self, row: str) -> Frame | None:
        whole = self.all_rows
        if isinstance(whole, nw.DataFrame):
            counted = whole.with_row_index(row)
            return counted.with_columns(nw.col(row) + 1).lazy()
        native: Any = nw.to_native(whole)
        if isinstance(native, duckdb.DuckDBPyRelation):
            number = duckdb.SQLExpression("row_number() over ()").alias(row)
            return nw.from_native(native.select(duckdb.StarExpression(), number))
        if is_polars_lazyframe(native):
            return nw.from_native(native.with_row_index(row, offset=1))
        return None

    def lines(self, rows: Collection[int]) -> dict[int, int]:
        """Row numbers to line numbers; empty where the table has no lines."""
        if self.places:
            return {row: self.places[row] for row in rows}
        if self.file is None or not rows:
            return {}
        asked, last = set(rows), max(rows)
        numbered = enumerate(islice(records(self.file), last), 1)
        return {row: line for row, (line, _) in numbered if row in asked}


def find_free_name(taken: Iterable[str], name: str = "journeymap row") -> str:
    """A name for a column of ours that no other one has, in whichever capitals.

    Args:
        taken: The names of the columns that there are.
        name: The name that is wanted; it grows until it is free.

    Example:
        >>> find_free_name(["score", "Journeymap ROW"])
        'journeymap row_'
    """
    folded = {column.casefold() for column in taken}
    while name in folded:
        name += "_"
    return name


def _fetch(frame: Frame) -> Iterator[tuple[Any, ...]]:
    native = nw.to_native(frame)
    if isinstance(native, duckdb.DuckDBPyRelation):
        native = without_zones(native)
        # rows come as Python values, so neither pyarrow nor pandas is needed
        while rows := native.fetchmany(_FETCHED):
            yield from rows
    else:
        yield from frame.collect().iter_rows()
