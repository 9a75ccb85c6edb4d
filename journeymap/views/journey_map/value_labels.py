"""Where the curve's values are written: beside their points, on no line, over no other value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from journeymap.picture.labelling import Area
from journeymap.picture.lettering import text_width
from journeymap.picture.marks import Box, Mark, Point, Text
from journeymap.picture.theme import BODY, MUTED, PAPER, STATUS_INK

LETTERS = 14.0  # the height of a value's ground
STEP = 6.0
TRIES = 6
_DEAREST = 2.6  # what a value may cost that must not be taken for another line's
_APART = 9.0  # a nearer sign lies under the value's own
_CROSSING, _HITTING, _OVER, _OTHER_SIDE, _BESIDE, _AWAY = 3.0, 6.0, 100.0, 1.5, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is to be written.

    Args:
        text: How it is written.
        x: The middle of its point.
        y: Its height.
        top: The upper end of its point and interval.
        bottom: The lower end of these.
        below: Whether it rather stands below, as in a valley.
        guess: Whether it is a guess.
        status: Where its goal stands, which gives it its colour.
    """

    text: str
    x: float
    y: float
    top: float
    bottom: float
    below: bool
    guess: bool
    status: str | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the values must keep clear of: lines and goal lines, signs, and the lane's ends.

    A value belongs to the sign that is nearest. ``dense`` says that it is rather left out than
    written where it could be another's.
    """

    lines: Sequence[tuple[Point, Point]]
    signs: Sequence[Area]
    top: float
    bottom: float
    dense: bool = False


def place_values(values: Sequence[Value], crowd: Crowd) -> list[tuple[Mark, ...]]:
    """Each value on a ground of its own, where it meets least.

    Args:
        values: From left to right.
        crowd: What else is there.
    """
    taken: list[Area] = []
    found: list[tuple[Mark, ...]] = []
    for value in values:
        near = _near(crowd, value)
        costs = [
            (_cost(place, near, taken) + _mislead(place[0], value, near), i, place[0])
            for i, place in enumerate(_places(value, crowd))
        ]
        cost, _, area = min(costs, key=lambda found: found[:2])
        written = not crowd.dense or cost <= _DEAREST
        taken += [area] if written else []
        found.append(_write(value, area) if written else ())
    return found


_Place = tuple[Area, float]  # where, and how far from where it would stand best


def _places(value: Value, crowd: Crowd) -> Iterator[_Place]:
    """Above, below and beside its point, closer and further; none leaves the lane."""
    half = text_width(value.text, BODY, bold=True) / 2 + 2
    for below in (value.below, not value.below):
        for step in range(TRIES):
            way = step * STEP
            top = value.bottom + 8 + way if below else value.top - 6 - LETTERS - way
            cost = step * _AWAY + (_OTHER_SIDE if below != value.below else 0.0)
            yield _to_area(value.x, half, top, crowd), cost
    for side in (1, -1):
        x = value.x + side * (half + 10)
        yield _to_area(x, half, (value.top + value.bottom - LETTERS) / 2, crowd), _BESIDE


def _to_area(x: float, half: float, top: float, crowd: Crowd) -> Area:
    top = min(max(top, crowd.top), crowd.bottom - LETTERS)
    return Area(x - half, top, x + half, top + LETTERS)


def _cost(place: _Place, near: Crowd, taken: Sequence[Area]) -> float:
    rect, cost = place
    cost += _CROSSING * sum(_crosses(line, rect) for line in near.lines)
    cost += _HITTING * sum(rect.meets(sign) for sign in near.signs)
    return cost + _OVER * sum(rect.meets(other) for other in taken[-4:])


def _mislead(area: Area, value: Value, near: Crowd) -> float:
    """What it costs that another's sign is nearer than the value's own."""
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    own = hypot(x - value.x, y - value.y)
    signs = [_middle(sign) for sign in near.signs]
    apart = (one for one in signs if hypot(one[0] - value.x, one[1] - value.y) > _APART)
    return _HITTING if any(hypot(x - a, y - b) < own for a, b in apart) else 0.0


def _middle(area: Area) -> Point:
    return (area.left + area.right) / 2, (area.top + area.bottom) / 2


def _near(crowd: Crowd, value: Value) -> Crowd:
    """What of the crowd may be met at all."""
    reach = text_width(value.text, BODY, bold=True) + 14
    left, right = value.x - reach, value.x + reach
    lines = [line for line in crowd.lines if line[0][0] <= right and line[1][0] >= left]
    signs = [sign for sign in crowd.signs if sign.left <= right and sign.right >= left]
    return Crowd(lines, signs, crowd.top, crowd.bottom)


def _crosses(line: tuple[Point, Point], area: Area) -> bool:
    """Whether a line, drawn from left to right, runs through a rectangle."""
    start, end = line
    left, right = max(area.left, start[0]), min(area.right, end[0])
    if left > right:
        return False
    rise = (end[1] - start[1]) / ((end[0] - start[0]) or 1.0)
    ends = [start[1] + (x - start[0]) * rise for x in (left, right)]
    return min(ends) < area.bottom and max(ends) > area.top


def _write(value: Value, rect: Area) -> tuple[Mark, ...]:
    colour = MUTED if value.guess else STATUS_INK[value.status]
    width = rect.right - rect.left
    ground = Box(rect.left, rect.top, width, LETTERS, fill=PAPER, radius=3.0)
    look = (BODY, not value.guess, value.guess, colour)
    x, y = (rect.left + rect.right) / 2, rect.top + 11
    return (ground, Text(x, y, value.text, *look, anchor="middle"))
