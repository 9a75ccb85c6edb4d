"""The signs of a flow: a bar as long as its reach, hatched where journeys end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.flow.records import Completion, FlowRow
from journeymap.picture.marks import Box, Line, Mark
from journeymap.picture.plotting import Ruler
from journeymap.picture.signs import hatch, whisker
from journeymap.picture.theme import CURVE, GOOD, GRID, INK, PAPER, POOR, POOR_GROUND

HEIGHT, STEP = 14.0, 6.0


def draw_reach(ruler: Ruler, y: float, row: FlowRow, unsure: bool) -> Sequence[Mark]:
    """Those who come: at the left those who go on, at the right those who are lost, hatched."""
    end, kept = ruler.at(100 * row.reach), ruler.at(100 * max(0.0, row.reach - row.drop_off))
    look = (PAPER, CURVE, 1.4) if unsure else (CURVE, "", 1.0)
    ground = Box(ruler.start, y - HEIGHT / 2, ruler.end - ruler.start, HEIGHT, GRID, radius=2.0)
    on = Box(
        ruler.start, y - HEIGHT / 2, max(kept - ruler.start, 0.5), HEIGHT, *look, dashed=unsure
    )
    return (ground, on, *_lost(kept, end, y))


def _lost(left: float, right: float, y: float) -> Iterator[Mark]:
    if right - left < 0.5:
        return
    lost = Box(left, y - HEIGHT / 2, right - left, HEIGHT, POOR_GROUND, POOR)
    yield lost
    yield from hatch(lost, POOR, STEP)


def draw_success(ruler: Ruler, y: float, share: float, found: Completion | None) -> Sequence[Mark]:
    """Those who succeed.

    Args:
        ruler: The axis, 0 to 100.
        y: The middle of the row.
        share: Who come here, 0 to 1, where it is not all of completion.
        found: Completion with its interval, where it is.
    """
    ground = Box(ruler.start, y - HEIGHT / 2, ruler.end - ruler.start, HEIGHT, GRID, radius=2.0)
    end = ruler.at(100 * (share if found is None else found.value))
    bar = Box(ruler.start, y - HEIGHT / 2, max(end - ruler.start, 0.5), HEIGHT, GOOD)
    ends = (None, None) if found is None else (found.low, found.high)
    low, high = (None if e is None else 100 * e for e in ends)
    return (ground, bar, *whisker(ruler, y, low, high, colour=INK))


def reach_key(x: float, y: float) -> tuple[Mark, ...]:
    """Those who go on, as a legend shows it."""
    return (Box(x - 9, y - 6, 18, 12, CURVE),)


def lost_key(x: float, y: float) -> tuple[Mark, ...]:
    """Those who are lost."""
    box = Box(x - 9, y - 6, 18, 12, POOR_GROUND, POOR)
    return (box, *hatch(box, POOR, STEP))


def success_key(x: float, y: float) -> tuple[Mark, ...]:
    """Success."""
    return (Box(x - 9, y - 6, 15, 12, GOOD), Line(((x, y), (x + 9, y)), INK, 1.8))
