"""The rows of a small table, each with its number, and its cells as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem
from journeymap.tables.codes import to_text
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Table

MOST_ROWS = 1_000_000
_MIDNIGHT = "T00:00:00"


def read_rows(
    table: Table, columns: Sequence[str], decimal: str = "."
) -> Iterator[tuple[int, list[str | None]]]:
    """Every row from 1, with these columns' cells as text; None for blanks of any kind.

    Args:
        table: A table of ready-made figures; it is read into Python.
        columns: The columns by the names that people know.
        decimal: What stands before the decimals of numbers in text; those of other types follow.

    Raises:
        AnswersError: if there are more than a million rows, or the table can't be read.
    """
    numbered = table.numbered()
    frame, row_name = numbered or (table.frame, None)
    schema = frame.collect_schema()
    chosen: list[nw.Expr] = []
    for column in columns:
        name = table.columns[column]
        kind, cell = schema[name], nw.col(name)
        # DuckDB gives times with a zone out only with one more library
        zoned = isinstance(kind, nw.Datetime) and kind.time_zone is not None
        chosen.append((cell.cast(nw.String) if zoned else cell).alias(f"c{len(chosen)}"))
    number = nw.lit(0) if row_name is None else nw.col(row_name)
    with engine_errors(table.name):
        count = 0
        for *cells, row in table.fetch(frame.select(*chosen, number.alias("row"))):
            count += 1
            if count > MOST_ROWS:
                _refuse_large(table)
            yield row or count, [_to_text(cell, decimal) for cell in cells]
        table.check_all_was_read(count)


def _to_text(raw: object, decimal: str) -> str | None:
    text = (to_text(raw, decimal) or "").strip()
    return text.removesuffix(_MIDNIGHT) or None


def _refuse_large(table: Table) -> None:
    hint = "ready-made readings have a row each; for raw answers write answers: instead"
    raise AnswersError([Problem(f"more than {MOST_ROWS:,} rows", file=table.name, hint=hint)])
