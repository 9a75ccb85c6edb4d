"""Times of a DuckDB column, of any type or written in text, as whole microseconds since 1970."""

from __future__ import annotations

from journeymap.model.formats import UNIX_TIMES
from journeymap.tables.sql import quote_text

# a year below 1000 is a slip or stands for "no time"; beyond 9999 differences would not fit in
EARLIEST_YEAR = 1000
_FIRST, _LAST = "1000-01-01 00:00:00", "9999-12-31 23:59:59.999999"
EARLIEST, LATEST = -30_610_224_000_000_000, 253_402_300_799_999_999
_DAY = (
    "(?:[1-9][0-9]{3}-(?:"
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)"
)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
_ANY_ZONE = r"(?:Z|[-+](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)"
ISO_TIME = f"^{_DAY}(?:[T ]{_CLOCK} ?{_ANY_ZONE}?)?$"
"""ISO 8601 as people write it: a day of the calendar, with a clock and a zone if there are any."""
_LOCAL = f"^{_DAY}(?:[T ]{_CLOCK})?"
_ZONE = "([-+])([0-9]{2})(?::?([0-9]{2}))?$"
_MINUTE = 60_000_000
_LARGEST_SHIFT = 14 * 60 * _MINUTE
_CLOCKS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE")
_CLOCK_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"


def to_microseconds(cell: str, kind: str, times: str | None = None) -> str:
    """SQL for the time in a cell as BIGINT microseconds since 1970; NULL where it can't be read.

    A time without a zone is taken as UTC. Text is read as ISO 8601 with a date and, where there
    is one, a clock and a zone; infinity and years before 1000 are not times.

    Args:
        cell: SQL of the cell, such as a quoted column.
        kind: DuckDB's name of its type.
        times: How times in text are written where they are not ISO 8601, as for ``strptime``; or
            "unix seconds", "unix milliseconds", "unix microseconds" since 1970, for numbers too.

    Example:
        >>> import duckdb
        >>> sql = to_microseconds("'1970-01-01T01:00:02+01:00'", "VARCHAR")
        >>> duckdb.sql(f"select {sql}").fetchall()
        [(2000000,)]
    """
    kind = kind.upper()
    if times in UNIX_TIMES and kind not in (*_CLOCKS, _CLOCK_WITH_ZONE):
        return _read_number(cell, UNIX_TIMES[times])
    if kind == "VARCHAR":
        return _read_text(cell) if times is None else _read_written(cell, times)
    return _read_typed(cell, kind)


def _read_typed(cell: str, kind: str) -> str:
    if kind == _CLOCK_WITH_ZONE:
        ends = f"timestamptz '{_FIRST}+00' and timestamptz '{_LAST}+00'"
        return f"case when {cell} between {ends} then epoch_us({cell}) end"
    if kind not in _CLOCKS:
        return "cast(null as bigint)"
    moment = cell if kind == "TIMESTAMP" else f"try_cast({cell} as timestamp)"
    within = f"{moment} between timestamp '{_FIRST}' and timestamp '{_LAST}'"
    return f"case when {within} then epoch_us({moment}) end"


def _read_text(cell: str) -> str:
    """ISO 8601, as most of it is written; the rest is looked at more closely, at more cost.

    A cast to ``timestamp`` passes over the zone, and one to ``timestamptz`` is slow without one.
    """
    dated = (
        f"{cell} between '1000' and ':' and {cell} like '____-__-__%' and not suffix({cell}, ')')"
    )
    bare = f"not {cell} like '%-%-%-%' and not contains({cell}, '+')"
    moment, shifted = f"try_cast({cell} as timestamp)", f"try_cast({cell} as timestamptz)"
    shift = f"abs(epoch_us({shifted}) - epoch_us({moment}))"
    usual = (
        f"case when {dated} and {bare} then epoch_us({moment})"
        f" when {dated} and {shift} between 0 and {_LARGEST_SHIFT} then epoch_us({shifted}) end"
    )
    # inside of a lambda nothing is worked out ahead, for all cells
    careful = f"list_transform([trim({cell})], cell -> {_read_carefully('cell')})[1]"
    return f"coalesce({usual}, {careful})"


def _read_carefully(text: str) -> str:
    local = f"epoch_us(try_cast(regexp_extract({text}, '{_LOCAL}') as timestamp))"
    sign, hours, minutes = (f"regexp_extract({text}, '{_ZONE}', {i})" for i in (1, 2, 3))
    hour, minute = (
        f"coalesce(try_cast({sign} || {part} as bigint), 0)" for part in (hours, minutes)
    )
    whole = f"regexp_matches({text}, '{ISO_TIME}')"
    return f"case when {whole} then {local} - ({hour} * 60 + {minute}) * {_MINUTE} end"


def _read_written(cell: str, times: str) -> str:
    moment = f"epoch_us(try_strptime(trim({cell}), {quote_text(times)}))"
    return f"case when {moment} between {EARLIEST} and {LATEST} then {moment} end"


def _read_number(cell: str, factor: int) -> str:
    number = f"try_cast({cell} as double) * {factor}"
    return f"case when {number} between {EARLIEST} and {LATEST} then cast({number} as bigint) end"
