"""Days, weeks, months, quarters and years: where they begin, what they are called, how they reach.

The one place where periods are cut, for answers, tickets and customers alike.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

NO_WINDOW = "no whole window"
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MICROSECONDS = 86_400_000_000
_EPOCH = datetime.date(1970, 1, 1)
_ONE_DAY = datetime.timedelta(days=1)


@cache
def find_start(day: datetime.date, every: str) -> datetime.date:
    """The first day of the day, ISO week, month, quarter or year in which a day lies.

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


@cache
def to_label(start: datetime.date, every: str) -> str:
    """The name of the period that begins on this day; names sort as the periods follow.

    Example:
        >>> day = datetime.date(2025, 12, 29)
        >>> to_label(day, "day"), to_label(day, "week"), to_label(day, "month")
        ('2025-12-29', '2026-W01', '2025-12')
        >>> to_label(datetime.date(2026, 4, 1), "quarter")
        '2026-Q2'
    """
    if every == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}"
    if every == "quarter":
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return start.isoformat()[: {"year": 4, "month": 7, "day": 10}[every]]


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


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of rows between two days, each so many days long and ending with its period.

    Args:
        every: What waves are cut into.
        days: How many days each window is long.
        first: The day of the first row.
        last: The day of the last one.
        whole: The first days of the periods whose windows lie between these two.
        cut: The first days of the others.
    """

    every: str
    days: int
    first: datetime.date
    last: datetime.date
    whole: Sequence[datetime.date]
    cut: Sequence[datetime.date]

    def holding(self, day: datetime.date) -> Sequence[datetime.date]:
        """The first days of the periods whose whole windows hold a day."""
        after = day + datetime.timedelta(days=self.days)
        first = bisect_left(self.whole, find_start(day, self.every))
        return self.whole[first : bisect_left(self.whole, find_start(after, self.every))]

    def notes(self, row: str) -> Iterator[str]:
        """What the reader of overlapping windows should know, one sentence each.

        Args:
            row: What a row is called: "answer", "ticket".
        """
        if len(self.whole) > 1:
            yield (
                f"each {self.every} tells about the {self.days} days up to its end: where these "
                f"overlap, waves share {row}s, so a difference between them is no test"
            )
        if self.cut:
            labels = [to_label(start, self.every) for start in self.cut]
            periods = len(self.whole) + len(self.cut)
            yield (
                f"no wave for {len(labels)} of {periods} {self.every}s ({_list(labels)}): their "
                f"{self.days} days are not all between the first {row}, {self.first}, and the "
                f"last, {self.last}"
            )


def find_whole_windows(first: datetime.date, last: datetime.date, every: str, days: int) -> Windows:
    """The windows that rows reach over from end to end, and those that are cut.

    A window begins on the day of the first row or later and ends on the day of the last one or
    before. Elsewhere its reading would bear the name of a time that it does not tell about.

    Args:
        first: The day of the first row.
        last: The day of the last one.
        every: What waves are cut into.
        days: How many days each window is long; it ends with its period.

    Example:
        >>> year = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
        >>> found = find_whole_windows(*year, every="quarter", days=180)
        >>> [to_label(start, "quarter") for start in found.whole]
        ['2026-Q2', '2026-Q3', '2026-Q4']
    """
    whole: list[datetime.date] = []
    cut: list[datetime.date] = []
    start = find_start(first, every)
    while start <= last:
        after = find_next(start, every)
        begin = after - datetime.timedelta(days=days)
        is_whole = first <= begin and after - _ONE_DAY <= last
        (whole if is_whole else cut).append(start)
        start = after
    return Windows(every, days, first, last, whole, cut)


def to_moment(day: datetime.date) -> int:
    """The beginning of a day in microseconds since 1970."""
    return (day - _EPOCH).days * _MICROSECONDS


def to_day(moment: int) -> datetime.date:
    """The day of a moment in microseconds since 1970."""
    return _EPOCH + datetime.timedelta(days=moment // _MICROSECONDS)


def _list(labels: Sequence[str]) -> str:
    return ", ".join(labels) if len(labels) < 4 else f"{labels[0]}, {labels[1]} ... {labels[-1]}"
