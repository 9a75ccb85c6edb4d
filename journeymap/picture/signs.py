"""The signs of charts: a point, its interval, a bar. Shape tells what colour only repeats."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.picture.marks import Box, Circle, Line, Mark
from journeymap.picture.plotting import Ruler
from journeymap.picture.theme import BAND, CURVE, GRID, INK, PAPER, POOR

RADIUS, CAP = 5.0, 4.0


def dot(x: float, y: float, *, hollow: bool = False, colour: str = CURVE) -> Circle:
    """A point; a hollow one is not to be relied on.

    Example:
        >>> dot(10, 20).fill, dot(10, 20, hollow=True).fill
        ('curve', 'paper')
    """
    fill, stroke = (PAPER, colour) if hollow else (colour, PAPER)
    return Circle(x, y, RADIUS, fill, stroke, 1.6 if hollow else 1.2)


def whisker(
    ruler: Ruler,
    y: float,
    low: float | None,
    high: float | None,
    *,
    dashed: bool = False,
    colour: str = CURVE,
) -> tuple[Mark, ...]:
    """A level interval with caps at both ends; nothing where an end is unknown.

    Args:
        ruler: The axis it lies on.
        y: Its height in the picture.
        low: Its lower end.
        high: Its upper end.
        dashed: Whether it is not to be relied on.
        colour: Its colour.
    """
    if low is None or high is None:
        return ()
    left, right = ruler.at(low), ruler.at(high)
    ends = (Line(((x, y - CAP), (x, y + CAP)), colour, 1.6) for x in (left, right))
    return (Line(((left, y), (right, y)), colour, 1.8, dashed), *ends)


def bar(
    ruler: Ruler,
    y: float,
    value: float,
    *,
    colour: str = CURVE,
    hollow: bool = False,
    height: float = 12.0,
    base: float = 0.0,
) -> Box:
    """A level bar from ``base`` to a value; a hollow one is not to be relied on."""
    start, end = sorted((ruler.at(base), ruler.at(value)))
    look = (PAPER, colour, 1.4) if hollow else (colour, "", 1.0)
    return Box(start, y - height / 2, max(end - start, 0.5), height, *look, dashed=hollow)


def track(ruler: Ruler, y: float, height: float = 10.0) -> Box:
    """The ground of a bar that shows a share: as long as the whole."""
    return Box(ruler.start, y - height / 2, ruler.end - ruler.start, height, GRID, radius=2.0)


def hatch(box: Box, colour: str, step: float) -> Iterator[Line]:
    """Slanted strokes that fill a box, cut at its sides.

    Args:
        box: What they fill.
        colour: Theirs.
        step: From stroke to stroke.
    """
    left, right, bottom = box.x, box.x + box.width, box.y + box.height
    x = left - box.height + step / 2
    while x < right:
        start, end = max(x, left), min(x + box.height, right)
        if end - start > 0.5:
            yield Line(((start, bottom - (start - x)), (end, bottom - (end - x))), colour, 1.0)
        x += step


def interval_key(x: float, y: float) -> tuple[Mark, ...]:
    """A point with its interval, as a legend shows it."""
    caps = (Line(((end, y - 3), (end, y + 3)), CURVE, 1.4) for end in (x - 9, x + 9))
    return (Line(((x - 9, y), (x + 9, y)), CURVE, 1.6), *caps, Circle(x, y, 4, CURVE, PAPER))


def hollow_key(x: float, y: float) -> tuple[Mark, ...]:
    """A point that is not to be relied on, as a legend shows it."""
    return (Line(((x - 9, y), (x + 9, y)), CURVE, 1.4, dashed=True), dot(x, y, hollow=True))


def frame_key(x: float, y: float, *, colour: str = POOR) -> tuple[Mark, ...]:
    """The frame of what a verdict names, as a legend shows it."""
    return (Box(x - 9, y - 6, 18, 12, fill=PAPER, stroke=colour, stroke_width=2.0, radius=3.0),)


def bar_key(x: float, y: float) -> tuple[Mark, ...]:
    """A bar with its interval, as a legend shows it."""
    caps = (Line(((end, y - 3), (end, y + 3)), INK, 1.4) for end in (x, x + 9))
    ground = Box(x - 9, y - 5, 14, 10, fill=BAND, stroke=CURVE)
    return (ground, Line(((x, y), (x + 9, y)), INK, 1.6), *caps)


def hollow_bar_key(x: float, y: float) -> tuple[Mark, ...]:
    """A hollow bar, as a legend shows it."""
    return (Box(x - 9, y - 5, 18, 10, fill=PAPER, stroke=CURVE, dashed=True),)
