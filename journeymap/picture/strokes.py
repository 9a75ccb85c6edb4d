"""How strokes are drawn by every painter: where an arrow's head is, and how a line is broken."""

from __future__ import annotations

from math import hypot

from journeymap.picture.marks import Arrow, Group, Mark, Outline, Point, Polygon, Text

DASHES = (4, 3)  # pixels drawn, pixels left out
DOTS = (1.5, 3.5)


def cut_arrow(arrow: Arrow) -> tuple[tuple[Point, ...], Polygon]:
    """An arrow as its shaft, which ends where the head begins, and its head.

    Args:
        arrow: The arrow; its head points the way in which the curve arrives.

    Example:
        >>> way = ((0, 0), (0, 0), (50, 0), (50, 0))
        >>> shaft, head = cut_arrow(Arrow(way, stroke="#000000", stroke_width=2))
        >>> shaft[-1], head.points
        ((40.0, 0.0), ((50, 0), (40.0, 4.0), (40.0, -4.0)))
    """
    x, y = arrow.points[-1]
    before = [point for point in arrow.points[:-1] if point != (x, y)] or [(x - 1, y)]
    dx, dy = x - before[-1][0], y - before[-1][1]
    length = arrow.head + 3 * arrow.stroke_width
    back_x, back_y = length * dx / hypot(dx, dy), length * dy / hypot(dx, dy)
    base, side = (x - back_x, y - back_y), (-0.4 * back_y, 0.4 * back_x)
    left, right = (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])
    pulled = (arrow.points[-2][0] - back_x, arrow.points[-2][1] - back_y)
    head = Polygon(((x, y), left, right), fill=arrow.stroke)
    return (*arrow.points[:-2], pulled, base), head


def find_dashes(mark: Mark) -> tuple[float, ...]:
    """Pixels drawn and pixels left out, longer on thick lines; none where a line is whole.

    Example:
        >>> from journeymap.picture.marks import Circle, Line
        >>> find_dashes(Line(((0, 0), (9, 0)), "ink", dashed=True)), find_dashes(Circle(0, 0, 1))
        ((4.0, 3.0), ())
    """
    if isinstance(mark, Polygon | Outline | Text | Group) or not mark.dashed:
        return ()
    stretch = max(1.0, mark.stroke_width / 2)
    return tuple(stretch * length for length in (DOTS if mark.dashed == "dots" else DASHES))
