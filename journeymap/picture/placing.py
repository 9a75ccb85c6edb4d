"""Marks moved and scaled, so that a picture can stand on a page with other things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeymap.picture.marks import (
    Arrow,
    Box,
    Circle,
    Group,
    Line,
    Mark,
    Outline,
    Picture,
    Polygon,
    Text,
    change_marks,
)


def place(marks: Iterable[Mark], x: float, y: float, scale: float = 1.0) -> tuple[Mark, ...]:
    """The marks with their origin at (x, y), everything about them as many times as large.

    Example:
        >>> (placed,) = place((Text(10, 20, "Pay"),), 100, 0, 2)
        >>> placed.x, placed.y, placed.size
        (120, 40, 24.0)
    """
    if (x, y, scale) == (0, 0, 1):
        return tuple(marks)

    def change(mark: Mark) -> Mark:
        return _place_one(mark, x, y, scale)

    return change_marks(marks, change)


def smallest_text(picture: Picture) -> float | None:
    """The size of the smallest letters of a picture, in its pixels; None where it has no text.

    Example:
        >>> smallest_text(Picture(9, 9, "", "", (Group((Text(1, 8, "a", 7.5),)), Text(1, 8, "b"))))
        7.5
    """
    return min(_sizes(picture.marks), default=None)


def _sizes(marks: Iterable[Mark]) -> Iterable[float]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _sizes(mark.marks)
        elif isinstance(mark, Text):
            yield mark.size


def _place_one(mark: Mark, x: float, y: float, scale: float) -> Mark:
    match mark:
        case Box():
            return replace(
                mark,
                x=x + scale * mark.x,
                y=y + scale * mark.y,
                width=scale * mark.width,
                height=scale * mark.height,
                radius=scale * mark.radius,
                stroke_width=scale * mark.stroke_width,
            )
        case Circle():
            return replace(
                mark,
                x=x + scale * mark.x,
                y=y + scale * mark.y,
                radius=scale * mark.radius,
                stroke_width=scale * mark.stroke_width,
            )
        case Text():
            return replace(mark, x=x + scale * mark.x, y=y + scale * mark.y, size=scale * mark.size)
        case Polygon() | Line() | Arrow():
            points = tuple((x + scale * px, y + scale * py) for px, py in mark.points)
            placed = replace(mark, points=points, stroke_width=scale * mark.stroke_width)
            if isinstance(placed, Arrow):
                return replace(placed, head=scale * placed.head)
            return placed
        case Outline():
            parts = tuple(
                tuple((x + scale * px, y + scale * py) for px, py in part) for part in mark.parts
            )
            return replace(mark, parts=parts, stroke_width=scale * mark.stroke_width)
        case Group():
            return mark
