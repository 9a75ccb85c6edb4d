"""Where the labels of links go: on their own link, off the boxes and off each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from journeymap.picture.layouts.layout import Link, Placed, Point, sample

CELL = 96.0  # pixels; the side of the squares by which neighbours are looked up
ROOM = 2.0  # pixels kept free around a label
HEAD = 10.0  # pixels around the end of a link that the head of its arrow takes
# Up to this many links a label also keeps off the lines of other links where it can.
MOST_FOR_LINES = 600
# Places tried along a link, as shares of its length: the middle first, then outwards.
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88)
Tried = tuple[float, Point, Placed]
Lines = dict[tuple[int, int], list[tuple[float, float, int]]]


class Shelf:
    """Rectangles, looked up by place."""

    def __init__(self, placed: Iterable[Placed] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Placed]] = {}
        for one in placed:
            self.add(one)

    def add(self, placed: Placed) -> None:
        """Put a rectangle where it lies."""
        for cell in _cells_of(placed):
            self._cells.setdefault(cell, []).append(placed)

    def is_free(self, wanted: Placed) -> bool:
        """Whether no rectangle meets the one wanted."""
        return not any(
            one.meets(wanted) for cell in _cells_of(wanted) for one in self._cells.get(cell, ())
        )


def _cells_of(placed: Placed) -> Iterator[tuple[int, int]]:
    for x in range(int(placed.x // CELL), int((placed.x + placed.width) // CELL) + 1):
        for y in range(int(placed.y // CELL), int((placed.y + placed.height) // CELL) + 1):
            yield x, y


def place_labels(
    links: Sequence[Link],
    routes: Sequence[Sequence[Point]],
    taken: Iterable[Placed],
    whole: Placed,
    frames: Iterable[Placed] = (),
) -> tuple[list[Point | None], int]:
    """The centre of each label, and how many of them found no free place.

    A label without a free place is left out: on top of another neither could be read.

    Args:
        links: The links, with the sizes of their labels.
        routes: The points of each link's route.
        taken: Rectangles that no label may cover: boxes and titles.
        whole: The picture, which no label may leave.
        frames: Frames whose outline the label of a loop keeps off where it can; it would hide much.
    """
    ways = {n: sample(routes[n], 8) for n, link in enumerate(links) if link.label_width}
    shelf, outlines = Shelf(taken), Shelf(line for frame in frames for line in _outline(frame))
    lines = _lines(routes) if len(links) <= MOST_FOR_LINES else {}
    centres: list[Point | None] = [None] * len(links)
    crowded = 0
    # loops have the least choice, then the shortest
    for number in sorted(ways, key=lambda n: (not links[n].is_loop, _length(ways[n]), n)):
        tried = list(_places(ways[number], links[number]))
        free = [place for place in tried if _lies_in(place[2], whole) and shelf.is_free(place[2])]
        crowded += not free
        if not free:
            continue
        if links[number].is_loop:
            free = [place for place in free if outlines.is_free(place[2])] or free
        tip = ways[number][-1]
        _, centre, placed = min(free, key=lambda place: _burden(place, lines, tip))
        centres[number] = centre
        shelf.add(placed)
    return centres, crowded


def say_crowded(crowded: int, links: int) -> str:
    """That some labels are left out, in a sentence.

    Example:
        >>> say_crowded(1, 40)
        '1 of 40 arrows has no room for its label.'
    """
    have, its = ("has", "its label") if crowded == 1 else ("have", "their labels")
    return f"{crowded:,} of {links:,} arrows {have} no room for {its}."


def _outline(frame: Placed) -> tuple[Placed, ...]:
    """The four sides of a frame as rectangles without a width."""
    right, bottom = frame.x + frame.width, frame.y + frame.height
    return (
        Placed(frame.x, frame.y, frame.width, 0),
        Placed(frame.x, bottom, frame.width, 0),
        Placed(frame.x, frame.y, 0, frame.height),
        Placed(right, frame.y, 0, frame.height),
    )


def _lies_in(label: Placed, whole: Placed) -> bool:
    return (
        whole.x <= label.x
        and whole.y <= label.y
        and label.x + label.width <= whole.x + whole.width
        and label.y + label.height <= whole.y + whole.height
    )


def _burden(place: Tried, lines: Lines, tip: Point) -> float:
    """How bad a free place is: its own distance from the best, the lines and the tip it hides."""
    away, _, label = place
    hidden = {
        number
        for cell in _cells_of(label)
        for x, y, number in lines.get(cell, ())
        if label.x < x < label.x + label.width and label.y < y < label.y + label.height
    }
    return away + len(hidden) + (3 if _reaches(label, tip) else 0)


def _reaches(label: Placed, tip: Point) -> bool:
    """Whether a label comes so near to the end of its link that the arrow head doesn't show."""
    return label.meets(Placed(tip[0] - HEAD, tip[1] - HEAD, 2 * HEAD, 2 * HEAD))


def _lines(routes: Sequence[Sequence[Point]]) -> Lines:
    """Points along all routes with the number of their route, by place."""
    lines: Lines = {}
    for number, points in enumerate(routes):
        for x, y in sample(points, 16):
            lines.setdefault((int(x // CELL), int(y // CELL)), []).append((x, y, number))
    return lines


def _length(way: Sequence[Point]) -> float:
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(way))


def _places(way: Sequence[Point], link: Link) -> Iterator[Tried]:
    """Places for a label on its link and right beside it, with how far each is from the best."""
    width, height = link.label_width, link.label_height
    total = _length(way)
    beside: Sequence[tuple[float, float, float]] = (
        (0.0, 0.0, 0.0),
        (1.0, width / 2 + 4, 0.0),
        (1.0, -width / 2 - 4, 0.0),
        (1.2, 0.0, height / 2 + 4),
        (1.2, 0.0, -height / 2 - 4),
    )
    if link.is_loop:  # which is too small to be seen behind its label
        beside = beside[1:]
    for rank, share in enumerate(SHARES):
        x, y = _along(way, share * total)
        for away, dx, dy in beside:
            box = Placed(
                x + dx - width / 2 - ROOM,
                y + dy - height / 2 - ROOM,
                width + 2 * ROOM,
                height + 2 * ROOM,
            )
            yield rank * 0.15 + away, (x + dx, y + dy), box


def _along(way: Sequence[Point], distance: float) -> Point:
    """The point at a distance from the start of a way."""
    for (ax, ay), (bx, by) in pairwise(way):
        piece = hypot(bx - ax, by - ay)
        if piece and distance <= piece:
            share = distance / piece
            return (ax + share * (bx - ax), ay + share * (by - ay))
        distance -= piece
    return way[-1]
