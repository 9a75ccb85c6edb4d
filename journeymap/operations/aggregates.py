"""From ready-made figures, which somebody else has counted, to readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from journeymap.errors import AnswersError, Problem
from journeymap.intake import Intake, MeasuredReadings
from journeymap.model.aggregates import AggregateSource
from journeymap.model.given import take_source
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.operations.aggregate_rows import RowReader
from journeymap.operations.columns import open_source
from journeymap.operations.faults import Doubled, Faults
from journeymap.operations.meanings import check_source
from journeymap.operations.rows import read_rows
from journeymap.order import put_in_order
from journeymap.tables.table import Table


def measure_aggregates(
    journey: Journey, aggregates: object, source: AggregateSource | None = None
) -> MeasuredReadings:
    """Readings from a table that has a row for each of them already.

    What is not told stays unknown: a bare percentage gives a reading without n and interval.

    Args:
        journey: Its places and metrics are what the rows are about; it is not changed.
        aggregates: A path, or any table that narwhals understands; at most a million rows.
        source: How it is read; none is needed where the columns are called touchpoint, stage,
            metric, wave, value, n, sd, count and of.

    Returns:
        The readings in the order of the journey. ``.intake`` tells what became of every row.

    Raises:
        AnswersError: with everything in the table that can't be used, each with its line.
        SourceError: if the source names what the journey does not have.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
        >>> rows = pl.DataFrame({"touchpoint": "pay", "metric": "csat", "value": [4.2], "n": [80]})
        >>> readings = measure_aggregates(journey, rows)
        >>> readings[0].value, readings[0].n, str(readings.intake)
        (4.2, 80, '1 ready-made reading: 1 used')
    """
    source = take_source(source, AggregateSource)
    check_source(journey, source, [("metric", source.metric)] if source.metric else [])
    table = open_source(aggregates, source, source.counts.values())
    gathered = _Gathered(journey, source, table)
    for number, cells in read_rows(table, gathered.reader.columns, source.format.decimal):
        gathered.take(number, dict(zip(gathered.reader.columns, cells, strict=True)))
    return gathered.finish()


@dataclass(slots=True)
class _Gathered:
    """The readings of a table so far, what was set aside, and what is wrong."""

    journey: Journey
    source: AggregateSource
    table: Table
    reader: RowReader = field(init=False)
    total: int = 0
    readings: dict[tuple[object, ...], tuple[Reading, int]] = field(default_factory=dict)
    aside: Counter[str] = field(default_factory=Counter)
    doubled: list[Doubled] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.reader = RowReader(self.journey, self.source, self.table)

    def take(self, number: int, row: Mapping[str, str | None]) -> None:
        """Takes in one row."""
        self.total += 1
        found = self.reader.read(row)
        if isinstance(found, str):
            self.aside[found] += 1
        elif isinstance(found, Reading):
            _, first = self.readings.setdefault(found.key, (found, number))
            if first != number:
                shown = f"{found.metric} of {found.place}"
                self.doubled.append(Doubled(number, first, shown))
        else:
            self.faults.add(found, first=number)

    def finish(self) -> MeasuredReadings:
        """The readings with their intake."""
        hint = "a wave or a segment tells readings apart"
        self.faults.add_doubled(self.table, self.doubled, "reading", hint)
        if not self.faults.are_tolerated(self.total, self.source.tolerate):
            self.faults.raise_all(self.table)
        if self.reader.may_be_percentages([reading for reading, _ in self.readings.values()]):
            hint = "every row sums to 100; write unit: percent, or unit: count for numbers"
            message = "counts that may be percentages"
            raise AnswersError([Problem(message, path="counts", hint=hint, file=self.table.name)])
        self.aside.update(self.faults.rows)
        self.aside.update(self.table.aside)
        total = self.total + sum(self.table.aside.values())
        used = put_in_order(self.journey, (reading for reading, _ in self.readings.values()))
        bare = sum(reading.n is None for reading in used)
        notes = list(self.table.notes)
        notes += [f"readings without n, which have no interval: {bare:,}"] if bare else []
        notes += [] if self.total else ["no rows"]
        intake = Intake(total, total, len(used), self.aside, tuple(notes), "ready-made reading")
        return MeasuredReadings(used, intake)
