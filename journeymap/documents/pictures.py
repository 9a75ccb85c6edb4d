"""The picture of each section: which chart draws which result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.views.charts.comparison import describe_comparison
from journeymap.views.charts.drivers import describe_drivers
from journeymap.views.charts.flow import describe_flow
from journeymap.views.charts.heatmap import describe_heatmap
from journeymap.views.charts.matrix import describe_matrix
from journeymap.views.charts.priorities import describe_priorities
from journeymap.views.charts.ranking import describe_ranking
from journeymap.views.charts.trend import describe_trend
from journeymap.views.facts import Facts
from journeymap.views.finishing import finish
from journeymap.views.journey_map.describe import describe_map

_CHARTS: Mapping[str, Callable[..., Picture]] = {
    "weakest": describe_ranking,
    "priorities": describe_priorities,
    "quadrants": describe_matrix,
    "drivers": describe_drivers,
    "comparison": describe_comparison,
    "trend": describe_trend,
    "segments": describe_heatmap,
    "flow": describe_flow,
}
_NAMED = frozenset({"weakest", "priorities", "segments", "flow"})  # those that want to know stages' names


def draw_section(
    id: str,  # noqa: A002 - the field's own word
    result: Result[Any] | None,
    facts: Facts,
    theme: Theme | None,
) -> Drawing | None:
    """The picture of a section; None where its table says it all.

    Args:
        id: The id of the section; what follows a colon says about which part.
        result: What the chart shows.
        facts: The journey, for its map and the fixed words.
        theme: Colours and font; the light one where None.
    """
    language = facts.journey.language
    if id == "map":
        return finish(describe_map(facts), theme=theme, language=language)
    kind = id.partition(":")[0]
    describe = _CHARTS.get(kind)
    if describe is None or result is None or not result.rows:
        return None
    stages = {stage.id: stage.name for stage in facts.journey.stages}
    more = {"stages": stages} if kind in _NAMED else {}
    if kind == "flow":
        more["touchpoints"] = {t.id: t.name for t in facts.journey.touchpoints}
    return finish(describe(result, facts.words, **more), theme=theme, language=language)
