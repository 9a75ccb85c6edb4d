"""What a map is put together from, top to bottom: head, lanes of each band, verdict, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from journeymap.picture.blocks import EMPTY, Block, rule
from journeymap.picture.marks import Mark
from journeymap.picture.placing import place
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.legend import legend
from journeymap.views.journey_map.panel import weakest_panel
from journeymap.views.journey_map.plan import Band
from journeymap.views.journey_map.registry import Lane, choose_lanes
from journeymap.views.journey_map.stages import stage_lane
from journeymap.views.journey_map.touchpoints import touchpoint_lane

BAND_GAP = 18.0  # below the lanes of a band
_NAMING = (stage_lane, touchpoint_lane)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the map that is never divided.

    Args:
        draw: Describes it where it begins so far down; it may have nothing to show.
        names: Whether it says what the columns are, and is repeated where a band is divided.
    """

    draw: Callable[[float], Block]
    names: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that belong together: a band's lanes, or one of the others alone.

    Args:
        parts: From top to bottom.
        below: Room below the last one.
    """

    parts: tuple[Part, ...]
    below: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the map as if it began at the top, for pages that are filled with such pieces.

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
    """The pieces of a section.

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


def list_sections(
    facts: Facts, bands: Sequence[Band], right: float, lanes: tuple[str, ...] | None = None
) -> list[Section]:
    """All that a map shows, in its order.

    Args:
        facts: The journey with what was found out about it.
        bands: Where its columns stand.
        right: Where head, verdict and legend end.
        lanes: The names of the lanes, in their order; all that have content where None.
    """
    chosen = choose_lanes(lanes)
    ends = (weakest_panel, legend)
    return [
        Section((Part(lambda y: header(facts, y, right)),)),
        *(Section(tuple(_list_lanes(chosen, band, facts)), BAND_GAP) for band in bands),
        *(Section((Part(partial(_draw_end, end, facts, right)),)) for end in ends),
    ]


def _draw_end(
    end: Callable[[Facts, float, float], Block], facts: Facts, right: float, y: float
) -> Block:
    return end(facts, y, right)


def _list_lanes(lanes: Sequence[Lane], band: Band, facts: Facts) -> Iterator[Part]:
    for lane in lanes:
        yield Part(partial(_draw_lane, lane, band, facts), lane in _NAMING)


def _draw_lane(lane: Lane, band: Band, facts: Facts, y: float) -> Block:
    """A lane below a thin line; stages need none."""
    block = lane(band, facts, y)
    if not block.height:
        return EMPTY
    line = () if lane is stage_lane else (rule(y, band.right),)
    return Block((*line, *block.marks), block.height)


def list_units(
    facts: Facts, bands: Sequence[Band], right: float, lanes: tuple[str, ...] | None = None
) -> list[Unit]:
    """The same as pieces that can be put on pages; what is empty is left out."""
    units = []
    for section in list_sections(facts, bands, right, lanes):
        drawn = [Piece(part.draw(0.0), part.names) for part in section.parts]
        units.append(Unit(tuple(piece for piece in drawn if piece.height), section.below))
    return units
