"""Marks are moved and scaled all alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Picture,
    Polygon,
    Text,
    change_marks,
)
from journeymap.picture.placing import place, smallest_text


def test_every_mark_is_moved_and_scaled() -> None:
    ends = ((0.0, 0.0), (10.0, 5.0))
    placed = place(
        (
            Box(1, 2, 3, 4, radius=2, stroke_width=1),
            Circle(1, 2, 3),
            Group((Text(1, 2, "a", 10),), title="g", key="k"),
            Line(ends, "ink", 1),
            Polygon((*ends, (0.0, 9.0))),
            Arrow((*ends, *ends), "ink", 1),
        ),
        100, 200, 2,
    )  # fmt: skip
    box, circle, group, line, polygon, arrow = placed
    assert box == Box(102, 204, 6, 8, radius=4, stroke_width=2)
    assert circle == Circle(102, 204, 6, stroke_width=2)
    assert group == Group((Text(102, 204, "a", 20),), title="g", key="k")
    assert line == Line(((100, 200), (120, 210)), "ink", 2)
    assert isinstance(polygon, Polygon)
    assert polygon.points[2] == (100, 218)
    assert isinstance(arrow, Arrow)
    assert arrow.stroke_width == 2


def test_the_smallest_letters_are_found_in_groups_too() -> None:
    assert smallest_text(Picture(9, 9, "", "", (Group((Group((Text(0, 0, "a", 6),)),)),))) == 6
    assert smallest_text(Picture(9, 9, "", "", (Box(0, 0, 1, 1),))) is None


@pytest.mark.parametrize(
    "mark",
    [
        Text(1, 2, "a", 9.0, bold=True, italic=True, fill="muted", anchor="end"),
        Box(1, 2, 3, 4, "paper", "frame", 2.0, radius=5.0, dashed=True),
        Circle(1, 2, 3, "paper", "frame", 2.0, dashed=True),
    ],
)
def test_what_is_no_length_stays(mark: Text | Box | Circle) -> None:
    (moved,) = place((mark,), 10, 20)
    assert moved == replace(mark, x=11, y=22)


def test_groups_that_nothing_changes_are_not_copied() -> None:
    marks = (Group((Text(1, 2, "a"), Group((Box(0, 0, 1, 1),)))),)
    assert change_marks(marks, lambda mark: mark)[0] is marks[0]
    assert place(marks, 0, 0)[0] is marks[0]
