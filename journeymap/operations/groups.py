"""What the words of a group of rows say: its place, its segments, yes or no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from journeymap.errors import AnswersError, Problem
from journeymap.model.journey import Journey
from journeymap.model.operational import OperationalSource
from journeymap.operations.faults import FaultKey, Refusal
from journeymap.operations.meanings import Names, read_count, read_label, read_yes
from journeymap.tables.cells import Missing
from journeymap.tables.codes import Codes
from journeymap.text import to_nfc

MOST_LABELS = 5_000
Segment = tuple[str, str] | None


class GroupReader:
    """Reads the groups of one table.

    Args:
        journey: It has the places.
        source: How its words are read.
        parts: Part to column.
        name: The table's name.
    """

    def __init__(
        self, journey: Journey, source: OperationalSource, parts: Mapping[str, str], name: str
    ) -> None:
        self._source, self._parts, self._name = source, parts, name
        self._missing = Missing.of(source.missing)
        touchpoints = Names("touchpoint", journey.touchpoints, getattr(source, "touchpoints", {}))
        self._find = cache(touchpoints.find)
        self._codes = Codes.of_yes_no(getattr(source, "labels", {}), source.format.decimal)
        self._fixed = {
            "touchpoint": source.touchpoint and journey.touchpoint(source.touchpoint).id,
            "stage": source.stage and journey.stage(source.stage).id,
        }
        self._columns = {f"segment{i}": s for i, s in enumerate(source.segments)}
        self._seen: dict[str, set[str]] = {name: set() for name in source.segments}

    @property
    def words(self) -> dict[str, str]:
        """Part to column of all words that tell groups apart, the segments as segment0 ..."""
        named = {
            part: to_nfc(self._source.segments[name].column) for part, name in self._columns.items()
        }
        return {**self._parts, **named}

    def read_place(self, row: Mapping[str, Any], faults: list[FaultKey]) -> tuple[str, str] | None:
        """The kind and the id of the place of a group; None for the whole journey."""
        if "touchpoint" not in self._parts:
            return next(((kind, id_) for kind, id_ in self._fixed.items() if id_), None)
        word = row["touchpoint"]
        blank = Refusal("the touchpoint is blank")
        found = blank if self._missing.covers(word) else self._find(word)
        if isinstance(found, Refusal):
            faults.append(FaultKey(self._parts["touchpoint"], word or "", found))
            return None
        return "touchpoint", found

    def read_segments(self, row: Mapping[str, Any], faults: list[FaultKey]) -> Iterator[Segment]:
        """The segments that a group belongs to; first None, for everybody.

        Raises:
            AnswersError: if a segment has too many values to be one.
        """
        yield None
        for part, name in self._columns.items():
            segment, word = self._source.segments[name], row[part]
            if self._missing.covers(word):
                continue
            label = read_label(segment.labels.get(word, word))
            if isinstance(label, Refusal):
                faults.append(FaultKey(to_nfc(segment.column), word, label))
                continue
            self._seen[name].add(label)
            if len(self._seen[name]) > MOST_LABELS:
                hint = "a segment is a group of customers; is this an id?"
                message = f"more than {MOST_LABELS:,} values of one segment"
                raise AnswersError([Problem(message, value=name, hint=hint, file=self._name)])
            yield name, label

    def read_yes(
        self, part: str, row: Mapping[str, Any], faults: list[FaultKey], *, counts: bool = False
    ) -> bool | None:
        """Whether a cell says yes; None where it says nothing.

        Args:
            part: The part that it plays.
            row: Its group.
            faults: What is wrong is added here.
            counts: Whether it may be a number, of which everything above 0 says yes.
        """
        word = row.get(part)
        if self._codes.is_blank(word, self._missing):
            return None
        found = read_yes(word or "", self._codes)
        if counts and isinstance(found, Refusal):
            number = read_count(word or "", self._codes.decimal)
            found = found if isinstance(number, Refusal) else number > 0
        said: bool | None = self._told(part, word, found, faults)
        return said

    def read_count(self, part: str, row: Mapping[str, Any], faults: list[FaultKey]) -> int | None:
        """The whole number in a cell; None where it says nothing."""
        word = row.get(part)
        if self._missing.covers(word):
            return None
        number: int | None = self._told(
            part, word, read_count(word or "", self._codes.decimal), faults
        )
        return number

    def _told(self, part: str, word: Any, found: Any, faults: list[FaultKey]) -> Any:
        if isinstance(found, Refusal):
            faults.append(FaultKey(self._parts[part], word, found))
            return None
        return found
