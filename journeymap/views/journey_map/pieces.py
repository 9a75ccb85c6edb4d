"""What a map is put together from, top to bottom: head, lanes of each band, verdict, legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeymap.picture.blocks import Block, rule
from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.lanes import stage_lane
from journeymap.views.journey_map.legend import legend
from journeymap.views.journey_map.panel import weakest_panel
from journeymap.views.journey_map.plan import Band
from journeymap.views.journey_map.registry import choose_lanes
from journeymap.views.journey_map.touchpoints import touchpoint_lane

BAND_GAP = 18.0  # below the lanes of a band
_NAMING = (stage_lane, touchpoint_lane)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the map that is never divided, described as if it began at the top.

    Args:
        block: Its marks and its height.
        names: Whether it says what the columns are, and is repeated where a band is divided.
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
    """Pieces that belong together: a band's lanes, or one of the others alone.

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


def list_units(facts: Facts, bands: Sequence[Band], right: float) -> list[Unit]:
    """All that a map shows, in its order.

    Args:
        facts: The journey with what was found out about it.
        bands: Where its columns stand.
        right: Where head, verdict and legend end.
    """
    ends = (weakest_panel(facts, 0.0, right), legend(facts, 0.0, right))
    return [
        Unit((Piece(header(facts, 0.0, right)),)),
        *(Unit(tuple(_list_lanes(band, facts)), BAND_GAP) for band in bands),
        *(Unit((Piece(block),)) for block in ends if block.height),
    ]


def _list_lanes(band: Band, facts: Facts) -> Iterator[Piece]:
    for lane in choose_lanes(facts.lanes):
        block = lane(band, facts, 0.0)
        if block.height:
            line = () if lane is stage_lane else (rule(0.0, band.right),)
            yield Piece(Block((*line, *block.marks), block.height), lane in _NAMING)
