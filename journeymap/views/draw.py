"""Drawing: works out what a picture shows, has it described, and has it painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.places import find_places
from journeymap.analysis.evidence.settings_check import check_optional_count
from journeymap.analysis.experience import measure_experience
from journeymap.analysis.goals.standing import measure_goals_at
from journeymap.analysis.lines import By
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing, check_suffix
from journeymap.picture.papers import PaperName
from journeymap.picture.theme import ThemeOrFile
from journeymap.views.facts import Facts, find_facts
from journeymap.views.finishing import finish
from journeymap.views.journey_map.pages import describe_pages
from journeymap.views.journey_map.registry import choose_parts, shows_priorities
from journeymap.views.telling.metrics import choose_words_for

if TYPE_CHECKING:
    from journeymap.views.journey_graph.arranging import Engine


def draw_map(
    journey: Journey,
    *,
    out: str | Path | None = None,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    lines: By | None = None,
    paper: PaperName | None = None,
    lanes: Sequence[str] | None = None,
    without: Sequence[str] | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """The journey's map: stages, goals, touchpoints, experience curve, readings and the weakest.

    Args:
        journey: The journey, with or without readings.
        out: File to write: .svg, .png or .pdf; none where None.
        metric: The metric or metrics of the curve and the ranking; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the ranking's draws, a whole number from 0 up.
        lines: "wave" or the key of segments, such as "area", to lay the curves of several over each
            other; or such a key with the values to show: ``{"area": ["A", "B"]}``. At most six.
        paper: "poster" (A0, one page), "a4" or "slide" (as many pages as needed), all landscape;
            one picture as large as needed where None.
        lanes: Which lanes, in this order, such as ``("stages", "touchpoints", "curve")``; all that
            have content where None.
        without: Which lanes and panels to leave out; panels are "personas", "verdict" (what to fix
            first), "legend" and "notes".
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing: shows itself in a notebook, has a picture per page, and knows the files that it
        was written to: a .pdf has all pages, .svg and .png have one each (map.svg, map-2.svg).

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` or ``seed`` is none that can be meant, or a lane is named twice.
        DrawingError: if the suffix of ``out`` is none of the three.
        OSError: if the file can't be written.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> draw_map(journey).to_svg().startswith("<svg")
        True
    """
    check_suffix(out)
    choice = choose_parts(lanes, without)
    facts = find_facts(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        level=level,
        seed=seed,
        lines=lines,
        language=language,
        priorities=shows_priorities(journey, choice),
    )
    pages, notes = describe_pages(facts, paper, choice=choice)
    return finish(
        pages[0],
        notes,
        further=pages[1:],
        out=out,
        theme=theme,
        journey=journey,
    )


def draw_graph(
    journey: Journey,
    *,
    out: str | Path | None = None,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    engine: Engine = "auto",
    top: int | None = None,
    collapse: bool | None = None,
    paper: PaperName | None = None,
    language: str | None = None,
    theme: ThemeOrFile | None = None,
) -> Drawing:
    """The journey's graph: touchpoints by stage, how customers go on and leave, health by shade.

    Args:
        journey: The journey.
        out: File to write: .svg, .png or .pdf; none where None.
        metric: The metric or metrics that shade the touchpoints; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the ranking's draws, a whole number from 0 up.
        engine: "graphviz" arranges with Graphviz's ``dot``, "layered" with our own layout; "auto"
            takes the latter where the journey goes stage by stage, and else the first where it is
            installed and does not fail.
        top: How many transitions to show, the most frequent ones, at least 1. Where None all of up
            to 60; of more those that carry 95 % of the moves, and the most frequent way into and
            out of every touchpoint.
        collapse: Whether each stage is one box; where None, of more than 150 touchpoints, and where
            these could not be read on the paper.
        paper: "poster" (A0), "a4" or "slide", landscape; as large as needed where None.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        theme: Its colours and font, or their file; the light one where None.

    Returns:
        The drawing; its ``notes`` say what is hidden or collapsed, and which layout arranged it
        where that is not the expected one.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level``, ``seed`` or ``top`` is none that can be meant.
        DrawingError: if Graphviz is asked for and is missing or fails, or the suffix is unknown.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> draw_graph(journey, engine="layered").to_svg().count("Cart") > 0
        True
    """
    from journeymap.views.journey_graph.describe import describe_graph  # noqa: PLC0415 - a map can do without

    check_suffix(out)
    top = check_optional_count("top", top, 1)
    whole = [place for place in find_places(journey) if place.scope == "journey"]
    facts = Facts(
        journey,
        measure_experience(journey, metric=metric, wave=wave, segment=segment, level=level),
        measure_goals_at(journey, whole, wave=wave, segment=segment, level=level),
        find_weakest(journey, metric=metric, wave=wave, segment=segment, level=level, seed=seed),
        choose_words_for(journey, language),
    )
    picture, notes = describe_graph(facts, paper, engine=engine, top=top, collapse=collapse)
    return finish(picture, notes, out=out, theme=theme, journey=journey)
