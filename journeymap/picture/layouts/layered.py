"""Our own layout of a graph: groups are columns side by side, read from left to right.

Inside a group the vertices stand one above the other; a group of many takes several columns. Links
that go ahead leave a box at its right side and arrive at the left; links against the reading order
the other way round, and those that go far back run below the frames. The same input always gives
the same layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.picture.layouts.layered_columns import MOST_RETURNS, make_columns
from journeymap.picture.layouts.layered_frame import Frame, Gaps, make_frame
from journeymap.picture.layouts.layered_labels import place_labels, say_crowded
from journeymap.picture.layouts.layered_order import order_items
from journeymap.picture.layouts.layered_routes import find_routes, find_sides
from journeymap.picture.layouts.layout import Layout, Link, Placed, Route, Vertex, check_names

# Labels that find no free place get wider gaps, in graphs of up to so many links.
TRIES = (1.0, 1.4, 2.0, 3.0)
MOST_LINKS_TRIED = 600


def lay_out(
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    *,
    group_titles: Mapping[str, tuple[float, float]] | None = None,
    column_gap: float = 64.0,
    row_gap: float = 40.0,
    padding: float = 16.0,
) -> Layout:
    """Places for boxes, frames, arrows and labels, such that no arrow runs through a box.

    Layered drawing after Sugiyama, Tagawa and Toda (1981), with the layers given by the groups.

    Args:
        vertices: The boxes, in the order an author gave them; it is kept where that costs nothing.
        links: The arrows; several between the same two boxes, and from a box to itself, are fine.
        groups: The ids of the groups, from left to right; a group may be empty.
        group_titles: Width and height that the title of a group needs, by the group's id.
        column_gap: Pixels between two columns at the least.
        row_gap: Pixels between two boxes of a column at the least.
        padding: Pixels between a frame and what is in it.

    Raises:
        ValueError: Ids stand twice or don't fit together.

    Example:
        >>> boxes = [Vertex("cart", 120, 40, "buy"), Vertex("pay", 120, 40, "buy")]
        >>> lay_out(boxes, [Link("cart", "pay")], ["buy"]).vertices["pay"]
        Placed(x=32.0, y=112.0, width=120, height=40)
    """
    check_names(vertices, links, groups)
    titles = [(group_titles or {}).get(group, (0.0, 0.0)) for group in groups]
    room = max((link.label_height + 20 for link in links if link.label_width), default=0.0)
    row_gap = max(row_gap, room)
    columns = make_columns(vertices, links, groups, column_gap, row_gap)
    order_items(columns)
    sides = find_sides(columns)
    for stretch in TRIES if len(links) <= MOST_LINKS_TRIED else TRIES[:1]:
        gaps = Gaps(column_gap * stretch, row_gap * stretch, padding)
        frame = make_frame(columns, vertices, links, sides, titles=titles, gaps=gaps)
        points = find_routes(columns, frame, sides)
        taken = [*frame.boxes, *_title_places(frame, titles, padding)]
        whole = Placed(0, 0, frame.width, frame.height)
        labels, crowded = place_labels(links, points, taken, whole, frame.frames)
        if not crowded:
            break
    return Layout(
        width=frame.width,
        height=frame.height,
        vertices={vertex.id: box for vertex, box in zip(vertices, frame.boxes, strict=True)},
        groups=dict(zip(groups, frame.frames, strict=True)),
        routes=tuple(Route(way, label) for way, label in zip(points, labels, strict=True)),
        engine="layered",
        note=_note(crowded, len(columns.returns), len(links)),
    )


def _note(crowded: int, returns: int, links: int) -> str:
    """What a reader should know of the layout."""
    said = []
    if crowded:
        said.append(say_crowded(crowded, links))
    if returns > MOST_RETURNS:
        said.append(f"{returns:,} of {links:,} arrows share lanes below the frames.")
    return " ".join(said)


def _title_places(
    frame: Frame, titles: Sequence[tuple[float, float]], padding: float
) -> list[Placed]:
    """The strips along the upper edges of the frames that titles take."""
    return [
        Placed(of.x, of.y, of.width, padding + height)
        for of, (_, height) in zip(frame.frames, titles, strict=True)
        if height
    ]
