from __future__ import annotations

import re

import pytest

from journeymap.picture.marks import Box, Circle, Group, Line, Outline, Picture, Polygon, Text
from journeymap.picture.papers import PAPERS, PaperName, find_paper, measure_letters, put_on_paper
from journeymap.picture.svg import to_svg
from journeymap.picture.theme import TINY


@pytest.mark.parametrize(
    ("name", "size"),
    [("a4", ("297", "210")), ("poster", ("1189", "841")), ("slide", ("338.67", "190.5"))],
)
def test_an_svg_says_the_paper_s_size(name: PaperName, size: tuple[str, str]) -> None:
    page = put_on_paper(Picture(90, 60, "Shop", "", ()), PAPERS[name], 1.0)
    svg = to_svg(page)
    assert f'width="{size[0]}mm" height="{size[1]}mm"' in svg
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    assert [float(side) for side in found.groups()] == pytest.approx(page_size(name), abs=0.01)


def page_size(name: PaperName) -> list[float]:
    return [side * 96 / 25.4 for side in (PAPERS[name].width, PAPERS[name].height)]


def test_everything_grows_alike() -> None:
    marks = (
        Group((Box(1, 2, 3, 4, radius=5), Text(6, 7, "a", 8)), title="t", key="k"),
        Circle(1, 2, 3, stroke_width=2),
        Line(((1, 2), (3, 4)), "ink"),
        Polygon(((1, 2), (3, 4))),
        Outline((((1, 2), (3, 4)),), "ink"),
    )
    group, circle, line, polygon, outline = put_on_paper(
        Picture(9, 9, "", "", marks), PAPERS["a4"], 2
    ).marks
    assert group == Group((Box(2, 4, 6, 8, stroke_width=2, radius=10), Text(12, 14, "a", 16)),
                          title="t", key="k")  # fmt: skip
    assert circle == Circle(2, 4, 6, stroke_width=4)
    assert line == Line(((2, 4), (6, 8)), "ink", 2)
    assert polygon == Polygon(((2, 4), (6, 8)), stroke_width=2)
    assert outline == Outline((((2, 4), (6, 8)),), "ink", 3)


@pytest.mark.parametrize(("name", "points"), [("a4", 7), ("slide", 10)])
def test_letters_on_pages_can_be_read(name: PaperName, points: float) -> None:
    scales = PAPERS[name].scales
    assert TINY * scales[-1] * 0.75 == pytest.approx(points)
    assert list(scales) == sorted(scales, reverse=True)


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^pictures are drawn for poster, a4, slide, not for 'a5'"
    ):
        find_paper("a5")


def test_the_smallest_letters_are_measured() -> None:
    marks = (Text(1, 8, "a", 12), Group((Text(1, 8, "b", 8),)))
    assert measure_letters(Picture(9, 9, "", "", marks)) == 6.0
    assert measure_letters(Picture(9, 9, "", "", ())) is None
