"""The rows of a table of segments: a value of the key at a place, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.analysis.evidence.places import Scope
from journeymap.statistics.base_sizes import Base


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One metric at one place for one group: a value of the segment's key, or a wave.

    What is unknown or hidden is None.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        group: The value of the key, or the wave; None for everybody.
        wave: The wave that the reading names.
        segment: The segment of the reading; everybody where empty.
        n: How many answers.
        n_effective: What they are worth; None where they carry no weights.
        value: In the metric's unit; shares 0 to 1. None where fewer than ten answered.
        low: Lower end of the value's interval.
        high: Upper end of it.
        health: 0 to 100 with 100 good.
        base: The class of the base size.
        difference: The value minus everybody's, in the metric's unit.
        difference_low: Lower end of its interval; None where it can't be told.
        difference_high: Upper end of it.
        reason: Why the value is hidden; else empty.
        name: What people call the place.
        shown: The value with its interval as people read it.
        shown_value: The value alone.
        shown_difference: The difference with its interval.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    group: str | None
    wave: str | None
    segment: Mapping[str, str]
    n: int | None
    n_effective: float | None
    value: float | None
    low: float | None
    high: float | None
    health: float | None
    base: Base
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    reason: str
    name: str
    shown: str
    shown_value: str
    shown_difference: str


@dataclass(frozen=True, slots=True)
class SegmentSpread:
    """How far the groups lie apart in one metric at one place.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        groups: How many groups can be compared.
        worst: The group whose value is nearest to the bad end; None with under two of them.
        worst_value: Its value, in the metric's unit.
        best: The group whose value is nearest to the good end.
        best_value: Its value.
        spread: How far groups differ beyond chance: a standard deviation between them, in health
            points, or in the metric's unit where it has no health; None with under two.
        p: Chance of groups that differ at least so much if all were alike.
        p_adjusted: The same for all places shown (Benjamini and Hochberg).
        differs: Whether that is at most q.
        reason: Why nothing is tested; else empty.
        name: What people call the place.
        shown: Both ends as people read them: "48.0 % in C, 66.0 % in A".
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    groups: int
    worst: str | None
    worst_value: float | None
    best: str | None
    best_value: float | None
    spread: float | None
    p: float | None
    p_adjusted: float | None
    differs: bool
    reason: str
    name: str
    shown: str
