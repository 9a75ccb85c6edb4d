"""Arrows are cut so that their heads sit at their ends; dashes grow with the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.picture.marks import Arrow, Line, Polygon
from journeymap.picture.strokes import cut_arrow, find_dashes


@pytest.mark.parametrize(
    ("end", "corners"),
    [
        ((50, 0), ((50, 0), (40, 4), (40, -4))),
        ((0, -50), ((0, -50), (4, -40), (-4, -40))),
    ],
)
def test_a_straight_arrow(
    end: tuple[float, float], corners: tuple[tuple[float, float], ...]
) -> None:
    _, head = cut_arrow(Arrow(((0, 0), (0, 0), end, end), "#123456", stroke_width=2, dashed=True))

    assert head == Polygon(corners, fill="#123456")


def test_an_arrow_from_a_point_to_itself_has_a_head() -> None:
    shaft, head = cut_arrow(Arrow(((5, 5),) * 4, "#123456", stroke_width=2))

    assert shaft[-1] == (-5, 5)
    assert head.points[0] == (5, 5)


coordinates = st.floats(-500, 500).map(lambda x: round(x, 2))
points = st.tuples(coordinates, coordinates)


@given(st.lists(points, min_size=4, max_size=4), st.floats(0.5, 6))
def test_the_head_sits_at_the_end_and_is_as_long_as_its_line_is_wide(
    way: list[tuple[float, float]], width: float
) -> None:
    shaft, head = cut_arrow(Arrow(tuple(way), "#000000", stroke_width=width))
    (x, y), (bx, by) = way[-1], shaft[-1]

    assert head.points[0] == (x, y)
    assert shaft[:-2] == tuple(way[:-2])
    assert ((x - bx) ** 2 + (y - by) ** 2) ** 0.5 == pytest.approx(4 + 3 * width)
    middle = [(head.points[1][i] + head.points[2][i]) / 2 for i in (0, 1)]
    assert middle == pytest.approx([bx, by])


def test_dashes_and_dots_grow_with_thick_lines() -> None:
    ends = ((0, 0), (9, 0))

    assert find_dashes(Line(ends, "ink", 4.0, dashed=True)) == (8, 6)
    assert find_dashes(Line(ends, "ink", 1.0, dashed="dots")) == (1.5, 3.5)
    assert find_dashes(Line(ends, "ink", 4.0)) == ()
