"""A graph picture as plain records: what is to be placed, and where it came to lie.

Lengths are in pixels, x to the right, y down, from the top left corner. The two ways to lay a
graph out, ours and that of Graphviz, take and give the same records, so a painter needs to know
neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Vertex:
    """A box to be placed, of a known size, in a group."""

    id: str
    width: float
    height: float
    group: str


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from one vertex to another; a label width of 0 means that it has no label."""

    source: str
    target: str
    label_width: float = 0
    label_height: float = 0

    @property
    def is_loop(self) -> bool:
        """Whether it leads from a vertex to itself."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a rectangle lies: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Placed) -> bool:
        """Whether two rectangles share an area; touching edges don't count.

        Example:
            >>> box = Placed(0, 0, 10, 10)
            >>> box.meets(Placed(9, 9, 5, 5)), box.meets(Placed(10, 0, 5, 5))
            (True, False)
        """
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one link.

    Args:
        points: A start, then cubic Bezier triples (control, control, end). The last point lies on
            the border of the target, where the tip of the arrow goes.
        label: The centre of the label; None where the link has none.
    """

    points: tuple[Point, ...]
    label: Point | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies.

    Args:
        width: Width of the whole.
        height: Height of the whole.
        vertices: The box of each vertex, by its id.
        groups: The frame of each group, by its id; its title goes along the upper edge.
        routes: One for each link, in the order of the links.
        engine: Who laid it out.
        note: What a reader should know of it, one sentence; empty if there is nothing.
    """

    width: float
    height: float
    vertices: Mapping[str, Placed]
    groups: Mapping[str, Placed]
    routes: tuple[Route, ...]
    engine: Literal["layered", "graphviz"]
    note: str = ""


def check_names(vertices: Sequence[Vertex], links: Sequence[Link], groups: Sequence[str]) -> None:
    """Refuse a graph whose parts don't fit together.

    Raises:
        ValueError: An id stands twice, a vertex names a group or a link a vertex that isn't there.

    Example:
        >>> check_names([Vertex("cart", 120, 40, "buy")], [Link("cart", "pay")], ["buy"])
        Traceback (most recent call last):
        ValueError: a link names 'pay', which is not among the vertices
    """
    ids = {vertex.id for vertex in vertices}
    known = set(groups)
    if len(ids) < len(vertices) or len(known) < len(groups):
        raise ValueError("two vertices or two groups have the same id")
    for vertex in vertices:
        if vertex.group not in known:
            raise ValueError(
                f"vertex {vertex.id!r} is in {vertex.group!r}, which is not among the groups"
            )
    for link in links:
        for name in (link.source, link.target):
            if name not in ids:
                raise ValueError(f"a link names {name!r}, which is not among the vertices")


def sample(points: Sequence[Point], pieces: int = 12) -> list[Point]:
    """Points along a route: its start, then ``pieces`` points on each Bezier curve.

    Example:
        >>> sample([(0, 0), (1, 0), (2, 0), (3, 0)], pieces=2)
        [(0, 0), (1.5, 0.0), (3.0, 0.0)]
    """
    found = [points[0]]
    for first in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[first : first + 4]
        for piece in range(1, pieces + 1):
            t = piece / pieces
            s = 1 - t
            a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            found.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return found
