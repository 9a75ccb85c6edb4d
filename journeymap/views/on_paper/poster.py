"""A picture on one page, as large as fits."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.picture.marks import Picture
from journeymap.picture.papers import Paper, put_on_paper
from journeymap.picture.theme import LABELS, MARGIN
from journeymap.views.on_paper.small_letters import note_small

NARROWEST, WIDEST = 1_000.0, 60_000.0  # of the columns together
TRIES = 6
MOST = 2.0  # times as large on a page that is held in hands
Describe = Callable[[float], Picture]  # the picture whose columns are together so wide
Described = tuple[tuple[Picture, ...], tuple[str, ...]]


def describe_poster(describe: Describe, paper: Paper) -> Described:
    """The picture in as many rows as make it largest, and a note where its letters are small.

    Args:
        describe: Describes the picture whose columns are together so wide.
        paper: The sheet.
    """
    poster = put_in_middle(_widen(describe, _choose_rows(describe, paper), paper), paper)
    return (poster,), note_small(poster, paper)


def put_in_middle(picture: Picture, paper: Paper, most: float = float("inf")) -> Picture:
    """A picture as large as fits on a page, nearer to its upper edge than to the lower one.

    Args:
        picture: What to put there.
        paper: The sheet.
        most: How many times as large it may become.
    """
    scale = min(find_scale(picture, paper), most)
    width, height = paper.size
    x, y = (width - scale * picture.width) / 2, (height - scale * picture.height) / 3
    return put_on_paper(picture, paper, scale, x, y)


def fill_page(describe: Describe, paper: Paper) -> Picture:
    """A picture that can be wider but not be divided, on one page.

    Args:
        describe: Describes it so wide between its margins at least.
        paper: The sheet.
    """
    most = float("inf") if paper.single else MOST
    picture = describe(0.0)
    scale = min(find_scale(picture, paper), most)
    wider = describe(paper.size[0] / scale - 2 * MARGIN)
    better = find_scale(wider, paper) >= scale - 1e-9
    return put_in_middle(wider if better else picture, paper, most)


def _choose_rows(describe: Describe, paper: Paper) -> Picture:
    """The picture whose form is nearest to the paper's, by trying widths between two bounds."""
    low, high = NARROWEST, WIDEST
    best = describe(high)
    high = best.width
    aim = paper.width / paper.height
    for _ in range(TRIES):
        middle = (low * high) ** 0.5
        tried = describe(middle)
        if find_scale(tried, paper) > find_scale(best, paper):
            best = tried
        low, high = (low, middle) if tried.width / tried.height > aim else (middle, high)
    return best


def _widen(describe: Describe, picture: Picture, paper: Paper) -> Picture:
    """The same with columns that fill the paper's width, where it does not get smaller by it."""
    scale = find_scale(picture, paper)
    width = paper.size[0] / scale - 2 * MARGIN - LABELS
    wider = describe(width)
    return wider if find_scale(wider, paper) >= scale - 1e-9 else picture


def find_scale(picture: Picture, paper: Paper) -> float:
    """How many times as large a picture may become."""
    width, height = paper.size
    return min(width / picture.width, height / picture.height)
