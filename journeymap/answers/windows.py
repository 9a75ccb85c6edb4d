"""Waves whose windows reach back over their own period, so that a day lies in several."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.answers.dates import Span, find_next, find_start, to_label
from journeymap.answers.gathering import Gathered, Key
from journeymap.answers.tallies import Tally
from journeymap.model.waves import Waves

_ONE_DAY = datetime.timedelta(days=1)


def spread_windows(gathered: Gathered, waves: Waves | None) -> Iterator[str]:
    """Spreads what was gathered over the windows, sets aside what is in none, and tells about it.

    A window is made where the answers reach over all of it: it begins on the day of the first one
    or later and ends on the day of the last one or before. Elsewhere its reading would bear the
    name of a time that it does not tell about.

    Args:
        gathered: All answers, by span.
        waves: The waves of the source.
    """
    if waves is None or waves.window is None or gathered.first_day is None:
        return
    first, last = gathered.first_day, gathered.last_day or gathered.first_day
    periods = list(_find_periods(first, last, waves.every))
    whole = [start for start in periods if _is_whole(start, waves, first, last)]
    gathered.windows = whole
    gathered.tallies = _spread(gathered.tallies, whole, waves.every)
    outside = sum(n for span, n in gathered.by_span.items() if not _is_within(span, whole))
    if outside:
        gathered.used -= outside
        gathered.set_aside["no whole window"] += outside
    if len(whole) > 1:
        yield (
            f"each {waves.every} tells about the {waves.window} days up to its end: where these "
            "overlap, waves share answers, so a difference between them is no test"
        )
    if len(whole) < len(periods):
        out = [to_label(start, waves.every) for start in periods if start not in set(whole)]
        yield (
            f"no wave for {len(out)} of {len(periods)} {waves.every}s ({_list(out)}): their "
            f"{waves.window} days are not all between the first answer, {first}, and the last, "
            f"{last}"
        )


def _list(labels: Sequence[str]) -> str:
    return ", ".join(labels) if len(labels) < 4 else f"{labels[0]}, {labels[1]} ... {labels[-1]}"


def _find_periods(first: datetime.date, last: datetime.date, every: str) -> Iterator[datetime.date]:
    start = find_start(first, every)
    while start <= last:
        yield start
        start = find_next(start, every)


def _is_whole(
    start: datetime.date, waves: Waves, first: datetime.date, last: datetime.date
) -> bool:
    end = find_next(start, waves.every) - _ONE_DAY
    begin = end - datetime.timedelta(days=(waves.window or 1) - 1)
    return first <= begin and end <= last


def _is_within(span: Span, whole: Sequence[datetime.date]) -> bool:
    at = bisect_left(whole, span.first)
    return at < len(whole) and whole[at] < span.until


def _spread(
    tallies: Mapping[Key, Tally], whole: Sequence[datetime.date], every: str
) -> dict[Key, Tally]:
    by_place: dict[Key, list[tuple[Span, Tally]]] = {}
    for key, tally in tallies.items():
        if isinstance(key.wave, Span):
            by_place.setdefault(key._replace(wave=None), []).append((key.wave, tally))
    return {
        key._replace(wave=to_label(start, every)): tally
        for key, parts in by_place.items()
        for start, tally in _slide(sorted(parts, key=lambda part: part[0]), whole)
    }


def _slide(
    parts: Iterable[tuple[Span, Tally]], whole: Sequence[datetime.date]
) -> Iterator[tuple[datetime.date, Tally]]:
    """The windows one after the other, with what lies in each of them."""
    queue, left = _Queue(), list(parts)[::-1]
    for start in whole:
        while left and left[-1][0].first <= start:
            span, tally = left.pop()
            queue.push(span.until, tally)
        queue.drop(start)
        if (found := queue.sum()) is not None:
            yield start, found


@dataclass(slots=True)
class _Queue:
    """Tallies that come and go in the same order, and what they make together.

    Nothing is ever subtracted: what is to go next stands last in ``going``, each joined with all
    that go after it, and what came since then is joined in ``came``.
    """

    going: list[tuple[datetime.date, Tally]] = field(default_factory=list)
    coming: list[tuple[datetime.date, Tally]] = field(default_factory=list)
    came: Tally | None = None

    def push(self, until: datetime.date, tally: Tally) -> None:
        self.coming.append((until, tally))
        self.came = _join(self.came, tally)

    def drop(self, start: datetime.date) -> None:
        while self.going or self.coming:
            if not self.going:
                while self.coming:
                    until, tally = self.coming.pop()
                    later = self.going[-1][1] if self.going else None
                    self.going.append((until, _join(later, tally)))
                self.came = None
            if self.going[-1][0] > start:
                return
            self.going.pop()

    def sum(self) -> Tally | None:
        going = self.going[-1][1] if self.going else None
        if going is None or self.came is None:
            return going or self.came
        return _join(going, self.came)


def _join(first: Tally | None, second: Tally) -> Tally:
    joined = Tally(second.metric)
    for tally in filter(None, (first, second)):
        joined.join(tally)
    return joined
