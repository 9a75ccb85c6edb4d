"""What a native chart shows of a result: names, values and intervals; for slides and sheets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from journeymap.model.journey import Journey
from journeymap.result import Result
from journeymap.wording.words import Words

MOST_BARS = 16  # more can't be read on one slide
MOST_PAIRS = 9
_SIGNS = {"better": "▲ ", "worse": "▼ "}
PERCENT, POINTS, TENTHS = "0%", "0", "0.0"


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
        left_out: How many there are that don't fit.
    """

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    form: str = TENTHS
    axis: str = ""
    marked: frozenset[int] = frozenset()
    left_out: int = 0


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
    rows = result.rows
    metrics = {row.metric for row in rows}
    marked = frozenset(
        i for i, row in enumerate(rows) if row.touchpoint in result.verdict.touchpoints
    )
    labels = tuple(f"▼ {row.name}" if i in marked else row.name for i, row in enumerate(rows))
    if len(metrics) > 1 or any(row.value is None for row in rows):
        values = tuple(float(row.health) for row in rows)
        axis = words("health, 0 to 100")
        return Bars(labels, ((axis, values),), form=POINTS, axis=axis, marked=marked)
    metric = journey.metric(next(iter(metrics)))
    lows, highs = (tuple(getattr(row, end) for row in rows) for end in ("low", "high"))
    known = all(end is not None for end in (*lows, *highs))
    return Bars(
        labels,
        ((metric.label, tuple(float(row.value) for row in rows)),),
        lows if known else (),
        highs if known else (),
        PERCENT if metric.is_share else TENTHS,
        metric.label,
        marked,
    )


def _of_priorities(result: Any, journey: Journey, words: Words) -> Bars:  # noqa: ARG001
    rows = result.rows
    axis = words("health points lost per 100 journeys")
    scale = 100.0
    return Bars(
        tuple(row.name for row in rows),
        ((axis, tuple(scale * row.priority for row in rows)),),
        tuple(scale * row.low for row in rows),
        tuple(scale * row.high for row in rows),
        "#,##0",
        axis,
    )


def _of_comparison(result: Any, journey: Journey, words: Words) -> Bars | None:
    """Before and after, clear changes first, of the metric that has most of them: one axis."""
    whole = [row for row in result.rows if row.before is not None and row.after is not None]
    if not whole:
        return None
    clear = Counter(row.metric for row in whole if row.change in _SIGNS)
    chosen = (clear or Counter(row.metric for row in whole)).most_common(1)[0][0]
    rows = sorted((r for r in whole if r.metric == chosen), key=lambda r: r.change not in _SIGNS)
    metric = journey.metric(chosen)
    return Bars(
        tuple(f"{_SIGNS.get(row.change, '')}{row.name}" for row in rows),
        (
            (words("before"), tuple(float(row.before) for row in rows)),
            (words("after"), tuple(float(row.after) for row in rows)),
        ),
        form=PERCENT if metric.is_share else TENTHS,
        axis=metric.label,
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
        left_out=max(0, len(bars.labels) - most),
    )
