"""Which chart shows which result: one register for documents and for ``journeymap draw``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journeymap.model.journey import Journey
from journeymap.picture.marks import Picture
from journeymap.result import Result
from journeymap.wording.words import Words

# ruff: noqa: PLC0415 - loaded when wanted: some rest on libraries that the others do without
Chart = Callable[[Any, Words, Journey | None], Picture]


def describe_result(found: Result[Any], words: Words, journey: Journey | None) -> Picture:
    """The chart of a result as plain marks.

    Args:
        found: The result of one of the questions in ``CHARTS``.
        words: The fixed words.
        journey: What it is about, for its names and goals; may be unknown.
    """
    return CHARTS[found.question]()(found, words, journey)


def _load_ranking() -> Chart:
    from journeymap.views.charts.ranking import describe_ranking

    return describe_ranking


def _load_priorities() -> Chart:
    from journeymap.views.charts.priorities import describe_priorities

    return describe_priorities


def _load_matrix() -> Chart:
    from journeymap.views.charts.matrix import describe_matrix

    return lambda found, words, _: describe_matrix(found, words)


def _load_drivers() -> Chart:
    from journeymap.views.charts.drivers import describe_drivers

    return lambda found, words, _: describe_drivers(found, words)


def _load_comparison() -> Chart:
    from journeymap.views.charts.comparison import describe_comparison

    return lambda found, words, _: describe_comparison(found, words)


def _load_trend() -> Chart:
    from journeymap.views.charts.trend import describe_trend

    return describe_trend


def _load_heatmap() -> Chart:
    from journeymap.views.charts.heatmap import describe_heatmap

    return describe_heatmap


def _load_flow() -> Chart:
    from journeymap.views.charts.flow import describe_flow

    return describe_flow


CHARTS: Mapping[str, Callable[[], Chart]] = {
    "weakest": _load_ranking,
    "priorities": _load_priorities,
    "quadrants": _load_matrix,
    "drivers": _load_drivers,
    "compare": _load_comparison,
    "trend": _load_trend,
    "segments": _load_heatmap,
    "flow": _load_flow,
}
