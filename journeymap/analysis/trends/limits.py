"""The control chart of a series, and what it says in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.trends.series import Series
from journeymap.statistics.control import (
    FEWEST_POINTS,
    FIRM_POINTS,
    Chart,
    ControlChart,
    Signal,
    choose_chart,
    laney_chart,
    p_chart,
    xmr_chart,
)
from journeymap.wording.told import tell, tell_count, tell_row

Standing = Literal["one_wave", "overlapping", "too_few", "provisional", "ok"]
MOST_TOLD = 3


def find_chart(
    series: Series, estimates: Sequence[Estimate], chart: Chart | None
) -> ControlChart | None:
    """The chart of a series; None for a single wave and for waves that share answers.

    Args:
        series: The series.
        estimates: What each of its readings is worth.
        chart: The chart asked for; what doesn't fit the metric gives way to XmR. The one that
            fits where None.
    """
    if len(estimates) < 2 or series.overlaps:
        return None
    ns = [found.n_effective for found in estimates]
    known = [n for n in ns if n is not None]
    countable = series.metric.is_share and len(known) == len(ns)
    kind = chart or choose_chart(ns, is_share=series.metric.is_share)
    if kind == "xmr" or not countable:
        return xmr_chart([found.value for found in estimates], ends=series.metric.ends)
    counts = [found.value * n for found, n in zip(estimates, known, strict=True)]
    return p_chart(counts, known) if kind == "p" else laney_chart(counts, known)


def to_standing(series: Series, chart: ControlChart | None) -> Standing:
    """What may be said of a series."""
    if chart is None:
        return "one_wave" if len(series.readings) == 1 else "overlapping"
    return chart.standing


def to_verdict(series: Series, chart: ControlChart | None) -> str:
    """What the chart says, as a sentence without its first capital and its stop."""
    waves = series.waves
    if chart is None and len(waves) == 1:
        return tell("measured in one wave only, {wave}", wave=waves[0])
    if chart is None:
        return tell("neighbouring waves share answers, so they are not tested")
    if chart.standing == "too_few":
        return tell("{n} waves; {needed} are needed for limits", n=len(waves), needed=FEWEST_POINTS)
    told = list(_tell_signals(waves, chart))
    if not told:
        said = tell("stable: no signal in {n} waves", n=len(waves))
    else:
        left = len(told) - MOST_TOLD
        more = [tell_count(left, "{n} more signal", "{n} more signals")] if left > 0 else []
        said = tell_row([*told[:MOST_TOLD], *more], "; ")
    if chart.standing != "provisional":
        return said
    return tell("{said} (limits are provisional until {n} waves)", said=said, n=FIRM_POINTS)


def _tell_signals(waves: Sequence[str], chart: ControlChart) -> Iterator[str]:
    """Each signal; of a run, which goes on point after point, only where it begins to be one."""
    last: tuple[Signal, str] | None = None
    for i, signal in enumerate(chart.signals):
        side = find_side(chart, i)
        if signal and (signal == "outside" or (signal, side) != last):
            yield _tell(waves[i], signal, side)
        last = (signal, side) if signal else None


def find_side(chart: ControlChart, i: int) -> str:
    """On which side of the centre a point lies."""
    return "above" if chart.values[i] > chart.center else "below"


def _tell(wave: str, signal: Signal, side: str) -> str:
    is_above = side == "above"
    if signal == "outside":
        return (
            tell("{wave} lies above the upper limit", wave=wave)
            if is_above
            else tell("{wave} lies below the lower limit", wave=wave)
        )
    if signal == "eight_on_one_side":
        return (
            tell("8 waves in a row up to {wave} lie above the mean", wave=wave)
            if is_above
            else tell("8 waves in a row up to {wave} lie below the mean", wave=wave)
        )
    return (
        tell("3 of 4 waves up to {wave} lie nearer the upper limit than the mean", wave=wave)
        if is_above
        else tell("3 of 4 waves up to {wave} lie nearer the lower limit than the mean", wave=wave)
    )
