from __future__ import annotations

import re

import pytest

from journeymap.picture.marks import Box, Circle, Group, Line, Outline, Picture, Polygon, Text
from journeymap.picture.papers import PAPERS, PaperName, put_on_paper
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


def test_no_letter_on_a4_is_smaller_than_six_and_a_half_points() -> None:
    assert TINY * min(PAPERS["a4"].scales) * 0.75 >= 6.5
