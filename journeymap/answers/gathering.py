"""Decoded answers gathered: tallies for readings, faults, and what was set aside."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from journeymap.answers.context import Context, FaultKey, Where
from journeymap.answers.counted import Cells, Counted
from journeymap.answers.dates import Span
from journeymap.answers.decoding import Answer, Decoder, Said, Saying, to_answer
from journeymap.answers.parts import Feed
from journeymap.answers.tallies import Added, Tally
from journeymap.errors import AnswersError, Problem, quote
from journeymap.moments import HALF_UNIT

_MOST_LABELS = 5_000
_MOST_KNOWN = 10_000
_TIMED = "times taken together"


class Key(NamedTuple):
    """What one reading is about."""

    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | Span | None
    segment: tuple[str, str] | None


@dataclass(slots=True)
class Fault:
    """How often a fault occurs, and by which raw cells it is found again."""

    rows: int = 0
    wheres: dict[Where, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Where the answers with the same cells beside the score go."""

    context: Context
    is_closed: bool
    untold: tuple[str, ...]


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
        first_day: The first day of used answers, where windows need it.
        last_day: The last one.
        by_span: Used answers by span, where there are windows.
        windows: The first days of the periods whose windows are made.
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
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    by_span: Counter[Span] = field(default_factory=Counter)
    windows: Sequence[datetime.date] = ()
    _labels: dict[str, set[str | None]] = field(default_factory=dict)
    _said: dict[tuple[object, ...], dict[object, Saying]] = field(default_factory=dict)

    def take(self, rows: Sequence[Counted]) -> None:
        """Takes in all answers of combinations of cells that only differ in the score.

        Raises:
            AnswersError: if a segment has too many values to be one.
        """
        self.total += sum(row.n for row in rows)
        self._take(rows)

    def count_anew(self, batches: Iterable[Sequence[Counted]], aside: Counter[Said]) -> None:
        """Takes in all answers again, except repeated ones.

        Args:
            batches: The same table, with every time and weight told apart.
            aside: How many answers to leave out, by what they say.
        """
        self.used = self.zeros = self.faulty = 0
        for counts in (self.set_aside, self.without_segment, self.by_span):
            counts.clear()
        self.tallies.clear()
        self.faults.clear()
        left = Counter(aside)
        for rows in batches:
            kept = []
            for row in rows:
                answer = self.decoder.decode(row)
                out = 0 if answer.aside else min(row.n, left[answer.said])
                if out:
                    left[answer.said] -= out
                if row.n > out:
                    kept.append(row._replace(n=row.n - out))
            self._take(kept)
        self.set_aside["repeat"] += aside.total()

    def _take(self, rows: Sequence[Counted]) -> None:
        if not rows:
            return
        shelf = self._open(rows[0].cells)
        known = self._known(rows[0].cells)
        weight = shelf.context.weight * shelf.context.factor
        taken: dict[int, tuple[Feed, list[Added]]] = {}
        answered = []
        for row in rows:
            # 1, 1.0 and true are different scores
            key = (type(row.score), row.score) if row.moments is None else _TIMED
            said = known.get(key)
            if said is None:
                said = known[key] = self.decoder.say(row)
            if said.values is None or said.faults or shelf.is_closed:
                self._set_aside(row.n, to_answer(said, shelf.context))
                continue
            answered.append(row)
            self.zeros += row.n if said.is_zero else 0
            sums = weight * row.n, weight * weight * row.n
            if row.weights is not None:
                sums = row.weights[0] * weight, row.weights[1] * weight * weight
            for feed, value in said.values:
                if id(feed) not in taken:
                    taken[id(feed)] = feed, []
                taken[id(feed)][1].append((row.n, *sums, value, row.moments))
        for feed, added in taken.values():
            for about in find_keys(feed, shelf.context.wave, self.segments, shelf.context.segments):
                tally = self.tallies.get(about)
                if tally is None:
                    tally = self.tallies[about] = Tally(feed.metric)
                tally.add_all(added)
        if answered:
            self._tell_apart(answered, shelf)

    def _open(self, cells: Cells) -> _Shelf:
        context = self.decoder.contexts.read(cells)
        is_closed = bool(context.aside or context.faults or context.time_faults)
        labels = tuple(zip(self.segments, context.segments, strict=False))
        untold = tuple(name for name, label in labels if label is None)
        shelf = _Shelf(context, is_closed, untold)
        for name, label in labels:
            self._labels.setdefault(name, set()).add(label)
            if len(self._labels[name]) > _MOST_LABELS:
                hint = "a segment is a group of customers; is this an id?"
                wrong = f"more than {_MOST_LABELS:,} values of one segment"
                raise AnswersError([Problem(wrong, value=name, hint=hint, file=self.file)])
        return shelf

    def _known(self, cells: Cells) -> dict[object, Saying]:
        """What scores of this touchpoint or question and metric are known to say."""
        known = self._said.setdefault((cells.asked, cells.metric), {})
        if len(known) >= _MOST_KNOWN:
            known.clear()
        return known

    def _set_aside(self, n: int, answer: Answer) -> None:
        self.faulty += n if answer.faults else 0
        for key, where in answer.faults:
            fault = self.faults.setdefault(key, Fault())
            fault.rows += n
            fault.wheres[where] = None
        self.set_aside[answer.aside or "no answer"] += n

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

    def _tell_apart(self, rows: Sequence[Counted], shelf: _Shelf) -> None:
        used = sum(row.n for row in rows)
        self.used += used
        for name in shelf.untold:
            self.without_segment[name] += used
        if isinstance(shelf.context.wave, Span):
            self.by_span[shelf.context.wave] += used
            for days in filter(None, map(self.decoder.contexts.find_days, rows)):
                self.first_day = min(days[0], self.first_day or days[0])
                self.last_day = max(days[1], self.last_day or days[1])


def find_keys(
    feed: Feed, wave: str | Span | None, names: Sequence[str], labels: Sequence[str | None]
) -> list[Key]:
    """What an answer is about: everybody's reading, and that of each segment it tells."""
    place = (feed.touchpoint, feed.stage, feed.metric.id, wave)
    several = zip(names, labels, strict=True)
    told = [Key(*place, (name, label)) for name, label in several if label is not None]
    return [Key(*place, None), *told]
