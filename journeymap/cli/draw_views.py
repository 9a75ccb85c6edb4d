"""The pictures that ``draw`` knows: which options each takes, and how it is made.

Nothing heavy is imported before one is made, so that help is instant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from journeymap.model.journey import Journey
    from journeymap.picture.drawing import Drawing
    from journeymap.picture.marks import Picture
    from journeymap.picture.theme import Theme
    from journeymap.wording.words import Words


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

    @property
    def words(self) -> Words:
        """The fixed words of the picture."""
        from journeymap.wording.words import choose_words

        return choose_words(self.options["language"], self.journey.language)

    @property
    def stages(self) -> Mapping[str, str]:
        """What people call the stages."""
        return {stage.id: stage.name for stage in self.journey.stages}

    def take(self, *names: str) -> dict[str, Any]:
        """Some options as the library takes them: what is empty is None."""
        taken = {name: self.options[name] for name in names}
        return {name: None if value in ((), "") else value for name, value in taken.items()}

    def write(self, picture: Picture, *notes: str) -> Drawing:
        """The described picture, written to the file asked for."""
        from journeymap.views.finishing import finish, guess_language

        language = guess_language(self.journey)
        return finish(picture, notes, out=self.options["out"], theme=self.theme, language=language)


@dataclass(frozen=True, slots=True)
class View:
    """A kind of picture.

    Args:
        draw: Makes it.
        options: The options that it takes, by their Python names.
        needs: Those that it can't do without.
        example: How these are written.
    """

    draw: Callable[[Asked], Drawing]
    options: tuple[str, ...]
    needs: tuple[str, ...] = ()
    example: str = ""


_READ = ("metric", "wave", "segment", "level")


@contextmanager
def _refused() -> Iterator[None]:
    """Turns values that a question can't take into wrong use."""
    from journeymap.cli.refusing import refused_values

    with refused_values():
        yield


def _draw_map(asked: Asked) -> Drawing:
    from journeymap.views.draw import draw_map

    given = asked.take(*_READ, "seed", "lines", "paper", "lanes", "language", "out")
    with _refused():
        return draw_map(asked.journey, theme=asked.theme, **given)


def _draw_graph(asked: Asked) -> Drawing:
    from journeymap.views.draw import draw_graph

    given = asked.take(*_READ, "seed", "top", "engine", "language", "out")
    return draw_graph(asked.journey, theme=asked.theme, **given)


def _draw_blueprint(asked: Asked) -> Drawing:
    from journeymap.views.blueprint.draw import draw_blueprint

    given = asked.take(*_READ, "seed", "language", "out")
    return draw_blueprint(asked.journey, theme=asked.theme, **given)


def _draw_ranking(asked: Asked) -> Drawing:
    from journeymap.analysis.ranking.weakest import find_weakest
    from journeymap.views.charts.ranking import describe_ranking

    found = find_weakest(asked.journey, **asked.take(*_READ, "seed", "top"))
    return asked.write(describe_ranking(found, asked.words, stages=asked.stages))


def _draw_matrix(asked: Asked) -> Drawing:
    from journeymap.analysis.priorities.quadrants import find_quadrants
    from journeymap.views.charts.matrix import describe_matrix

    found = find_quadrants(asked.journey, **asked.take("metric", "wave", "segment", "seed"))
    return asked.write(describe_matrix(found, asked.words))


def _draw_priorities(asked: Asked) -> Drawing:
    from journeymap.analysis.priorities.priorities import find_priorities
    from journeymap.views.charts.priorities import describe_priorities

    found = find_priorities(asked.journey, **asked.take(*_READ, "seed", "top"))
    return asked.write(describe_priorities(found, asked.words, stages=asked.stages))


def _draw_heatmap(asked: Asked) -> Drawing:
    from journeymap.analysis.segments.measuring import measure_segments
    from journeymap.views.charts.heatmap import describe_heatmap

    with _refused():
        found = measure_segments(asked.journey, **asked.take(*_READ, "by", "top"))
    notes = [] if found.rows else [found.headline()]
    return asked.write(describe_heatmap(found, asked.words, stages=asked.stages), *notes)


def _draw_trend(asked: Asked) -> Drawing:
    from journeymap.analysis.trends.trend import measure_trend
    from journeymap.views.charts.trend import describe_trend
    from journeymap.views.charts.trend_series import find_targets

    found = measure_trend(asked.journey, **asked.take("metric", "segment", "level", "top"))
    is_trend = any(len(series.waves) > 1 for series in found.series)
    notes = [] if is_trend else [found.headline()]
    targets = find_targets(asked.journey)
    return asked.write(describe_trend(found, asked.words, targets=targets), *notes)


def _draw_flow(asked: Asked) -> Drawing:
    from journeymap.analysis.flow.measuring import measure_flow
    from journeymap.cli.refusing import refused_option
    from journeymap.views.charts.flow import describe_flow, name_places

    with refused_option("what_if"):
        found = measure_flow(asked.journey, **asked.take("what_if", "level", "seed", "top"))
    notes = [] if found.rows else [found.headline()]
    return asked.write(describe_flow(found, asked.words, **name_places(asked.journey)), *notes)


def _draw_drivers(asked: Asked) -> Drawing:
    from journeymap.analysis.drivers.finding import find_drivers
    from journeymap.cli.answers import load_answers, placed_in
    from journeymap.cli.progress import shown_progress
    from journeymap.model.formats import TableFormat
    from journeymap.views.charts.drivers import describe_drivers

    file = asked.options["answers"]
    answers, source = load_answers(file, TableFormat())
    given = asked.take(*_READ, "outcome", "seed", "top")
    with shown_progress(quiet=asked.options["quiet"]), placed_in(file), _refused():
        found = find_drivers(asked.journey, answers, source, **given)
    return asked.write(describe_drivers(found, asked.words))


def _draw_comparison(asked: Asked) -> Drawing:
    from journeymap.cli.compare import find_comparison
    from journeymap.views.charts.comparison import describe_comparison

    names = ("waves", "segments", *_READ, "top")
    given = {name: asked.options[name] for name in names}
    with _refused():
        found = find_comparison(asked.file, asked.options["other"], q=0.05, **given)
    return asked.write(describe_comparison(found, asked.words))


def _draw_plan(asked: Asked) -> Drawing:
    from journeymap.analysis.plans.comparing import compare_plan
    from journeymap.views.plan_graph import describe_plan

    actual = load_actual(asked.options["actual"])
    found = compare_plan(asked.journey, actual, **asked.take("top"))
    picture, notes = describe_plan(found, asked.words, engine=asked.options["engine"])
    return asked.write(picture, *notes)


def load_actual(file: str) -> Journey:
    """What happened: a journey with counted transitions, or what an event log shows.

    All of the log counts, also what the plan doesn't know: that is what detours are made of.

    Args:
        file: A journey, an event log, or the source file of one.
    """
    from journeymap.cli.discover import placed, read_source
    from journeymap.errors import InputError
    from journeymap.events.discovering import discover_journey
    from journeymap.files.journeys import load_journey

    if _is_journey(file):
        return load_journey(file)
    try:
        table, source = read_source(file, {})
    except InputError as error:
        raise click.UsageError(f"--actual: {error}") from error
    with placed(file):
        return discover_journey(table, source=source)


def _is_journey(file: str) -> bool:
    """Whether a file is a journey and not the source file of events."""
    from pathlib import Path

    from journeymap.files.journeys import SUFFIXES

    if Path(file).suffix.lower() not in SUFFIXES:
        return False
    lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    return not any(line.lstrip(' {"').startswith("events") for line in lines)


_GRAPH = (*_READ, "seed", "top", "engine")
VIEWS: Mapping[str, View] = {
    "map": View(_draw_map, (*_READ, "seed", "lines", "paper", "lanes")),
    "graph": View(_draw_graph, _GRAPH),
    "blueprint": View(_draw_blueprint, (*_READ, "seed")),
    "ranking": View(_draw_ranking, (*_READ, "seed", "top")),
    "matrix": View(_draw_matrix, ("metric", "wave", "segment", "seed")),
    "priorities": View(_draw_priorities, (*_READ, "seed", "top")),
    "heatmap": View(_draw_heatmap, (*_READ, "by", "top")),
    "trend": View(_draw_trend, ("metric", "segment", "level", "top")),
    "drivers": View(
        _draw_drivers,
        (*_READ, "answers", "outcome", "seed", "top"),
        ("answers", "outcome"),
        "--answers answers.yaml --outcome nps",
    ),
    "flow": View(_draw_flow, ("what_if", "level", "seed", "top")),
    "compare": View(_draw_comparison, ("waves", "segments", "other", *_READ, "top")),
    "plan": View(_draw_plan, ("actual", "top", "engine"), ("actual",), "--actual seen.yaml"),
}
ALWAYS = ("journey", "out", "view", "language", "theme", "quiet")
