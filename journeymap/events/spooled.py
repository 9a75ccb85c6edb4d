"""Events of our own readers, written to a file that the engine can read, and opened again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeymap.errors import AnswersError, Problem, suggest
from journeymap.model.formats import TableFormat
from journeymap.tables.opening import open_table
from journeymap.tables.spool import Spool, spool_rows
from journeymap.tables.table import Table

LINE = "journeymap:line"
"""The column with the line of the file where an event begins."""
_OURS = TableFormat(delimiter="comma", vendor="none")


def open_spooled(
    rows: Iterable[Sequence[str]], columns: Sequence[str], name: str
) -> tuple[Table, Spool]:
    """Rows as a table of text, and the file behind it, which lives as long as it is held.

    Args:
        rows: The rows, without a header.
        columns: Their columns' names.
        name: The name that messages call the table.
    """
    spool = spool_rows(_with_header(rows, len(columns)))
    return open_again(spool, columns, name), spool


def open_again(spool: Spool, columns: Sequence[str], name: str) -> Table:
    """A file of our own as a table; what it was made from is what messages name."""
    table = open_table(str(spool.path), (), _OURS)
    # names come from strangers, so the header only numbers them
    named = dict(zip(columns, table.columns.values(), strict=True))
    return replace(table, name=name, columns=named, file=None, is_path=False)


def _with_header(rows: Iterable[Sequence[str]], width: int) -> Iterable[Sequence[str]]:
    yield [f"c{i}" for i in range(width)]
    yield from rows


def check_wanted(wanted: Iterable[str], known: Iterable[str], name: str) -> None:
    """Makes sure that everything the source names is there.

    Args:
        wanted: The columns that the source names.
        known: Those that there are.
        name: The file's name.

    Raises:
        AnswersError: with every name that isn't there and the nearest one.
    """
    there = sorted(known)
    absent = [column for column in wanted if column not in there]
    if absent:
        raise AnswersError(
            Problem(
                "no column",
                value=column,
                file=name,
                hint=suggest(column, there),
                kind="no_column",
            )
            for column in absent
        )
