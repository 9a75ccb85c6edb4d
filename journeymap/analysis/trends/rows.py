"""The rows of one series: a row per wave, and one for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeGuard

from journeymap.analysis.evidence.estimates import Estimate, show_ends
from journeymap.analysis.trends.interventions import show_change
from journeymap.analysis.trends.limits import find_side, to_standing, to_verdict
from journeymap.analysis.trends.records import TrendRow, TrendSeries
from journeymap.analysis.trends.series import Series
from journeymap.metrics import Metric
from journeymap.statistics.base_sizes import Base
from journeymap.statistics.control import ControlChart, Signal, is_uneven
from journeymap.wording.told import tell, tell_count, tell_row

Moved = tuple[float | None, float | None, float | None]
_NOWHERE: Moved = (None, None, None)
_MARKS: Mapping[Base, str] = {"suppressed": "**", "low": "*"}
_SHORT: Mapping[str, str] = {
    "one_wave": "–", "overlapping": tell("not tested"), "too_few": tell("too few waves"),
}  # fmt: skip
RULE_WORDS: Mapping[Signal, str] = {
    "outside": tell("outside"), "eight_on_one_side": tell("8 on one side"),
    "three_of_four_near_limit": tell("3 of 4 near limit"),
}  # fmt: skip


def to_rows(
    series: Series,
    estimates: Sequence[Estimate],
    chart: ControlChart | None,
    *,
    benchmark: float | None,
    level: float,
) -> Iterator[TrendRow]:
    """A row per wave.

    Args:
        series: The series.
        estimates: What each of its readings is worth.
        chart: Its chart.
        benchmark: The first benchmark for it.
        level: Confidence of the intervals.
    """
    limited = _is_limited(chart)
    moves = [_NOWHERE, *(find_move(a, b, series, level) for a, b in pairwise(estimates))]
    for i, (found, move) in enumerate(zip(estimates, moves, strict=True)):
        reading = found.reading
        yield TrendRow(
            scope=series.place.scope,
            touchpoint=reading.touchpoint,
            stage=series.place.stage,
            metric=series.metric.id,
            wave=reading.wave or "",
            part=series.part,
            n=found.n,
            n_effective=reading.n_effective,
            value=found.value,
            low=found.low,
            high=found.high,
            health=found.health,
            base=found.base,
            center=chart.center if chart else None,
            limit_low=chart.low[i] if chart and limited else None,
            limit_high=chart.high[i] if chart and limited else None,
            signal=chart.signals[i] if chart else None,
            provisional=chart is not None and chart.standing == "provisional",
            change=move[0],
            change_low=move[1],
            change_high=move[2],
            benchmark=benchmark,
            name=series.place.name,
            shown=found.shown,
            shown_change=_show_change(series.metric, move),
            shown_limits=_show_limits(series.metric, chart, i) if limited else "–",
            shown_signal=_show_rule(chart, i),
        )


def find_move(before: Estimate, after: Estimate, series: Series, level: float) -> Moved:
    """How far a wave lies from the one before, with its interval where there can be one."""
    gap = after.value - before.value
    if not can_judge(before, after, series):
        return (gap, None, None)
    # loads numpy, which a journey with one wave can do without
    from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415

    found = judge_change(before, after, level=level)
    return (found.difference, found.low, found.high)


def can_judge(before: Estimate, after: Estimate, series: Series) -> bool:
    """Whether the difference of two waves has an interval."""
    known = before.low is not None and after.low is not None
    return known and not series.overlaps and series.metric.kind != "duration"


def to_series_row(
    series: Series,
    estimates: Sequence[Estimate],
    chart: ControlChart | None,
    rows: Sequence[TrendRow],
) -> TrendSeries:
    """The row of a whole series.

    Args:
        series: The series.
        estimates: What each of its readings is worth.
        chart: Its chart.
        rows: Its rows, wave by wave.
    """
    last, metric = rows[-1], series.metric
    standing = to_standing(series, chart)
    ns = [found.n_effective for found in estimates]
    return TrendSeries(
        scope=last.scope,
        touchpoint=last.touchpoint,
        stage=last.stage,
        metric=metric.id,
        part=series.part,
        waves=series.waves,
        chart=chart.kind if chart else None,
        standing=standing,
        center=last.center,
        signals=sum(row.signal is not None for row in rows),
        uneven=_is_limited(chart) and chart.kind == "xmr" and is_uneven(ns),
        change=last.change,
        change_low=last.change_low,
        change_high=last.change_high,
        p_adjusted=None,
        verdict=to_verdict(series, chart),
        name=last.name,
        unit=_to_unit(metric),
        shown=tuple(_show_value(row, metric) for row in rows),
        shown_change=last.shown_change,
        shown_signal=_SHORT.get(standing) or _show_signal(rows),
    )


def _is_limited(chart: ControlChart | None) -> TypeGuard[ControlChart]:
    return chart is not None and chart.standing != "too_few"


def _to_unit(metric: Metric) -> str | None:
    if metric.is_share:
        return "%"
    return metric.unit if metric.kind == "duration" else None


def _show_value(row: TrendRow, metric: Metric) -> str:
    mark = _MARKS.get(row.base, "") if row.n else ""
    return tell_row([metric.to_text(row.value, unit=False), *filter(None, [mark])], "")


def _show_change(metric: Metric, move: Moved) -> str:
    change, low, high = move
    return "–" if change is None else show_change(metric, change, low, high)


def _show_limits(metric: Metric, chart: ControlChart | None, i: int) -> str:
    return show_ends(metric, chart.low[i], chart.high[i]) if chart else "–"


def _show_rule(chart: ControlChart | None, i: int) -> str:
    signal = chart.signals[i] if chart else None
    if chart is None or signal is None:
        return ""
    if find_side(chart, i) == "above":
        return tell("{signal} (above)", signal=RULE_WORDS[signal])
    return tell("{signal} (below)", signal=RULE_WORDS[signal])


def _show_signal(rows: Sequence[TrendRow]) -> str:
    found = [row for row in rows if row.signal]
    if not found:
        return tell("none")
    last = tell_row([found[-1].wave, found[-1].shown_signal], " ")
    if len(found) == 1:
        return last
    left = len(found) - 1
    return tell_row([last, tell_count(left, "{n} more", "{n} more")])
