"""The order of the items in each column: few crossings, near the order that the author gave.

Sweeps by barycentres (Sugiyama, Tagawa and Toda 1981) with the order given mixed in at several
weights; the cheapest order of all is kept, the given one among them. Small graphs are then improved
by swapping neighbours.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from journeymap.picture.layouts.layered_columns import Columns

# Our choice, judged by eye: what makes a picture as hard to follow as one crossing of two lines.
COST_PASSING_A_BOX = 1.0  # a link inside a column that must go around a box
COST_UPWARDS = 3.0  # a link that led down in the author's order and leads up now
COST_SWAPPED = 1.0  # two boxes of a column that stand the other way round than given
# Above these numbers of items the search is cut short, to keep the time about linear.
MOST_FOR_SWAPS = 160
MOST_FOR_TRIALS = 12_000

Neighbours = Sequence[Sequence[int]]


def order_items(columns: Columns) -> None:
    """Put the items of every column into a better order, in place."""
    left, right = columns.neighbours()
    if len(columns.column_of) > MOST_FOR_TRIALS:
        _sweep(columns.items, left, 1.0)
        _sweep(columns.items[::-1], right, 1.0)
        return
    inner = columns.inner_links()
    given = [list(of_column) for of_column in columns.items]
    best, lowest = given, _cost(columns, given, right, inner)
    for weight in (0.0, 0.5, 2.0):
        trial = [list(of_column) for of_column in given]
        for _ in range(3):
            for order, neighbours in ((trial, left), (trial[::-1], right)):
                _sweep(order, neighbours, weight)
                cost = _cost(columns, trial, right, inner)
                if cost < lowest:
                    best, lowest = [list(of_column) for of_column in trial], cost
    columns.items = best
    if len(columns.column_of) <= MOST_FOR_SWAPS:
        _swap(columns, left, right, inner)


def _sweep(items: list[list[int]], neighbours: Neighbours, weight: float) -> None:
    """Order each column by the mean position of its neighbours in the column before."""
    position: dict[int, float] = {}
    for of_column in items:
        places = []
        for row, item in enumerate(of_column):
            own = (row + 0.5) / len(of_column)
            found = neighbours[item]
            mean = sum(position[n] for n in found) / len(found) if found else own
            places.append(((mean + weight * own) / (1 + weight), row, item))
        places.sort()
        of_column[:] = [item for _, _, item in places]
        position = {item: (row + 0.5) / len(of_column) for row, item in enumerate(of_column)}


def count_crossings(upper: Sequence[int], lower: Sequence[int], links: Neighbours) -> int:
    """How often straight links between two ordered columns cross.

    Example:
        >>> count_crossings([0, 1], [2, 3], [[3], [2]]), count_crossings([0, 1], [2, 3], [[2], [3]])
        (1, 0)
    """
    row = {item: number for number, item in enumerate(lower)}
    seen: list[int] = []
    crossings = 0
    for item in upper:
        ends = sorted(row[end] for end in links[item])
        crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
        for end in ends:
            insort(seen, end)
    return crossings


def _cost(
    columns: Columns,
    items: Sequence[Sequence[int]],
    right: Neighbours,
    inner: Sequence[Sequence[tuple[int, int]]],
) -> float:
    crossings = sum(count_crossings(items[c], items[c + 1], right) for c in range(len(items) - 1))
    return crossings + sum(
        _inner_cost(of_column, links, columns.vertex_count)
        for of_column, links in zip(items, inner, strict=True)
    )


def _inner_cost(
    of_column: Sequence[int], links: Sequence[tuple[int, int]], vertex_count: int
) -> float:
    """What the order in one column costs by itself; vertices are numbered as given."""
    boxes = [item for item in of_column if item < vertex_count]
    row = {item: number for number, item in enumerate(boxes)}
    cost = 0.0
    for a, b in links:
        cost += COST_PASSING_A_BOX * (abs(row[a] - row[b]) - 1)
        if a < b and row[a] > row[b]:
            cost += COST_UPWARDS
    seen: list[int] = []
    for box in boxes:
        cost += COST_SWAPPED * (len(seen) - bisect_right(seen, box))
        insort(seen, box)
    return cost


def _swap(
    columns: Columns,
    left: Neighbours,
    right: Neighbours,
    inner: Sequence[Sequence[tuple[int, int]]],
) -> None:
    """Swap neighbours in a column as long as that makes the picture cheaper."""

    def cost_at(c: int) -> float:
        items = columns.items
        cost = _inner_cost(items[c], inner[c], columns.vertex_count)
        if c > 0:
            cost += count_crossings(items[c], items[c - 1], left)
        if c + 1 < len(items):
            cost += count_crossings(items[c], items[c + 1], right)
        return cost

    for _ in range(6):
        improved = False
        for c, of_column in enumerate(columns.items):
            lowest = cost_at(c)
            for row in range(len(of_column) - 1):
                of_column[row], of_column[row + 1] = of_column[row + 1], of_column[row]
                cost = cost_at(c)
                if cost < lowest:
                    lowest, improved = cost, True
                else:
                    of_column[row], of_column[row + 1] = of_column[row + 1], of_column[row]
        if not improved:
            return
