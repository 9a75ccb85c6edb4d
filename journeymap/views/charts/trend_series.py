"""A trend brought to what its chart draws: a panel per series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.trends.interventions import Change, InterventionRow
from journeymap.analysis.trends.records import TrendRow, TrendSeries
from journeymap.analysis.trends.trend import Trend
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.result import show_p
from journeymap.statistics.control import Signal
from journeymap.views.charts.phrases import count_answers, is_unsure, tell_base
from journeymap.views.charts.units import Unit, read_unit, scale_by
from journeymap.views.telling.metrics import say_metric
from journeymap.views.telling.parts import say_place
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

Target = tuple[str, str | None, str]  # scope, id of the touchpoint or stage, metric
Targets = Mapping[Target, float]


@dataclass(frozen=True, slots=True)
class WavePoint:
    """A wave of a series, in the unit of the axis; what is unknown is None."""

    wave: str
    value: float
    low: float | None
    high: float | None
    limit_low: float | None
    limit_high: float | None
    signal: Signal | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A level line: its height, what it is called, and how it is drawn."""

    value: float
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One series as it is drawn.

    Args:
        name: What people call the place.
        remark: Its metric, with the unit.
        verdict: What its chart says.
        points: Its waves, oldest first.
        levels: Centre, goal and benchmarks.
        changes: Letters of interventions to the wave since which they are in force.
        told: What is said of interventions and benchmarks, a line each.
        is_share: Whether the axis ends at 0 and 100 %.
        title: All of it in words.
        key: The id of the touchpoint; empty for others.
    """

    name: str
    remark: str
    verdict: str
    points: tuple[WavePoint, ...]
    levels: tuple[Level, ...]
    changes: Sequence[tuple[str, str]]
    told: tuple[str, ...]
    is_share: bool
    title: str
    key: str

    @property
    def values(self) -> Iterator[float]:
        """Everything that must lie on its axis."""
        yield from (level.value for level in self.levels)
        for point in self.points:
            ends = (point.value, point.low, point.high, point.limit_low, point.limit_high)
            yield from (end for end in ends if end is not None)

    @property
    def is_charted(self) -> bool:
        """Whether it has control limits."""
        return any(point.limit_low is not None for point in self.points)

    @property
    def stands_out(self) -> bool:
        """Whether a wave does."""
        return any(point.signal for point in self.points)


def find_targets(journey: Journey) -> Targets:
    """The goals of places by metric: a touchpoint's own, or else its stage's."""
    found: dict[Target, float] = {}

    def take(scope: str, id_: str | None, goals: Iterable[Goal]) -> None:
        for goal in goals:
            found.setdefault((scope, id_, goal.metric), float(goal.target))

    take("journey", None, journey.goals)
    for stage in journey.stages:
        take("stage", stage.id, stage.goals)
        for touchpoint in stage.touchpoints:
            take("touchpoint", touchpoint.id, (*touchpoint.goals, *stage.goals))
    return found


def name_interventions(trend: Trend, shown: Sequence[TrendSeries]) -> Mapping[tuple[str, str], str]:
    """A letter for each intervention of the series shown: name and wave to letter."""
    places = {_at(series) for series in shown}
    keys = dict.fromkeys(
        (row.intervention, row.wave) for row in trend.interventions if _at(row) in places
    )
    return {key: _letter(i) for i, key in enumerate(keys)}


def _letter(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)


def make_panel(
    trend: Trend,
    series: TrendSeries,
    words: Words,
    *,
    letters: Mapping[tuple[str, str], str],
    targets: Targets,
) -> Panel:
    """What is drawn of a series.

    Args:
        trend: The trend.
        series: One of its series.
        words: The fixed words.
        letters: What ``name_interventions`` gives.
        targets: The goals of places.
    """
    rows = [row for row in trend.rows if _at(row) == _at(series) and row.part == series.part]
    unit = read_unit((row.value, row.shown) for row in rows)
    done = [row for row in trend.interventions if _at(row) == _at(series)]
    told = (
        *(_tell_change(row, letters[row.intervention, row.wave], words) for row in done),
        *(
            words.say(b.shown)
            for b in trend.benchmarks
            if _at(b) == _at(series) and b.wave == rows[-1].wave
        ),
    )
    remark = ", ".join(
        part
        for part in (say_metric(series.metric, words), words.say(name_unit(series.unit or "")))
        if part
    )
    if series.part > 1:
        remark = words("{metric}, part {n}: asked in other words", metric=remark, n=series.part)
    changes = dict.fromkeys((letters[row.intervention, row.wave], row.wave) for row in done)
    return Panel(
        name=series.name if series.scope != "journey" else words("whole journey"),
        remark=remark,
        verdict=_tell_verdict(series, rows[-1], words),
        points=tuple(_to_point(row, unit) for row in rows),
        levels=tuple(_find_levels(trend, series, unit, targets, words)),
        changes=list(changes),
        told=told,
        is_share=unit.factor != 1,
        title=_in_words(series, rows, told, words),
        key=series.touchpoint or "",
    )


def _to_point(row: TrendRow, unit: Unit) -> WavePoint:
    ends = (row.low, row.high, row.limit_low, row.limit_high)
    low, high, limit_low, limit_high = (scale_by(end, unit) for end in ends)
    return WavePoint(
        wave=row.wave,
        value=row.value * unit.factor,
        low=low,
        high=high,
        limit_low=limit_low,
        limit_high=limit_high,
        signal=row.signal,
        unsure=is_unsure(row.base),
    )


def _find_levels(
    trend: Trend, series: TrendSeries, unit: Unit, targets: Targets, words: Words
) -> Iterator[Level]:
    if series.center is not None and series.standing in ("provisional", "ok"):
        yield Level(series.center * unit.factor, words("mean"), "mean")
    place = series.touchpoint if series.scope == "touchpoint" else series.stage
    target = targets.get((series.scope, place, series.metric))
    if target is not None:
        yield Level(target * unit.factor, words("goal"), "goal")
    for row in trend.benchmarks:
        if _at(row) == _at(series):
            yield Level(row.value * unit.factor, words("benchmark"), "benchmark")


def _tell_verdict(series: TrendSeries, last: TrendRow, words: Words) -> str:
    """What its chart says; the latest value where there are too few waves for one."""
    if series.standing in ("provisional", "ok"):
        return words.say(series.verdict)
    value = words.say(last.shown)
    if series.change is None:
        return words("{wave}: {value}", wave=last.wave, value=value)
    change = words.say(series.shown_change)
    told = words("{wave}: {value}, change {change}", wave=last.wave, value=value, change=change)
    if series.p_adjusted is None:
        return told
    return words("{verdict}, p {p}", verdict=told, p=words.number(show_p(series.p_adjusted)))


def _tell_change(row: InterventionRow, letter: str, words: Words) -> str:
    shown = words.say(row.shown_difference) if row.shown_difference else ""
    told = ", ".join(
        part for part in (name_change(row.change, words), shown, words.say(row.reason)) if part
    )
    return f"{letter}: {told}"


def name_change(change: Change, words: Words) -> str:
    """What may be said of a change."""
    match change:
        case "better":
            return words("better since")
        case "worse":
            return words("worse since")
        case "no clear change":
            return words("no clear change since")
        case "cannot tell":
            return words("cannot tell")


def name_signal(signal: Signal, words: Words) -> str:
    """The rule by which a wave stands out."""
    match signal:
        case "outside":
            return words("outside the limits")
        case "eight_on_one_side":
            return words("8 in a row on one side of the centre")
        case "three_of_four_near_limit":
            return words("3 of 4 nearer a limit than the centre")


def _in_words(
    series: TrendSeries, rows: Sequence[TrendRow], told: Sequence[str], words: Words
) -> str:
    waves = []
    for row in rows:
        n = count_answers(row.n, row.n_effective, words)
        signal = name_signal(row.signal, words) if row.signal else ""
        parts = (words.say(row.shown), n, tell_base(row.base, words), signal)
        waves.append(f"{row.wave} {', '.join(part for part in parts if part)}")
    lines = (
        f"{say_place(series.name, words)} ({say_metric(series.metric, words)}): "
        f"{words.say(series.verdict)}",
        "; ".join(waves),
        *told,
    )
    return "\n".join(lines)


def _at(one: object) -> tuple[object, ...]:
    """The place and metric of any row of a trend."""
    return tuple(getattr(one, word) for word in ("scope", "touchpoint", "stage", "metric"))
