"""The one place where the cell of an answer becomes a date, and the date a wave."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from journeymap.answers.counted import Counted
from journeymap.answers.scores import Refusal
from journeymap.errors import Problem, SourceError
from journeymap.model.formats import UNIX_TIMES
from journeymap.model.sources import Source
from journeymap.model.waves import Waves
from journeymap.periods import find_start, to_label
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.times import EARLIEST_YEAR, ISO_TIME

_ISO = re.compile(ISO_TIME[1:-1])
_ISO_HINT = "write it as 2026-01-31 or 2026-01-31T14:30:00Z, or declare format: {times: ...}"
NOT_A_TIME = "not a time"
_BLANK = Missing()
_UTC = datetime.UTC
_EPOCH = datetime.datetime(1970, 1, 1)


class Span(NamedTuple):
    """The period of a day, and the first period whose window begins after it.

    A window ends with its period and is so many days long. A day lies in those that end on it or
    later and begin before it: from its own period up to that of the day a window's length later.

    Args:
        first: First day of the day's own period.
        until: First day of the first period whose window no longer holds the day.
    """

    first: datetime.date
    until: datetime.date


@dataclass(frozen=True, slots=True)
class Dates:
    """How the times of one source are read, and into which waves they are cut.

    Args:
        waves: The waves, where they are cut by date.
        times: How times in text are written, as for ``strptime``; ISO 8601 where absent.
    """

    waves: Waves | None = None
    times: str | None = None

    @classmethod
    def of(cls, source: Source) -> Dates:
        """The dates of a source.

        Raises:
            SourceError: if waves are cut by the date of answers that have none.
        """
        if source.waves is not None and source.is_wide and "answered_at" not in source.columns:
            wrong = "waves are cut by the date of each answer, and no column is said to hold it"
            hint = "write columns: {answered_at: COLUMN}"
            raise SourceError([Problem(wrong, path="waves", hint=hint)])
        return cls(source.waves, source.format.times)

    def read(self, raw: object) -> datetime.datetime | Refusal | None:
        """The moment in a cell, in UTC and without a zone; None where it is blank.

        Example:
            >>> Dates().read("2026-01-05T00:30:00+02:00")
            datetime.datetime(2026, 1, 4, 22, 30)
            >>> Dates(times="%d.%m.%Y").read("31.1.2026")
            datetime.datetime(2026, 1, 31, 0, 0)
        """
        cell = to_cell(raw)
        if cell is None or _BLANK.covers(cell):
            return None
        typed = isinstance(raw, datetime.date)
        try:
            moment = _to_utc(self._read_text(cell.strip(), declared=not typed))
            _check_year(moment)
            return moment
        except (ValueError, OverflowError):
            told = f"it is declared as {self.times}" if self.times and not typed else _ISO_HINT
            return Refusal(NOT_A_TIME, told)

    def find_span(
        self, when: object, shift: object, until: object, bad_time: object
    ) -> Span | Refusal | None:
        """Where in time answers lie, by their cells; None where they tell no time."""
        try:
            found = self._find_span(when, shift, until, bad_time)
            if isinstance(found, Span):
                _check_year(found.until)
            return found
        except (ValueError, OverflowError):  # no calendar has such a year
            return Refusal(NOT_A_TIME, _ISO_HINT)

    def find_days(self, row: Counted) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of answers, where they are known."""
        cells = row.cells
        if row.days is not None and row.days[0] is not None:
            return _to_day(row.days[0]), _to_day(row.days[1])
        if isinstance(cells.when, str):
            day = datetime.date.fromisoformat(cells.when) + _days(cells.shift)
            return day, day
        moment = self.read(cells.bad_time)
        return (moment.date(),) * 2 if isinstance(moment, datetime.datetime) else None

    def name_wave(self, span: Span) -> str | Span:
        """The wave of answers; the span itself where windows overlap."""
        if self.waves is None or self.waves.window is not None:
            return span
        return to_label(span.first, self.waves.every)

    def _read_text(self, text: str, *, declared: bool) -> datetime.datetime:
        if self.times is None or not declared:
            if not _ISO.fullmatch(text):
                raise ValueError(text)
            return datetime.datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
        if self.times in UNIX_TIMES:
            micros = round(float(text) * UNIX_TIMES[self.times])
            return _EPOCH + datetime.timedelta(microseconds=micros)
        return datetime.datetime.strptime(text, self.times)

    def _find_span(
        self, when: object, shift: object, until: object, bad_time: object
    ) -> Span | Refusal | None:
        if to_cell(when) is None:
            moment = self.read(bad_time)
            if moment is None or isinstance(moment, Refusal):
                return moment
            return self._span(moment.date())
        if isinstance(when, str):
            text = f"{when}-01" if len(when) == len("2026-01") else when
            return self._span(datetime.date.fromisoformat(text) + _days(shift))
        first, every = _to_day(when), self.waves.every if self.waves else "day"
        last = first if until is None else _to_day(until)
        return Span(find_start(first, every), find_start(last, every))

    def _span(self, day: datetime.date) -> Span:
        every = self.waves.every if self.waves else "day"
        window = self.waves.window if self.waves else None
        first = find_start(day, every)
        if window is None:
            return Span(first, first)
        return Span(first, find_start(day + datetime.timedelta(days=window), every))


def _to_day(value: object) -> datetime.date:
    """A day of an engine: a date, a time, or months as year x 12 + month."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    months = int(float(str(value))) - 1
    return datetime.date(months // 12, months % 12 + 1, 1)


def _check_year(day: datetime.date) -> None:
    """Refuses what is a slip or stands for no time, as for all tables."""
    if day.year < EARLIEST_YEAR:
        raise ValueError(day)


def _days(shift: object) -> datetime.timedelta:
    return datetime.timedelta(days=int(to_cell(shift) or 0))


def _to_utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(_UTC).replace(tzinfo=None) if moment.tzinfo else moment
