"""Trend: readings over waves with control limits, interventions and benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from journeymap.analysis.evidence.elsewhere import note_segments
from journeymap.analysis.evidence.estimates import estimate
from journeymap.analysis.evidence.places import NamedPlace, Scope
from journeymap.analysis.evidence.selection import choose_segment, list_metrics, select_readings
from journeymap.analysis.evidence.settings_check import (
    check_level,
    check_optional_count,
    check_q,
)
from journeymap.analysis.trends.benchmarks import (
    BenchmarkRow,
    compare_with_benchmarks,
    find_benchmarks,
)
from journeymap.analysis.trends.interventions import InterventionRow, compare_before_and_after
from journeymap.analysis.trends.last_changes import judge_last
from journeymap.analysis.trends.layout import (
    count_hidden,
    lay_out,
    lay_out_interventions,
    tell_benchmarks,
)
from journeymap.analysis.trends.limits import find_chart
from journeymap.analysis.trends.notes import note_trend, to_headline
from journeymap.analysis.trends.records import TrendRow, TrendSeries
from journeymap.analysis.trends.rows import to_rows, to_series_row
from journeymap.analysis.trends.series import find_series
from journeymap.model.journey import Journey
from journeymap.result import Cells, Column, Result, show_answers, take_first
from journeymap.statistics.control import Chart
from journeymap.wording.told import tell

CHARTS: tuple[Chart, ...] = ("xmr", "p", "laney")
Told = tuple[TrendSeries, Sequence[TrendRow], Sequence[BenchmarkRow]]
SCOPES: tuple[Scope, ...] = ("journey", "stage", "touchpoint")


@dataclass(frozen=True)
class Trend(Result[TrendRow]):
    """Readings over waves: a row per place, metric and wave, printed with a column per wave.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, touchpoint, stage, scope, segment, level, q and chart.
        rows: A row per place, metric and wave; series in reading order, waves oldest first.
        notes: What to know before believing it, in whole sentences.
        series: A row per place and metric: its chart and what it says.
        interventions: What was measured before and since each intervention.
        benchmarks: The latest reading of each series held against its benchmarks.
    """

    question: ClassVar[str] = "trend"
    row_type: ClassVar[type[TrendRow]] = TrendRow

    series: tuple[TrendSeries, ...]
    interventions: tuple[InterventionRow, ...]
    benchmarks: tuple[BenchmarkRow, ...]

    def headline(self) -> str:
        """What the charts say, in a sentence."""
        return to_headline(self.series, q=self.settings["q"])

    def columns(self) -> Sequence[Column[TrendRow]]:
        """Of the table of a single series, with a row per wave."""
        level = f"{100 * self.settings['level']:g} %"
        charted = any(row.limit_low is not None for row in self.rows)
        limits: tuple[Column[TrendRow], ...] = (
            Column("control limits", lambda row: row.shown_limits),
            Column("signal", lambda row: row.shown_signal),
        )
        return (
            Column("wave", lambda row: row.wave),
            Column(f"value ({level} interval)", lambda row: row.shown),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column(f"change ({level})", lambda row: row.shown_change),
            *(limits if charted else ()),
        )

    def more_tables(self) -> Sequence[Cells]:
        """Before and after each intervention."""
        return [lay_out_interventions(self.interventions)] if self.interventions else []

    def lines_below(self) -> Sequence[str]:
        """Which waves the table has no room for."""
        if len(self.series) < 2:
            return ()
        hidden = count_hidden(self.series, self._cells()[0])
        waves = "1 older wave" if hidden == 1 else f"{hidden} older waves"
        said = f"The table has no room for {waves}; --format csv and rows hold all."
        return (said,) if hidden else ()

    def _cells(self) -> Cells:
        if len(self.series) == 1:
            return super()._cells()
        against = tell_benchmarks(self.series, self.benchmarks)
        return lay_out(self.series, against, level=self.settings["level"])


def measure_trend(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    touchpoint: str | None = None,
    stage: str | None = None,
    scope: Scope | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    q: float = 0.05,
    chart: Chart | None = None,
    top: int | None = None,
) -> Trend:
    """Readings over waves: what stands out, what changed since an intervention.

    With 8 waves or more each series gets control limits, three standard deviations from its
    centre: a p-chart for shares, Laney's p' where they rest on over 1,000 answers a wave, XmR for
    everything else (Wheeler & Chambers 1992; Laney 2002). A wave stands out where it lies outside,
    is the eighth in a row on one side of the centre, or makes three of four nearer a limit than
    the centre. Shorter series stand side by side. What was asked in other words, and waves whose
    windows share answers, are never compared.

    Args:
        journey: The journey with its readings, interventions and benchmarks.
        metric: Only these metrics; all where None.
        touchpoint: Only this touchpoint.
        stage: Only this stage and its touchpoints.
        scope: Only the whole "journey", "stage" or "touchpoint" readings.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        q: The adjusted p up to which a change since an intervention counts as clear, between 0
            and 1.
        chart: "xmr", "p" or "laney" for all series that it fits; by the rule above where None.
        top: How many series to keep, at least 1, those with a signal first; all in reading order
            where None.

    Raises:
        UnknownNameError: if a metric, the touchpoint, stage or segment isn't there.
        ValueError: if ``level``, ``q``, ``scope`` or ``chart`` is none that can be meant, or a
            touchpoint and a stage are both asked for.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        ...     readings=[{"touchpoint": "pay", "metric": "csat", "wave": str(2010 + i),
        ...                "value": value, "sd": 0.9, "n": 200}
        ...               for i, value in enumerate([4.1, 4.0, 4.2, 4.1, 4.0, 4.1, 4.2, 4.1, 3.5])])
        >>> print(measure_trend(journey).series[0].verdict)
        2018 lies below the lower limit (limits are provisional until 12 waves)
    """
    level, q, asked = check_level(level), check_q(q), list_metrics(journey, metric)
    top = check_optional_count("top", top, 1)
    keep = _choose_places(journey, touchpoint, stage, scope)
    if chart is not None and chart not in CHARTS:
        raise ValueError(f"chart must be one of {', '.join(CHARTS)}, got {chart!r}")
    chosen = choose_segment(journey, segment)
    series = list(find_series(journey, metrics=asked, segment=chosen, keep=keep))
    measured = [
        (one, [estimate(reading, one.metric, level=level) for reading in one.readings])
        for one in series
    ]
    every: list[Told] = []
    benchmarks = find_benchmarks(journey)
    for (one, found), p in zip(measured, judge_last(measured, level=level), strict=True):
        against = list(compare_with_benchmarks(benchmarks, one.place, found[-1], level=level))
        drawn = find_chart(one, found, chart)
        benchmark = against[0].value if against else None
        waves = list(to_rows(one, found, drawn, benchmark=benchmark, level=level))
        told = replace(to_series_row(one, found, drawn, waves), p_adjusted=p)
        every.append((told, waves, against if one.part == one.parts else ()))
    shown, cut = _take_signals(every, top)
    taken = tuple(told for told, _, _ in shown)
    rows = tuple(row for _, waves, _ in shown for row in waves)
    held = tuple(row for _, _, against in shown for row in against)
    changed = compare_before_and_after(journey.interventions, series, level=level, q=q)
    settings = {
        "metric": asked or None, "touchpoint": touchpoint, "stage": stage, "scope": scope,
        "segment": chosen, "level": level, "q": q, "chart": chart,
    }  # fmt: skip
    notes = (
        *cut,
        *note_trend(journey, taken, changed),
        *_note_untold(taken, held),
        *(() if rows else note_segments(journey, select_readings(journey, segment=chosen))),
    )
    return Trend(journey.id, settings, rows, notes, taken, changed, held)


def _take_signals(every: Sequence[Told], top: int | None) -> tuple[Sequence[Told], Sequence[str]]:
    """So many series, those with a signal first, and what is left out."""
    if top is None or top >= len(every):
        return every, ()
    first = sorted(every, key=lambda one: not one[0].signals)
    return take_first(first, top, what=tell(" series"), order=tell(", those with a signal first"))


def _choose_places(
    journey: Journey, touchpoint: str | None, stage: str | None, scope: Scope | None
) -> Callable[[NamedPlace], bool]:
    if touchpoint is not None and stage is not None:
        raise ValueError("ask for a touchpoint or for a stage, not for both")
    if scope is not None and scope not in SCOPES:
        raise ValueError(f"scope must be one of {', '.join(SCOPES)}, got {scope!r}")
    only = None if touchpoint is None else journey.touchpoint(touchpoint).id
    within = None if stage is None else journey.stage(stage).id

    def keep(place: NamedPlace) -> bool:
        if only is not None and (place.scope, place.id) != ("touchpoint", only):
            return False
        return (within is None or place.stage == within) and scope in (None, place.scope)

    return keep


def _note_untold(
    series: Sequence[TrendSeries], benchmarks: Sequence[BenchmarkRow]
) -> Iterator[str]:
    """The benchmarks of a single series, whose table has no column for them."""
    if len(series) < 2:
        yield from (
            tell("{wave} against {benchmark}.", wave=row.wave, benchmark=row.shown)
            for row in benchmarks
        )
