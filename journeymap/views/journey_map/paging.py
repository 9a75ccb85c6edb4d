"""Pieces put on pages: whole bands where they fit, else divided between two lanes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.views.journey_map.pieces import Piece, Unit

ENOUGH = 0.5  # of a page, left free, to begin a band on it that must be divided anyway


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page.

    Args:
        marks: From its top.
        height: How high they are, in pixels.
    """

    marks: tuple[Mark, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages, and how often a band had to be divided."""

    pages: tuple[Page, ...]
    divided: int


@dataclass
class _Writing:
    """The pages so far, the last of which is being filled."""

    room: float
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    heights: list[float] = field(default_factory=lambda: [0.0])
    divided: int = 0

    @property
    def left(self) -> float:
        return self.room - self.heights[-1]

    def turn(self) -> None:
        if self.heights[-1]:
            self.pages.append([])
            self.heights.append(0.0)

    def put(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pages[-1] += piece.at(self.heights[-1])
            self.heights[-1] += piece.height


def fill_pages(units: Sequence[Unit], room: float) -> Pages:
    """The units from page to page.

    A unit that fits on a page is whole; another is divided between its pieces, and those that name
    its columns are repeated. A piece that is higher than a page stands on one and is higher.

    Args:
        units: What a map shows, its head first.
        room: How high a page's content may be.
    """
    writing = _Writing(room)
    for number, unit in enumerate(units):
        alone = number == 1  # with nothing but the head above it
        if unit.height > writing.left and unit.height <= room and not alone:
            writing.turn()
        if unit.height <= writing.left:
            writing.put(unit.pieces)
        else:
            _divide(writing, unit, begin=alone)
        writing.heights[-1] += unit.below
    pages = zip(writing.pages, writing.heights, strict=True)
    return Pages(tuple(Page(tuple(marks), height) for marks, height in pages), writing.divided)


def _divide(writing: _Writing, unit: Unit, *, begin: bool) -> None:
    """A unit's pieces on this page and the next ones."""
    naming = [piece for piece in unit.pieces if piece.names]
    enough = writing.left >= (0.0 if begin else ENOUGH * writing.room)
    if not enough or _find_start(unit) > writing.left:
        writing.turn()
    bare = writing.heights[-1] == 0  # whether the page has nothing but the unit's names
    for piece in unit.pieces:
        if piece.height > writing.left and not bare:
            writing.turn()
            writing.divided += 1
            bare = True
            writing.put([] if piece.names else naming)
        writing.put([piece])
        bare = bare and piece.names


def _find_start(unit: Unit) -> float:
    """How high a unit is up to the first piece that is more than names."""
    height = 0.0
    for piece in unit.pieces:
        height += piece.height
        if not piece.names:
            break
    return height


def shrink(page: Page, room: float, left: float) -> Page:
    """A page that is too high, made as much smaller as it must be; its left edge stays."""
    scale = room / page.height
    return Page(place(page.marks, left * (1 - scale), 0.0, scale), room)
