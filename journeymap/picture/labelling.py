"""Where labels of points stand: beside their point where there is room, else further off, led."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, hypot, pi, sin

from journeymap.picture.marks import Point

NEAR = 9.0  # from a point to the edge of its label
LED = 16.0  # a label further off than this has a line to its point
REACHES = (NEAR, 13, 18, 26, 36, 48, 62, 78, 96, 120, 150, 190)
DIRECTIONS = 16
STEP = 4.0  # between two places of a line that are looked at
ROOM = 2.0  # between two labels


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, room: float = 0.0) -> bool:
        """Whether two share room, or stand nearer to each other than ``room``."""
        return (
            self.left < other.right + room
            and other.left < self.right + room
            and self.top < other.bottom + room
            and other.top < self.bottom + room
        )

    def holds(self, other: Area) -> bool:
        """Whether another lies within."""
        return (
            other.left >= self.left
            and other.right <= self.right
            and other.top >= self.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands, and the line from its point where it stands far off."""

    area: Area
    leader: tuple[Point, Point] | None = None


@dataclass
class _Taken:
    """What room is taken."""

    areas: list[Area]
    lines: list[tuple[Point, Point]] = field(default_factory=list)

    def is_free(self, place: Placed) -> bool:
        if any(place.area.meets(area, ROOM) for area in self.areas):
            return False
        if any(_crosses(line, place.area) for line in self.lines):
            return False
        # the last few pixels lie beside the own point, whose room is taken too
        return place.leader is None or not any(_crosses(place.leader, a) for a in self.areas)


def place_labels(
    points: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    area: Area,
    *,
    radius: float = 6.0,
    obstacles: Sequence[Area] = (),
) -> list[Placed | None]:
    """A place for each label that no other label, point or obstacle shares; the first choose first.

    Args:
        points: Middles of the points.
        sizes: Width and height of each label; of the first points only, where there are fewer.
        area: Where labels may stand.
        radius: Of the points.
        obstacles: What labels must not cover.

    Returns:
        A place per size; None where there is no room left.

    Example:
        >>> place_labels([(50, 50)], [(20, 10)], Area(0, 0, 100, 100))[0].area
        Area(left=59.0, top=45.0, right=79.0, bottom=55.0)
    """
    grounds = [Area(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    taken = _Taken([*obstacles, *grounds])
    found: list[Placed | None] = []
    for point, size in zip(points, sizes, strict=False):
        places = (p for p in _find_places(point, size, radius) if area.holds(p.area))
        best = next(filter(taken.is_free, places), None)
        if best:
            taken.areas.append(best.area)
            taken.lines += [best.leader] if best.leader else []
        found.append(best)
    return found


def _find_places(point: Point, size: tuple[float, float], radius: float) -> Iterator[Placed]:
    """Places around a point, the nearest first; right of it before left, above and below."""
    x, y = point
    width, height = size
    for reach in REACHES:
        for i in sorted(range(DIRECTIONS), key=lambda i: (i % 4 != 0, i % 2 != 0, i)):
            angle = 2 * pi * i / DIRECTIONS
            dx, dy = round(cos(angle), 9), round(sin(angle), 9)
            middle = (x + dx * (reach + width / 2), y + dy * (reach + height / 2))
            area = Area(
                middle[0] - width / 2, middle[1] - height / 2,
                middle[0] + width / 2, middle[1] + height / 2,
            )  # fmt: skip
            yield Placed(area, _lead(point, area, radius) if reach > LED else None)


def _lead(point: Point, area: Area, radius: float) -> tuple[Point, Point] | None:
    """The line from a point's edge to the nearest place of a label, a little short of it."""
    x, y = point
    near = (min(max(x, area.left), area.right), min(max(y, area.top), area.bottom))
    length = hypot(near[0] - x, near[1] - y)
    start = 1.42 * radius + 0.5  # out of the square around the point, which is taken
    if length <= start + ROOM:
        return None
    away, short = start / length, (length - ROOM) / length
    dx, dy = near[0] - x, near[1] - y
    return (x + away * dx, y + away * dy), (x + short * dx, y + short * dy)


def _crosses(line: tuple[Point, Point], area: Area) -> bool:
    """Whether a line touches a rectangle."""
    (x1, y1), (x2, y2) = line
    steps = max(1, ceil(hypot(x2 - x1, y2 - y1) / STEP))
    spots = ((x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps) for i in range(steps + 1))
    return any(area.left < x < area.right and area.top < y < area.bottom for x, y in spots)
