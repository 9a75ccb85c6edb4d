"""What one row of ready-made figures says: a reading, nothing, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from journeymap.errors import suggest
from journeymap.metrics import Metric
from journeymap.model.aggregates import FIGURES, AggregateSource
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.operations.columns import find_parts, refuse_absent
from journeymap.operations.faults import FaultKey, Refusal
from journeymap.operations.figures import Figures, to_checked_reading
from journeymap.operations.meanings import MetricNames, Names, read_label, read_segments
from journeymap.order import name_of_source
from journeymap.tables.cells import Missing
from journeymap.tables.table import Table
from journeymap.text import to_nfc

_USUAL = ("Not Available", "Not Applicable", "-", "–", "..")
Row = Mapping[str, str | None]


class RowReader:
    """Reads the rows of one table.

    Args:
        journey: Its places and metrics are what the rows are about.
        source: How they are read.
        table: The table, for the names of its columns.
    """

    def __init__(self, journey: Journey, source: AggregateSource, table: Table) -> None:
        self._journey, self._source = journey, source
        self._parts = find_parts(table, source)
        self._counts = {int(float(code)): to_nfc(c) for code, c in source.counts.items()}
        self._check_parts(table)
        segments = (to_nfc(segment.column) for segment in source.segments.values())
        asked = (*self._parts.values(), *self._counts.values(), *segments)
        self.columns = list(dict.fromkeys(asked))
        self._missing = Missing.of((*_USUAL, *source.missing))
        self._figures = Figures(source.unit, source.format.decimal)
        self._names = {
            "touchpoint": Names("touchpoint", journey.touchpoints, source.touchpoints),
            "stage": Names("stage", journey.stages, source.stages),
        }
        self._metrics = MetricNames(journey, source.metrics)
        self._from = name_of_source(table.name)

    def read(self, row: Row) -> Reading | str | list[FaultKey]:
        """The reading of a row, why it is set aside, or everything that is wrong with it."""
        figures = {part: cell for part in FIGURES if (cell := self._cell(part, row))}
        counted = ((code, row[column]) for code, column in self._counts.items())
        counts = {code: cell for code, cell in counted if cell and not self._missing.covers(cell)}
        if not counts and "value" not in figures and "count" not in figures:
            return "no value"
        faults: list[FaultKey] = []
        fields = {**self._place(row, faults), **self._labels(row, faults)}
        metric = self._metric(row, faults)
        if metric is None:
            return faults
        told = self._figures.read(metric, figures, counts)
        if told is None:
            return faults or "no value"
        if isinstance(told, list):
            return faults + [self._fault(part, row, refusal) for part, refusal in told]
        if faults:
            return faults
        found = to_checked_reading(metric, source=self._from, **fields, **told)
        if isinstance(found, Reading):
            return found
        part = "value" if "value" in told else next(iter(map(str, counts)), "count")
        return [self._fault(part, row, refusal) for refusal in found]

    def may_be_percentages(self, found: Collection[Reading]) -> bool:
        """Whether counts look like percentages, and nothing tells what they are.

        Two readings or more, all with counts that sum to 100 but for rounding, and no n.
        """
        if self._source.unit is not None or "n" in self._parts or len(found) < 2:
            return False
        sums = [sum(reading.counts.values()) if reading.counts else 0 for reading in found]
        return bool(self._counts) and all(abs(total - 100) <= 1 for total in sums)

    def _check_parts(self, table: Table) -> None:
        absent = []
        if self._source.metric is None and "metric" not in self._parts:
            absent.append("metric")
        if not self._counts and "value" not in self._parts and "count" not in self._parts:
            absent.append("value")
        told = (self._source.touchpoint, self._source.stage, self._source.scope)
        if not any(told) and self._parts.keys().isdisjoint(("touchpoint", "stage")):
            absent.append("touchpoint")
        refuse_absent(table, absent)

    def _cell(self, part: str, row: Row) -> str | None:
        cell = row[self._parts[part]] if part in self._parts else None
        return None if self._missing.covers(cell) else cell

    def _place(self, row: Row, faults: list[FaultKey]) -> dict[str, Any]:
        source = self._source
        if place := (source.touchpoint or source.stage):
            found = self._journey.touchpoint if source.touchpoint else self._journey.stage
            return {"touchpoint" if source.touchpoint else "stage": found(place).id}
        words = {part: cell for part in self._names if (cell := self._cell(part, row))}
        if len(words) != 1:
            if not words and source.scope:
                return {}
            message = "a row is about a touchpoint or about a stage, not both"
            if not words:
                message = "the row names no place"
            part = "touchpoint" if "touchpoint" in self._parts else "stage"
            faults.append(self._fault(part, row, Refusal(message)))
            return {}
        ((part, word),) = words.items()
        named = self._names[part].find(word)
        if isinstance(named, Refusal):
            faults.append(self._fault(part, row, named))
            return {}
        return {part: named}

    def _metric(self, row: Row, faults: list[FaultKey]) -> Metric | None:
        if self._source.metric is not None:
            return self._journey.metric(self._source.metric)
        word = self._cell("metric", row)
        found = self._metrics.find(word) if word else Refusal("the metric is blank")
        if isinstance(found, Refusal):
            faults.append(self._fault("metric", row, found))
            return None
        return found

    def _labels(self, row: Row, faults: list[FaultKey]) -> dict[str, Any]:
        segment = read_segments(row, self._source, self._missing, faults)
        labels: dict[str, Any] = {"wave": self._source.wave, "segment": segment}
        if self._source.wave is None and (word := self._cell("wave", row)):
            wave = self._wave(word)
            if isinstance(wave, Refusal):
                faults.append(self._fault("wave", row, wave))
            else:
                labels["wave"] = wave
        return labels

    def _wave(self, word: str) -> str | Refusal:
        source = self._source
        if source.waves:
            known = source.waves.get(word)
            return known or Refusal("unknown wave", suggest(word, list(source.waves)))
        if source.wave_format is not None:
            return _to_date_label(word, source.wave_format)
        return read_label(word)

    def _fault(self, part: str, row: Row, refusal: Refusal) -> FaultKey:
        column = self._parts.get(part) or self._counts[int(part)]
        return FaultKey(column, row[column] or "", refusal)


def _to_date_label(word: str, written: str) -> str | Refusal:
    """The date as far as the format tells it, so that names of waves sort in time."""
    try:
        found = datetime.strptime(word, written)
    except ValueError:
        return Refusal("not a date as wave_format writes it", f"such as {_example(written)}")
    if any(f"%{day}" in written for day in "djxcDF"):
        return found.strftime("%Y-%m-%d")
    return found.strftime("%Y-%m" if any(f"%{month}" in written for month in "mbBh") else "%Y")


def _example(written: str) -> str:
    return datetime(2026, 1, 31).strftime(written)
