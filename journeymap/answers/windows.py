"""Waves whose windows reach back over their own period, so that a day lies in several."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from journeymap.answers.dates import Span
from journeymap.answers.gathering import Gathered, Key
from journeymap.answers.tallies import Tally
from journeymap.model.waves import Waves
from journeymap.periods import NO_WINDOW, find_whole_windows, to_label


def spread_windows(gathered: Gathered, waves: Waves | None) -> Iterator[str]:
    """Spreads what was gathered over the windows, sets aside what is in none, and tells about it.

    A window is made where the answers reach over all of it.

    Args:
        gathered: All answers, by span.
        waves: The waves of the source.
    """
    if waves is None or waves.window is None or gathered.first_day is None:
        return
    last = gathered.last_day or gathered.first_day
    windows = find_whole_windows(gathered.first_day, last, waves.every, waves.window)
    gathered.windows = windows.whole
    gathered.tallies = _spread(gathered.tallies, windows.whole, waves.every)
    outside = sum(n for span, n in gathered.by_span.items() if not _is_within(span, windows.whole))
    if outside:
        gathered.used -= outside
        gathered.set_aside[NO_WINDOW] += outside
    yield from windows.notes("answer")


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
