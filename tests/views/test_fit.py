"""No text overlaps another or leaves its box or the picture: by our metrics, and in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.model.journey import Journey
from journeymap.picture.marks import Box, Group, Picture, Text
from journeymap.views.draw import draw_graph, draw_map
from tests.views.fitting_checks import check_fit, check_fit_in_browser


@pytest.fixture(scope="session", params=["map", "graph"])
def picture(request: pytest.FixtureRequest, journey: Journey) -> Picture:
    drawing = draw_map(journey) if request.param == "map" else draw_graph(journey, engine="layered")
    return drawing.picture


def test_texts_fit(picture: Picture) -> None:
    check_fit(picture)


@pytest.mark.browser
@pytest.mark.parametrize("view", ["map", "graph"])
def test_fits_in_a_browser(view: str, journey: Journey, tmp_path: Path) -> None:
    drawing = draw_map(journey) if view == "map" else draw_graph(journey)
    check_fit_in_browser([drawing.picture], tmp_path)


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
