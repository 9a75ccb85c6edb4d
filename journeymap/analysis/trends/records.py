"""The rows of a trend: a wave, and a whole series."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.evidence.places import Scope
from journeymap.analysis.trends.limits import Standing
from journeymap.statistics.base_sizes import Base
from journeymap.statistics.control import Chart, Signal


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One metric at one place in one wave.

    What is unknown is None.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        wave: The wave.
        part: Which part of the series it is in, from 1; a new one begins with another wording.
        n: How many answers.
        n_effective: What they are worth; None where they carry no weights.
        value: In the metric's unit; shares 0 to 1.
        low: Lower end of the value's interval.
        high: Upper end of it.
        health: 0 to 100 with 100 good.
        base: The class of the base size.
        center: The centre of the control chart.
        limit_low: The lower control limit; None with under 8 waves.
        limit_high: The upper control limit.
        signal: The rule by which the wave stands out: "outside", "eight_on_one_side" or
            "three_of_four_near_limit"; None where it doesn't.
        provisional: Whether the limits rest on 8 to 11 waves.
        change: Against the wave before, in the metric's unit.
        change_low: Lower end of its interval; None for times and where waves share answers.
        change_high: Upper end of it.
        benchmark: The first benchmark for the metric and place.
        name: What people call the place.
        shown: The value with its interval as people read it.
        shown_change: The change with its interval.
        shown_limits: The control limits.
        shown_signal: The signal in words.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str
    part: int
    n: int | None
    n_effective: float | None
    value: float
    low: float | None
    high: float | None
    health: float | None
    base: Base
    center: float | None
    limit_low: float | None
    limit_high: float | None
    signal: Signal | None
    provisional: bool
    change: float | None
    change_low: float | None
    change_high: float | None
    benchmark: float | None
    name: str
    shown: str
    shown_change: str
    shown_limits: str
    shown_signal: str


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """All waves of one metric at one place, and what they say.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        part: Which part of the series this is, from 1; a new one begins with another wording.
        waves: The waves, oldest first.
        chart: "xmr", "p" or "laney"; None where there is nothing to chart.
        standing: Whether there are enough waves: "one_wave", "overlapping" (they share answers),
            "too_few" (under 8), "provisional" (under 12) or "ok".
        center: The centre of the chart.
        signals: How many waves stand out.
        uneven: Whether the largest n is over three times the smallest, on an XmR chart.
        change: The last wave against the one before, in the metric's unit.
        change_low: Lower end of its interval.
        change_high: Upper end of it.
        p_adjusted: Its p, adjusted for the last changes of all series; None where nothing is
            tested.
        verdict: What the chart says.
        name: What people call the place.
        unit: What the shown values are in; None where they have no unit.
        shown: The value of each wave as printed; "*" marks under 30 answers, "**" under ten.
        shown_change: The change as printed.
        shown_signal: The latest signal as printed.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    part: int
    waves: tuple[str, ...]
    chart: Chart | None
    standing: Standing
    center: float | None
    signals: int
    uneven: bool
    change: float | None
    change_low: float | None
    change_high: float | None
    p_adjusted: float | None
    verdict: str
    name: str
    unit: str | None
    shown: tuple[str, ...]
    shown_change: str
    shown_signal: str
