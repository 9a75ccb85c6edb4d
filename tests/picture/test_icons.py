from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.path import Path as FigurePath

from journeymap.errors import UnknownNameError
from journeymap.picture.colouring import in_colour
from journeymap.picture.figure import _to_path
from journeymap.picture.icons import FACES, GRID, face, icon, icon_names
from journeymap.picture.marks import Group, Outline, Picture, Point
from journeymap.picture.mirroring import mirror
from journeymap.picture.svg import to_svg

HOOK = Outline((((10, 10), (10, 10), (10, 20), (10, 20), (12, 24), (18, 24), (20, 20)),), "ink", 2)


def spread(mark: Outline) -> list[Point]:
    return [point for part in mark.parts for point in part]


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_whole_and_stays_in_its_square(name: str) -> None:
    mark = icon(name, 100, 50, GRID)
    assert mark.parts
    assert all(len(part) % 3 == 1 and len(part) > 3 for part in mark.parts)
    assert all(100 <= x <= 124 and 50 <= y <= 74 for x, y in spread(mark))


def test_size_scales_places_and_strokes() -> None:
    small, large = icon("bus", 0, 0, 12), icon("bus", 0, 0, 24)
    assert large.stroke_width == 2 * small.stroke_width
    assert spread(large) == [(2 * x, 2 * y) for x, y in spread(small)]


def test_unknown_icon_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="'bus'"):
        icon("buss", 0, 0)


def test_five_faces_from_bad_to_good_have_mouths_of_their_own() -> None:
    faces = [face(valence, 0, 0, 24, colour="ink") for valence in range(-2, 3)]
    assert len(set(faces)) == 5
    assert set(FACES) <= set(icon_names())

    def bend(mark: Outline) -> float:
        """How far the corners of the mouth lie above its middle."""
        mouth = mark.parts[3 if mark is not faces[0] else 5]
        return max(y for _, y in mouth) - mouth[0][1] - (mouth[0][1] - min(y for _, y in mouth))

    bends = [bend(mark) for mark in faces]
    assert bends[0] < bends[1] < bends[2] == 0 < bends[3] < bends[4]


def test_an_outline_in_svg_has_round_ends_and_straight_ways_as_lines() -> None:
    svg = to_svg(Picture(40, 40, "", "", (HOOK,)))
    assert (
        '<path d="M10,10L10,20C12,24 18,24 20,20" fill="none" stroke="#1f2933" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ) in svg


def test_an_outline_in_a_figure_is_one_path() -> None:
    path = _to_path(HOOK)
    assert path.codes is not None
    assert [int(code) for code in np.asarray(path.codes)] == [
        FigurePath.MOVETO,
        *[FigurePath.CURVE4] * 6,
    ]


def test_an_outline_changes_sides_but_is_not_turned() -> None:
    picture = Picture(100, 40, "", "", (Group((HOOK,)),))
    turned = mirror(picture)
    (group,) = turned.marks
    assert isinstance(group, Group)
    (mark,) = group.marks
    assert isinstance(mark, Outline)
    xs = [x for x, _ in spread(mark)]
    assert (min(xs), max(xs)) == (80, 90)
    assert [b - a for a, b in pairwise(xs)] == [
        b - a for a, b in pairwise(x for x, _ in spread(HOOK))
    ]
    assert mirror(turned) == picture


def test_an_outline_takes_its_colour_from_the_theme() -> None:
    (mark,) = in_colour(Picture(40, 40, "", "", (HOOK,))).marks
    assert isinstance(mark, Outline)
    assert (mark.stroke, mark.fill) == ("#1f2933", "")
