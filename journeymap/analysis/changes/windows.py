"""Waves whose windows reach back over each other, so that they share answers."""

from __future__ import annotations

import datetime
import re

from journeymap.periods import find_next

Windowed = tuple[str | None, int | None]
_LABEL = re.compile(r"(\d{4})(?:-(?:W(\d\d)|Q([1-4])|(\d\d)(?:-(\d\d))?))?")


def do_windows_overlap(one: Windowed, two: Windowed) -> bool:
    """Whether two waves share days because at least one of them reaches back over its period.

    Args:
        one: A wave's name, as waves cut by date are called, and the days that it reaches back.
        two: Those of the other.

    Example:
        >>> do_windows_overlap(("2026-03", 90), ("2026-04", 90))
        True
        >>> do_windows_overlap(("2026-Q1", 90), ("2026-Q3", 90))
        False
    """
    (early, _), (late, days) = sorted((one, two), key=lambda wave: wave[0] or "")
    ends = find_end(early), find_end(late)
    if days is None or ends[0] is None or ends[1] is None:
        return False
    return ends[1] - datetime.timedelta(days=days) < ends[0]


def find_end(wave: str | None) -> datetime.date | None:
    """The first day after a wave that is called as those cut by date; None for other names.

    Example:
        >>> str(find_end("2026-Q1")), str(find_end("2026-W01")), find_end("spring")
        ('2026-04-01', '2026-01-05', None)
    """
    found = _LABEL.fullmatch(wave or "")
    if found is None:
        return None
    year, week, quarter, month, day = (int(part) if part else None for part in found.groups())
    try:
        if week:
            return find_next(datetime.date.fromisocalendar(int(year or 0), week, 1), "week")
        first = datetime.date(int(year or 0), 3 * quarter - 2 if quarter else month or 1, day or 1)
        every = "day" if day else "month" if month else "quarter" if quarter else "year"
        return find_next(first, every)
    except (ValueError, OverflowError):
        return None
