"""The columns of a layered layout: which boxes stand in which column, and where links pass through.

An item is a number: a vertex (0 to ``vertex_count`` - 1, in the order given) or a passage, the
place where a long link passes through a column on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from journeymap.picture.layouts.layout import Link, Vertex

# A stage of up to this many touchpoints stays one column, whatever the shape of the picture.
FULL_COLUMN = 8
# Wider than this to one high, stages get longer columns instead of more of them.
WIDEST = 2.2
# Up to this many long links against the reading order run in lanes of their own below the frames;
# more of them would make the picture mostly lanes.
MOST_RETURNS = 24
# With more passages than this the longest links of all run below the frames, in shared lanes: time
# and memory go with the number of passages.
MOST_PASSAGES = 200_000


@dataclass(slots=True)
class Columns:
    """The items of every column from top to bottom, and the links cut at the columns.

    Args:
        items: The items of each column, from top to bottom.
        column_of: The column of each item.
        groups: The number of the group of each column.
        vertex_count: How many items are vertices; the others are passages.
        chains: The items of each link, from its source to its target.
        returns: The links that run below the frames; their chains have no passages.
    """

    items: list[list[int]]
    column_of: list[int]
    groups: list[int]
    vertex_count: int
    chains: list[list[int]] = field(default_factory=list)
    returns: set[int] = field(default_factory=set)

    def neighbours(self) -> tuple[list[list[int]], list[list[int]]]:
        """For each item those it is linked to in the column on its left, and on its right."""
        left: list[list[int]] = [[] for _ in self.column_of]
        right: list[list[int]] = [[] for _ in self.column_of]
        for number, chain in enumerate(self.chains):
            if number in self.returns:
                continue
            for one, other in pairwise(chain):
                a, b = (one, other) if self.column_of[one] < self.column_of[other] else (other, one)
                if self.column_of[a] < self.column_of[b]:
                    right[a].append(b)
                    left[b].append(a)
        return left, right

    def inner_links(self) -> list[list[tuple[int, int]]]:
        """For each column the links between two of its own vertices."""
        inner: list[list[tuple[int, int]]] = [[] for _ in self.items]
        for chain in self.chains:
            a, b = chain[0], chain[-1]
            if a != b and self.column_of[a] == self.column_of[b]:
                inner[self.column_of[a]].append((a, b))
        return inner


def choose_rows(sizes: Sequence[int], pitch_x: float, pitch_y: float) -> int:
    """How many boxes a column takes, so that the picture is neither a ribbon nor a tower.

    Args:
        sizes: The number of vertices of each group.
        pitch_x: Width of a column with the gap to the next.
        pitch_y: Height of a box with the gap to the next.

    Example:
        >>> choose_rows([4, 4, 4, 4], 240, 100), choose_rows([200] * 10, 240, 100)
        (8, 50)
    """
    longest = max(sizes, default=1)
    rows = FULL_COLUMN
    while rows < longest:
        columns = sum(max(1, ceil(size / rows)) for size in sizes)
        tallest = max(ceil(size / ceil(size / rows)) for size in sizes if size)
        if columns * pitch_x <= WIDEST * tallest * pitch_y:
            break
        rows += 1
    return rows


def make_columns(
    vertices: Sequence[Vertex],
    links: Sequence[Link],
    groups: Sequence[str],
    column_gap: float,
    row_gap: float,
) -> Columns:
    """The columns in the order of the groups, with boxes as given, and links cut into chains."""
    members: dict[str, list[int]] = {group: [] for group in groups}
    for number, vertex in enumerate(vertices):
        members[vertex.group].append(number)
    count = max(1, len(vertices))
    rows = choose_rows(
        [len(of_group) for of_group in members.values()],
        sum(vertex.width for vertex in vertices) / count + column_gap,
        sum(vertex.height for vertex in vertices) / count + row_gap,
    )
    columns = Columns([], [0] * len(vertices), [], len(vertices))
    for number, of_group in enumerate(members.values()):
        parts = max(1, ceil(len(of_group) / rows))
        for part in range(parts):
            of_column = of_group[
                len(of_group) * part // parts : len(of_group) * (part + 1) // parts
            ]
            for item in of_column:
                columns.column_of[item] = len(columns.items)
            columns.items.append(of_column)
            columns.groups.append(number)
    _cut_links(columns, vertices, links)
    return columns


def _cut_links(columns: Columns, vertices: Sequence[Vertex], links: Sequence[Link]) -> None:
    number_of = {vertex.id: number for number, vertex in enumerate(vertices)}
    ends = [(number_of[link.source], number_of[link.target]) for link in links]
    column_of = columns.column_of
    columns.returns = _find_returns([column_of[b] - column_of[a] for a, b in ends])
    heights = _first_heights(columns)
    added: list[list[tuple[float, int]]] = [
        [(heights[item], item) for item in of_column] for of_column in columns.items
    ]
    for number, (a, b) in enumerate(ends):
        chain = [a]
        if number not in columns.returns:
            way = range(column_of[a] + 1, column_of[b]) or range(column_of[a] - 1, column_of[b], -1)
            for at, column in enumerate(way, start=1):
                share = at / (len(way) + 1)
                added[column].append(
                    ((1 - share) * heights[a] + share * heights[b], len(column_of))
                )
                chain.append(len(column_of))
                column_of.append(column)
        chain.append(b)
        columns.chains.append(chain)
    columns.items = [[item for _, item in sorted(of_column)] for of_column in added]


def _find_returns(spans: Sequence[int]) -> set[int]:
    """The links that run below the frames, by how many columns ahead each link leads."""
    backward = {number for number, span in enumerate(spans) if span < -1}
    returns = backward if len(backward) <= MOST_RETURNS else set()
    passages = sum(abs(span) - 1 for n, span in enumerate(spans) if span and n not in returns)
    for number in sorted(range(len(spans)), key=lambda n: -abs(spans[n])):
        if passages <= MOST_PASSAGES:
            break
        if number not in returns:
            returns.add(number)
            passages -= abs(spans[number]) - 1
    return returns


def _first_heights(columns: Columns) -> list[float]:
    """How far down each vertex stands in its column, as a share, before anything is moved."""
    heights = [0.0] * columns.vertex_count
    for of_column in columns.items:
        for row, item in enumerate(of_column):
            heights[item] = (row + 0.5) / len(of_column)
    return heights
