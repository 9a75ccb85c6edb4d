"""A picture turned for those who read from right to left: places change sides, words stay words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from journeymap.picture.marks import (
    Anchor,
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Picture,
    Point,
    Polygon,
    Text,
    change_marks,
)

_OTHER_SIDE: Mapping[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


def mirror(picture: Picture) -> Picture:
    """The picture with left and right exchanged; what is written stays readable.

    Example:
        >>> turned = mirror(Picture(100, 20, "", "", (Text(10, 15, "שלום"),))).marks[0]
        >>> turned.x, turned.text, turned.anchor
        (90, 'שלום', 'end')
    """
    width = picture.width

    def turn(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((width - x, y) for x, y in points)

    def change(mark: Mark) -> Mark:
        match mark:
            case Box():
                return replace(mark, x=width - mark.x - mark.width)
            case Circle():
                return replace(mark, x=width - mark.x)
            case Text():
                return replace(mark, x=width - mark.x, anchor=_OTHER_SIDE[mark.anchor])
            case Polygon() | Line() | Arrow():
                return replace(mark, points=turn(mark.points))
            case Outline():
                return _carry_over(mark, width)
            case Group():
                return mark
            case _:
                assert_never(mark)

    return replace(picture, marks=change_marks(picture.marks, change))


def _carry_over(mark: Outline, width: float) -> Outline:
    """An icon on the other side, not turned: a question mark stays one."""
    across = [x for part in mark.parts for x, _ in part]
    if not across:
        return mark
    shift = width - min(across) - max(across)
    parts = tuple(tuple((x + shift, y) for x, y in part) for part in mark.parts)
    return replace(mark, parts=parts)
