"""Respondents who answered twice for the same touchpoint, metric and wave."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw

from journeymap.answers.counting import Counted, Counting, count
from journeymap.answers.decoding import Answer, Decoder, Said
from journeymap.answers.gathering import Gathered
from journeymap.answers.parts import Parts
from journeymap.answers.shaping import shape
from journeymap.errors import AnswersError, Problem
from journeymap.model.sources import Source
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.table import Frame, Table

Aliases = Mapping[str, Mapping[str, str]]
_TOLD, _MOST_PROBLEMS = 3, 100
_UTC = datetime.UTC


class Repeat(NamedTuple):
    """An answer that a later one of the same respondent takes the place of."""

    row: int
    kept: int
    answer: Answer


def set_repeats_aside(
    table: Table, parts: Parts, source: Source, gathered: Gathered, counting: Counting
) -> Iterator[str]:
    """Counts anew without repeated answers, as the source asks for, and tells about them.

    Later is what has the later time, and among equal or unknown times what stands further down.
    Nothing is subtracted, because a mean or a sum of large numbers does not lose one exactly.

    Args:
        table: The table.
        parts: Which column plays which part.
        source: What to do with repeats.
        gathered: The whole table.
        counting: How it was counted.

    Raises:
        AnswersError: if the source refuses repeats and there are any.
    """
    if "respondent_id" not in parts.columns or source.repeats == "keep_all":
        return
    aliases = gathered.decoder.aliases()
    if not _have_repeats(table, shape(table, parts), aliases):
        return
    numbered = shape(table, parts, numbered=True)
    if not numbered:
        yield "some respondents answered twice; the table has no order of rows, so all are kept"
        return
    found = _find_repeats(table, numbered, aliases, gathered.decoder, len(parts.segments))
    if source.repeats == "refuse":
        _refuse(table, parts, list(islice(found, _MOST_PROBLEMS)))
        return
    first: list[Repeat] = []
    aside: Counter[Said] = Counter()
    for repeat in found:
        aside[repeat.answer.said] += 1
        first = nsmallest(_TOLD, (*first, repeat), key=itemgetter(0))
    if aside:
        yield _tell(table, first, aside.total())
        singly = replace(counting, durations=(), sums_weights=False)
        gathered.count_anew(count(table, shape(table, parts), singly), aside)


def _tell(table: Table, first: Sequence[Repeat], number: int) -> str:
    place = _places(table, [row for repeat in first for row in (repeat.row, repeat.kept)])
    told = ", ".join(f"{place[repeat.row]} (kept: {place[repeat.kept]})" for repeat in first)
    more = f" and {number - len(first):,} more" if number > len(first) else ""
    answers = "1 answer is" if number == 1 else f"{number:,} answers are"
    return f"{answers} set aside because the respondent answered again: {told}{more}"


def _refuse(table: Table, parts: Parts, found: Sequence[Repeat]) -> None:
    ordered = sorted(found, key=itemgetter(1))
    rows = [row for repeat in ordered for row in (repeat.row, repeat.kept)]
    lines, place = table.lines(rows), _places(table, rows)
    problems = [
        Problem(
            "a repeated answer of the same respondent",
            path=parts.columns["respondent_id"] if lines else f"row {repeat.kept}",
            hint=f"the earlier one stands in {place[repeat.row]}",
            file=table.name,
            line=lines.get(repeat.kept),
        )
        for repeat in ordered
    ]
    if problems:
        raise AnswersError(problems)


def _places(table: Table, rows: Sequence[int]) -> dict[int, str]:
    lines = table.lines(rows)
    return {row: f"line {lines[row]}" if row in lines else f"row {row}" for row in rows}


def _have_repeats(table: Table, frames: Sequence[Frame], aliases: Aliases) -> bool:
    for frame in frames:
        known = _known(_canonical(frame, aliases))
        twice = known.group_by(*_keys(known)).agg(nw.len().alias("n")).filter(nw.col("n") > 1)
        if next(table.fetch(twice.select(nw.len().alias("n"))))[0]:
            return True
    return False


def _find_repeats(
    table: Table, numbered: Sequence[Frame], aliases: Aliases, decoder: Decoder, segments: int
) -> Iterator[Repeat]:
    for frame in numbered:
        known = _known(_canonical(frame, aliases))
        keys = _keys(known)
        several = known.with_columns(nw.len().over(*keys).alias("n")).filter(nw.col("n") > 1)
        names = several.collect_schema().names()
        ordered = several.sort(*keys, "row", nulls_last=True)
        identity = itemgetter(*(names.index(key) for key in keys))
        for _, rows in groupby(table.fetch(ordered), key=identity):
            cells = [dict(zip(names, row, strict=True)) for row in rows]
            yield from _set_aside(cells, decoder, segments)


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


def _known(frame: Frame) -> Frame:
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


def _set_aside(rows: list[dict[str, Any]], decoder: Decoder, segments: int) -> Iterator[Repeat]:
    answered = []
    for row in rows:
        answer = decoder.decode(_to_counted(row, segments))
        if answer.aside is None:
            answered.append((_moment(row.get("answered_at")), row["row"], answer))
    answered.sort(key=itemgetter(0, 1))
    for _, row, answer in answered[:-1]:
        yield Repeat(row, answered[-1][1], answer)


def _to_counted(row: Mapping[str, Any], segments: int) -> Counted:
    cells = tuple(row[f"segment{i}"] for i in range(segments))
    raw = (row["asked"], row.get("metric"), row["score"], row.get("wave"), row.get("weight"), None)
    return Counted(*raw, segments=cells, n=1, weights=None, moments=None)


def _moment(raw: object) -> datetime.datetime:
    """The moment of an answer; without a zone it is taken as UTC."""
    earliest = datetime.datetime.min.replace(tzinfo=_UTC)
    try:
        moment = datetime.datetime.fromisoformat((to_cell(raw) or "").strip().replace(" +", "+"))
    except ValueError:
        return earliest
    return moment if moment.tzinfo else moment.replace(tzinfo=_UTC)
