"""The pictures that ``draw`` knows: which options each takes, and how it is made.

Nothing heavy is imported before one is made, so that help is instant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison
    from journeymap.analysis.trends.trend import Trend
    from journeymap.model.journey import Journey
    from journeymap.picture.drawing import Drawing
    from journeymap.picture.theme import Theme
    from journeymap.result import Result


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn.

    Args:
        file: The journey's file.
        journey: The journey in it.
        options: The options by their Python names, all that there are.
        theme: Whose colours; the light one where None.
    """

    file: str
    journey: Journey
    options: Mapping[str, Any]
    theme: Theme | None

    def take(self, *names: str) -> dict[str, Any]:
        """Some options as the library takes them: what is empty is None."""
        taken = {name: self.options[name] for name in names}
        return {name: None if value in ((), "") else value for name, value in taken.items()}

    @property
    def look(self) -> dict[str, Any]:
        """What every ``draw_`` function takes: the file to write, language and theme."""
        return {**self.take("out", "language"), "theme": self.theme}


Draw = Callable[..., "Drawing"]  # what is asked, then the options that the view takes
Find = Callable[..., "Result[Any]"]


@dataclass(frozen=True, slots=True)
class View:
    """A kind of picture.

    Args:
        draw: Makes it, given what is asked and the options below.
        options: The options that it takes, by their Python names.
        needs: Those that it can't do without.
        example: How these are written.
    """

    draw: Draw
    options: tuple[str, ...]
    needs: tuple[str, ...] = ()
    example: str = ""


def _draw_map(asked: Asked, **given: Any) -> Drawing:
    from journeymap.views.draw import draw_map

    return draw_map(asked.journey, **given, **asked.look)


def _draw_graph(asked: Asked, **given: Any) -> Drawing:
    from journeymap.views.draw import draw_graph

    return draw_graph(asked.journey, **given, **asked.look)


def _draw_blueprint(asked: Asked, **given: Any) -> Drawing:
    from journeymap.views.blueprint.draw import draw_blueprint

    return draw_blueprint(asked.journey, **given, **asked.look)


def _draw_plan(asked: Asked, *, actual: str, engine: Any, **given: Any) -> Drawing:
    from journeymap.analysis.plans.comparing import compare_plan
    from journeymap.cli.actual import load_actual
    from journeymap.views.plan.graph import draw_plan

    found = compare_plan(asked.journey, load_actual(actual), **given)
    return draw_plan(found, journey=asked.journey, engine=engine, **asked.look)


def _chart(find: Find) -> Draw:
    """Draws what is found; where that is nothing, the sentence in its place is a note too."""

    def draw(asked: Asked, **given: Any) -> Drawing:
        from journeymap.views.charts.register import describe_result
        from journeymap.views.finishing import finish
        from journeymap.views.telling.metrics import choose_words_for

        found, journey = find(asked, **given), asked.journey
        words = choose_words_for(journey, asked.options["language"])
        picture = describe_result(found, words, journey)
        notes = () if _tells(found) else (found.headline(),)
        return finish(picture, notes, out=asked.options["out"], theme=asked.theme, journey=journey)

    return draw


def _tells(found: Result[Any]) -> bool:
    """Whether there is anything to draw; a trend needs a second wave somewhere."""
    if found.question == "trend":
        trend: Any = found
        return any(len(series.waves) > 1 for series in trend.series)
    return bool(found.rows)


def _find_ranking(asked: Asked, **given: Any) -> Result[Any]:
    from journeymap.analysis.ranking.weakest import find_weakest

    found: Result[Any] = find_weakest(asked.journey, **given)
    return found


def _find_quadrants(asked: Asked, **given: Any) -> Result[Any]:
    from journeymap.analysis.priorities.quadrants import find_quadrants

    return find_quadrants(asked.journey, **given)


def _find_priorities(asked: Asked, **given: Any) -> Result[Any]:
    from journeymap.analysis.priorities.priorities import find_priorities

    return find_priorities(asked.journey, **given)


def _find_segments(asked: Asked, **given: Any) -> Result[Any]:
    from journeymap.analysis.segments.measuring import measure_segments

    return measure_segments(asked.journey, **given)


def _find_trend(asked: Asked, **given: Any) -> Trend:
    from journeymap.analysis.trends.trend import measure_trend

    return measure_trend(asked.journey, **given)


def _find_flow(asked: Asked, **given: Any) -> Result[Any]:
    from journeymap.analysis.flow.measuring import measure_flow
    from journeymap.cli.refusing import refused_option

    with refused_option("what_if"):
        return measure_flow(asked.journey, **given)


def _find_drivers(asked: Asked, *, answers: str, **given: Any) -> Result[Any]:
    from journeymap.analysis.drivers.finding import find_drivers
    from journeymap.cli.answers import load_answers, placed_in
    from journeymap.cli.progress import shown_progress
    from journeymap.model.formats import TableFormat

    table, source = load_answers(answers, TableFormat())
    with shown_progress(quiet=asked.options["quiet"]), placed_in(answers):
        return find_drivers(asked.journey, table, source, **given)


def _find_comparison(asked: Asked, *, other: str | None, **given: Any) -> Comparison:
    from journeymap.cli.compare import find_comparison

    return find_comparison(asked.file, other, q=0.05, **given)


_BY = ("metric", "wave", "segment")
_READ = (*_BY, "level")
VIEWS: Mapping[str, View] = {
    "map": View(_draw_map, (*_READ, "seed", "lines", "paper", "lanes", "without")),
    "graph": View(_draw_graph, (*_READ, "seed", "top", "engine", "collapse", "paper")),
    "blueprint": View(_draw_blueprint, (*_READ, "seed", "paper")),
    "ranking": View(_chart(_find_ranking), (*_READ, "seed", "top")),
    "matrix": View(_chart(_find_quadrants), (*_BY, "seed")),
    "priorities": View(_chart(_find_priorities), (*_READ, "seed", "top")),
    "heatmap": View(_chart(_find_segments), (*_READ, "by", "top")),
    "trend": View(_chart(_find_trend), ("metric", "segment", "level", "top")),
    "drivers": View(
        _chart(_find_drivers),
        (*_READ, "answers", "outcome", "seed", "top"),
        ("answers", "outcome"),
        "--answers answers.yaml --outcome nps",
    ),
    "flow": View(_chart(_find_flow), ("what_if", "level", "seed", "top")),
    "compare": View(_chart(_find_comparison), ("waves", "segments", "other", *_READ, "top")),
    "plan": View(_draw_plan, ("actual", "top", "engine"), ("actual",), "--actual seen.yaml"),
}
ALWAYS = ("journey", "out", "view", "language", "theme", "quiet")
