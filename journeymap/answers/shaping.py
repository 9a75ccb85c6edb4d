"""The same tall shape for every table: a row per answer, a column per part, nothing decoded.

Columns of the shape: ``asked`` (a wide table's question as ``q0``, ``q1`` ..., or a tidy table's
touchpoint), ``metric`` (tidy), ``score``, and where there are any ``wave``, ``respondent_id``,
``answered_at``, ``weight``, ``segment0`` ... and ``row``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.parts import Asked, Parts
from journeymap.answers.scores import PAIR_MARK
from journeymap.errors import AnswersError, Problem, quote
from journeymap.tables.sql import quote_name, unpivot
from journeymap.tables.table import Frame, Table

_TIDY = ("touchpoint", "metric", "score")
_HELD: Mapping[str, tuple[Any, ...]] = {
    "dates": (nw.Date, nw.Datetime),
    "times of day": (nw.Time,),
    "spans of time": (nw.Duration,),
    "lists": (nw.List, nw.Array),
    "records": (nw.Struct,),
    "bytes": (nw.Binary,),
}
_NESTED = ("lists", "records", "bytes")


def shape(table: Table, parts: Parts, *, numbered: bool = False) -> list[Frame]:
    """The table in the tall shape; several frames where questions are of several types.

    Args:
        table: The table.
        parts: What its columns are.
        numbered: Whether rows carry their number; no frames where the table has no order.
    """
    wide = widen(table, parts, numbered=numbered)
    if wide is None:
        return []
    asked = {f"q{i}" for i in range(len(parts.asked))}
    kept = [name for name in wide.collect_schema().names() if name not in asked]
    return list(_fold(wide, kept)) if asked else [wide]


def widen(table: Table, parts: Parts, *, numbered: bool = False) -> Frame | None:
    """The columns that are needed, under the names of their parts, not yet folded.

    A wide table has its questions in ``q0``, ``q1`` ... and stays a row per respondent.

    Args:
        table: The table.
        parts: What its columns are.
        numbered: Whether rows carry their number; None where the table has no order.
    """
    counted = table.numbered() if numbered else (table.frame, "")
    if counted is None:
        return None
    frame, row = counted
    schema = frame.collect_schema()
    kept = _kept_columns(table, parts)
    if numbered:
        kept["row"] = row
    if frame.implementation.is_duckdb():
        columns = dict.fromkeys(kept.values())  # one may play several parts
        frame = _without_zones(frame, [c for c in columns if _has_zone(schema[c])])
    chosen = [_plain(column, schema).alias(part) for part, column in kept.items()]
    questions = [
        _question(asked, table, schema).alias(f"q{i}") for i, asked in enumerate(parts.asked)
    ]
    return frame.select(*chosen, *questions)


def check_types(table: Table, parts: Parts) -> None:
    """Makes sure that numbers can stand in the columns of numbers, and plain cells in the others.

    Raises:
        AnswersError: with every column that holds something else.
    """
    schema = table.frame.collect_schema()
    asked = (column for a in parts.asked for column in a.columns)
    tidy = () if parts.asked else ("score",)
    numbers = [*asked, *(parts.columns[p] for p in (*tidy, "weight") if p in parts.columns)]
    others = [c for p, c in parts.columns.items() if not (parts.asked and p in _TIDY)]
    problems = []
    for column in dict.fromkeys((*numbers, *others, *parts.segments, *parts.margins)):
        held = _find_held(schema[table.columns[column]])
        if held in _NESTED or (held and column in numbers):
            wanted = "not numbers" if column in numbers else "not plain cells"
            message = f"the column {quote(column)} holds {held}, {wanted}"
            problems.append(Problem(message, file=table.name))
    if problems:
        raise AnswersError(problems)


def _find_held(kind: Any) -> str:
    """What a column of this type holds, if it holds neither numbers nor texts."""
    return next((held for held, types in _HELD.items() if kind in types), "")


def _kept_columns(table: Table, parts: Parts) -> dict[str, str]:
    kept = {
        "asked" if part == "touchpoint" else part: table.columns[column]
        for part, column in parts.columns.items()
        if not (parts.asked and part in _TIDY)
    }
    kept |= {f"segment{i}": table.columns[column] for i, column in enumerate(parts.segments)}
    return kept | {f"margin{i}": table.columns[column] for i, column in enumerate(parts.margins)}


def _has_zone(kind: Any) -> bool:
    return isinstance(kind, nw.Datetime) and bool(kind.time_zone)


def _without_zones(frame: Frame, columns: Sequence[str]) -> Frame:
    """Times of DuckDB in UTC, because it gives out those with a zone only with one more library."""
    moments = (f"make_timestamp(epoch_us({quote_name(c)})) as {quote_name(c)}" for c in columns)
    replaced = ", ".join(moments)
    native: Any = nw.to_native(frame)
    return nw.from_native(native.project(f"* replace ({replaced})")) if replaced else frame


def _plain(column: str, schema: Mapping[str, Any]) -> nw.Expr:
    """The column, as text where its type would tie it to categories."""
    if isinstance(schema[column], nw.Categorical | nw.Enum) or schema[column] in (
        nw.Categorical,
        nw.Enum,
    ):
        return nw.col(column).cast(nw.String)
    return nw.col(column)


def _question(asked: Asked, table: Table, schema: Mapping[str, Any]) -> nw.Expr:
    columns = [table.columns[name] for name in asked.columns]
    if len(columns) == 1:
        return _plain(columns[0], schema)
    decimal = "." if asked.beside else asked.feeds[0].codes.decimal  # options are no measures
    cells = [_in_text(column, schema, decimal) for column in columns]
    if asked.beside:  # who left some options blank has answered
        cells = [cell.fill_null("") for cell in cells]
    return nw.concat_str(cells, separator=PAIR_MARK)


def _in_text(column: str, schema: Mapping[str, Any], decimal: str) -> nw.Expr:
    """The column as text, with its numbers written as those in text are."""
    cell = nw.col(column).cast(nw.String)
    if decimal == "." or not (schema[column].is_float() or schema[column].is_decimal()):
        return cell
    return cell.str.replace_all(".", decimal, literal=True)


def _fold(wide: Frame, kept: list[str]) -> Iterator[Frame]:
    by_type: dict[Any, list[str]] = {}
    for column, kind in wide.collect_schema().items():
        if column not in kept:
            by_type.setdefault(kind, []).append(column)
    for columns in by_type.values():
        yield unpivot(wide, columns, kept, ("asked", "score"))
