"""What pages are filled with: pieces that are never divided, and units of pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.wording.words import Words

Signs = frozenset[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """What is done so that more stands on a page.

    Args:
        low: Whether height is saved: a small head, closer lanes.
        tight: Whether columns are as narrow as their words allow.
        most: How many columns stand side by side at most; as many as are wide enough where None.
    """

    low: bool = False
    tight: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a picture as if it began at the top.

    Args:
        block: Its marks and its height.
        names: Whether it says what the columns are, and is repeated where a unit is divided.
        signs: The names of the signs that stand on it, which the foot of its page explains.
    """

    block: Block
    names: bool = False
    signs: Signs = frozenset()

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return self.block.height

    def at(self, y: float) -> tuple[Mark, ...]:
        """Its marks where it begins at ``y``."""
        return place(self.block.marks, 0.0, y)


@dataclass(frozen=True, slots=True)
class Unit:
    """Pieces that stand on one page where they can, such as a band's lanes.

    Args:
        pieces: From top to bottom; none where there is nothing to show.
        below: Room below the last one.
        whole: Whether it is only divided where it is higher than a page, such as columns.
    """

    pieces: tuple[Piece, ...]
    below: float = 0.0
    whole: bool = False

    @property
    def height(self) -> float:
        """How high the pieces are together, in pixels."""
        return sum(piece.height for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Contents:
    """A picture that can be put on pages.

    Args:
        title: What it is called.
        told: The whole of it in words.
        head: What stands at the top of each page but the first: name, and what was measured.
        words: The fixed words of its language.
        list_units: What it shows, its head first, given its right edge and how it is made to fit.
        show_signs: What signs mean, at the foot of a page, given its top, its right edge, and which
            signs stand on the page.
        columns: How many columns it has.
        patience: How many times as many pages whole columns are worth.
        first: The number of the first page, in a document that counts its pages; they are counted
            by themselves where None.
        headed: Whether pages have a running head; not where they stand below another's title.
    """

    title: str
    told: str
    head: str
    words: Words
    list_units: Callable[[float, Fit], list[Unit]]
    show_signs: Callable[[float, float, Signs], Block]
    columns: int = 1
    patience: float = 1.5
    first: int | None = None
    headed: bool = True
