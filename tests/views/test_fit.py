"""By our metrics no text overlaps another, leaves its box or the picture, is covered or cut.

What Chromium makes of the same pictures is in ``test_browser_fit.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.drawing import Drawing
from journeymap.picture.marks import Box, Group, Picture, Text
from journeymap.picture.papers import PAPERS, PaperName
from journeymap.views.blueprint.draw import draw_blueprint
from journeymap.views.draw import draw_graph, draw_map
from tests.mermaid_maps import find_maps, load_maps
from tests.views.fitting_checks import check_fit
from tests.views.hard_journeys import SCRIPTS, make_journey

needs_maps = pytest.mark.skipif(not find_maps(), reason="set JOURNEYMAP_TEST_DATA")


@pytest.fixture(scope="session", params=["map", "graph"])
def picture(request: pytest.FixtureRequest, journey: Journey) -> Picture:
    drawing = draw_map(journey) if request.param == "map" else draw_graph(journey, engine="layered")
    return drawing.picture


def test_texts_fit(picture: Picture) -> None:
    check_fit(picture)


@needs_maps
def test_real_maps_fit() -> None:
    for journey in load_maps().values():
        for page in (draw_map(journey).picture, *draw_map(journey, paper="slide").pages):
            check_fit(page)


@pytest.mark.parametrize("script", SCRIPTS)
def test_hard_names_fit_on_every_paper(script: str) -> None:
    journey = make_journey(script, 7)
    papers: tuple[PaperName | None, ...] = (None, *PAPERS)
    for paper in papers:
        for page in draw_map(journey, paper=paper).pages:
            check_fit(page)


@pytest.mark.parametrize("script", ["polish", "arabic", "japanese"])
@pytest.mark.parametrize("draw", [draw_blueprint, partial(draw_graph, engine="layered")])
def test_other_views_fit_on_every_paper(script: str, draw: Callable[..., Drawing]) -> None:
    journey = make_journey(script, 7)
    for paper in PAPERS:
        for page in draw(journey, paper=paper).pages:
            check_fit(page)


@pytest.mark.parametrize("script", ["latin", "hebrew"])
@pytest.mark.parametrize("by", ["wave", "area"])
def test_hard_names_fit_beside_several_lines(script: str, by: str) -> None:
    journey = make_journey(script, 12)
    papers: tuple[PaperName | None, ...] = (None, "a4")
    for paper in papers:
        for page in draw_map(journey, paper=paper, lines=by).pages:
            check_fit(page)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_short_and_long_journeys_fit(count: int) -> None:
    for page in draw_map(make_journey("polish", count)).pages:
        check_fit(page)


def test_three_hundred_touchpoints_fit() -> None:
    check_fit(draw_map(make_journey("latin", 300)).picture)


def test_texts_of_thousands_of_letters_are_abridged_and_fit() -> None:
    long = "An endless name " * 200
    touchpoint = {"id": "t", "name": long, "description": long, "pains": [long], "quotes": [long]}
    stages = [{"id": "s", "name": long, "question": long, "touchpoints": [touchpoint]}]
    journey = Journey.model_validate({"name": long, "description": long, "stages": stages})
    check_fit(draw_map(journey).picture)


def test_the_check_finds_overlaps() -> None:
    a, b = Text(0, 10, "Cart"), Text(5, 12, "Pay")
    with pytest.raises(AssertionError, match=r"\('Cart', 'Pay'\)"):
        check_fit(Picture(100, 100, "x", "", (a, b)))


@pytest.mark.parametrize(
    "marks",
    [
        (Group((Box(0, 0, 10, 20), Text(0, 10, "Cart"))),),
        (Text(90, 10, "Cart"),),
        (Text(10, 10, "Cart"), Box(0, 0, 50, 50, fill="paper")),
        (Group((Text(10, 10, "Ca…"),), title="Something else"),),
    ],
    ids=["stray", "outside", "covered", "cut"],
)
def test_the_check_finds(marks: tuple[Group | Text | Box, ...]) -> None:
    with pytest.raises(AssertionError, match="Ca"):
        check_fit(Picture(100, 100, "x", "", marks))


def test_a_text_that_its_title_tells_in_full_may_be_cut() -> None:
    check_fit(Picture(100, 100, "x", "", (Group((Text(1, 10, "To Ca…"),), title="To Carthage"),)))
