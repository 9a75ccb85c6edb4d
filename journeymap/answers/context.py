"""What stands beside an answer: its weight, wave, segments and margins, and what is wrong there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from journeymap.answers.counted import Cells, Counted
from journeymap.answers.dates import Dates, Span
from journeymap.answers.parts import Parts
from journeymap.answers.scores import Refusal, read_label
from journeymap.errors import quote
from journeymap.model.sources import Source
from journeymap.tables.cells import Missing, to_cell
from journeymap.tables.codes import advise_decimal, read_number, to_text
from journeymap.text import to_nfc

SMALLEST_WEIGHT, LARGEST_WEIGHT = 1e-9, 1e9
_BLANK = Missing()
_MOST_KNOWN = 10_000
Where = tuple[tuple[str, object], ...]
Factors = Mapping[tuple[str | None, ...], float]


class FaultKey(NamedTuple):
    """A fault by column and cell, however often it occurs."""

    column: str
    cell: str
    refusal: Refusal


Faults = list[tuple[FaultKey, Where]]


class Context(NamedTuple):
    """What stands beside answers.

    Args:
        weight: The weight of each, where it is not summed up.
        wave: The wave, or the periods whose windows hold them.
        segments: The label in each segment, None where they tell none.
        aside: Why they are not used, although nothing is wrong with them.
        faults: What else is wrong with them, and the raw cells by which it is found.
        time_faults: What is wrong with their time, which counts even where nobody answered.
        factor: By what raking multiplies their weights.
    """

    weight: float
    wave: str | Span | None
    segments: tuple[str | None, ...]
    aside: str | None
    faults: tuple[tuple[FaultKey, Where], ...]
    time_faults: tuple[tuple[FaultKey, Where], ...]
    factor: float = 1.0


class Contexts:
    """Reads what stands beside the answers of one table.

    Args:
        source: How its cells are to be read.
        parts: Which column plays which part.
        factors: What raking found: margins, as they stand in the table, to factor.
    """

    def __init__(self, source: Source, parts: Parts, factors: Factors) -> None:
        self._source, self._parts, self._factors = source, parts, factors
        self._dates = Dates.of(source)
        # most cells come again and again; 1 and true are different ones
        self._find_span = lru_cache(_MOST_KNOWN)(self._dates.find_span)
        self._read_label = lru_cache(_MOST_KNOWN, typed=True)(_to_label)

    def read(self, cells: Cells) -> Context:
        """What these cells say."""
        faults: Faults = []
        times: Faults = []
        wave, dated = self._wave(cells, faults, times)
        weight, segments = self._weight(cells, faults), self._segments(cells, faults)
        factor = self._factor(cells, faults)
        aside = None
        if not dated:
            aside = "no date"
        elif factor is None:
            aside = "no margin"
        elif weight == 0:
            aside = "no weight"
        return Context(weight, wave, segments, aside, tuple(faults), tuple(times), factor or 1.0)

    def find_days(self, row: Counted) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day of answers, where they are known."""
        return self._dates.find_days(row)

    def _wave(self, cells: Cells, faults: Faults, times: Faults) -> tuple[str | Span | None, bool]:
        """The wave, and whether there is one where waves are cut by date."""
        if cells.when is None and cells.bad_time is None:
            span = None
        else:
            span = self._find_span(cells.when, cells.shift, cells.until, cells.bad_time)
        if isinstance(span, Refusal):
            column, raw = self._parts.columns["answered_at"], cells.bad_time
            times.append(fault(column, to_cell(raw), span, bad_time=raw))
            return None, True
        if self._source.waves is not None:
            return (None, False) if span is None else (self._dates.name_wave(span), True)
        if "wave" not in self._parts.columns:
            return self._source.wave, True
        column = self._parts.columns["wave"]
        return self._label("wave", column, cells.wave, faults), True

    def _weight(self, cells: Cells, faults: Faults) -> float:
        if cells.weighed or "weight" not in self._parts.columns:
            return 1.0
        cell = to_text(cells.weight, self._source.format.decimal)
        if cell is None or _BLANK.covers(cell):
            return 0.0
        weight = read_weight(cell, self._source.format.decimal)
        if isinstance(weight, Refusal):
            column = self._parts.columns["weight"]
            faults.append(fault(column, cell, weight, weight=cells.weight))
            return 0.0
        return weight

    def _segments(self, cells: Cells, faults: Faults) -> tuple[str | None, ...]:
        found = []
        for i, segment in enumerate(self._source.segments.values()):
            label = self._label(f"segment{i}", segment.column, cells.segments[i], faults)
            found.append(label if label is None else segment.labels.get(label, label))
        return tuple(found)

    def _factor(self, cells: Cells, faults: Faults) -> float | None:
        """By what raking multiplies weights; None where a margin is blank."""
        values = tuple(map(to_margin, cells.margins))
        for i, (column, shares) in enumerate(self._source.rake.items()):
            value, known = values[i], tuple(map(to_nfc, shares))
            if value is not None and value not in known:
                hint = f"margins are declared for {', '.join(map(quote, known))}"
                refusal = Refusal("a value without a margin", hint)
                raw = cells.margins[i]
                faults.append(fault(column, to_cell(raw), refusal, **{f"margin{i}": raw}))
        return None if None in values else self._factors.get(values, 1.0)

    def _label(self, part: str, column: str, raw: object, faults: Faults) -> str | None:
        label = self._read_label(raw)
        if isinstance(label, Refusal):
            faults.append(fault(column, (to_cell(raw) or "").strip(), label, **{part: raw}))
            return None
        return label


def _to_label(raw: object) -> str | Refusal | None:
    text = (to_cell(raw) or "").strip()
    # two spellings of the same letters would be two groups that look alike
    return None if _BLANK.covers(text) else read_label(to_nfc(text))


def read_weight(cell: str, decimal: str = ".") -> float | Refusal:
    """The weight in a cell, or why it is none.

    Example:
        >>> read_weight("0.5"), read_weight("-1").message
        (0.5, 'a negative weight')
    """
    number = read_number(cell, decimal)
    wrong = _find_wrong(number)
    if number is None or wrong:
        hint = "it is 0, or 1e-9 to 1e9" if " too " in wrong else "a weight is a number, 0 or more"
        return Refusal(wrong, advise_decimal(cell, decimal) or hint)
    return number


def _find_wrong(number: float | None) -> str:
    if number is None:
        return "not a weight"
    if number < 0:
        return "a negative weight"
    if number > LARGEST_WEIGHT:
        return "a weight too large"
    return "a weight too small" if 0 < number < SMALLEST_WEIGHT else ""


def to_margin(raw: object) -> str | None:
    """The value of a margin in a cell; None where it is blank."""
    text = to_nfc((to_cell(raw) or "").strip())
    return None if _BLANK.covers(text) else text


def fault(
    column: str, cell: str | None, refusal: Refusal, **where: object
) -> tuple[FaultKey, Where]:
    """A fault in a column, and the raw cells by which it is found again."""
    return FaultKey(column, cell or "", refusal), tuple(where.items())
