"""The picture of each section: which chart draws which result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Picture
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.views.facts import Facts
from journeymap.views.finishing import finish, guess_language
from journeymap.views.journey_map.describe import describe_map

# id: the module of its chart, since some rest on libraries that a journey may do without
_CHARTS: Mapping[str, str] = {
    "weakest": "ranking",
    "priorities": "priorities",
    "quadrants": "matrix",
    "drivers": "drivers",
    "comparison": "comparison",
    "trend": "trend",
    "segments": "heatmap",
    "flow": "flow",
}
_NAMED = frozenset({"weakest", "priorities", "segments", "flow"})  # those that name stages


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
    language = guess_language(facts.journey)
    if id == "map":
        return finish(describe_map(facts), theme=theme, language=language)
    chart = _CHARTS.get(id.partition(":")[0])
    if chart is None or result is None or not result.rows:
        return None
    picture = _find_describer(chart)(result, facts.words, **_name_places(id, facts))
    return finish(picture, theme=theme, language=language)


def _find_describer(chart: str) -> Callable[..., Picture]:
    module = import_module(f"journeymap.views.charts.{chart}")
    describe: Callable[..., Picture] = getattr(module, f"describe_{chart}")
    return describe


def _name_places(id_: str, facts: Facts) -> dict[str, Any]:
    """What a chart wants to know of the journey besides the result."""
    journey, kind = facts.journey, id_.partition(":")[0]
    names: dict[str, Any] = {}
    if kind in _NAMED:
        names["stages"] = {stage.id: stage.name for stage in journey.stages}
    if kind == "flow":
        names["touchpoints"] = {t.id: t.name for t in journey.touchpoints}
    if kind == "trend":
        from journeymap.views.charts.trend_series import find_targets  # noqa: PLC0415 - as above

        names["targets"] = find_targets(journey)
    return names
