"""Pieces put on pages: as few pages as can be, about equally full, units whole where they fit.

The breaks are chosen all at once, so that no page is left nearly empty by the ones before it
(dynamic programming over the places where a page may end, as Knuth and Plass do with lines).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.views.on_paper.pieces import Piece, Signs, Unit

# Our choice, judged by eye, against the square of the share of a page that is left free.
DIVIDED = 0.05  # a unit goes on with the next page
BARE_HEAD = 1.0  # the first unit, the picture's head, stands alone
BARE_END = 1.0  # the last piece, such as notes, stands alone on a page that is nearly empty
NEARLY_EMPTY = 0.25


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page.

    Args:
        marks: From its top.
        height: How high they are, in pixels.
        signs: The names of the signs on it.
    """

    marks: tuple[Mark, ...]
    height: float
    signs: Signs = frozenset()


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages, and how unpleasant their breaks and their emptiness are; 0 is best.

    Args:
        pages: What stands on each.
        cost: Of breaks and emptiness.
        torn: How many breaks divide columns, or leave the head alone.
    """

    pages: tuple[Page, ...]
    cost: float
    torn: int = 0


_Best = tuple[int, int, float, int]
_NONE: _Best = (10**9, 0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class _Place:
    """A piece in the row of all pieces.

    Args:
        piece: The piece.
        unit: The number of its unit.
        above: Room above it where it is not the first on its page.
        again: The pieces that are repeated where it is.
        may_begin: Whether a page may begin with it.
        whole: Whether its unit had better not be divided.
    """

    piece: Piece
    unit: int
    above: float
    again: tuple[Piece, ...]
    may_begin: bool
    whole: bool = False


def fill_pages(
    units: Sequence[Unit], room: float, measure_foot: Callable[[Signs], float] | None = None
) -> Pages:
    """The units from page to page.

    A unit that is divided goes on below those of its pieces that name its columns. One that is to
    stay whole is divided only where it is higher than a page. A piece that is higher than a page
    stands on one alone with these, and is higher.

    Args:
        units: What a picture shows, its head first.
        room: How high a page's content may be, with the foot that explains its signs.
        measure_foot: How high that is for some signs; nothing where None.
    """
    foot = measure_foot or (lambda _: 0.0)
    places = _list_places(units, room, foot)
    count = len(places)
    # for each end the fewest torn columns and pages, their cost, and where the last page begins
    best: list[_Best] = [(0, 0, 0.0, 0)]
    for end in range(1, count + 1):
        found = _NONE
        for start in range(end - 1, -1, -1):
            left = room - foot(_find_signs(places, start, end))
            height = _measure(places, start, end)
            if height > left and not _stands_alone(places, start, end):
                break
            if places[start].may_begin and best[start] < _NONE:
                torn, pages, cost, _ = best[start]
                torn += _tears(places, end)
                cost += _rate(places, start, end, left)
                found = min(found, (torn, pages + 1, cost, start))
        best.append(found)
    breaks = [count]
    while breaks[0]:
        breaks.insert(0, best[breaks[0]][3])
    shown = tuple(_lay(places, start, end) for start, end in pairwise(breaks))
    high = sum(unit.whole and _is_high(unit, room, foot) for unit in units)
    return Pages(shown, best[count][2], best[count][0] + high)


def _is_high(unit: Unit, room: float, foot: Callable[[Signs], float]) -> bool:
    """Whether a unit is higher than a page, so that it has to be divided."""
    signs = frozenset[str]().union(*(piece.signs for piece in unit.pieces))
    return unit.height > room - foot(signs)


def _find_signs(places: Sequence[_Place], start: int, end: int) -> Signs:
    shown = [*places[start].again, *(one.piece for one in places[start:end])]
    return frozenset[str]().union(*(piece.signs for piece in shown))


def _tears(places: Sequence[_Place], end: int) -> int:
    """Whether a page that ends here divides columns that would fit, or has the head alone."""
    if end == len(places):
        return 0
    if places[end].unit != places[end - 1].unit:
        return int(_is_head(places[end - 1]))
    return int(places[end].whole)


def _is_head(place: _Place) -> bool:
    """Whether a piece is the picture's head: the first, without columns."""
    return place.unit == 0 and not place.again and not place.piece.names


def _list_places(
    units: Sequence[Unit], room: float, foot: Callable[[Signs], float]
) -> list[_Place]:
    """All pieces in a row; no page begins between the names of columns and what stands below."""
    places: list[_Place] = []
    below = 0.0
    for number, unit in enumerate(units):
        named: list[Piece] = []
        whole = unit.whole and not _is_high(unit, room, foot)
        for i, piece in enumerate(unit.pieces):
            bare = i == len(named)  # nothing but names is above it
            again = () if piece.names and bare else tuple(named)
            places.append(_Place(piece, number, below, again, not (bare and i), whole))
            below = 0.0
            if piece.names:
                named.append(piece)
        below = unit.below
    return places


def _measure(places: Sequence[_Place], start: int, end: int) -> float:
    first = places[start]
    height = sum(piece.height for piece in first.again) + first.piece.height
    return height + sum(one.above + one.piece.height for one in places[start + 1 : end])


def _stands_alone(places: Sequence[_Place], start: int, end: int) -> bool:
    """Whether a page has nothing but one piece and names of its columns."""
    others = [one for one in places[start:end] if not one.piece.names]
    return len(others) <= 1 and places[start].unit == places[end - 1].unit


def _rate(places: Sequence[_Place], start: int, end: int, room: float) -> float:
    """How unpleasant a page is: what is left free on it, and where it ends."""
    free = max(0.0, 1 - _measure(places, start, end) / room) ** 2
    if start == 0 and end == len(places):
        return 0.0
    if end == len(places) and free > (1 - NEARLY_EMPTY) ** 2:
        free += BARE_END
    divided = end < len(places) and places[end].unit == places[end - 1].unit
    bare = end < len(places) and _is_head(places[end - 1]) and not divided
    return free + DIVIDED * divided + BARE_HEAD * bare


def _lay(places: Sequence[_Place], start: int, end: int) -> Page:
    """The marks of a page."""
    marks: list[Mark] = []
    y = 0.0
    for piece in places[start].again:
        marks += piece.at(y)
        y += piece.height
    for i, one in enumerate(places[start:end]):
        y += one.above if i else 0.0
        marks += one.piece.at(y)
        y += one.piece.height
    return Page(tuple(marks), y, _find_signs(places, start, end))


def shrink(page: Page, room: float, left: float) -> Page:
    """A page that is too high, made as much smaller as it must be; its left edge stays."""
    scale = room / page.height
    return Page(place(page.marks, left * (1 - scale), 0.0, scale), room, page.signs)
