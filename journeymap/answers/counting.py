"""The one aggregating query: how often each combination of raw cells occurs.

Cells stay as they are, so a bad one can't stop the query; only the few distinct combinations are
decoded, in Python. Times and weights have many values: where they are plainly numbers above 0 the
engine gives mean and variance of the times and sums up the weights, and the others are counted like
everything else. The variance is the engine's own, because a sum of squares of large times, such as
milliseconds since 1970, has no digits left for their spread. No engine weighs it, so times with
different weights are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.context import LARGEST_WEIGHT, SMALLEST_WEIGHT
from journeymap.answers.counted import Cells, Counted
from journeymap.answers.dates import Dates
from journeymap.answers.periods import TIME_KEYS, cut_times
from journeymap.answers.scores import LARGEST_TIME
from journeymap.tables.cells import Missing
from journeymap.tables.table import Frame, Table

_PLAIN_NUMBER = r"^[0-9]{1,15}(?:\.[0-9]{1,15})?$"
_TAKEN = 200_000
_MOMENTS = ("mean", "variance", "log_mean", "log_variance")


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted apart and what is summed up.

    Args:
        has_metric: Whether the metric stands in the table.
        has_wave: Whether the wave stands in the table.
        has_weight: Whether answers carry weights.
        has_time: Whether answers carry the time when they were given.
        segments: How many columns of segments there are.
        durations: Questions, or words for metrics, whose scores are times to take together, with
            the numbers that mean "no answer" there.
        sums_weights: Whether weights are summed up; otherwise they are told apart.
        decimal: What stands before the decimals of numbers in text.
        dates: How the times of answers are read, and into which waves they are cut.
        margins: How many margins there are.
    """

    has_metric: bool
    has_wave: bool
    has_weight: bool
    has_time: bool
    segments: int
    durations: Sequence[tuple[str, Missing]] = ()
    sums_weights: bool = True
    decimal: str = "."
    dates: Dates = field(default_factory=Dates)
    margins: int = 0


def count(table: Table, frames: Sequence[Frame], counting: Counting) -> Iterator[list[Counted]]:
    """The counts of all combinations of cells; those that only differ in the score together.

    Args:
        table: The table, which runs the query where its rows lie.
        frames: The table in its tall shape.
        counting: What to tell apart.
    """
    for frame in frames:
        ready = prepare(frame, counting)
        columns = ready.collect_schema().names()
        head = [name for name in columns if name in _heads(counting)]
        tail = [name for name in ("timed", "time_weight") if name in columns]
        summed = [name for name in ("w", "ww") if name in columns]
        times = [name for name in ("x", "l") if name in columns]
        days = [name for name in ("first", "last") if name in columns]
        counts = [nw.len().alias("n"), *(nw.col(name).sum() for name in summed), *_spread(times)]
        ends = [nw.col(name).min() if name == "first" else nw.col(name).max() for name in days]
        chosen = ready.select(*head, "score", *tail, *summed, *times, *days)
        grouped = chosen.group_by(*head, "score", *tail).agg(*counts, *ends)
        names = [*head, "score", "n", *tail, *summed, *(_MOMENTS if times else ()), *days]
        yield from _read(table.fetch(grouped.select(*names)), names, len(head))


def prepare(frame: Frame, counting: Counting) -> Frame:
    """The tall frame with cells to be counted apart from numbers to be summed up."""
    schema = frame.collect_schema()
    # a column of Python objects holds anything, so all of its cells are decoded in Python; so are
    # true and false, which an engine takes for 1 and 0
    score = schema.get("score", nw.Object)
    if counting.has_weight and counting.sums_weights:
        frame = split_weights(frame, counting.decimal)
    if counting.durations and score not in (nw.Object, nw.Boolean):
        frame = _split_times(frame, counting, is_text=score == nw.String)
    return cut_times(frame, counting.dates) if counting.has_time else frame


def _heads(counting: Counting) -> tuple[str, ...]:
    segments = (f"segment{i}" for i in range(counting.segments))
    margins = (f"margin{i}" for i in range(counting.margins))
    return ("asked", "metric", "wave", "weight", "weighed", *TIME_KEYS, *segments, *margins)


def _spread(times: Sequence[str]) -> Iterator[nw.Expr]:
    for name, (mean, variance) in zip(times, (_MOMENTS[:2], _MOMENTS[2:]), strict=False):
        yield nw.col(name).mean().alias(mean)
        yield nw.col(name).var(ddof=0).alias(variance)


def _to_number(name: str, decimal: str, *, is_text: bool) -> nw.Expr:
    column = nw.col(name)
    if is_text:
        # the cast sees only what the pattern lets through, whichever library casts
        plain = _PLAIN_NUMBER.replace(r"\.", re.escape(decimal))
        column = nw.when(column.str.contains(plain)).then(column)
        column = column if decimal == "." else column.str.replace_all(decimal, ".", literal=True)
    return column.cast(nw.Float64)


def _only_within(name: str, smallest: float, largest: float) -> nw.Expr:
    column = nw.col(name)
    return nw.when((column > 0) & (column >= smallest) & (column <= largest)).then(column)


def split_weights(frame: Frame, decimal: str = ".") -> Frame:
    """The frame with plain weights in ``w``, their squares in ``ww``, others in ``weight``."""
    kind = frame.collect_schema()["weight"]
    if kind in (nw.Object, nw.Boolean):
        return frame
    frame = frame.with_columns(_to_number("weight", decimal, is_text=kind == nw.String).alias("w"))
    frame = frame.with_columns(_only_within("w", SMALLEST_WEIGHT, LARGEST_WEIGHT).alias("w"))
    return frame.with_columns(
        nw.when(nw.col("w").is_null()).then(nw.col("weight")).alias("weight"),
        weighed=~nw.col("w").is_null(),
        ww=nw.col("w") * nw.col("w"),
    )


def _split_times(frame: Frame, counting: Counting, *, is_text: bool) -> Frame:
    word = nw.col("metric" if counting.has_metric else "asked")
    frame = frame.with_columns(
        nw.when(_any(word == name for name, _ in counting.durations))
        .then(nw.col("score"))
        .alias("x")
    )
    frame = frame.with_columns(_to_number("x", counting.decimal, is_text=is_text).alias("x"))
    frame = frame.with_columns(_only_within("x", 0.0, LARGEST_TIME).alias("x"))
    for name, missing in counting.durations:
        for code in sorted(missing.numbers):
            frame = frame.with_columns(
                nw.when(~((word == name) & (nw.col("x") == code))).then(nw.col("x")).alias("x")
            )
    if "w" in frame.collect_schema().names():
        # without a plain weight a time is counted by itself, because its weight is still to be read
        frame = frame.with_columns(nw.when(~nw.col("w").is_null()).then(nw.col("x")).alias("x"))
    frame = frame.with_columns(
        nw.when(nw.col("x").is_null()).then(nw.col("score")).alias("score"),
        timed=~nw.col("x").is_null(),
        l=nw.col("x").log(),
    )
    if "w" not in frame.collect_schema().names():
        return frame
    return frame.with_columns(nw.when(nw.col("timed")).then(nw.col("w")).alias("time_weight"))


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(or_, conditions)


def _read(
    rows: Iterable[tuple[Any, ...]], names: Sequence[str], width: int
) -> Iterator[list[Counted]]:
    """The rows of the query; the first ``width`` cells of each stand beside the score."""
    at = {name: i for i, name in enumerate(names)}
    while some := list(islice(rows, _TAKEN)):
        by_head: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        for row in some:
            by_head.setdefault(row[:width], []).append(row)
        for head, alike in by_head.items():
            cells = _to_cells(names, head)
            if len(names) == width + 2:
                yield [Counted(cells, row[-2], row[-1]) for row in alike]
            else:
                yield [_to_counted(cells, row, at) for row in alike]


def _to_cells(names: Sequence[str], head: tuple[Any, ...]) -> Cells:
    cells = dict(zip(names, head, strict=False))
    segments = tuple(cells.pop(name) for name in names if name.startswith("segment"))
    margins = tuple(cells.pop(name) for name in names if name.startswith("margin"))
    cells["weighed"] = bool(cells.get("weighed"))
    return Cells(**cells, segments=segments, margins=margins)


def _to_counted(cells: Cells, row: tuple[Any, ...], at: dict[str, int]) -> Counted:
    weights = (row[at["w"]], row[at["ww"]]) if cells.weighed else None
    moments = days = None
    if "timed" in at and row[at["timed"]]:
        mean, variance, log_mean, log_variance = (float(row[at[name]]) for name in _MOMENTS)
        moments = (mean, variance, log_mean, log_variance)
    if "first" in at and row[at["first"]] is not None:
        days = (row[at["first"]], row[at["last"]])
    return Counted(cells, row[at["score"]], row[at["n"]], weights, moments, days)
