"""Rows with a beginning and an end, such as tickets and customers, grouped where they lie.

Whatever the table is, DuckDB counts it: a frame of another library where it lies, and one of Spark
or of mixed objects from a file of our own, which is written row by row. Words stay as they are in
the groups and are decoded in Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.operations.faults import Fault, FaultKey, Faults, Refusal
from journeymap.operations.holding import ROW, Held, hold_in_duckdb
from journeymap.tables.cells import Missing
from journeymap.tables.sql import quote_name, quote_text
from journeymap.tables.table import Table
from journeymap.tables.times import to_microseconds

MOST_CELLS = 1_000
Relation = duckdb.DuckDBPyRelation
_FLOATS = ("DOUBLE", "FLOAT")
_STATES = {
    "begin": "case when a is not null then 'ok' when {blank} then 'blank' else 'bad' end",
    "end": "case when b < a then 'early' when b is not null then 'ok'"
    " when {blank} then 'blank' else 'bad' end",
}


@dataclass(frozen=True, slots=True)
class Spans:
    """The rows of a table by the words in them, and by when they begin and end.

    Args:
        table: The table.
        words: Part to column, for the columns of words; parts are plain names.
        begin: The column with the beginning; None where there is none.
        end: The column with the end.
        missing: What stands for no date.
        times: How dates are written, as for ``to_microseconds``.
    """

    table: Table
    words: Mapping[str, str]
    begin: str | None
    end: str | None
    missing: Missing = field(default_factory=Missing)
    times: str | None = None
    _kept: dict[bool, Held] = field(default_factory=dict, repr=False, compare=False)

    def count(self, keys: Mapping[str, str], sums: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """One row for each combination of words, states of the two dates, and further keys.

        Args:
            keys: Name to SQL of what else tells groups apart; ``a`` and ``b`` are the beginning
                and the end in microseconds.
            sums: Name to SQL of what is counted in each group beside the number of its rows.

        Yields:
            The words by part, ``begin`` and ``end`` ("ok", "blank", "bad", and for an end before
            its beginning "early"), the keys, the sums, and the number of rows as ``n``.

        Raises:
            AnswersError: if the table can't be read.
        """
        groups = [*self._groups(), *keys]
        counted = {"n": "count(*)", **sums}
        told = [*map(quote_name, groups), *(f"{sql} as {name}" for name, sql in counted.items())]
        chosen = self.select(keys)
        grouped = chosen.aggregate(", ".join(told), ", ".join(map(quote_name, groups)))
        for row in self.fetch(grouped):
            yield dict(zip((*groups, *counted), row, strict=True))

    def select(self, keys: Mapping[str, str]) -> Relation:
        """The rows with ``a`` and ``b``, the words, the states of the dates, and these keys.

        Args:
            keys: Name to SQL, as for ``count``.
        """
        chosen = {"a": "a", "b": "b", **self._groups(), **keys}
        told = ", ".join(f"{sql} as {quote_name(name)}" for name, sql in chosen.items())
        return self._read(self._hold()).project(told)

    def fetch(self, relation: Relation) -> Iterator[tuple[Any, ...]]:
        """The rows that a query on these rows gives."""
        yield from self.table.fetch(nw.from_native(relation))

    def find(self, faults: Faults) -> None:
        """Finds the first row of each fault: a second, narrow look at the table.

        Args:
            faults: What is wrong; faults of dates, which have no cell yet, get one for each cell.
        """
        held = self._hold(numbered=True)
        if ROW not in held.columns:
            return
        inner = self._read(held)
        for key in [key for key in faults.found if key.refusal in _STATE_OF]:
            faults.found.pop(key)
            part = "begin" if key.column == self.begin else "end"
            for cell, rows, first in self._cells(inner, part, _STATE_OF[key.refusal]):
                faults.found[FaultKey(key.column, cell or "", key.refusal)] = Fault(rows, first)
        for part, column in self.words.items():
            wanted = {key.cell: key for key in faults.found if key.column == column}
            if not wanted:
                continue
            word = quote_name(part)
            firsts = inner.aggregate(f"{word}, min({quote_name(ROW)})", word)
            for cell, first in self.fetch(firsts):
                if (found := wanted.get(cell or "")) and faults.found[found].first is None:
                    faults.found[found].first = first

    def _cells(self, inner: Relation, part: str, state: str) -> Iterator[tuple[str, int, int]]:
        """The cells whose date is in a state, with their number of rows and the first of them."""
        text = "a_text" if part == "begin" else "b_text"
        wrong = inner.filter(f"{self._groups()[part]} = {quote_text(state)}")
        counted = wrong.aggregate(f"{text}, count(*), min({quote_name(ROW)}) as first", text)
        yield from self.fetch(counted.order("first").limit(MOST_CELLS))

    def _hold(self, *, numbered: bool = False) -> Relation:
        """The columns in DuckDB; what is written to a file for that is written once."""
        is_duckdb = self.table.frame.implementation.is_duckdb()
        numbered = numbered or not is_duckdb
        if numbered not in self._kept:
            self._kept[numbered] = hold_in_duckdb(self.table, self._columns(), numbered=numbered)
        return self._kept[numbered].relation

    def _columns(self) -> dict[str, str]:
        dates = {"a": self.begin, "b": self.end}
        return {**self.words, **{name: column for name, column in dates.items() if column}}

    def _groups(self) -> dict[str, str]:
        groups = {part: quote_name(part) for part in self.words}
        blank = ", ".join(quote_text(word) for word in sorted(self.missing.words))
        for part, column, text in (("begin", self.begin, "a_text"), ("end", self.end, "b_text")):
            if column is not None:
                is_blank = f"{text} is null or {text} in ({blank})"
                groups[part] = _STATES[part].format(blank=is_blank)
        return groups

    def _read(self, relation: Relation) -> Relation:
        """Words as trimmed text, dates as text and as microseconds."""
        kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
        chosen = [
            f"{_to_text(quote_name(part), kinds[part])} as {quote_name(part)}"
            for part in self.words
        ]
        for name, column in (("a", self.begin), ("b", self.end)):
            moment, text = "cast(null as bigint)", "cast(null as varchar)"
            if column is not None:
                kind = "VARCHAR" if kinds[name].startswith("ENUM") else kinds[name]
                cell = f"cast({name} as varchar)" if kind == "VARCHAR" else name
                moment, text = to_microseconds(cell, kind, self.times), _to_text(name, kind)
            chosen += [f"{moment} as {name}", f"{text} as {name}_text"]
        if ROW in kinds:
            chosen.append(f"cast({quote_name(ROW)} as bigint) as {quote_name(ROW)}")
        return relation.project(", ".join(chosen))


def _to_text(name: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f"trim({name})"
    text = f"cast({name} as varchar)"
    if kind not in _FLOATS and not kind.startswith("DECIMAL"):
        return text
    whole = f"{name} = trunc({name}) and abs({name}) < 1e15"
    nan = f"when isnan({name}) then null " if kind in _FLOATS else ""
    return f"case {nan}when {whole} then cast(cast({name} as bigint) as varchar) else {text} end"


NOT_A_DATE = Refusal("not a date", "write it as 2026-01-31, or say how under format: {times: ...}")
ENDED_EARLY = Refusal("it ends before it begins")
_STATE_OF: Mapping[Refusal, str] = {NOT_A_DATE: "bad", ENDED_EARLY: "early"}


def find_date_faults(row: Mapping[str, Any], begin: str, end: str) -> Iterator[FaultKey]:
    """What is wrong with the dates of a group.

    Args:
        row: The group, from ``Spans.count``.
        begin: The column with the beginning.
        end: The column with the end.
    """
    if row.get("begin") == "bad":
        yield FaultKey(begin, "", NOT_A_DATE)
    if row.get("end") == "bad":
        yield FaultKey(end, "", NOT_A_DATE)
    if row.get("end") == "early":
        yield FaultKey(end, "", ENDED_EARLY)
