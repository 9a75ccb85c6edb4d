"""Counted combinations of raw cells become tallies, and faults where cells can't be used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from journeymap.answers.counting import Counted
from journeymap.answers.missing import Missing, to_cell
from journeymap.answers.parts import Asked, Feed, Parts
from journeymap.answers.scores import Refusal, describe_scale, read_number, read_score
from journeymap.answers.shaping import ISO_TIME, PAIR_MARK
from journeymap.answers.tallies import Tally
from journeymap.answers.words import Words
from journeymap.model.sources import Source
from journeymap.record import LONGEST_ID
from journeymap.text import find_unseen

Where = tuple[tuple[str, object], ...]


class Key(NamedTuple):
    """What one reading is about."""

    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | None
    segment: tuple[str, str] | None


class FaultKey(NamedTuple):
    """A fault by column and cell, however often it occurs."""

    column: str
    cell: str
    refusal: Refusal


@dataclass(slots=True)
class Fault:
    """How often a fault occurs, and by which raw cells it is found again."""

    rows: int = 0
    wheres: dict[Where, None] = field(default_factory=dict)


class Answer(NamedTuple):
    """One decoded combination: the values it gives to readings, or the reason it gives none."""

    values: tuple[tuple[Feed, float | None], ...] = ()
    weight: float = 1.0
    wave: str | None = None
    segments: tuple[str | None, ...] = ()
    aside: str | None = None
    faults: tuple[tuple[FaultKey, Where], ...] = ()


class Decoder:
    """Decodes the answers of one table.

    Args:
        source: How its cells are to be read.
        parts: Which column plays which part.
        words: Which words mean which touchpoint and metric.
    """

    def __init__(self, source: Source, parts: Parts, words: Words) -> None:
        self._source, self._parts, self._words = source, parts, words
        self._missing = Missing.of(source.missing)
        self._touchpoint, self._metric = cache(words.touchpoint), cache(words.metric)
        self._meant: dict[str, dict[str, str]] = {"asked": {}, "metric": {}}
        self.tallies: dict[Key, Tally] = {}
        self.faults: dict[FaultKey, Fault] = {}
        self.set_aside: Counter[str] = Counter()
        self.used = self.zeros = 0
        self.without_segment: Counter[str] = Counter()

    @property
    def is_weighted(self) -> bool:
        """Whether answers carry weights."""
        return "weight" in self._parts.columns

    def aliases(self) -> dict[str, dict[str, str]]:
        """Words of a tidy table, by column, that mean the same as another one, with that one."""
        found: dict[str, dict[str, str]] = {}
        for column, words in self._meant.items():
            first: dict[str, str] = {}
            for word, meant in words.items():
                if first.setdefault(meant, word) != word:
                    found.setdefault(column, {})[word] = first[meant]
        return found

    def take(self, row: Counted) -> None:
        """Takes in a combination."""
        answer = self.decode(row)
        for key, where in answer.faults:
            fault = self.faults.setdefault(key, Fault())
            fault.rows += row.n
            fault.wheres[where] = None
        if answer.aside is not None:
            self.set_aside[answer.aside] += row.n
        elif not answer.faults:
            self._count(row, answer)

    def take_out(self, row: Counted, answer: Answer) -> None:
        """Takes one repeated answer out again."""
        self.used -= 1
        self.set_aside["repeat"] += 1
        for feed, value in answer.values:
            assert value is not None
            self.zeros -= value == 0 and feed.metric.kind == "duration"
            for key in self._keys(feed, answer):
                weight = answer.weight
                self.tallies[key].add(-1, -weight, -weight * weight, value)
        for name, label in zip(self._source.segments, answer.segments, strict=True):
            self.without_segment[name] -= label is None

    def decode(self, row: Counted) -> Answer:
        """What a combination says."""
        faults = [*self._time_faults(row)]
        values = self._tidy_values(row, faults) if not self._parts.asked else self._wide_values(row, faults)
        if values is None:
            return Answer(aside="no answer", faults=tuple(faults))
        weight = self._weight(row, faults)
        wave, segments = self._wave(row, faults), self._segments(row, faults)
        if faults:
            return Answer(faults=tuple(faults))
        aside = "no weight" if weight == 0 else None
        return Answer(tuple(values), weight, wave, segments, aside)

    def _count(self, row: Counted, answer: Answer) -> None:
        self.used += row.n
        weights = row.weights or (answer.weight * row.n, answer.weight**2 * row.n)
        for feed, value in answer.values:
            if value == 0 and feed.metric.kind == "duration":
                self.zeros += row.n
            for key in self._keys(feed, answer):
                tally = self.tallies.setdefault(key, Tally(feed.metric))
                if value is None:
                    assert row.sums is not None
                    tally.add_sums(row.n, *weights, row.sums)
                else:
                    tally.add(row.n, *weights, value)
        for name, label in zip(self._source.segments, answer.segments, strict=True):
            self.without_segment[name] += row.n * (label is None)

    def _keys(self, feed: Feed, answer: Answer) -> Iterator[Key]:
        place = (feed.touchpoint, feed.stage, feed.metric.id, answer.wave)
        yield Key(*place, None)
        for name, label in zip(self._source.segments, answer.segments, strict=True):
            if label is not None:
                yield Key(*place, (name, label))

    def _tidy_values(self, row: Counted, faults: list[tuple[FaultKey, Where]]) -> list[tuple[Feed, float | None]] | None:
        columns = self._parts.columns
        place, metric_word, score = to_cell(row.asked), to_cell(row.metric), to_cell(row.score)
        blank = row.sums is None and self._missing.covers(score)
        touchpoint = metric = None
        if (place or "").strip() or not blank:
            touchpoint = self._touchpoint(place or "") if (place or "").strip() else Refusal("the touchpoint is blank")
            if isinstance(touchpoint, Refusal):
                faults.append(_fault(columns["touchpoint"], place, touchpoint, asked=row.asked))
        if (metric_word or "").strip() or not blank:
            metric = self._metric(metric_word or "") if (metric_word or "").strip() else Refusal("the metric is blank")
            if isinstance(metric, Refusal):
                faults.append(_fault(columns["metric"], metric_word, metric, metric=row.metric))
        if blank:
            return None
        if metric is None or isinstance(metric, Refusal) or touchpoint is None or isinstance(touchpoint, Refusal):
            return []
        self._meant["asked"][place or ""] = touchpoint
        self._meant["metric"][metric_word or ""] = metric.id
        feed = Feed(touchpoint, None, metric, self._missing)
        value = None if row.sums is not None else read_score(score or "", metric)
        if isinstance(value, Refusal):
            faults.append(_fault(columns["score"], score, value, metric=row.metric, score=row.score))
            return []
        return [(feed, value)]

    def _wide_values(self, row: Counted, faults: list[tuple[FaultKey, Where]]) -> list[tuple[Feed, float | None]] | None:
        asked = self._parts.asked[int(str(row.asked)[1:])]
        if row.sums is not None:
            return [(feed, None) for feed in asked.feeds]
        score = to_cell(row.score)
        found = []
        for feed in asked.feeds:
            if asked.expectation is not None:
                value = _read_gap(asked, score, feed)
            else:
                value = None if feed.missing.covers(score) else (asked.column, score or "", read_score(score or "", feed.metric))
            if value is None:
                continue
            column, cell, number = value
            if isinstance(number, Refusal):
                faults.append(_fault(column, cell, number, asked=row.asked, score=row.score))
            else:
                found.append((feed, number))
        return found if found or faults else None

    def _time_faults(self, row: Counted) -> Iterator[tuple[FaultKey, Where]]:
        cell = to_cell(row.bad_time)
        if cell is None or Missing().covers(cell) or re.fullmatch(ISO_TIME[1:-1], cell.strip()):
            return
        refusal = Refusal("not a time", "write it as 2026-01-31 or 2026-01-31T14:30:00Z")
        yield _fault(self._parts.columns["answered_at"], cell, refusal, bad_time=row.bad_time)

    def _weight(self, row: Counted, faults: list[tuple[FaultKey, Where]]) -> float:
        if row.weights is not None or not self.is_weighted:
            return 1.0
        cell = to_cell(row.weight)
        if cell is None or Missing().covers(cell):
            return 0.0
        number = read_number(cell)
        if number is None or number < 0:
            refusal = Refusal("a negative weight" if number else "not a weight", "a weight is a number, 0 or more")
            faults.append(_fault(self._parts.columns["weight"], cell, refusal, weight=row.weight))
            return 0.0
        return number

    def _wave(self, row: Counted, faults: list[tuple[FaultKey, Where]]) -> str | None:
        if self._source.wave is not None or "wave" not in self._parts.columns:
            return self._source.wave
        return self._label("wave", self._parts.columns["wave"], row.wave, faults)

    def _segments(self, row: Counted, faults: list[tuple[FaultKey, Where]]) -> tuple[str | None, ...]:
        found = []
        for i, segment in enumerate(self._source.segments.values()):
            label = self._label(f"segment{i}", segment.column, row.segments[i], faults)
            found.append(segment.labels.get(label, label) if label is not None else None)
        return tuple(found)

    def _label(self, part: str, column: str, raw: object, faults: list[tuple[FaultKey, Where]]) -> str | None:
        text = (to_cell(raw) or "").strip()
        if Missing().covers(text):
            return None
        unseen = find_unseen(text) or ("a line end" if "\n" in text or "\t" in text else None)
        if unseen or len(text) > LONGEST_ID:
            message = f"the cell holds {unseen}" if unseen else f"a label of {len(text)} characters"
            faults.append(_fault(column, text, Refusal(message, "take it out"), **{part: raw}))
        return text


def _read_gap(asked: Asked, pair: str | None, feed: Feed) -> tuple[str, str, float | Refusal] | None:
    if pair is None:
        return None
    cells = [cell if cell.casefold() not in ("nan", "<na>") else "" for cell in pair.split(PAIR_MARK, 1)]
    if any(feed.missing.covers(cell) for cell in cells):
        return None
    assert asked.expectation is not None
    numbers = []
    for column, cell in zip((asked.column, asked.expectation), cells, strict=True):
        number = read_number(cell)
        if number is None:
            return column, cell, Refusal("not a number")
        numbers.append(number)
    gap = numbers[0] - numbers[1]
    low, high = feed.metric.ends
    if not low <= gap <= high:
        refusal = Refusal("a gap outside the scale", describe_scale(feed.metric))
        return f"{asked.column} - {asked.expectation}", f"{gap:g}", refusal
    return asked.column, cells[0], gap


def _fault(column: str, cell: str | None, refusal: Refusal, **where: object) -> tuple[FaultKey, Where]:
    return FaultKey(column, cell or "", refusal), tuple(where.items())


