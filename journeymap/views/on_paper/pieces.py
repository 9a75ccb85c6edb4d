"""What pages are filled with: pieces that are never divided, and units of pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.picture.blocks import Block
from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.wording.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a picture as if it began at the top.

    Args:
        block: Its marks and its height.
        names: Whether it says what the columns are, and is repeated where a unit is divided.
    """

    block: Block
    names: bool = False

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
    """

    pieces: tuple[Piece, ...]
    below: float = 0.0

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
        list_units: What it shows, its head first, given its right edge and whether to save height.
        show_signs: What its signs mean, at the foot of each page, given its top and its right edge.
    """

    title: str
    told: str
    head: str
    words: Words
    list_units: Callable[[float, bool], list[Unit]]
    show_signs: Callable[[float, float], Block]
