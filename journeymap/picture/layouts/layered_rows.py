"""How high every item of a layered layout lies: boxes from the top, links near what they join."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.picture.layouts.layered_columns import Columns

# Our choice, judged by eye: how strongly a box is held at its place from the top of its column, so
# that columns begin at one height and boxes stand in rows; and how much more a link between two
# passages pulls than one that ends at a box (straight lines).
HOLD = 200.0
MOST_ABOVE = 60.0  # pixels that all columns leave at the top for links over the boxes of one
STRAIGHTEN = 4.0
PASSAGE = 10.0  # pixels between two links that pass through a column side by side
CLOSEST_PASSAGE = 2.0


def place_rows(
    columns: Columns, heights: Sequence[float], row_gap: float
) -> tuple[list[float], float]:
    """The middle of each item, from the top of the tallest column, and the height of that column.

    Args:
        columns: The items in their order.
        heights: The height of each vertex.
        row_gap: The room between two boxes of a column.
    """
    steps = [_steps(columns, of_column, heights, row_gap) for of_column in columns.items]
    ends = [
        _half(columns, of_column[-1], heights) if of_column else 0.0 for of_column in columns.items
    ]
    middle = [0.0] * len(columns.column_of)
    for of_column, of_steps in zip(columns.items, steps, strict=True):
        at = 0.0
        for item, step in zip(of_column, of_steps, strict=True):
            at += step
            middle[item] = at
    rows = _align(columns, middle, heights, row_gap)
    tallest = max(
        max((sum(of_steps) + end for of_steps, end in zip(steps, ends, strict=True)), default=0.0),
        max((at + height / 2 for at, height in zip(rows, heights, strict=True)), default=0.0),
    )
    _pull(columns, middle, rows, steps, [tallest - end for end in ends])
    return middle, tallest


def _align(
    columns: Columns, middle: Sequence[float], heights: Sequence[float], row_gap: float
) -> list[float]:
    """Where each box wants to lie: its column begins where all do, without regard to passages."""
    boxes = [
        [item for item in of_column if item < columns.vertex_count] for of_column in columns.items
    ]
    above = max((middle[own[0]] - heights[own[0]] / 2 for own in boxes if own), default=0.0)
    rows = [0.0] * columns.vertex_count
    for own in boxes:
        at = min(above, MOST_ABOVE)
        for item in own:
            rows[item] = at + heights[item] / 2
            at += heights[item] + row_gap
    return rows


def settle(
    targets: Sequence[float], weights: Sequence[float], steps: Sequence[float], lowest: float
) -> list[float]:
    """Positions nearest to the targets (weighted least squares) that keep the steps between them.

    Isotonic regression by pooling adjacent violators (Ayer et al. 1955), then held between the
    first step and ``lowest``, the largest position the last may take.

    Example:
        >>> settle([5, 5], [1, 1], [0, 4], 100)
        [3.0, 7.0]
    """
    pools: list[tuple[float, float, int]] = []  # weighted mean, weight, how many
    offset = 0.0
    for target, weight, step in zip(targets, weights, steps, strict=True):
        offset += step
        mean, total, size = target - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            other, more, count = pools.pop()
            mean = (mean * total + other * more) / (total + more)
            total, size = total + more, size + count
        pools.append((mean, total, size))
    found: list[float] = []
    highest = max(0.0, lowest - offset)
    at = 0.0
    free = [min(max(mean, 0.0), highest) for mean, _, size in pools for _ in range(size)]
    for mean, step in zip(free, steps, strict=True):
        at += step
        found.append(mean + at)
    return found


def _half(columns: Columns, item: int, heights: Sequence[float]) -> float:
    return heights[item] / 2 if item < columns.vertex_count else 0.0


def _steps(
    columns: Columns, of_column: Sequence[int], heights: Sequence[float], row_gap: float
) -> list[float]:
    """How far each item lies below the one before it at the least; the first below the top."""
    boxes = [item for item in of_column if item < columns.vertex_count]
    taken = sum(heights[item] + row_gap for item in boxes)
    passages = len(of_column) - len(boxes)
    passage = min(PASSAGE, max(CLOSEST_PASSAGE, taken / max(1, passages)))
    steps = []
    before: int | None = None
    for item in of_column:
        is_box = item < columns.vertex_count
        if before is None:
            gap = 0.0
        elif is_box and before < columns.vertex_count:
            gap = row_gap
        else:
            gap = row_gap / 2 if is_box or before < columns.vertex_count else passage
        steps.append(
            gap
            + _half(columns, item, heights)
            + (0.0 if before is None else _half(columns, before, heights))
        )
        before = item
    return steps


def _pull(
    columns: Columns,
    middle: list[float],
    rows: Sequence[float],
    steps: Sequence[Sequence[float]],
    lowest: Sequence[float],
) -> None:
    """Draw items towards their neighbours, column by column, from both ends in turn."""
    left, right = columns.neighbours()
    count = columns.vertex_count
    order = list(range(len(columns.items)))
    sweeps = 6 if len(middle) < 20_000 else 2
    for sweep in range(sweeps):
        for c in order if sweep % 2 == 0 else reversed(order):
            targets, weights = [], []
            for item in columns.items[c]:
                weight, total = (
                    (HOLD, HOLD * rows[item]) if item < count else (0.01, 0.01 * middle[item])
                )
                for other in (*left[item], *right[item]):
                    pull = STRAIGHTEN if item >= count and other >= count else 1.0
                    weight += pull
                    total += pull * middle[other]
                targets.append(total / weight)
                weights.append(weight)
            for item, at in zip(
                columns.items[c], settle(targets, weights, steps[c], lowest[c]), strict=True
            ):
                middle[item] = at
