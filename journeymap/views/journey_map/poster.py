"""The map on a poster: one page with everything, as large as fits."""

from __future__ import annotations

from dataclasses import replace

from journeymap.picture.marks import Picture
from journeymap.picture.papers import Paper, put_on_paper
from journeymap.picture.placing import place, smallest_text
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.facts import Facts
from journeymap.views.journey_map.describe import describe_map

NARROWEST = 1_000.0  # of the columns together
TRIES = 6
READABLE = 6.5  # points


def describe_poster(facts: Facts, paper: Paper) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The map in as many rows as make it largest, and a note where its letters are small."""
    picture = _widen(facts, _choose_rows(facts, paper), paper)
    scale = _find_scale(picture, paper)
    width, height = (side / scale for side in paper.size)
    x, y = (width - picture.width) / 2, (height - picture.height) / 3
    spread = replace(picture, marks=place(picture.marks, x, y))
    poster = put_on_paper(spread, paper, scale)
    return (poster,), _note_small(poster)


def _choose_rows(facts: Facts, paper: Paper) -> Picture:
    """The map whose form is nearest to the paper's, by trying widths between two bounds."""
    low, high = NARROWEST, 60_000.0
    best = describe_map(facts, width=high)
    high = best.width
    aim = paper.width / paper.height
    for _ in range(TRIES):
        middle = (low * high) ** 0.5
        tried = describe_map(facts, width=middle)
        if _find_scale(tried, paper) > _find_scale(best, paper):
            best = tried
        low, high = (low, middle) if tried.width / tried.height > aim else (middle, high)
    return best


def _widen(facts: Facts, picture: Picture, paper: Paper) -> Picture:
    """The same with columns that fill the paper's width, where it does not get smaller by it."""
    scale = _find_scale(picture, paper)
    width = paper.size[0] / scale - 2 * MARGIN - LABELS
    wider = describe_map(facts, width=width)
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
