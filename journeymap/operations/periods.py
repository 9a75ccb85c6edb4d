"""Days, weeks, months, quarters and years: where they begin, and what waves of them are called."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeymap.model.waves import Waves

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MICROSECONDS = 86_400_000_000
_EPOCH = datetime.date(1970, 1, 1)


def find_start(day: datetime.date, every: str) -> datetime.date:
    """The first day of the period in which a day lies.

    Example:
        >>> print(find_start(datetime.date(2026, 3, 31), "quarter"))
        2026-01-01
    """
    if every == "week":
        return day - datetime.timedelta(days=day.weekday())
    if every in _MONTHS:
        return day.replace(month=day.month - (day.month - 1) % _MONTHS[every], day=1)
    return day


def find_next(start: datetime.date, every: str) -> datetime.date:
    """The first day of the period after the one that begins on this day."""
    if every not in _MONTHS:
        return start + datetime.timedelta(days=7 if every == "week" else 1)
    months = start.year * 12 + start.month - 1 + _MONTHS[every]
    return datetime.date(months // 12, months % 12 + 1, 1)


def to_label(start: datetime.date, every: str) -> str:
    """The name of the period that begins on this day; names sort as the periods follow.

    Example:
        >>> to_label(datetime.date(2026, 4, 1), "quarter")
        '2026-Q2'
    """
    if every == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}"
    if every == "quarter":
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return start.isoformat()[: {"year": 4, "month": 7, "day": 10}[every]]


def find_waves(
    day: datetime.date, waves: Waves, last: datetime.date
) -> Iterator[tuple[datetime.date, str]]:
    """The waves that hold a day, each with its first day: its own period, or all whose window does.

    Args:
        day: The day.
        waves: How waves are cut; a window ends with its period.
        last: The last day of the table; no wave begins after it.
    """
    start = find_start(day, waves.every)
    until = find_next(start, waves.every)
    if waves.window is not None:
        until = find_start(day + datetime.timedelta(days=waves.window), waves.every)
    while start < until and start <= last:
        yield start, to_label(start, waves.every)
        start = find_next(start, waves.every)


def cut_period(
    first: datetime.date, last: datetime.date, every: str
) -> Iterator[tuple[datetime.date, str]]:
    """The first days of the parts of a period, with their names; the first part may be cut.

    Args:
        first: First day of the period.
        last: Its last day.
        every: What it is cut into.
    """
    start = first
    while start <= last:
        yield start, to_label(find_start(start, every), every)
        start = find_next(find_start(start, every), every)


def to_moment(day: datetime.date) -> int:
    """The beginning of a day in microseconds since 1970."""
    return (day - _EPOCH).days * _MICROSECONDS


def to_day(moment: int) -> datetime.date:
    """The day of a moment in microseconds since 1970."""
    return _EPOCH + datetime.timedelta(days=moment // _MICROSECONDS)
