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
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.answers.scores import LARGEST_TIME
from journeymap.answers.shaping import ISO_TIME
from journeymap.tables.cells import Missing
from journeymap.tables.table import Frame, Table

_PLAIN_NUMBER = r"^[0-9]{1,15}(?:\.[0-9]{1,15})?$"
SMALLEST_WEIGHT, LARGEST_WEIGHT = 1e-9, 1e9
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
    """

    has_metric: bool
    has_wave: bool
    has_weight: bool
    has_time: bool
    segments: int
    durations: Sequence[tuple[str, Missing]] = ()
    sums_weights: bool = True
    decimal: str = "."


@dataclass(frozen=True, slots=True)
class Counted:
    """One combination of raw cells with its number of answers.

    ``score`` is None in a row of times taken together, which all have one weight; their mean and
    variance and those of their logarithms are in ``moments``. ``weight`` is None where ``weights``
    sums up plain weights w and w².
    """

    asked: object
    metric: object
    score: object
    wave: object
    weight: object
    bad_time: object
    segments: tuple[object, ...]
    n: int
    weights: tuple[float, float] | None
    moments: tuple[float, float, float, float] | None


def count(table: Table, frames: Sequence[Frame], counting: Counting) -> Iterator[Counted]:
    """The counts of all combinations of cells.

    Args:
        table: The table, which runs the query where its rows lie.
        frames: The table in its tall shape.
        counting: What to tell apart.
    """
    for frame in frames:
        ready = prepare(frame, counting)
        columns = ready.collect_schema().names()
        keys = [name for name in columns if name in _keys(counting)]
        summed = [name for name in ("w", "ww") if name in columns]
        times = [name for name in ("x", "l") if name in columns]
        moments = _MOMENTS if times else ()
        names = [*keys, "n", *summed, *moments]
        counts = [nw.len().alias("n"), *(nw.col(name).sum() for name in summed), *_spread(times)]
        chosen = ready.select(*keys, *summed, *times)
        grouped = chosen.group_by(*keys).agg(*counts).select(*names)
        for row in table.fetch(grouped):
            yield _to_counted(dict(zip(names, row, strict=True)), counting)


def prepare(frame: Frame, counting: Counting) -> Frame:
    """The tall frame with cells to be counted apart from numbers to be summed up."""
    schema = frame.collect_schema()
    # a column of Python objects holds anything, so all of its cells are decoded in Python; so are
    # true and false, which an engine takes for 1 and 0
    kinds = (schema.get(name, nw.Object) for name in ("weight", "score", "answered_at"))
    weight, score, time = kinds
    if counting.has_weight and counting.sums_weights and weight not in (nw.Object, nw.Boolean):
        frame = _split_weights(frame, counting.decimal, is_text=weight == nw.String)
    if counting.durations and score not in (nw.Object, nw.Boolean):
        frame = _split_times(frame, counting, is_text=score == nw.String)
    if counting.has_time and not time.is_temporal():
        frame = frame.with_columns(_bad_time(is_text=time == nw.String))
    return frame


def _keys(counting: Counting) -> tuple[str, ...]:
    segments = (f"segment{i}" for i in range(counting.segments))
    made = ("weighed", "timed", "time_weight", "bad_time")
    return ("asked", "metric", "score", "wave", "weight", *made, *segments)


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


def _split_weights(frame: Frame, decimal: str, *, is_text: bool) -> Frame:
    frame = frame.with_columns(_to_number("weight", decimal, is_text=is_text).alias("w"))
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


def _to_moments(row: dict[str, Any]) -> tuple[float, float, float, float]:
    mean, variance, log_mean, log_variance = (float(row[name]) for name in _MOMENTS)
    return mean, variance, log_mean, log_variance


def _bad_time(*, is_text: bool) -> nw.Expr:
    time = nw.col("answered_at")
    bad = ~time.str.contains(ISO_TIME) if is_text else ~time.is_null()
    return nw.when(bad).then(time).alias("bad_time")


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(or_, conditions)


def _to_counted(row: dict[str, Any], counting: Counting) -> Counted:
    weights = (row["w"], row["ww"]) if row.get("weighed") else None
    return Counted(
        asked=row["asked"],
        metric=row.get("metric"),
        score=row["score"],
        wave=row.get("wave"),
        weight=row.get("weight"),
        bad_time=row.get("bad_time"),
        segments=tuple(row[f"segment{i}"] for i in range(counting.segments)),
        n=row["n"],
        weights=weights,
        moments=_to_moments(row) if row.get("timed") else None,
    )
