"""What a native chart shows of a result: names, values and intervals; for slides and sheets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from journeymap.analysis.changes.speech import find_speech
from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.result import Result
from journeymap.views.charts.comparison import sort_rows
from journeymap.views.charts.phrases import is_unsure, tell_base
from journeymap.views.charts.ranking_rows import Measure, Ranked, find_measure, rank
from journeymap.views.telling.parts import say_place
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

MOST_BARS = 16  # more can't be read on one slide
MOST_PAIRS = 9
_IN_TIME = {"better": "▲ ", "worse": "▼ "}
_OF_SIDES = dict.fromkeys(_IN_TIME, "≠ ")  # neither group is good or poor as such
PERCENT, SIGNED, POINTS, TENTHS = "0%", "+0;-0;0", "0", "0.0"


@dataclass(frozen=True)
class Bars:
    """Bars with their intervals, or pairs of bars.

    Args:
        labels: What each bar is about.
        series: A name and its values, one or two of them.
        lows: The lower ends of the intervals of the first series; empty without intervals.
        highs: The upper ends.
        form: The number format.
        axis: What the values are.
        marked: Which bars the verdict names.
        unsure: Which bars rest on few answers.
        left_out: How many there are that don't fit.
        column: The key of the result's rows that holds the values of the first series just as they
            are, a row each in the same order; empty where none does.
    """

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    form: str = TENTHS
    axis: str = ""
    marked: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()
    left_out: int = 0
    column: str = ""

    @property
    def least(self) -> float:
        """The least that is shown; 0 where nothing is below."""
        shown = [v for _, values in self.series for v in values] + list(self.lows)
        return min((0.0, *(v for v in shown if v is not None)))

    @property
    def reaches(self) -> tuple[list[float], list[float]]:
        """How far the intervals of the first series reach above its values, and below."""
        values = self.series[0][1]
        above = [(high or 0) - (v or 0) for v, high in zip(values, self.highs, strict=True)]
        below = [(v or 0) - (low or 0) for v, low in zip(values, self.lows, strict=True)]
        return [max(0.0, v) for v in above], [max(0.0, v) for v in below]


def find_bars(
    result: Result[Any] | None, journey: Journey, words: Words, *, most: int = MOST_BARS
) -> Bars | None:
    """The bars of a result that is better read, and edited, as bars; None for any other.

    Args:
        result: A ranking, priorities or a comparison.
        journey: Whose metrics say what the values are.
        words: The language of the axis.
        most: How many bars there may be.
    """
    if result is None or not result.rows:
        return None
    ask = {"weakest": _of_ranking, "priorities": _of_priorities, "compare": _of_comparison}
    found = ask[result.question](result, journey, words) if result.question in ask else None
    if not found or not found.labels:
        return None
    return _cut(found, most if len(found.series) == 1 else min(most, MOST_PAIRS))


def _of_ranking(result: Any, journey: Journey, words: Words) -> Bars:
    """What the chart of a ranking shows: a metric's own values, or else health."""
    measure = find_measure(result, words)
    ranked = rank(result, measure, {}, words)
    values, lows, highs = (
        tuple(None if v is None else v / measure.unit.factor for v in found)
        for found in zip(*((row.value, row.low, row.high) for row in ranked), strict=True)
    )
    known = None not in (*lows, *highs)
    metric = None if measure.is_health else journey.metric(result.rows[0].metric)
    named = (
        ", ".join(filter(None, (words.say(metric.label), words.say(name_unit(measure.unit.name)))))
        if metric
        else ""
    )
    axis = named or measure.name
    return Bars(
        labels=tuple(_label(row, words) for row in ranked),
        series=((axis, values),),
        lows=lows if known else (),
        highs=highs if known else (),
        form=_find_form(metric) if metric else POINTS,
        axis=axis,
        marked=frozenset(i for i, row in enumerate(ranked) if row.named),
        unsure=frozenset(i for i, row in enumerate(ranked) if is_unsure(row.base)),
        column=_find_column(result, measure),
    )


def _label(row: Ranked, words: Words) -> str:
    """A bar's name with the sign of the verdict, and a small base in words."""
    name = f"▼ {row.name}" if row.named else row.name
    base = tell_base(row.base, words) if is_unsure(row.base) else ""
    return f"{name} ({base})" if base else name


def _find_form(metric: Metric) -> str:
    """The number format of a metric's own values."""
    if metric.is_share:
        return PERCENT
    return SIGNED if metric.kind == "nps" else TENTHS


def _find_column(result: Any, measure: Measure) -> str:
    """The key of the rows that holds what the chart shows; none where rows differ in that."""
    if not measure.is_health:
        return "value"
    pooled = {getattr(row, "pooled_health", None) is not None for row in result.rows}
    if isinstance(result, WeakestPlaces) or pooled == {False}:
        return "health"
    return "pooled_health" if pooled == {True} else ""


def _of_priorities(result: Any, journey: Journey, words: Words) -> Bars:  # noqa: ARG001
    rows = result.rows
    axis = words("health points lost per 100 journeys")
    return Bars(
        labels=tuple(row.name for row in rows),
        series=((axis, tuple(row.lost_per_100 for row in rows)),),
        lows=tuple(100 * row.low for row in rows),
        highs=tuple(100 * row.high for row in rows),
        form="#,##0",
        axis=axis,
        column="lost_per_100",
    )


def _of_comparison(result: Any, journey: Journey, words: Words) -> Bars | None:
    """Both sides, in the order of the chart, of the metric with most clear changes: one axis."""
    rows = [r for r in sort_rows(result.rows) if r.before is not None and r.after is not None]
    clear = Counter(row.metric for row in rows if row.change in _IN_TIME)
    metrics = (clear or Counter(row.metric for row in rows)).most_common(1)
    if not metrics:
        return None
    rows = [row for row in rows if row.metric == metrics[0][0]]
    metric = journey.metric(metrics[0][0])
    speech = find_speech(result.settings)
    (first, second), signs = speech.labels, _IN_TIME if speech.is_over_time else _OF_SIDES
    return Bars(
        labels=tuple(f"{signs.get(row.change, '')}{say_place(row.name, words)}" for row in rows),
        series=(
            (first, tuple(row.before for row in rows)),
            (second, tuple(row.after for row in rows)),
        ),
        form=_find_form(metric),
        axis=words.say(metric.label),
    )


def _cut(bars: Bars, most: int) -> Bars:
    series = tuple((name, values[:most]) for name, values in bars.series)
    return replace(
        bars,
        labels=bars.labels[:most],
        series=series,
        lows=bars.lows[:most],
        highs=bars.highs[:most],
        marked=frozenset(i for i in bars.marked if i < most),
        unsure=frozenset(i for i in bars.unsure if i < most),
        left_out=max(0, len(bars.labels) - most),
    )
