"""Times of answers cut into periods where they lie, so that few groups come into Python.

What is plainly a time becomes the columns ``when`` (months as year x 12 + month, a date, or the
beginning of a text), ``shift`` (days by which a zone moves the day of a text) and, for windows,
``until``, ``first`` and ``last``. Everything else stays as it is in ``bad_time`` and is read in
Python.
"""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from journeymap.answers.dates import Dates
from journeymap.model.waves import Waves
from journeymap.tables.sql import quote_text, with_sql
from journeymap.tables.table import Frame
from journeymap.tables.times import ISO_TIME, to_microseconds

TIME_KEYS = ("bad_time", "when", "shift", "until")
_BY_MONTH = ("month", "quarter", "year")
_DAY_MINUTES = 24 * 60
_TIME = nw.col("answered_at")


def cut_times(frame: Frame, dates: Dates) -> Frame:
    """The frame with the periods of its times; without waves only with the times to be checked.

    Args:
        frame: A tall frame with ``answered_at``.
        dates: How times are read and cut.
    """
    kind = frame.collect_schema()["answered_at"]
    if kind.is_temporal() and kind != nw.Time:
        return _cut_typed(frame, dates.waves, kind) if dates.waves else frame
    if dates.times is not None:
        return _cut_declared(frame, dates)
    if kind != nw.String:
        return frame.with_columns(_TIME.alias("bad_time"))
    frame = _check_text(frame)
    return _cut_text(frame, dates.waves) if dates.waves else frame


def _check_text(frame: Frame) -> Frame:
    """The last year is read in Python, because a zone may lead beyond it."""
    if frame.implementation.is_duckdb():
        good = f"regexp_matches(answered_at, {quote_text(ISO_TIME)})"
        ends = "answered_at >= '9999'"
        return with_sql(frame, bad_time=f"case when not {good} or {ends} then answered_at end")
    plain = _TIME.str.contains(ISO_TIME) & ~_TIME.str.starts_with("9999")
    return frame.with_columns(nw.when(~plain).then(_TIME).alias("bad_time"))


def _cut_declared(frame: Frame, dates: Dates) -> Frame:
    """Times in a way of their own: only DuckDB says which of them it can't read."""
    native = nw.to_native(frame)
    if not isinstance(native, duckdb.DuckDBPyRelation):
        return frame.with_columns(_TIME.alias("bad_time"))
    kind = str(native.types[native.columns.index("answered_at")])
    moment = to_microseconds("answered_at", kind, dates.times)
    made = duckdb.SQLExpression(f"make_timestamp({moment})").alias("moment")
    frame = nw.from_native(native.select(duckdb.StarExpression(), made))
    bad = nw.when(nw.col("moment").is_null()).then(_TIME).alias("bad_time")
    frame = frame.with_columns(bad)
    return _add_periods(frame, dates.waves, nw.col("moment")) if dates.waves else frame


def _cut_typed(frame: Frame, waves: Waves, kind: Any) -> Frame:
    moment, is_zoned = _TIME, isinstance(kind, nw.Datetime) and bool(kind.time_zone)
    if frame.implementation.is_ibis() and (is_zoned or waves.window is not None):
        return _cut_days(frame, is_zoned=is_zoned)
    if is_zoned:
        frame, moment = _to_utc(frame)
    elif frame.implementation.is_duckdb() and waves.every in _BY_MONTH and waves.window is None:
        return with_sql(frame, when="year(answered_at) * 12 + month(answered_at)")
    return _add_periods(frame, waves, moment)


def _cut_days(frame: Frame, *, is_zoned: bool) -> Frame:
    """Not every database behind Ibis knows zones, or how to add days, so Python does that."""
    if is_zoned:
        return frame.with_columns(_TIME.alias("bad_time"))
    return frame.with_columns(_TIME.cast(nw.String).str.slice(0, 10).alias("when"))


def _add_periods(frame: Frame, waves: Waves, moment: nw.Expr) -> Frame:
    frame = frame.with_columns(_period(moment, waves.every).alias("when"))
    if waves.window is None:
        return frame
    later = moment.dt.offset_by(f"{waves.window}d")
    day = moment.cast(nw.Date)
    return frame.with_columns(
        _period(later, waves.every).alias("until"), day.alias("first"), day.alias("last")
    )


def _period(moment: nw.Expr, every: str) -> nw.Expr:
    if every in _BY_MONTH:
        return moment.dt.year() * 12 + moment.dt.month()
    return moment.cast(nw.Date)


def _to_utc(frame: Frame) -> tuple[Frame, nw.Expr]:
    if not frame.implementation.is_spark_like():
        return frame, _TIME.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    # Spark shows moments in the zone of its session
    native: Any = nw.to_native(frame)
    zoned = native.selectExpr("*", "to_utc_timestamp(answered_at, current_timezone()) as moment")
    return nw.from_native(zoned), nw.col("moment")


def _cut_text(frame: Frame, waves: Waves) -> Frame:
    """A day of ISO 8601 stands in its first ten signs; only a zone can move it."""
    plain = nw.when(nw.col("bad_time").is_null()).then(_TIME)
    frame = frame.with_columns(plain.alias("plain"))
    tail = nw.col("plain").str.slice(10)
    # plain signs, because a pattern is many times slower to look for
    east, west = (tail.str.contains(sign, literal=True) for sign in "+-")
    zone = nw.when(east | west).then(tail.str.replace_all("^.*[-+]", ""))
    frame = frame.with_columns(zone.alias("zone"), east.alias("is_east"))
    digits = nw.concat_str(nw.col("zone").str.replace_all(":", ""), nw.lit("00"))
    ahead = _number(digits, 0) * 60 + _number(digits, 2)
    clock = nw.when(~nw.col("zone").is_null()).then(nw.col("plain"))
    minutes = _number(clock, 11) * 60 + _number(clock, 14)
    utc = nw.when(nw.col("is_east")).then(minutes - ahead).otherwise(minutes + ahead)
    frame = frame.with_columns(utc.alias("utc"))
    back = nw.when(nw.col("utc") < 0).then(nw.lit(-1))
    moved = nw.when(nw.col("utc") >= _DAY_MINUTES).then(nw.lit(1)).otherwise(back)
    frame = frame.with_columns(moved.alias("shift"))
    by_month = waves.every in _BY_MONTH and waves.window is None
    short = nw.col("plain").str.slice(0, 7 if by_month else 10)
    when = (
        nw.when(nw.col("shift").is_null()).then(short).otherwise(nw.col("plain").str.slice(0, 10))
    )
    return frame.with_columns(when.alias("when"))


def _number(text: nw.Expr, offset: int) -> nw.Expr:
    return text.str.slice(offset, 2).cast(nw.Float64)
