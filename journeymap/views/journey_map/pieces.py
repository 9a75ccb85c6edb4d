"""What a map is put together from, top to bottom: head, lanes of each band, verdict, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from journeymap.picture.blocks import EMPTY, Block, rule
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.legend import show_notes, show_signs
from journeymap.views.journey_map.panel import weakest_panel
from journeymap.views.journey_map.plan import Band
from journeymap.views.journey_map.registry import EVERYTHING, Choice, Lane
from journeymap.views.journey_map.stages import stage_lane
from journeymap.views.journey_map.touchpoints import touchpoint_lane
from journeymap.views.on_paper.pieces import Piece, Unit

BAND_GAP = 18.0  # below the lanes of a band
SAVED = 6.0  # of the room below a lane, where room is dear
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


def list_sections(
    facts: Facts, bands: Sequence[Band], right: float, choice: Choice = EVERYTHING
) -> list[Section]:
    """All that a map shows, in its order: its signs come last but for its notes.

    Args:
        facts: The journey with what was found out about it.
        bands: Where its columns stand.
        right: Where head, verdict and legend end.
        choice: Which lanes and panels.
    """
    people = choice.has("personas")
    ends = {"verdict": weakest_panel, "legend": show_signs, "notes": show_notes}
    return [
        Section((Part(lambda y: header(facts, y, right, people=people)),)),
        *(Section(tuple(_list_lanes(choice, band, facts)), BAND_GAP) for band in bands),
        Section(
            tuple(
                Part(partial(_draw_end, end, facts, right))
                for name, end in ends.items()
                if choice.has(name)
            )
        ),
    ]


def _draw_end(
    end: Callable[[Facts, float, float], Block], facts: Facts, right: float, y: float
) -> Block:
    return end(facts, y, right)


def _list_lanes(choice: Choice, band: Band, facts: Facts) -> Iterator[Part]:
    saved = SAVED if choice.low else 0.0
    for lane in choice.lanes:
        yield Part(partial(_draw_lane, lane, band, facts, saved), lane in _NAMING)


def _draw_lane(lane: Lane, band: Band, facts: Facts, saved: float, y: float) -> Block:
    """A lane below a thin line; stages need none."""
    block = lane(band, facts, y)
    if not block.height:
        return EMPTY
    line = () if lane is stage_lane else (rule(y, band.right),)
    return Block((*line, *block.marks), block.height - saved)


def list_units(
    facts: Facts, bands: Sequence[Band], right: float, choice: Choice = EVERYTHING
) -> list[Unit]:
    """The same as pieces that can be put on pages; what is empty is left out."""
    units = []
    for section in list_sections(facts, bands, right, choice):
        drawn = [Piece(part.draw(0.0), part.names) for part in section.parts]
        units.append(Unit(tuple(piece for piece in drawn if piece.height), section.below))
    return units
