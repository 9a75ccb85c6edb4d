"""A path, a URL or a table of any library, opened as one thing."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from journeymap.errors import AnswersError, Problem
from journeymap.model.formats import TableFormat
from journeymap.tables.csvfile import read_csv_file
from journeymap.tables.csvtable import open_csv
from journeymap.tables.databases import ENDINGS as DATABASES
from journeymap.tables.databases import open_database
from journeymap.tables.frames import open_frame
from journeymap.tables.parquet import Parts, find_parts, open_parquet
from journeymap.tables.table import Table
from journeymap.tables.urls import is_url, open_url

_TEXTS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_WORKBOOKS = (".xlsx", ".xlsm")
_READ = "read are .csv and .tsv (also .gz), .parquet, .xlsx, and databases of DuckDB and SQLite"
_PLAIN = TableFormat()
# what only some kinds of tables can be told; decimal and times matter for every column of text
_DECLARED = ("encoding", "delimiter", "sheet", "table", "vendor", "keep")


def open_table(
    answers: object,
    needed: Collection[str],
    format: TableFormat = _PLAIN,  # noqa: A002 - the word of the source file
) -> Table:
    """Opens a table, wherever it is.

    Args:
        answers: A path of a CSV, TSV or Parquet file, of a workbook or a database; a folder of
            Parquet files or a pattern such as ``data/*.parquet``; the URL of a database; or any
            table that narwhals understands.
        needed: Columns that it should have; they decide between delimiters of a CSV file.
        format: How it is written, where it does not tell itself.

    Raises:
        AnswersError: if it is no table that can be read.
        MissingLibraryError: if it needs a library that is not installed.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> list(open_table(pl.DataFrame({"touchpoint": ["pay"], "score": [4]}), ()).columns)
        ['touchpoint', 'score']
    """
    if isinstance(answers, str) and is_url(answers):
        _refuse_unused(format, "a database", ("table",), None)
        return open_url(answers, format.table)
    if isinstance(answers, str | os.PathLike):
        return _open_path(Path(answers), os.fspath(answers), needed, format)
    _refuse_unused(format, "a table in memory", (), None)
    return open_frame(answers)


def _open_path(path: Path, name: str, needed: Collection[str], form: TableFormat) -> Table:
    parts = find_parts(path, name)
    ending = path.name.casefold()
    if parts is not None or ending.endswith(".parquet"):
        _refuse_unused(form, "Parquet", (), name)
        return open_parquet(parts or Parts(path.parent, (path,)), name)
    if ending.endswith(_TEXTS):
        _refuse_unused(form, "a text file", ("encoding", "delimiter", "vendor", "keep"), name)
        return open_csv(read_csv_file(path, name, needed, form))
    if ending.endswith(DATABASES):
        _refuse_unused(form, "a database", ("table",), name)
        return open_database(path, name, form.table)
    if ending.endswith(_WORKBOOKS):
        _refuse_unused(form, "a workbook", ("sheet", "vendor", "keep"), name)
        from journeymap.tables.excel import open_workbook  # noqa: PLC0415 - its library is optional

        return open_workbook(path, name, needed, form)
    hint = "save the sheet as .xlsx or CSV UTF-8" if ending.endswith((".xls", ".ods")) else _READ
    message = "not a kind of table that can be read"
    raise AnswersError([Problem(message, value=path.suffix, file=name, hint=hint)])


def _refuse_unused(form: TableFormat, kind: str, used: Collection[str], name: str | None) -> None:
    """What is declared for nothing is a slip: perhaps another file was meant."""
    for word in _DECLARED:
        value = getattr(form, word)
        if value and word not in used and (word, value) != ("vendor", "none"):
            message, path = f"{kind} has no {word}", f"format.{word}"
            if word == "keep":
                message, value = f"{kind} is no vendor's export", ", ".join(value)
            problem = Problem(message, path=path, value=value, hint="take it out", file=name)
            raise AnswersError([problem])
