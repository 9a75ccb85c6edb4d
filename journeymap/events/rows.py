"""The events of a log as SQL of DuckDB: whose, what and when, in plain types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.events.log import EventLog
from journeymap.tables.cells import Missing
from journeymap.tables.connection import memory_budget
from journeymap.tables.duck import to_duckdb
from journeymap.tables.sql import quote_name, quote_text
from journeymap.tables.table import Table
from journeymap.tables.times import to_microseconds

VIEW, LISTS, VARIANTS = '"journeymap events"', '"journeymap lists"', '"journeymap variants"'
_TIMES = ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE")
MEMORY = "1200MB"
"""The events of a case lie together in memory, so that counting them needs more than answers."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A log that DuckDB can query.

    Args:
        table: Its table, which tells what is wrong with the file behind it.
        relation: Its rows.
        case: SQL of the case; NULL where blank, if it is a careful one.
        careful: SQL of the case that costs more, if its cells need that: without blanks around it,
            and NULL where it stands for none.
        needs_care: SQL that is true where a cell needs that.
        activity: SQL of the activity as text.
        time: SQL of the time in microseconds since 1970; NULL where none can be read.
        stamped: SQL that is NULL where the cell of the time is blank.
        order: SQL of what breaks ties, if anything does.
        typed: SQL of the time in its own type, where that is one for times.
        has_numbers: Whether the case is a whole number or a UUID.
        has_dictionaries: Whether a file lies behind that keeps each word of a column once.
    """

    table: Table
    relation: duckdb.DuckDBPyRelation
    case: str
    careful: str
    needs_care: str
    activity: str
    time: str | None
    stamped: str | None
    order: str | None
    typed: str | None = None
    has_numbers: bool = False
    has_dictionaries: bool = False

    def select(self, *more: str) -> str:
        """SQL of all events: case ``c``, activity ``a``, time ``t``, order ``o``."""
        parts = [f"{self.case} as c", f"{self.activity} as a"]
        parts.append(f"{self.time or 'null::bigint'} as t")
        if self.order is not None:
            parts.append(f"{self.order} as o")
        return f"select {', '.join((*parts, *more))} from {VIEW}"

    def fetch(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query."""
        yield from self.table.fetch(nw.from_native(self._query(sql)))

    def run(self, sql: str) -> None:
        """Runs a statement that gives no rows."""
        self._query(sql)

    def _query(self, sql: str) -> Any:
        return self.relation.query(VIEW.strip('"'), sql)

    @contextmanager
    def tidied(self) -> Iterator[None]:
        """Within it tables of our own may be made; none is left behind on the user's connection."""
        try:
            yield
        finally:
            for made in (LISTS, VARIANTS):
                self.run(f"drop table if exists {made}")
            self.run(f"drop view {VIEW}")


def open_rows(log: EventLog, times: str | None = None) -> Rows | None:
    """The log as DuckDB reads it; None where its table belongs to another engine.

    Tables of pandas and pyarrow are read where they lie; those of polars through pyarrow.

    Args:
        log: The log.
        times: How times in text are written where they are not ISO 8601.
    """
    relation = _to_relation(log)
    if relation is None:
        return None
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    names = log.table.columns

    def kind(column: str) -> str:
        return kinds[names[column]]

    def cell(column: str) -> str:
        return quote_name(names[column])

    return Rows(
        table=log.table,
        relation=relation,
        case=cell(log.case),
        careful=_filled(cell(log.case), kind(log.case)),
        needs_care=_needs_care(cell(log.case), kind(log.case)),
        activity=_text(cell(log.activity), kind(log.activity)),
        time=log.time and to_microseconds(cell(log.time), kind(log.time), times),
        stamped=log.time and _filled(cell(log.time), kind(log.time)),
        order=log.order and cell(log.order),
        typed=log.time and (cell(log.time) if kind(log.time) in _TIMES else None),
        has_numbers=kind(log.case).endswith("INT") or kind(log.case) in ("INTEGER", "UUID"),
        has_dictionaries=log.table.is_path and log.table.file is None,
    )


def _to_relation(log: EventLog) -> duckdb.DuckDBPyRelation | None:
    frame = log.table.frame if log.table.eager is None else log.table.eager
    native: Any = nw.to_native(frame)
    if log.table.connection is not None:
        log.table.connection.execute(f"set memory_limit = '{memory_budget(MEMORY)}B'")
        # pairs of up to 256 activities are counted in a plain array
        log.table.connection.execute("set perfect_ht_threshold = 17")
    if isinstance(native, duckdb.DuckDBPyRelation):
        return native
    columns = (log.case, log.activity, log.time, log.order)
    names = dict.fromkeys(log.table.columns[c] for c in columns if c is not None)
    return to_duckdb(frame.select(*names), MEMORY)


def _needs_care(cell: str, kind: str) -> str:
    if kind == "VARCHAR":
        # any word for nothing is short
        return f"(strlen({cell}) < 5 or {cell} < '!' or ends_with({cell}, ' '))"
    return f"isnan({cell})" if kind in ("FLOAT", "DOUBLE") else "false"


def _filled(cell: str, kind: str) -> str:
    if kind in ("FLOAT", "DOUBLE"):
        return f"nullif({cell}, 'nan'::{kind})"
    if kind != "VARCHAR":
        return cell
    words = ", ".join(quote_text(word) for word in sorted(Missing().words))
    return f"case when trim({cell}) not in ({words}) then trim({cell}) end"


def _text(cell: str, kind: str) -> str:
    return cell if kind == "VARCHAR" else f"cast({cell} as varchar)"
