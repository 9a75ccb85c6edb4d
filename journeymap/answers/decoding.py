"""What a combination of raw cells says as an answer, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from journeymap.answers.choices import Choice, Seen
from journeymap.answers.context import (
    Context,
    Contexts,
    Factors,
    FaultKey,
    Faults,
    Where,
    fault,
)
from journeymap.answers.counted import Counted
from journeymap.answers.dates import Span
from journeymap.answers.parts import Asked, Feed, Parts
from journeymap.answers.scores import (
    Refusal,
    read_gap,
    read_score,
    split_cells,
)
from journeymap.answers.words import Words
from journeymap.metrics import Metric
from journeymap.model.sources import Source
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.codes import Codes, to_text

Said = tuple[object, ...]
Values = list[tuple[Feed, float | None]]


class Answer(NamedTuple):
    """What one combination says.

    Args:
        values: What it adds to each metric; None for times taken together.
        weight: Its weight.
        wave: Its wave.
        segments: Its label in each segment, None where it tells none.
        aside: Why it is not used: that it is no answer, or what is wrong with it.
        faults: What is wrong with it, and the raw cells by which it is found.
    """

    values: tuple[tuple[Feed, float | None], ...] = ()
    weight: float = 1.0
    wave: str | Span | None = None
    segments: tuple[str | None, ...] = ()
    aside: str | None = None
    faults: tuple[tuple[FaultKey, Where], ...] = ()

    @property
    def said(self) -> Said:
        """What it says, whichever cells it was read from."""
        values = ((f.touchpoint, f.stage, f.metric.id, value) for f, value in self.values)
        return tuple(values), self.weight, self.wave, self.segments


class Saying(NamedTuple):
    """What a score says.

    Args:
        values: What it adds to each metric; None where it is no answer.
        faults: What is wrong with it.
        is_zero: Whether it is a time of 0.
    """

    values: tuple[tuple[Feed, float | None], ...] | None
    faults: tuple[tuple[FaultKey, Where], ...]
    is_zero: bool = False


class Decoder:
    """Decodes the answers of one table.

    Args:
        source: How its cells are to be read.
        parts: Which column plays which part.
        words: Which words mean which touchpoint and metric.
        factors: By what raking multiplies weights, by the values of the margins.
    """

    def __init__(
        self, source: Source, parts: Parts, words: Words, factors: Factors | None = None
    ) -> None:
        self._source, self._parts = source, parts
        self.contexts = Contexts(source, parts, factors or {})
        self._missing = Missing.of(source.missing)
        self._labels = Codes.of(source.labels, decimal=source.format.decimal)
        self._feed = cache(self._to_feed)
        self._seen: dict[tuple[str, Choice], Seen] = {}
        self._touchpoint, self._metric = cache(words.touchpoint), cache(words.metric)
        self._meant: dict[str, dict[str, str]] = {"asked": {}, "metric": {}}

    def decode(self, row: Counted) -> Answer:
        """What a combination says."""
        return to_answer(self.say(row), self.contexts.read(row.cells))

    def say(self, row: Counted) -> Saying:
        """What the score of a combination says, whatever stands beside it."""
        faults: Faults = []
        values = self._wide(row, faults) if self._parts.asked else self._tidy(row, faults)
        is_zero = any(v == 0 and feed.metric.kind == "duration" for feed, v in values or ())
        return Saying(None if values is None else tuple(values), tuple(faults), is_zero)

    def aliases(self) -> Mapping[str, Mapping[str, str]]:
        """Words of a tidy table, by column, that mean the same as another one, with that one."""
        found: dict[str, dict[str, str]] = {}
        for column, words in self._meant.items():
            first: dict[str, str] = {}
            for word, meant in words.items():
                if first.setdefault(meant, word) != word:
                    found.setdefault(column, {})[word] = first[meant]
        return found

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of a wide table."""
        return self._parts.asked

    def notes(self) -> Iterator[str]:
        """What the reader should know about options that nobody chose, one sentence each."""
        return (note for seen in self._seen.values() if (note := seen.note()))

    def _to_feed(self, touchpoint: str, metric: Metric) -> Feed:
        codes = Codes.of(self._source.labels, metric, self._source.format.decimal)
        return Feed(touchpoint, None, metric, self._missing, codes)

    def _tidy(self, row: Counted, faults: Faults) -> Values | None:
        score = to_text(row.score, self._source.format.decimal)
        blank = row.moments is None and self._labels.is_blank(score, self._missing)
        touchpoint = self._read_touchpoint(row, faults, blank=blank)
        metric = self._read_metric(row, faults, blank=blank)
        if blank:
            return None
        if touchpoint is None or metric is None:
            return []
        feed = self._feed(touchpoint, metric)
        if row.moments is not None:
            return [(feed, None)]
        value = read_score(score or "", metric, feed.codes)
        if isinstance(value, Refusal):
            column = self._parts.columns["score"]
            faults.append(fault(column, score, value, metric=row.metric, score=row.score))
            return []
        return [(feed, value)]

    def _read_touchpoint(self, row: Counted, faults: Faults, *, blank: bool) -> str | None:
        word = to_cell(row.asked) or ""
        if blank and not word.strip():
            return None
        found = self._touchpoint(word) if word.strip() else Refusal("the touchpoint is blank")
        if isinstance(found, Refusal):
            faults.append(fault(self._parts.columns["touchpoint"], word, found, asked=row.asked))
            return None
        self._meant["asked"][word] = found
        return found

    def _read_metric(self, row: Counted, faults: Faults, *, blank: bool) -> Metric | None:
        word = to_cell(row.metric) or ""
        if blank and not word.strip():
            return None
        found = self._metric(word) if word.strip() else Refusal("the metric is blank")
        if isinstance(found, Refusal):
            faults.append(fault(self._parts.columns["metric"], word, found, metric=row.metric))
            return None
        self._meant["metric"][word] = found.id
        return found

    def _wide(self, row: Counted, faults: Faults) -> Values | None:
        asked = self._parts.asked[int(str(row.asked)[1:])]
        if row.moments is not None:
            return [(feed, None) for feed in asked.feeds]
        found: Values = []
        cell = to_text(row.score, self._source.format.decimal)
        for feed in asked.feeds:
            value = _read_asked(asked, feed, cell)
            if isinstance(value, float):
                found.append((feed, value))
                if feed.choice is not None:
                    seen = Seen(asked.column, feed.choice)
                    self._seen.setdefault((asked.column, feed.choice), seen).look(cell, value)
            elif value is not None:
                faults.append(fault(*value, asked=row.asked, score=row.score))
        return found or ([] if faults else None)


def _read_asked(
    asked: Asked, feed: Feed, score: str | None
) -> float | tuple[str, str, Refusal] | None:
    """The value of a question's cell, or the column, the cell and why it can't be used."""
    if asked.expectation is not None:
        columns = (asked.column, asked.expectation)
        return read_gap(score, columns, feed.metric, feed.missing, feed.codes)
    if feed.choice is not None:
        chosen = feed.choice.read(score, feed.missing)
        own = split_cells(score)[0]
        return (asked.column, own, chosen) if isinstance(chosen, Refusal) else chosen
    if score is None or feed.codes.is_blank(score, feed.missing):
        return None
    value = read_score(score, feed.metric, feed.codes)
    return (asked.column, score, value) if isinstance(value, Refusal) else value


def to_answer(said: Saying, context: Context) -> Answer:
    """What a score says together with what stands beside it."""
    if said.values is None and not (said.faults or context.time_faults):
        return Answer(aside="no answer")
    faults = (*context.time_faults, *said.faults, *context.faults)
    if faults:
        return Answer(aside=faults[0][0].refusal.message, faults=faults)
    values = said.values or ()
    weight = context.weight * context.factor
    return Answer(values, weight, context.wave, context.segments, context.aside)
