"""Rows set aside before anything is counted: by what a vendor marks, or by what a source wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem, quote, suggest
from journeymap.fields import FrozenMap
from journeymap.tables.cells import to_cell
from journeymap.tables.engines import engine_errors
from journeymap.tables.table import Table
from journeymap.tables.vendors import Aside
from journeymap.text import to_nfc, to_number

NOT_SELECTED = "not selected"
_PLAIN = (nw.String, nw.Boolean, nw.Object, nw.Unknown)
_MOST_SEEN = 100


class _Rule(NamedTuple):
    """Which rows of a column stay: those with the values, or those without."""

    reason: str
    column: str
    values: tuple[str, ...]
    keeps: bool


def set_aside(table: Table, rules: Iterable[Aside]) -> Table:
    """The table without the rows that the rules tell, which it counts by their reasons.

    Raises:
        AnswersError: if the table can't be read.
    """
    return _select(
        table, [_Rule(rule.reason, rule.column, rule.values, keeps=False) for rule in rules]
    )


def keep_only(table: Table, only: Mapping[str, Sequence[str]]) -> Table:
    """The table with only the rows whose columns hold these values.

    Cells are compared as text without the blanks around them, and as numbers where both are some.

    Args:
        table: The table.
        only: Column to the values that are kept; a row needs one of them in every column.

    Returns:
        The table; how many rows are out is in its ``aside`` as "not selected".

    Raises:
        AnswersError: if there is no such column, or no row holds any of the values.

    Example:
        >>> import polars as pl
        >>> from journeymap.tables.opening import open_table
        >>> table = open_table(pl.DataFrame({"area": ["A", " B", None]}), ())
        >>> dict(keep_only(table, {"area": ["B"]}).aside)
        {'not selected': 2}
    """
    wanted = {to_nfc(column): tuple(values) for column, values in only.items()}
    absent = [column for column in wanted if column not in table.columns]
    if absent:
        known = list(table.columns)
        raise AnswersError(
            Problem(
                "no column",
                path=f"only.{c}",
                value=c,
                hint=suggest(c, known),
                file=table.name,
                kind="no_column",
            )
            for c in absent
        )
    return _select(
        table,
        [_Rule(NOT_SELECTED, column, values, keeps=True) for column, values in wanted.items()],
    )


def _select(table: Table, rules: Sequence[_Rule]) -> Table:
    if not rules:
        return table
    schema = table.frame.collect_schema()
    columns = [_to_comparable(table.columns[rule.column], schema) for rule in rules]
    cells = [f"k{i}" for i in range(len(rules))]
    named = table.frame.select(*(c.alias(k) for c, k in zip(columns, cells, strict=True)))
    seen = [_Seen(rule) for rule in rules]
    aside: Counter[str] = Counter(table.aside)
    with engine_errors(table.name):
        for *raws, n in table.fetch(named.group_by(*cells).agg(nw.len().alias("n"))):
            out = [s.rule.reason for s, raw in zip(seen, raws, strict=True) if s.puts_out(raw)]
            aside.update(dict.fromkeys(out[:1], n))
    _check_found(table, seen)
    kept = [c for s, column in zip(seen, columns, strict=True) for c in s.to_conditions(column)]
    if not kept:
        return table
    condition = reduce(and_, kept)
    told = dict.fromkeys([*table.aside, *(rule.reason for rule in rules)])
    return replace(
        table,
        frame=table.frame.filter(condition),
        eager=None if table.eager is None else table.eager.filter(condition),
        whole=table.all_rows,
        kept=condition if table.kept is None else table.kept & condition,
        aside=FrozenMap({reason: aside[reason] for reason in told if aside[reason]}),
    )


class _Seen:
    """What stands in the column of a rule, and which of it the rule means."""

    def __init__(self, rule: _Rule) -> None:
        self.rule = rule
        self.keys = {_to_key(value, folded=not rule.keeps) for value in rule.values}
        self.meant: dict[Any, None] = {}
        self.others: dict[str, None] = {}

    def puts_out(self, raw: object) -> bool:
        """Whether a row with this cell is out."""
        text = to_cell(raw)
        if text is None or not text.strip():
            self.others[""] = None
            return self.rule.keeps
        if _to_key(text, folded=not self.rule.keeps or isinstance(raw, bool)) in self.keys:
            self.meant[raw] = None
            return not self.rule.keeps
        if len(self.others) < _MOST_SEEN:
            self.others[text.strip()] = None
        return self.rule.keeps

    def to_conditions(self, column: nw.Expr) -> list[nw.Expr]:
        """What holds in the rows that stay."""
        if not self.meant:
            return []
        meant = column.is_in(list(self.meant))
        return [meant if self.rule.keeps else ~meant | column.is_null()]


def _check_found(table: Table, seen: Sequence[_Seen]) -> None:
    """A value that is nowhere is a slip of the pen: it would set everything aside."""
    problems = [
        Problem(
            "no row holds " + " or ".join(map(quote, s.rule.values[:3])),
            path=f"only.{s.rule.column}",
            hint=suggest(s.rule.values[0], sorted(filter(None, s.others))),
            file=table.name,
        )
        for s in seen
        if s.rule.keeps and not s.meant and s.others
    ]
    if problems:
        raise AnswersError(problems)


def _to_key(text: str, *, folded: bool) -> str | float:
    """What cells are compared by."""
    number = to_number(text)
    bare = to_nfc(text.strip())
    return float(number) if number is not None else bare.casefold() if folded else bare


def _to_comparable(column: str, schema: Mapping[str, Any]) -> nw.Expr:
    """The column in a type whose values come into Python and go back as they are."""
    kind = schema[column]
    plain = kind.is_integer() or kind.is_float() or any(kind == one for one in _PLAIN)
    return nw.col(column) if plain else nw.col(column).cast(nw.String)
