"""Rows of a table with comments, read one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from journeymap.answers.comment_table import CommentTable, Place
from journeymap.answers.context import Context, Contexts
from journeymap.answers.counted import Cells, Counted
from journeymap.answers.dates import Span
from journeymap.answers.decoding import Decoder
from journeymap.metrics import Metric
from journeymap.model.sources import Source
from journeymap.periods import to_label
from journeymap.tables.cells import Missing, to_cell
from journeymap.text import to_nfc

_MOST_KNOWN = 10_000
Row = Mapping[str, Any]
_Read = TypeVar("_Read")


class GivenComment(NamedTuple):
    """What one customer wrote at one place.

    Args:
        text: The comment, composed (NFC), without blanks around it, else as it was written.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about; with neither the whole journey.
        answer: The same customer's answer there, as a code or number; None where there is none.
        wave: The wave; of overlapping windows the period of its day.
        segments: The label in each segment of the source, None where it tells none.
        row: The number of its row, from 1; 0 where the table has no order.
    """

    text: str
    touchpoint: str | None
    stage: str | None
    answer: float | None = None
    wave: str | None = None
    segments: tuple[str | None, ...] = ()
    row: int = 0


@dataclass(eq=False)
class Reading:
    """What the rows of one table say.

    Args:
        opened: The table.
        aside: Comments that are set aside, by reason.
        unread: How many scores, times, waves or segments beside comments could not be read.
    """

    opened: CommentTable
    aside: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    _contexts: dict[Hashable, Context] = field(default_factory=dict)
    _answers: dict[Hashable, tuple[float | None, bool]] = field(default_factory=dict)

    def read(self, row: Row) -> Iterator[GivenComment]:
        """The comments of one row."""
        context = None
        for i, place in enumerate(self.opened.places or (None,)):
            text = (to_cell(row[f"comment{i}"]) or "").strip()
            if self._missing.covers(text):
                self.aside["blank"] += 1
                continue
            here = place or self._touchpoint(row)
            if here is None:  # counted when the table was looked over
                continue
            context = context or self._read_context(row)
            if context.aside == "no date":
                self.aside["no date"] += 1
                continue
            wave = _to_wave(context.wave, self.opened.source)
            yield GivenComment(
                to_nfc(text),
                *here,
                answer=self._read_answer(row, here),
                wave=wave,
                segments=context.segments,
                row=row.get("row", 0),
            )

    @cached_property
    def _missing(self) -> Missing:
        return Missing.of(self.opened.source.missing)

    @cached_property
    def _context(self) -> Contexts:
        return Contexts(self.opened.source, self.opened.parts, {})

    @cached_property
    def _decoder(self) -> Decoder:
        return Decoder(self.opened.source, self.opened.parts, self.opened.words)

    @cached_property
    def _asked(self) -> Mapping[Place, int]:
        feeds = ((i, asked.feeds[0]) for i, asked in enumerate(self.opened.parts.asked))
        return {(feed.touchpoint, feed.stage): i for i, feed in feeds}

    def _touchpoint(self, row: Row) -> Place | None:
        found = self.opened.words.touchpoint((to_cell(row["asked"]) or "").strip())
        return (found, None) if isinstance(found, str) else None

    def _read_context(self, row: Row) -> Context:
        segments = tuple(row[f"segment{i}"] for i in range(len(self.opened.parts.segments)))
        cells = Cells(wave=row.get("wave"), bad_time=row.get("answered_at"), segments=segments)
        key = (type(cells.wave), cells.wave, cells.bad_time, *((type(s), s) for s in segments))
        found = _remember(self._contexts, key, lambda: self._context.read(cells))
        self.unread += len(found.faults) + len(found.time_faults)
        return found

    def _read_answer(self, row: Row, place: Place) -> float | None:
        metric = self.opened.metrics.get(place)
        if metric is None:
            return None
        if self.opened.source.is_wide:
            asked = f"q{self._asked[place]}"
            counted = Counted(Cells(asked=asked), row[asked], 1)
        elif "score" in row:
            counted = Counted(Cells(asked=row["asked"], metric=row["metric"]), row["score"], 1)
        else:
            return None
        key = (counted.asked, counted.metric, type(counted.score), counted.score)
        answer, faulty = _remember(self._answers, key, lambda: self._say(counted, metric))
        self.unread += faulty
        return answer

    def _say(self, counted: Counted, metric: Metric) -> tuple[float | None, bool]:
        """The answer to this metric, and whether it can't be read."""
        saying = self._decoder.say(counted)
        if saying.faults:
            return None, True
        values = [value for feed, value in saying.values or () if feed.metric.id == metric.id]
        return (values[0] if values else None), False


def _remember(known: dict[Hashable, _Read], key: Hashable, read: Callable[[], _Read]) -> _Read:
    """What was read from the same cells before; most of them come again and again."""
    if key not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[key] = read()
    return known[key]


def _to_wave(wave: str | Span | None, source: Source) -> str | None:
    if isinstance(wave, Span):
        return to_label(wave.first, source.waves.every) if source.waves else None
    return wave
