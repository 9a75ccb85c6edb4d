"""What a combination of raw cells says as an answer, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from journeymap.answers.choices import Choice, Seen
from journeymap.answers.codes import Codes, read_number
from journeymap.answers.counting import LARGEST_WEIGHT, SMALLEST_WEIGHT, Counted
from journeymap.answers.parts import Asked, Feed, Parts
from journeymap.answers.scores import (
    Refusal,
    read_gap,
    read_label,
    read_score,
    split_cells,
)
from journeymap.answers.shaping import ISO_TIME
from journeymap.answers.words import Words
from journeymap.metrics import Metric
from journeymap.model.sources import Source
from journeymap.tables.cells import Missing, to_cell

Where = tuple[tuple[str, object], ...]
Said = tuple[object, ...]
Values = list[tuple[Feed, float | None]]
_BLANK = Missing()


class FaultKey(NamedTuple):
    """A fault by column and cell, however often it occurs."""

    column: str
    cell: str
    refusal: Refusal


Faults = list[tuple[FaultKey, Where]]


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
    wave: str | None = None
    segments: tuple[str | None, ...] = ()
    aside: str | None = None
    faults: tuple[tuple[FaultKey, Where], ...] = ()

    @property
    def said(self) -> Said:
        """What it says, whichever cells it was read from."""
        values = ((f.touchpoint, f.stage, f.metric.id, value) for f, value in self.values)
        return tuple(values), self.weight, self.wave, self.segments


class Decoder:
    """Decodes the answers of one table.

    Args:
        source: How its cells are to be read.
        parts: Which column plays which part.
        words: Which words mean which touchpoint and metric.
    """

    def __init__(self, source: Source, parts: Parts, words: Words) -> None:
        self._source, self._parts = source, parts
        self._missing = Missing.of(source.missing)
        self._labels = Codes.of(source.labels, decimal=source.format.decimal)
        self._feed = cache(self._to_feed)
        self._seen: dict[tuple[str, Choice], Seen] = {}
        self._touchpoint, self._metric = cache(words.touchpoint), cache(words.metric)
        self._meant: dict[str, dict[str, str]] = {"asked": {}, "metric": {}}

    def decode(self, row: Counted) -> Answer:
        """What a combination says."""
        faults: Faults = [*self._time_faults(row)]
        values = self._wide(row, faults) if self._parts.asked else self._tidy(row, faults)
        if values is None and not faults:
            return Answer(aside="no answer")
        weight, wave = self._weight(row, faults), self._wave(row, faults)
        segments = self._segments(row, faults)
        if faults:
            return Answer(aside=faults[0][0].refusal.message, faults=tuple(faults))
        aside = "no weight" if weight == 0 else None
        return Answer(tuple(values or ()), weight, wave, segments, aside)

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

    def _cell(self, raw: object) -> str | None:
        """The text of a cell; a number has the decimal mark of the numbers in text."""
        cell = to_cell(raw)
        if cell is None or isinstance(raw, str) or self._source.format.decimal == ".":
            return cell
        return cell.replace(".", ",") if isinstance(raw, float | Decimal) else cell

    def _to_feed(self, touchpoint: str, metric: Metric) -> Feed:
        codes = Codes.of(self._source.labels, metric, self._source.format.decimal)
        return Feed(touchpoint, None, metric, self._missing, codes)

    def _tidy(self, row: Counted, faults: Faults) -> Values | None:
        score = self._cell(row.score)
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
            faults.append(_fault(column, score, value, metric=row.metric, score=row.score))
            return []
        return [(feed, value)]

    def _read_touchpoint(self, row: Counted, faults: Faults, *, blank: bool) -> str | None:
        word = to_cell(row.asked) or ""
        if blank and not word.strip():
            return None
        found = self._touchpoint(word) if word.strip() else Refusal("the touchpoint is blank")
        if isinstance(found, Refusal):
            faults.append(_fault(self._parts.columns["touchpoint"], word, found, asked=row.asked))
            return None
        self._meant["asked"][word] = found
        return found

    def _read_metric(self, row: Counted, faults: Faults, *, blank: bool) -> Metric | None:
        word = to_cell(row.metric) or ""
        if blank and not word.strip():
            return None
        found = self._metric(word) if word.strip() else Refusal("the metric is blank")
        if isinstance(found, Refusal):
            faults.append(_fault(self._parts.columns["metric"], word, found, metric=row.metric))
            return None
        self._meant["metric"][word] = found.id
        return found

    def _wide(self, row: Counted, faults: Faults) -> Values | None:
        asked = self._parts.asked[int(str(row.asked)[1:])]
        if row.moments is not None:
            return [(feed, None) for feed in asked.feeds]
        found: Values = []
        for feed in asked.feeds:
            cell = self._cell(row.score)
            value = _read_asked(asked, feed, cell)
            if isinstance(value, float):
                found.append((feed, value))
                if feed.choice is not None:
                    seen = Seen(asked.column, feed.choice)
                    self._seen.setdefault((asked.column, feed.choice), seen).look(cell, value)
            elif value is not None:
                faults.append(_fault(*value, asked=row.asked, score=row.score))
        return found or ([] if faults else None)

    def _time_faults(self, row: Counted) -> Iterator[tuple[FaultKey, Where]]:
        cell = to_cell(row.bad_time)
        if cell is None or _BLANK.covers(cell) or re.fullmatch(ISO_TIME[1:-1], cell.strip()):
            return
        refusal = Refusal("not a time", "write it as 2026-01-31 or 2026-01-31T14:30:00Z")
        yield _fault(self._parts.columns["answered_at"], cell, refusal, bad_time=row.bad_time)

    def _weight(self, row: Counted, faults: Faults) -> float:
        if row.weights is not None or "weight" not in self._parts.columns:
            return 1.0
        cell = to_cell(row.weight)
        if cell is None or _BLANK.covers(cell):
            return 0.0
        number = read_number(cell)
        wrong = _find_wrong_weight(number)
        if number is None or wrong:
            hint = (
                "it is 0, or 1e-9 to 1e9" if " too " in wrong else "a weight is a number, 0 or more"
            )
            refusal = Refusal(wrong, hint)
            column = self._parts.columns["weight"]
            faults.append(_fault(column, cell, refusal, weight=row.weight))
            return 0.0
        return number

    def _wave(self, row: Counted, faults: Faults) -> str | None:
        if "wave" not in self._parts.columns:
            return self._source.wave
        return self._label("wave", self._parts.columns["wave"], row.wave, faults)

    def _segments(self, row: Counted, faults: Faults) -> tuple[str | None, ...]:
        found = []
        for i, segment in enumerate(self._source.segments.values()):
            label = self._label(f"segment{i}", segment.column, row.segments[i], faults)
            found.append(label if label is None else segment.labels.get(label, label))
        return tuple(found)

    def _label(self, part: str, column: str, raw: object, faults: Faults) -> str | None:
        text = (to_cell(raw) or "").strip()
        label = None if _BLANK.covers(text) else read_label(text)
        if isinstance(label, Refusal):
            faults.append(_fault(column, text, label, **{part: raw}))
            return None
        return label


def _read_asked(
    asked: Asked, feed: Feed, score: str | None
) -> float | tuple[str, str, Refusal] | None:
    """The value of a question's cell, or the column, the cell and why it can't be used."""
    if asked.expectation is not None:
        columns = (asked.column, asked.expectation)
        return read_gap(score, columns, feed.metric, feed.missing, feed.codes)
    if feed.choice is not None:
        chosen = feed.choice.read(score, feed.missing)
        marked = isinstance(chosen, Refusal)
        return (asked.column, split_cells(score)[0], chosen) if marked else chosen
    if score is None or feed.codes.is_blank(score, feed.missing):
        return None
    value = read_score(score, feed.metric, feed.codes)
    return (asked.column, score, value) if isinstance(value, Refusal) else value


def _find_wrong_weight(number: float | None) -> str:
    if number is None:
        return "not a weight"
    if number < 0:
        return "a negative weight"
    if number > LARGEST_WEIGHT:
        return "a weight too large"
    return "a weight too small" if 0 < number < SMALLEST_WEIGHT else ""


def _fault(
    column: str, cell: str | None, refusal: Refusal, **where: object
) -> tuple[FaultKey, Where]:
    return FaultKey(column, cell or "", refusal), tuple(where.items())
