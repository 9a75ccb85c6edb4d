"""No text overlaps another or leaves its box or the picture: by our metrics, and in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Group, Picture, Text
from journeymap.picture.papers import PAPERS, PaperName
from journeymap.views.draw import draw_graph, draw_map
from tests.mermaid_maps import find_maps, load_maps
from tests.views.conftest import JOURNEYS
from tests.views.fitting_checks import check_fit, check_fit_in_browser
from tests.views.long_names import WORDS, make_hard

needs_maps = pytest.mark.skipif(not find_maps(), reason="set JOURNEYMAP_TEST_DATA")


@pytest.fixture(scope="session", params=["map", "graph"])
def picture(request: pytest.FixtureRequest, journey: Journey) -> Picture:
    drawing = draw_map(journey) if request.param == "map" else draw_graph(journey, engine="layered")
    return drawing.picture


def test_texts_fit(picture: Picture) -> None:
    check_fit(picture)


@pytest.mark.browser
@pytest.mark.parametrize("view", ["map", "graph"])
def test_they_fit_in_a_browser(view: str, tmp_path: Path) -> None:
    journeys = [make() for make in JOURNEYS.values()]
    draw = draw_map if view == "map" else draw_graph
    check_fit_in_browser([draw(journey).picture for journey in journeys], tmp_path)


@needs_maps
def test_real_maps_fit() -> None:
    for journey in load_maps().values():
        for page in (draw_map(journey).picture, *draw_map(journey, paper="slide").pages):
            check_fit(page)


@needs_maps
@pytest.mark.browser
def test_real_maps_fit_in_a_browser(tmp_path: Path) -> None:
    check_fit_in_browser([draw_map(one).picture for one in load_maps().values()], tmp_path)


@pytest.mark.parametrize("script", WORDS)
def test_hard_names_fit_on_every_paper(script: str) -> None:
    journey = make_hard(script, 7)
    papers: tuple[PaperName | None, ...] = (None, *PAPERS)
    for paper in papers:
        for page in draw_map(journey, paper=paper).pages:
            check_fit(page)


@pytest.mark.parametrize("script", ["latin", "hebrew", "one word"])
@pytest.mark.parametrize("by", ["wave", "area"])
def test_hard_names_fit_beside_several_lines(script: str, by: str) -> None:
    journey = make_hard(script, 12, lengths=(200,))
    papers: tuple[PaperName | None, ...] = (None, "a4")
    for paper in papers:
        for page in draw_map(journey, paper=paper, lines=by).pages:
            check_fit(page)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_short_and_long_journeys_fit(count: int) -> None:
    for page in draw_map(make_hard("polish", count)).pages:
        check_fit(page)


def test_three_hundred_touchpoints_fit() -> None:
    check_fit(draw_map(make_hard("latin", 300, lengths=(3, 12, 25))).picture)


def test_texts_of_thousands_of_letters_are_abridged_and_fit() -> None:
    long = "An endless name " * 200
    touchpoint = {"id": "t", "name": long, "description": long, "pains": [long], "quotes": [long]}
    stages = [{"id": "s", "name": long, "question": long, "touchpoints": [touchpoint]}]
    journey = Journey.model_validate({"name": long, "description": long, "stages": stages})
    check_fit(draw_map(journey).picture)


@pytest.mark.browser
def test_hard_names_fit_in_a_browser(tmp_path: Path) -> None:
    pages = [page for script in WORDS for page in draw_map(make_hard(script, 7)).pages]
    pages += draw_map(make_hard("arabic", 12), paper="a4", lines="wave").pages
    pages += draw_map(make_hard("polish", 12), paper="slide").pages
    pages += draw_map(make_hard("japanese", 12), paper="poster", lines="area").pages
    check_fit_in_browser(pages, tmp_path)


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
