"""The layout of a graph by the program ``dot`` of Graphviz, where it is installed.

Only positions are asked for. The text given to ``dot`` holds numbers and our own names, never
anything a user wrote; room for labels is kept by rows of the letter n of the right size. The labels
are then placed by us, since ``dot`` lets those inside a column overlap.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

import graphviz  # type: ignore[import-untyped]

from journeymap.errors import DrawingError, quote
from journeymap.picture.layouts.layered_labels import place_labels, say_crowded
from journeymap.picture.layouts.layout import (
    Layout,
    Link,
    Placed,
    Point,
    Route,
    Vertex,
    check_names,
)

MOST_VERTICES = 200
MOST_LINKS = 600
MARGIN = 16.0
PADDING = 16.0
LINE = 1.2  # the height of a line of text to its font size
LETTER = 0.6  # the width of a letter of Courier to its font size


def find_dot() -> bool:
    """Whether the program ``dot`` is installed.

    Example:
        >>> isinstance(find_dot(), bool)
        True
    """
    return shutil.which(graphviz.DOT_BINARY) is not None


def lay_out_with_dot(
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    *,
    group_titles: Mapping[str, tuple[float, float]] | None = None,
    timeout: float = 10.0,
) -> Layout:
    """Places for boxes, frames, arrows and labels as Graphviz finds them.

    Graphs of more than 200 vertices or 600 links are not tried. Measured with dot 2.43 on graphs
    with random links: of 200 vertices and 600 links one route came back unreadable, and 300
    vertices with 450 links gave towers up to four times as high as wide.

    Args:
        vertices: The boxes.
        links: The arrows.
        groups: The ids of the groups, from left to right.
        group_titles: Width and height that the title of a group needs, by the group's id.
        timeout: Seconds after which ``dot`` is stopped.

    Raises:
        DrawingError: ``dot`` is missing, fails, takes too long or loses arrows, or the graph is too
            large for it; our own layout then has to do.
        ValueError: Ids stand twice or don't fit together.
    """
    check_names(vertices, links, groups)
    if len(vertices) > MOST_VERTICES or len(links) > MOST_LINKS:
        raise DrawingError(
            f"Graphviz lays out up to {MOST_VERTICES} boxes and {MOST_LINKS} arrows well; "
            f"here are {len(vertices)} and {len(links)}"
        )
    titles = [(group_titles or {}).get(group, (0.0, 0.0)) for group in groups]
    text = _write_dot(vertices, links, groups, titles)
    try:
        found = _run_dot(text, timeout)
        return _read_layout(found, vertices, links, groups, titles)
    except (KeyError, TypeError, ValueError):
        raise DrawingError("Graphviz gave no layout that can be read") from None


def _run_dot(text: str, timeout: float) -> dict[str, Any]:
    """What ``dot`` makes of a text, as its JSON; nothing reaches the terminal.

    ``graphviz.pipe`` would do, but has no timeout.
    """
    program = shutil.which(graphviz.DOT_BINARY)
    if program is None:
        raise DrawingError(
            "Graphviz is not installed: there is no program 'dot'; install it, or take our own"
            " layout: engine layered"
        )
    try:
        done = subprocess.run(
            [program, "-Tjson0"],
            input=text.encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DrawingError(f"Graphviz did not finish within {timeout:g} seconds") from None
    except OSError as error:
        raise DrawingError(f"Graphviz could not be started: {error.strerror}") from None
    said = done.stderr.decode(errors="replace")
    if done.returncode:
        raise DrawingError(f"Graphviz failed with code {done.returncode}: {quote(said.strip())}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _write_dot(
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    titles: Sequence[tuple[float, float]],
) -> str:
    """The graph for ``dot``, with one pixel as one point (1/72 inch)."""
    row_gap = max(32.0, *(link.label_height + 16 for link in links)) if links else 32.0
    lines = [
        "digraph {",
        f"graph [rankdir=LR, nodesep={row_gap / 72:.4f}, ranksep=0.9, fontname=Courier]",
        'node [shape=box, fixedsize=true, label=""]',
        "edge [arrowhead=none, fontname=Courier]",
    ]
    number_of = {vertex.id: number for number, vertex in enumerate(vertices)}
    anchors = []
    for number, (group, title) in enumerate(zip(groups, titles, strict=True)):
        own = [n for n, vertex in enumerate(vertices) if vertex.group == group]
        anchors.append(f"n{own[0]}" if own else f"e{number}")
        lines.append(f"subgraph cluster_{number} {{ margin={PADDING:g}; {_room(*title)};")
        lines += [f"n{n} [{_size(vertices[n].width, vertices[n].height)}]" for n in own]
        lines += [] if own else [f"e{number} [style=invis, {_size(1, 1)}]"]
        lines.append("}")
    # keeps the groups in their order
    lines += [f"{a} -> {b} [style=invis]" for a, b in pairwise(anchors)]
    rank = {vertex.id: groups.index(vertex.group) for vertex in vertices}
    for number, link in enumerate(links):
        ends = f"n{number_of[link.source]} -> n{number_of[link.target]}"
        if rank[link.source] < rank[link.target]:
            room = _room(link.label_width, link.label_height)
        else:  # inside a group, so that it stays one column, and back; a loop makes room upwards
            size = (link.label_width, link.label_height)
            room = _room(*size) if link.is_loop else "constraint=false"
        lines.append(f"{ends} [id=l{number}; {room}]")
    return "\n".join([*lines, "}"])


def _size(width: float, height: float) -> str:
    return f"width={width / 72:.4f}, height={height / 72:.4f}"


def _room(width: float, height: float) -> str:
    """A label of about a size, and not smaller."""
    if not width or not height:
        return 'label=""'
    font = height / LINE
    return f'fontsize={font:.2f}; label="{"n" * ceil(width / (LETTER * font))}"'


def _read_layout(
    found: Mapping[str, Any],
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    titles: Sequence[tuple[float, float]],
) -> Layout:
    _, _, width, height = _numbers(found["bb"])
    objects = {one["name"]: one for one in found["objects"]}
    edges = {edge["id"]: edge for edge in found.get("edges", []) if "id" in edge}
    lost = [n for n in range(len(links)) if "pos" not in edges.get(f"l{n}", {})]
    if lost:
        raise DrawingError(f"Graphviz lost {len(lost)} of {len(links)} arrows")
    routes = [_route(edges[f"l{n}"]["pos"], height) for n in range(len(links))]
    placed = {}
    for number, vertex in enumerate(vertices):
        x, y = _numbers(objects[f"n{number}"]["pos"])
        left, top = _turned((x, y), height)
        placed[vertex.id] = Placed(
            left - vertex.width / 2, top - vertex.height / 2, vertex.width, vertex.height
        )
    frames = {group: _frame(objects[f"cluster_{n}"], height) for n, group in enumerate(groups)}
    strips = [
        Placed(of.x, of.y, of.width, tall + PADDING / 2)
        for of, (_, tall) in zip(frames.values(), titles, strict=True)
    ]
    whole = Placed(0, 0, width + 2 * MARGIN, height + 2 * MARGIN)
    labels, crowded = place_labels(
        links, routes, [*placed.values(), *strips], whole, frames.values()
    )
    return Layout(
        width=whole.width,
        height=whole.height,
        vertices=placed,
        groups=frames,
        routes=tuple(Route(way, label) for way, label in zip(routes, labels, strict=True)),
        engine="graphviz",
        note=say_crowded(crowded, len(links)) if crowded else "",
    )


def _frame(cluster: Mapping[str, Any], height: float) -> Placed:
    left, low, right, high = _numbers(cluster["bb"])
    x, y = _turned((left, high), height)
    return Placed(x, y, right - left, high - low)


def _route(text: str, height: float) -> tuple[Point, ...]:
    numbers = _numbers(text)
    return tuple(_turned(point, height) for point in zip(numbers[::2], numbers[1::2], strict=True))


def _turned(point: Point, height: float) -> Point:
    """A point of Graphviz, whose y goes up, in our picture."""
    return (point[0] + MARGIN, height - point[1] + MARGIN)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.replace(",", " ").split()]
