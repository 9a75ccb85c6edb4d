"""Readings side by side: every reading of one wave and segment with value, interval, n and health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from journeymap.analysis.estimates import Base, Estimate, estimate
from journeymap.analysis.result import Column, Result
from journeymap.analysis.selection import Selection, select_readings
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading: where, by which metric, what it says and how sure that is.

    ``value``, ``low`` and ``high`` are in the metric's unit (shares 0 to 1), ``health`` runs from
    0 to 100 with 100 good. What is unknown is None.
    """

    scope: Literal["journey", "stage", "touchpoint"]
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


@dataclass(frozen=True)
class ReadingTable(Result[ReadingRow]):
    """The readings of a journey in reading order: the whole journey, then stage by stage."""

    question: ClassVar[str] = "readings"

    def columns(self) -> Sequence[Column[ReadingRow]]:
        """Place, metric, value with interval, health and n."""
        return (
            Column("place", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column("wave", lambda row: row.wave or ""),
            Column("value", lambda row: row.shown, right=True),
            Column(
                "health", lambda row: "–" if row.health is None else f"{row.health:.0f}", right=True
            ),
            Column("n", lambda row: "–" if row.n is None else f"{row.n:,}", right=True),
            Column("base", lambda row: "guess" if row.kind == "guess" else row.base),
        )

    def row_for(self, touchpoint: str, metric: str) -> ReadingRow | None:
        """The row of a touchpoint and metric; None where it is not measured."""
        found = (row for row in self.rows if row.touchpoint == touchpoint and row.metric == metric)
        return next(found, None)


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
        level: Confidence of the intervals, 0 to 1.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "nps", "counts": {10: 40, 8: 35, 3: 25}}])
        >>> row = measure_readings(journey).rows[0]
        >>> row.value, round(row.low, 1), round(row.high, 1), row.n
        (15.0, -0.7, 29.8, 100)
    """
    asked = (metric,) if isinstance(metric, str) else metric
    for id_ in asked or ():
        journey.metric(id_)
    selection = select_readings(journey, wave=wave, segment=segment)
    rows = [
        _to_row(journey, scope, id_, estimate(reading, journey.metric(metric_id), level=level))
        for scope, id_ in _places(journey)
        for metric_id, reading in selection.at(scope, id_).items()
        if asked is None or metric_id in asked
    ]
    settings = {
        "metric": asked,
        "wave": selection.wave,
        "segment": dict(selection.segment),
        "level": level,
    }
    return ReadingTable(journey.id, settings, tuple(rows), _notes(selection, rows))


def _places(journey: Journey) -> list[tuple[Literal["journey", "stage", "touchpoint"], str]]:
    places: list[tuple[Literal["journey", "stage", "touchpoint"], str]] = [("journey", journey.id)]
    for stage in journey.stages:
        places += [
            ("stage", stage.id),
            *(("touchpoint", touchpoint.id) for touchpoint in stage.touchpoints),
        ]
    return places


def _to_row(
    journey: Journey, scope: Literal["journey", "stage", "touchpoint"], id_: str, found: Estimate
) -> ReadingRow:
    reading, (health_low, health_high) = found.reading, found.health_ends
    names = {
        "journey": "whole journey",
        "stage": id_ if scope != "stage" else journey.stage(id_).name,
    }
    return ReadingRow(
        scope=scope,
        touchpoint=reading.touchpoint,
        stage=journey.stage_for(id_).id if scope == "touchpoint" else reading.stage,
        metric=found.metric.id,
        wave=reading.wave,
        segment=dict(reading.segment),
        n=found.n,
        n_effective=reading.n_effective,
        value=found.value,
        low=found.low,
        high=found.high,
        health=found.health,
        health_low=health_low,
        health_high=health_high,
        base=found.base,
        counts=None if reading.counts is None else dict(reading.counts),
        kind=reading.kind,
        source=reading.source,
        name=names[scope] if scope != "touchpoint" else journey.touchpoint(id_).name,
        shown=show_estimate(found),
    )


def show_estimate(found: Estimate) -> str:
    """A value with its interval as people read it: "57.0 % (55.1 to 58.9)"."""
    if found.low is None or found.high is None:
        return found.metric.to_text(found.value)
    ends = (found.metric.to_text(end).replace(" %", "") for end in (found.low, found.high))
    return f"{found.metric.to_text(found.value)} ({' to '.join(ends)})"


def _notes(selection: Selection, rows: Sequence[ReadingRow]) -> tuple[str, ...]:
    notes = []
    undated = sum(row.wave is None for row in rows)
    if selection.wave is not None and undated:
        notes.append(
            f"{undated} of {len(rows)} readings name no wave; they stand in for {selection.wave}."
        )
    if any(row.kind == "measured" and row.n is None for row in rows):
        notes.append("A reading without n has no interval and takes no part in rankings and goals.")
    return tuple(notes)
