"""The map on a poster: one page with everything, as large as fits."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.marks import Picture
from journeymap.picture.papers import Paper, put_on_paper
from journeymap.picture.placing import smallest_text
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.describe import describe_map

NARROWEST = 1_000.0  # of the columns together
TRIES = 6
READABLE = 6.5  # points
Describe = Callable[[float], Picture]  # the map whose columns are together so wide


def describe_poster(
    facts: Facts, paper: Paper, lanes: tuple[str, ...] | None = None
) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The map in as many rows as make it largest, and a note where its letters are small.

    Args:
        facts: The journey with what was found out about it.
        paper: The sheet.
        lanes: The names of the lanes, in their order; all that have content where None.
    """

    def describe(width: float) -> Picture:
        return describe_map(facts, width=width, lanes=lanes)

    picture = _widen(describe, _choose_rows(describe, paper), paper)
    scale = _find_scale(picture, paper)
    width, height = paper.size
    x, y = (width - scale * picture.width) / 2, (height - scale * picture.height) / 3
    poster = put_on_paper(picture, paper, scale, x, y)
    return (poster,), _note_small(poster)


def _choose_rows(describe: Describe, paper: Paper) -> Picture:
    """The map whose form is nearest to the paper's, by trying widths between two bounds."""
    low, high = NARROWEST, 60_000.0
    best = describe(high)
    high = best.width
    aim = paper.width / paper.height
    for _ in range(TRIES):
        middle = (low * high) ** 0.5
        tried = describe(middle)
        if _find_scale(tried, paper) > _find_scale(best, paper):
            best = tried
        low, high = (low, middle) if tried.width / tried.height > aim else (middle, high)
    return best


def _widen(describe: Describe, picture: Picture, paper: Paper) -> Picture:
    """The same with columns that fill the paper's width, where it does not get smaller by it."""
    scale = _find_scale(picture, paper)
    width = paper.size[0] / scale - 2 * MARGIN - LABELS
    wider = describe(width)
    return wider if _find_scale(wider, paper) >= scale - 1e-9 else picture


def _find_scale(picture: Picture, paper: Paper) -> float:
    """How many times as large a picture may become."""
    width, height = paper.size
    return min(width / picture.width, height / picture.height)


def _note_small(poster: Picture) -> tuple[str, ...]:
    points = 0.75 * (smallest_text(poster) or READABLE)
    if points >= READABLE:
        return ()
    return (f"The smallest letters on this poster are {points:.1f} points high.",)
