"""Decoded answers gathered: tallies for readings, faults, and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from journeymap.answers.counting import Counted
from journeymap.answers.decoding import Answer, Decoder, FaultKey, Said, Where
from journeymap.answers.parts import Feed
from journeymap.answers.tallies import Tally
from journeymap.errors import AnswersError, Problem, quote
from journeymap.moments import HALF_UNIT

_MOST_LABELS = 5_000


class Key(NamedTuple):
    """What one reading is about."""

    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | None
    segment: tuple[str, str] | None


@dataclass(slots=True)
class Fault:
    """How often a fault occurs, and by which raw cells it is found again."""

    rows: int = 0
    wheres: dict[Where, None] = field(default_factory=dict)


@dataclass(slots=True)
class Gathered:
    """Everything that one table says.

    Args:
        decoder: What reads its cells.
        segments: The names of its segments.
        file: The name of the table.
        total: Answers that came in.
        used: Answers that are in a tally.
        zeros: Used times of 0.
        set_aside: The other answers by reason.
        without_segment: Used answers by the segment that they do not tell.
        tallies: What is counted for each reading.
        faults: What can't be used.
        faulty: Answers at fault.
    """

    decoder: Decoder
    segments: tuple[str, ...]
    file: str | None = None
    total: int = 0
    used: int = 0
    zeros: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    without_segment: Counter[str] = field(default_factory=Counter)
    tallies: dict[Key, Tally] = field(default_factory=dict)
    faults: dict[FaultKey, Fault] = field(default_factory=dict)
    faulty: int = 0
    _labels: dict[str, set[str | None]] = field(default_factory=dict)

    def take(self, row: Counted) -> None:
        """Takes in all answers of one combination of cells.

        Raises:
            AnswersError: if a segment has too many values to be one.
        """
        self.total += row.n
        self._take(row, self.decoder.decode(row))

    def count_anew(self, rows: Iterable[Counted], aside: Counter[Said]) -> None:
        """Takes in all answers again, except repeated ones.

        Args:
            rows: The same table, with every time and weight told apart.
            aside: How many answers to leave out, by what they say.
        """
        self.used = self.zeros = self.faulty = 0
        for counts in (self.set_aside, self.without_segment, self.tallies, self.faults):
            counts.clear()
        left = Counter(aside)
        for row in rows:
            answer = self.decoder.decode(row)
            out = 0 if answer.aside else min(row.n, left[answer.said])
            if out:
                left[answer.said] -= out
            if row.n > out:
                self._take(replace(row, n=row.n - out), answer)
        self.set_aside["repeat"] += aside.total()

    def _take(self, row: Counted, answer: Answer) -> None:
        self.faulty += row.n if answer.faults else 0
        for key, where in answer.faults:
            fault = self.faults.setdefault(key, Fault())
            fault.rows += row.n
            fault.wheres[where] = None
        if answer.aside is not None:
            self.set_aside[answer.aside] += row.n
        elif not answer.faults:
            weights = row.weights or (answer.weight * row.n, answer.weight**2 * row.n)
            self._tell_apart(answer, row.n)
            for feed, value in answer.values:
                self._tally(feed, value, answer, (row.n, *weights), row.moments)

    def notes(self) -> Iterator[str]:
        """What the reader should know about the answers, one sentence each."""
        if not self.total:
            yield "no answers"
        yield from self.decoder.notes()
        if self.zeros:
            yield f"times of 0 are counted as {HALF_UNIT:g}, half the smallest unit: {self.zeros:,}"
        for name, number in self.without_segment.items():
            if number:
                yield f"answers that tell no {quote(name)} and are in no segment of it: {number:,}"

    def _tell_apart(self, answer: Answer, n: int) -> None:
        self.used += n
        times = (value for feed, value in answer.values if feed.metric.kind == "duration")
        self.zeros += n * any(value == 0 for value in times)
        for name, label in zip(self.segments, answer.segments, strict=True):
            self.without_segment[name] += n * (label is None)
            self._labels.setdefault(name, set()).add(label)
            if len(self._labels[name]) > _MOST_LABELS:
                hint = "a segment is a group of customers; is this an id?"
                wrong = f"more than {_MOST_LABELS:,} values of one segment"
                raise AnswersError([Problem(wrong, value=name, hint=hint, file=self.file)])

    def _tally(
        self,
        feed: Feed,
        value: float | None,
        answer: Answer,
        counts: tuple[int, float, float],
        moments: tuple[float, float, float, float] | None,
    ) -> None:
        for key in self._keys(feed, answer):
            tally = self.tallies.setdefault(key, Tally(feed.metric))
            if value is not None:
                tally.add(*counts, value)
            elif moments is not None:
                tally.add_moments(*counts, moments)

    def _keys(self, feed: Feed, answer: Answer) -> Iterator[Key]:
        place = (feed.touchpoint, feed.stage, feed.metric.id, answer.wave)
        yield Key(*place, None)
        for name, label in zip(self.segments, answer.segments, strict=True):
            if label is not None:
                yield Key(*place, (name, label))
