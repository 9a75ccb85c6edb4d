"""What sources of ready-made readings, customers and tickets tell alike about their table."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from journeymap.fields import FrozenMap, Id, Number, OneOrMore, Text, Words, check_text, fail
from journeymap.model.formats import TableFormat
from journeymap.model.sources import LARGEST_TOLERANCE, Only, Segments
from journeymap.record import Record


def _to_day(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(check_text(value))
    except ValueError:
        fail("not a day", "write it as 2026-01-31")


Day = Annotated[
    datetime.date,
    PlainValidator(_to_day),
    PlainSerializer(datetime.date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class OperationalSource(Record, init=False):
    """How a table that is no survey becomes readings: what all kinds of them have.

    Args:
        format: How the table is written, where the file itself does not tell.
        only: Column to the values that are kept; other rows are set aside.
        missing: Codes that mean "no value", beside blanks and NA.
        touchpoint: The touchpoint that the whole table is about.
        stage: The stage that the whole table is about.
        scope: "journey" where it is about the whole journey.
        wave: The wave that the whole table belongs to.
        segments: Segment name to column.
        columns: Which column plays which part, where it has another name.
        tolerate: The share of rows that may be at fault; they are then set aside by reason.
    """

    parts: ClassVar[tuple[str, ...]] = ()

    format: TableFormat = Field(default_factory=TableFormat)
    only: Only = Field(default_factory=FrozenMap)
    missing: Annotated[tuple[Text, ...], OneOrMore] = ()
    touchpoint: Id | None = None
    stage: Id | None = None
    scope: Literal["journey"] | None = None
    wave: Id | None = None
    segments: Segments = Field(default_factory=FrozenMap)
    columns: Words = Field(default_factory=FrozenMap)
    tolerate: Number = 0

    @model_validator(mode="after")
    def _check_table(self) -> OperationalSource:
        unknown = [part for part in self.columns if part not in self.parts]
        if unknown:
            hint = f"parts are {', '.join(self.parts)}"
            fail("unknown part of a table", hint, shown=unknown[0], at=("columns", unknown[0]))
        if sum(place is not None for place in (self.touchpoint, self.stage, self.scope)) > 1:
            hint = "write one of touchpoint, stage and scope: journey"
            word = "touchpoint" if self.touchpoint is not None else "stage"
            fail("a table is about one place", hint, at=(word,))
        if not 0 <= self.tolerate <= LARGEST_TOLERANCE:
            wrong, shown = "not a share that can be tolerated", f"{self.tolerate:g}"
            fail(wrong, "from 0 to 50%", shown=shown, at=("tolerate",))
        return self

    def check_wave(self, *others: str) -> None:
        """Refuses a wave that is told in two ways.

        Args:
            others: The other ways in which this source tells waves, as a file writes them.
        """
        if self.wave is not None and others:
            hint = f"write one of wave and {others[0]}"
            fail("the wave is given twice", hint, shown=self.wave, at=("wave",))

    def column_of(self, part: str, columns: Collection[str]) -> str | None:
        """The column that plays a part: as the source calls it, or one of the part's name.

        Args:
            part: One of ``parts``.
            columns: The columns of the table.
        """
        return self.columns.get(part) or (part if part in columns else None)
