"""Customers who gave several answers to the same question, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from journeymap.answers.counted import Cells, Counted
from journeymap.answers.dates import Dates
from journeymap.answers.decoding import Answer, Decoder
from journeymap.tables.cells import Missing
from journeymap.tables.table import Frame, Table

Aliases = Mapping[str, Mapping[str, str]]


class Given(NamedTuple):
    """One answer of a customer.

    Args:
        moment: When it was given, the earliest moment where that is not known.
        row: The number of its row; 0 where the table has no order.
        answer: What it says.
    """

    moment: datetime.datetime
    row: int
    answer: Answer


def have_several(table: Table, frames: Sequence[Frame], aliases: Aliases) -> bool:
    """Whether anybody stands more than once beside the same touchpoint or question and metric."""
    for frame in frames:
        known = known_respondents(_canonical(frame, aliases))
        twice = known.group_by(*_keys(known)).agg(nw.len().alias("n")).filter(nw.col("n") > 1)
        if next(table.fetch(twice.select(nw.len().alias("n"))))[0]:
            return True
    return False


def find_several(
    table: Table, frames: Sequence[Frame], decoder: Decoder, dates: Dates
) -> Iterator[list[Given]]:
    """The used answers of each customer with more than one, in the order in which they were given.

    Args:
        table: The table.
        frames: Its tall frames, with the number of each row where there is an order.
        decoder: What reads its cells.
        dates: How its times are read.
    """
    for frame in frames:
        known = known_respondents(_canonical(frame, decoder.aliases()))
        keys = _keys(known)
        several = known.with_columns(nw.len().over(*keys).alias("n")).filter(nw.col("n") > 1)
        names = several.collect_schema().names()
        ordered = several.sort(*keys, *(n for n in ("row",) if n in names), nulls_last=True)
        identity = itemgetter(*(names.index(key) for key in keys))
        for _, rows in groupby(table.fetch(ordered), key=identity):
            cells = (dict(zip(names, row, strict=True)) for row in rows)
            given = [_read(row, decoder, dates) for row in cells]
            used = [one for one in given if one.answer.aside is None]
            if len(used) > 1:
                yield sorted(used, key=_order)


def _order(given: Given) -> tuple[object, ...]:
    # where rows have no order and times are equal, one that does not depend on it
    return given.moment, given.row, "" if given.row else str(given.answer.said)


def _read(row: Mapping[str, Any], decoder: Decoder, dates: Dates) -> Given:
    names = sorted(name for name in row if name.startswith(("segment", "margin")))
    names.sort(key=len)  # segment10 comes after segment9
    cells = Cells(
        asked=row["asked"],
        metric=row.get("metric"),
        wave=row.get("wave"),
        weight=row.get("weight"),
        bad_time=row.get("answered_at"),
        segments=tuple(row[name] for name in names if name.startswith("segment")),
        margins=tuple(row[name] for name in names if name.startswith("margin")),
    )
    answer = decoder.decode(Counted(cells, row["score"], 1))
    moment = dates.read(row.get("answered_at"))
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.min
    return Given(moment, row.get("row", 0), answer)


def _canonical(frame: Frame, aliases: Aliases) -> Frame:
    """The frame with one word for what has the same meaning, and no blanks around ids and waves."""
    schema = frame.collect_schema()
    for column in ("respondent_id", "wave"):
        if schema.get(column) == nw.String:
            frame = frame.with_columns(nw.col(column).str.strip_chars())
    for column, words in aliases.items():
        by_meaning: dict[str, list[str]] = {}
        for word, same in words.items():
            by_meaning.setdefault(same, []).append(word)
        # side by side, because an engine refuses thousands of conditions inside each other
        meant = (
            nw.when(nw.col(column).is_in(spelled)).then(nw.lit(same))
            for same, spelled in by_meaning.items()
        )
        frame = frame.with_columns(nw.coalesce(*meant, nw.col(column)).alias(column))
    return frame


def known_respondents(frame: Frame) -> Frame:
    """The rows that tell whose they are."""
    known = frame.filter(~nw.col("respondent_id").is_null())
    kind = frame.collect_schema()["respondent_id"]
    if kind == nw.String:
        known = known.filter(~nw.col("respondent_id").is_in(sorted(Missing().words)))
    elif kind.is_float():
        known = known.filter(~nw.col("respondent_id").is_nan())
    return known


def _keys(frame: Frame) -> list[str]:
    names = frame.collect_schema().names()
    return [name for name in ("respondent_id", "asked", "metric", "wave") if name in names]
