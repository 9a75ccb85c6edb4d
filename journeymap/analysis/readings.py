"""Readings side by side: all of one wave and segment, with value, interval, n and health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import ClassVar, Literal

from journeymap.analysis.evidence.elsewhere import note_segments
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import NamedPlace, Scope, find_places
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.selection import Selection, list_metrics, select_readings
from journeymap.analysis.evidence.settings_check import check_level
from journeymap.analysis.trends.benchmarks import (
    AgainstBenchmark,
    BenchmarkRow,
    compare_with_benchmarks,
    find_benchmarks,
)
from journeymap.model.journey import Journey
from journeymap.result import BASE_WORDS, Column, Result, show_answers
from journeymap.statistics.base_sizes import Base
from journeymap.wording.told import tell


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading: where, by which metric, what it says and how sure that is.

    What is unknown is None.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        wave: The wave that the reading names.
        segment: The segment; everybody where empty.
        n: How many answers.
        n_effective: What they are worth; None where they carry no weights.
        value: In the metric's unit; shares 0 to 1.
        low: Lower end of the value's interval.
        high: Upper end of the value's interval.
        health: 0 to 100 with 100 good.
        health_low: Lower end of its interval.
        health_high: Upper end of its interval.
        base: The class of the base size.
        counts: Answers by code.
        kind: Whether anybody was asked.
        source: Where it comes from.
        name: What people call the place.
        shown: The value with its interval as people read it.
        benchmark: The first benchmark for the metric and place.
        against_benchmark: Where the reading stands against it: "above", "below", "no clear
            difference" or "cannot tell"; None without one.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | None
    segment: Mapping[str, str]
    n: int | None
    n_effective: float | None
    value: float
    low: float | None
    high: float | None
    health: float | None
    health_low: float | None
    health_high: float | None
    base: Base
    counts: Mapping[int, float] | None
    kind: Literal["measured", "guess"]
    source: str | None
    name: str
    shown: str
    benchmark: float | None = None
    against_benchmark: AgainstBenchmark | None = None


@dataclass(frozen=True)
class ReadingTable(Result[ReadingRow]):
    """The readings of a journey in reading order: the whole journey, then stage by stage.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment and level.
        rows: The readings.
        notes: What to know before believing them, in whole sentences.
        benchmarks: The readings held against their benchmarks.
    """

    question: ClassVar[str] = "readings"
    row_type: ClassVar[type[ReadingRow]] = ReadingRow

    benchmarks: tuple[BenchmarkRow, ...] = ()

    def headline(self) -> str:
        """That there is nothing; else the table is the answer."""
        return "" if self.rows else tell("There is no reading to show.")

    def columns(self) -> Sequence[Column[ReadingRow]]:
        """Place, metric, value with interval, health and n; benchmarks where there are any."""
        against = Column("benchmark", self._show_benchmark)
        return (
            Column("place", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column("wave", lambda row: row.wave or "–"),
            Column(f"value ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("health (0-100)", _show_health, True),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("base", _show_base),
            *([against] if self.benchmarks else []),
        )

    def _show_benchmark(self, row: ReadingRow) -> str:
        at = (row.scope, row.stage, row.touchpoint, row.metric)
        shown = [
            b.shown for b in self.benchmarks if (b.scope, b.stage, b.touchpoint, b.metric) == at
        ]
        return "; ".join(shown) or "–"

    def row_for(self, touchpoint: str, metric: str) -> ReadingRow | None:
        """The row of a touchpoint and metric; None where it is not measured."""
        return self._by_touchpoint.get((touchpoint, metric))

    @cached_property
    def _by_touchpoint(self) -> Mapping[tuple[str, str], ReadingRow]:
        return {(row.touchpoint, row.metric): row for row in self.rows if row.touchpoint}


def _show_health(row: ReadingRow) -> str:
    return "–" if row.health is None else f"{row.health:.0f}"


def _show_base(row: ReadingRow) -> str:
    if row.kind == "guess":
        return tell("guess")
    return tell("unknown") if row.n is None else BASE_WORDS[row.base]


def measure_readings(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> ReadingTable:
    """Every reading of one wave and one segment, with interval and health.

    Args:
        journey: The journey with its readings.
        metric: Only these metrics; all where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` lies outside.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "nps",
        ...                "counts": {10: 40, 8: 35, 3: 25}}])
        >>> row = measure_readings(journey).rows[0]
        >>> row.value, round(row.low, 1), round(row.high, 1), row.n
        (15.0, -0.7, 29.8, 100)
    """
    level, asked = check_level(level), list_metrics(journey, metric)
    selection = select_readings(journey, wave=wave, segment=segment)
    found = [
        (place, estimate(reading, journey.metric(metric_id), level=level))
        for place in find_places(journey)
        for metric_id, reading in selection.at(place.scope, place.id).items()
        if not asked or metric_id in asked
    ]
    settings = {
        "metric": asked or None, "wave": selection.wave, "segment": selection.segment,
        "level": level,
    }  # fmt: skip
    benchmarks = find_benchmarks(journey)
    against = [
        tuple(compare_with_benchmarks(benchmarks, place, one, level=level)) for place, one in found
    ]
    rows = tuple(
        _to_row(place, one, held) for (place, one), held in zip(found, against, strict=True)
    )
    notes = (
        *_notes(selection, rows),
        *note_population(one.reading for _, one in found),
        *note_segments(journey, selection),
    )
    return ReadingTable(journey.id, settings, rows, notes, tuple(chain.from_iterable(against)))


def _to_row(place: NamedPlace, found: Estimate, against: Sequence[BenchmarkRow]) -> ReadingRow:
    reading, (health_low, health_high) = found.reading, found.health_ends
    return ReadingRow(
        scope=place.scope,
        touchpoint=reading.touchpoint,
        stage=place.stage,
        metric=found.metric.id,
        wave=reading.wave,
        segment=reading.segment,
        n=found.n,
        n_effective=reading.n_effective,
        value=found.value,
        low=found.low,
        high=found.high,
        health=found.health,
        health_low=health_low,
        health_high=health_high,
        base=found.base,
        counts=reading.counts,
        kind=reading.kind,
        source=reading.source,
        name=place.name,
        shown=found.shown,
        benchmark=against[0].value if against else None,
        against_benchmark=against[0].standing if against else None,
    )


def _notes(selection: Selection, rows: Sequence[ReadingRow]) -> tuple[str, ...]:
    notes = []
    undated = sum(row.wave is None for row in rows)
    if selection.wave is not None and undated:
        notes.append(
            tell(
                "{undated} of {rows} readings name no wave; they stand in for {wave}.",
                undated=undated,
                rows=len(rows),
                wave=selection.wave,
            )
        )
    if any(row.kind == "measured" and row.n is None for row in rows):
        notes.append(
            tell("A reading without n has no interval and takes no part in rankings and goals.")
        )
    return tuple(notes)
