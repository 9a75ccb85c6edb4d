"""Ready-made readings: how a table of figures that somebody else has counted is read."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from journeymap.fields import FrozenMap, Id, Text, Words, fail
from journeymap.model.operational import OperationalSource
from journeymap.text import to_number

FIGURES = ("value", "n", "sd", "count", "of")


class AggregateSource(OperationalSource, init=False):
    """How a table with a row per reading is read: values, counts or bare percentages.

    Args:
        aggregates: Path of the table, from the folder of the source file.
        metric: The metric of all rows, where no column tells it.
        unit: "percent" where shares are written 0 to 100, "share" where 0 to 1, "count" where
            ``counts`` are numbers of answers, though they sum to 100 in every row.
        counts: Code to the column that holds how many gave it, as ``{1: Bottom, 2: Top}``; with
            ``unit: percent`` these are percentages.
        waves: Word in the column of waves to the wave's name; names are sorted as text.
        wave_format: How that column writes dates, as for ``strptime``: "%m_%Y" makes 2015-07 of
            07_2015.
        everybody: Words in the columns of segments that mean all customers, as do blanks.
        touchpoints: Word in the table to touchpoint id, where they differ.
        stages: Word in the table to stage id, where they differ.
        metrics: Word in the table to metric id, where they differ.

    Raises:
        JourneyError: if parts of it contradict each other.

    Example:
        >>> source = AggregateSource(metric="csat", columns={"value": "Mean"}, scope="journey")
        >>> source.column_of("value", ["Mean", "n"]), source.column_of("n", ["Mean", "n"])
        ('Mean', 'n')
    """

    parts: ClassVar[tuple[str, ...]] = ("touchpoint", "stage", "metric", "wave", *FIGURES)

    aggregates: Text | None = None
    metric: Id | None = None
    unit: Literal["percent", "share", "count"] | None = None
    counts: Words = Field(default_factory=FrozenMap)
    waves: Words = Field(default_factory=FrozenMap)
    wave_format: Text | None = None
    everybody: tuple[Text, ...] = ()
    touchpoints: Words = Field(default_factory=FrozenMap)
    stages: Words = Field(default_factory=FrozenMap)
    metrics: Words = Field(default_factory=FrozenMap)

    @model_validator(mode="after")
    def _check_figures(self) -> AggregateSource:
        ways = [word for word in ("waves", "wave_format") if getattr(self, word)]
        if len(ways) > 1:
            hint = "write one of waves and wave_format"
            fail("the wave is given twice", hint, shown="waves", at=("waves",))
        self.check_wave(*ways, *(["columns: {wave: ...}"] if "wave" in self.columns else []))
        if self.metric is not None and "metric" in self.columns:
            hint = "write one of metric and columns: {metric: ...}"
            fail("the metric is given twice", hint, at=("metric",))
        place = self.touchpoint or self.stage
        if place is not None and not {"touchpoint", "stage"}.isdisjoint(self.columns):
            hint = "write it for the table or as a column"
            word = "touchpoint" if self.touchpoint else "stage"
            fail("the place is given twice", hint, shown=place, at=(word,))
        self._check_counts()
        return self

    def _check_counts(self) -> None:
        for code in self.counts:
            number = to_number(code)
            if number is None or not float(number).is_integer():
                fail("an answer is a whole-number code", shown=code, at=("counts",))
        if self.unit == "count" and not self.counts:
            hint = "it says that counts: are no percentages"
            fail("there are no counts", hint, shown="count", at=("unit",))
        if self.counts and (given := [p for p in ("value", "sd", "count") if p in self.columns]):
            hint, place = "take one of them out", ("columns", given[0])
            fail(f"counts give the {given[0]} already", hint, shown=given[0], at=place)
