"""The ways of the links of a layered layout.

Between two columns lies a channel without boxes; a link crosses a channel in a curve that stays
inside it and a column in a straight line at the height of its passage. So no link runs through a
box that it does not start or end at.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from journeymap.picture.layouts.layered_columns import Columns
from journeymap.picture.layouts.layered_frame import LOOP, Frame, Sides
from journeymap.picture.layouts.layout import Placed, Point

FAR = 1e9  # beyond every height: sorts links that turn around behind those that go on
PORT = 14.0  # pixels between two links at one side of a box, where there is room


def find_sides(columns: Columns) -> list[Sides]:
    """At which side of its source each link leaves, and at which side of its target it arrives."""
    row = _rows_of_boxes(columns)
    return [_sides(columns, row, chain) for chain in columns.chains]


def find_routes(columns: Columns, frame: Frame, sides: Sequence[Sides]) -> list[tuple[Point, ...]]:
    """The points of each link's route: a start, then cubic Bezier triples."""
    ports = _spread(columns, frame, sides)
    return [
        _route(columns, frame, number, sides[number], ports)
        for number in range(len(columns.chains))
    ]


def _rows_of_boxes(columns: Columns) -> list[int]:
    """Which box of its column each vertex is, from the top."""
    row = [0] * columns.vertex_count
    for of_column in columns.items:
        for number, item in enumerate(item for item in of_column if item < columns.vertex_count):
            row[item] = number
    return row


def _sides(columns: Columns, row: Sequence[int], chain: Sequence[int]) -> Sides:
    a, b = chain[0], chain[-1]
    if a == b:
        return "top", "top"
    ahead = columns.column_of[b] - columns.column_of[a]
    if ahead:
        return ("right", "left") if ahead > 0 else ("left", "right")
    down = row[b] - row[a]
    if abs(down) == 1:
        return ("bottom", "top") if down > 0 else ("top", "bottom")
    return ("right", "right") if down > 0 else ("left", "left")


def _spread(columns: Columns, frame: Frame, sides: Sequence[Sides]) -> dict[tuple[int, int], Point]:
    """Where each link touches its source (end 0) and target (end 1), spread along the sides."""
    found: dict[tuple[int, int], Point] = {}
    at: dict[tuple[int, str], list[tuple[float, float, int, int]]] = {}
    for number, chain in enumerate(columns.chains):
        if chain[0] == chain[-1]:
            box = frame.boxes[chain[0]]
            found[number, 0] = (box.x + max(box.width * 0.3, box.width - 3 * LOOP), box.y)
            found[number, 1] = (box.x + box.width - min(box.width * 0.2, LOOP), box.y)
            continue
        for end in (0, 1):
            item, near, far = (
                (chain[0], chain[1], chain[-1]) if end == 0 else (chain[-1], chain[-2], chain[0])
            )
            first = frame.lanes.get(number, frame.middle[near])
            if sides[number][0] == sides[number][1]:  # turns around: the longer, the further out
                first = (FAR if frame.middle[far] > frame.middle[item] else -FAR) - frame.middle[
                    far
                ]
            at.setdefault((item, sides[number][end]), []).append(
                (first, frame.middle[far], number, end)
            )
    for (item, side), ends in at.items():
        upright = side in ("left", "right")
        ends.sort(key=None if upright else lambda end: end[2])
        for place, (_, _, number, end) in enumerate(ends):
            found[number, end] = _port(
                frame.boxes[item], side, place - (len(ends) - 1) / 2, len(ends)
            )
    return found


def _port(box: Placed, side: str, place: float, count: int) -> Point:
    if side in ("left", "right"):
        away = place * min(PORT, box.height * 0.8 / count)
        return (box.x if side == "left" else box.x + box.width, box.y + box.height / 2 + away)
    away = place * min(2 * PORT, box.width * 0.8 / count)
    return (box.x + box.width / 2 + away, box.y if side == "top" else box.y + box.height)


def _route(
    columns: Columns, frame: Frame, number: int, sides: Sides, ports: dict[tuple[int, int], Point]
) -> tuple[Point, ...]:
    start, end = ports[number, 0], ports[number, 1]
    chain = columns.chains[number]
    if chain[0] == chain[-1]:
        return (start, (start[0], start[1] - 2 * LOOP), (end[0], end[1] - 2 * LOOP), end)
    if sides[0] in ("top", "bottom"):
        return (start, *_straight(start, end))
    c = columns.column_of[chain[0]]
    if sides[0] == sides[1]:
        return _turn(frame, c, sides[0], start, end)
    edges = (frame.left, frame.right) if sides[0] == "right" else (frame.right, frame.left)
    way = [start, (edges[1][c], start[1])]
    if number in frame.lanes:
        last = columns.column_of[chain[-1]]
        on = 1 if sides[0] == "right" else -1
        way += [(edges[0][c + on], frame.lanes[number]), (edges[1][last - on], frame.lanes[number])]
    for item in chain[1:-1]:
        at = columns.column_of[item]
        way += [(edges[0][at], frame.middle[item]), (edges[1][at], frame.middle[item])]
    way += [(edges[0][columns.column_of[chain[-1]]], end[1]), end]
    return _smooth(way)


def _turn(frame: Frame, column: int, side: str, start: Point, end: Point) -> tuple[Point, ...]:
    """Out of a box into the channel, and back into another box of the same column."""
    gap = frame.channels[column + 1] if side == "right" else frame.channels[column]
    edge = frame.right[column] if side == "right" else frame.left[column]
    out = min(gap, 26 + abs(end[1] - start[1]) / 6)
    control = edge + out if side == "right" else edge - out
    leaves, comes = (edge, start[1]), (edge, end[1])
    there = _straight(start, leaves) if start != leaves else ()
    back = _straight(comes, end) if end != comes else ()
    return (start, *there, (control, start[1]), (control, end[1]), comes, *back)


def _smooth(way: Sequence[Point]) -> tuple[Point, ...]:
    """A curve through the points that is level at each of them; level pieces become one line."""
    kept = [way[0]]
    for before, point, after in zip(way, way[1:], way[2:], strict=False):
        if not abs(before[1] - point[1]) < 0.01 > abs(point[1] - after[1]):
            kept.append(point)
    kept.append(way[-1])
    points = [kept[0]]
    for (ax, ay), (bx, by) in pairwise(kept):
        if (ax, ay) != (bx, by):
            points += [((ax + bx) / 2, ay), ((ax + bx) / 2, by), (bx, by)]
    return tuple(points)


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point]:
    (ax, ay), (bx, by) = start, end
    return ((ax + (bx - ax) / 3, ay + (by - ay) / 3), (bx - (bx - ax) / 3, by - (by - ay) / 3), end)
