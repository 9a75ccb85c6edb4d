"""Where columns, boxes, frames and lanes of a layered layout lie, once rows and sides are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from journeymap.picture.layouts.layered_columns import MOST_RETURNS, Columns
from journeymap.picture.layouts.layered_rows import place_rows
from journeymap.picture.layouts.layout import Link, Placed, Vertex

Sides = tuple[str, str]  # where a link leaves and arrives: "left", "right", "top" or "bottom"

MARGIN = 16.0
FRAME_GAP = 24.0  # between two frames at the least
LANE = 14.0  # between two links that run below the frames
SHARED_LANES = 48  # where more links run there than have lanes of their own
LOOP = 20.0  # a link from a box to itself stands out by one and a half of it
# Our choice, judged by eye: a channel grows by this for each link in it, up to so many links, and
# labels take up no more than this share of its area.
PER_LINK = 3.0
MOST_GROWING = 40
LABEL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Frame:
    """Where everything but the links lies.

    Args:
        left: The left edge of each column.
        right: The right edge of each column.
        channels: The width of the channel before each column, and of that behind the last.
        boxes: The box of each vertex, by its number.
        middle: The height of the middle of each item.
        frames: The frame of each group, by its number.
        lanes: The height of the lane of each link that runs below the frames, by the link's number.
        width: Width of the whole.
        height: Height of the whole.
    """

    left: Sequence[float]
    right: Sequence[float]
    channels: Sequence[float]
    boxes: Sequence[Placed]
    middle: Sequence[float]
    frames: Sequence[Placed]
    lanes: dict[int, float]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """The room between columns, between boxes of a column, and around what is in a frame."""

    column: float
    row: float
    padding: float


def make_frame(
    columns: Columns,
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    sides: Sequence[Sides],
    *,
    titles: Sequence[tuple[float, float]],
    gaps: Gaps,
) -> Frame:
    """Places for all but the links.

    Args:
        columns: The items in their order.
        vertices: The boxes with their sizes.
        links: The links with the sizes of their labels.
        sides: At which sides each link leaves and arrives.
        titles: Width and height of each group's title.
        gaps: The room to keep.
    """
    rows, tallest = place_rows(columns, [vertex.height for vertex in vertices], gaps.row)
    title = max((height for _, height in titles), default=0.0)
    loops = any(chain[0] == chain[-1] for chain in columns.chains)
    top = (
        MARGIN + gaps.padding + (title + gaps.padding if title else 0.0) + (LOOP if loops else 0.0)
    )
    channels = _channels(columns, links, sides, gaps, tallest)
    widths = _column_widths(columns, vertices, channels, [width for width, _ in titles])
    left = [
        MARGIN + at
        for at in accumulate(a + b for a, b in zip(channels, [0.0, *widths], strict=True))
    ][: len(widths)]
    right = [at + width for at, width in zip(left, widths, strict=True)]
    middle = [top + row for row in rows]
    boxes = []
    for number, vertex in enumerate(vertices):
        c = columns.column_of[number]
        x = (left[c] + right[c] - vertex.width) / 2
        boxes.append(Placed(x, middle[number] - vertex.height / 2, vertex.width, vertex.height))
    frames = _frames(columns, left, right, top + tallest + gaps.padding, gaps.padding)
    bottom = max((frame.y + frame.height for frame in frames), default=MARGIN)
    lanes, lowest = _lanes(columns, links, bottom)
    width = (right[-1] if right else 0.0) + channels[-1] + MARGIN
    return Frame(left, right, channels, boxes, middle, frames, lanes, width, lowest + MARGIN)


def _channels_of(columns: Columns, number: int, sides: Sides) -> Sequence[int]:
    """The channels that a link runs through, in its own order; channel c lies before column c."""
    chain = columns.chains[number]
    a, b = columns.column_of[chain[0]], columns.column_of[chain[-1]]
    if number in columns.returns:
        return (a, b + 1) if a > b else (a + 1, b)
    if a != b:
        return range(a + 1, b + 1) if a < b else range(a, b, -1)
    if sides[0] in ("top", "bottom"):
        return ()
    return (a + 1,) if sides[0] == "right" else (a,)


def _channels(
    columns: Columns, links: Sequence[Link], sides: Sequence[Sides], gaps: Gaps, tallest: float
) -> list[float]:
    """The width of each channel: room for frames, for bends and for labels."""
    count = len(columns.items) + 1
    crossing, widest, area = [0] * count, [0.0] * count, [0.0] * count
    for number, link in enumerate(links):
        through = _channels_of(columns, number, sides[number])
        for c in through:
            crossing[c] += 1
        if link.label_width and through and number not in columns.returns:
            c = through[len(through) // 2]
            widest[c] = max(widest[c], link.label_width + 24)
            area[c] += (link.label_width + 8) * (link.label_height + 8)
    found = []
    for c in range(count):
        outer = c in (0, count - 1)
        parted = not outer and columns.groups[c - 1] != columns.groups[c]
        least = 2 * gaps.padding + FRAME_GAP if parted else gaps.padding
        bends = (
            0.0
            if outer and not crossing[c]
            else gaps.column + PER_LINK * min(crossing[c], MOST_GROWING)
        )
        found.append(max(least, bends, widest[c], area[c] / (LABEL_SHARE * max(tallest, 1.0))))
    return found


def _column_widths(
    columns: Columns, vertices: Sequence[Vertex], channels: Sequence[float], titles: Sequence[float]
) -> list[float]:
    """The width of each column: its widest box, or what its group's title needs."""
    widths = [
        max(
            (vertices[item].width for item in of_column if item < columns.vertex_count), default=0.0
        )
        for of_column in columns.items
    ]
    columns_of: list[list[int]] = [[] for _ in titles]
    for c, group in enumerate(columns.groups):
        columns_of[group].append(c)
    for own, title in zip(columns_of, titles, strict=True):
        has = sum(widths[c] for c in own) + sum(channels[c] for c in own[1:])
        for c in own:
            widths[c] += max(0.0, title - has) / len(own)
    return widths


def _frames(
    columns: Columns, left: Sequence[float], right: Sequence[float], bottom: float, padding: float
) -> list[Placed]:
    frames: dict[int, Placed] = {}
    for c, group in enumerate(columns.groups):
        x = frames[group].x if group in frames else left[c] - padding
        frames[group] = Placed(x, MARGIN, right[c] + padding - x, bottom - MARGIN)
    return list(frames.values())


def _lanes(
    columns: Columns, links: Sequence[Link], bottom: float
) -> tuple[dict[int, float], float]:
    """The height of each link that runs below the frames, and the lowest point of all."""
    spans = []
    for number in columns.returns:
        chain = columns.chains[number]
        first, last = sorted((columns.column_of[chain[0]], columns.column_of[chain[-1]]))
        spans.append((first, last, number))
    spans.sort(key=lambda span: (span[1] - span[0], span))  # the short above the long
    tallest = max((links[number].label_height for _, _, number in spans), default=0.0)
    pitch = max(LANE, tallest + 6)
    if len(spans) > MOST_RETURNS:
        lanes = [rank * SHARED_LANES // len(spans) for rank in range(len(spans))]
    else:
        lanes = _free_lanes([(first, last) for first, last, _ in spans])
    found = {span[2]: bottom + pitch * (lane + 1) for span, lane in zip(spans, lanes, strict=True)}
    return found, max(found.values(), default=bottom - pitch / 2) + pitch / 2


def _free_lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each span of columns the first lane that no span before it takes there.

    Example:
        >>> _free_lanes([(0, 2), (3, 5), (0, 5)])
        [0, 0, 1]
    """
    taken: list[list[tuple[int, int]]] = []
    found = []
    for first, last in spans:
        lane = 0
        while lane < len(taken) and any(a <= last and first <= b for a, b in taken[lane]):
            lane += 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((first, last))
        found.append(lane)
    return found
