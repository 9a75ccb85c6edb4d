"""Which column of a table plays which part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journeymap.errors import AnswersError, Problem
from journeymap.model.operational import OperationalSource
from journeymap.operations.meanings import tell_absent
from journeymap.tables.opening import open_table
from journeymap.tables.selecting import keep_only
from journeymap.tables.table import Table
from journeymap.text import to_nfc


def open_source(data: object, source: OperationalSource, more: Iterable[str] = ()) -> Table:
    """The table of a source, which has all columns that the source names.

    Args:
        data: A path, or any table that narwhals understands.
        source: How it is read.
        more: Columns that this kind of source names beside the common ones.

    Raises:
        AnswersError: if it is no table that can be read, or columns are missing.
        OSError: if there is no such file.
    """
    named = [column for _, column in _named(source)] + [to_nfc(column) for column in more]
    table = open_table(data, tuple(dict.fromkeys((*named, *source.parts))), source.format)
    refuse_absent(table, (column for column in named if column not in table.columns))
    return keep_only(table, source.only)


def refuse_absent(table: Table, absent: Iterable[str]) -> None:
    """Raises one problem for each column that is not in the table.

    Args:
        table: The table.
        absent: The columns that it should have.

    Raises:
        AnswersError: if there are any, with the nearest names.
    """
    problems = [
        Problem(
            "no column",
            value=column,
            file=table.name,
            line=table.header,
            hint=tell_absent(column, table.columns),
            kind="no_column",
        )
        for column in dict.fromkeys(absent)
    ]
    if problems:
        raise AnswersError(problems)


def find_parts(table: Table, source: OperationalSource) -> Mapping[str, str]:
    """Part to column: those that the source names, and those that are called by their part.

    Args:
        table: The table.
        source: How it is read.
    """
    found = ((part, source.column_of(part, table.columns)) for part in source.parts)
    return {part: to_nfc(column) for part, column in found if column is not None}


def _named(source: OperationalSource) -> Iterator[tuple[str, str]]:
    yield from ((part, to_nfc(column)) for part, column in source.columns.items())
    yield from (("segment", to_nfc(segment.column)) for segment in source.segments.values())
    yield from (("only", to_nfc(column)) for column in source.only)
