"""The signs of a trend: a point's shape tells by which rule its wave stands out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Circle, Line, Mark, Point, Polygon, Text
from journeymap.picture.signs import dot
from journeymap.picture.theme import CURVE, INK, PAPER, POOR, SMALL, TINY
from journeymap.statistics.control import Signal

SIZE, TAG = 7.0, 15.0


def draw_point(x: float, y: float, signal: Signal | None, *, hollow: bool = False) -> Mark:
    """A wave: a circle, or the shape of the rule by which it stands out.

    Example:
        >>> type(draw_point(0, 0, None)).__name__, type(draw_point(0, 0, "outside")).__name__
        ('Circle', 'Polygon')
    """
    fill = PAPER if hollow else POOR
    points: tuple[Point, ...]
    match signal:
        case None:
            return dot(x, y, hollow=hollow)
        case "outside":
            points = ((x, y - SIZE), (x + SIZE, y), (x, y + SIZE), (x - SIZE, y))
        case "eight_on_one_side":
            s = SIZE * 0.8
            points = ((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s))
        case "three_of_four_near_limit":
            points = ((x, y - SIZE), (x + SIZE, y + SIZE * 0.8), (x - SIZE, y + SIZE * 0.8))
        case _:
            assert_never(signal)
    return Polygon(points, fill, POOR if hollow else PAPER, 1.6 if hollow else 1.0)


def tag(x: float, y: float, letters: str) -> tuple[Mark, ...]:
    """The letters of interventions in a small box around ``x``, its top at ``y``."""
    width = max(TAG, text_width(letters, TINY, bold=True) + 8)
    box = Box(x - width / 2, y, width, TAG, INK, radius=3.0)
    return (box, Text(x, y + 11, letters, TINY, True, False, PAPER, "middle"))


def signal_key(signal: Signal) -> Callable[[float, float], Sequence[Mark]]:
    """The shape of a rule, as a legend shows it."""
    return lambda x, y: (draw_point(x, y, signal),)


def upright_key(x: float, y: float) -> tuple[Mark, ...]:
    """A point with its upright interval."""
    caps = (Line(((x - 3, end), (x + 3, end)), CURVE, 1.4) for end in (y - 7, y + 7))
    return (Line(((x, y - 7), (x, y + 7)), CURVE, 1.4), *caps, Circle(x, y, 4, CURVE, PAPER))


def hollow_key(x: float, y: float) -> tuple[Mark, ...]:
    """A point of few answers."""
    return (Line(((x, y - 7), (x, y + 7)), CURVE, 1.4, dashed=True), dot(x, y, hollow=True))


def line_key(colour: str, *, dashed: bool) -> Callable[[float, float], Sequence[Mark]]:
    """A level line."""
    return lambda x, y: (Line(((x - 9, y), (x + 9, y)), colour, 1.6, dashed),)


def tag_key(x: float, y: float) -> tuple[Mark, ...]:
    """The letter of an intervention."""
    return (
        Box(x - 7, y - 7, 14, 14, INK, radius=3.0),
        Text(x, y + 4, "A", SMALL, True, False, PAPER, "middle"),
    )
