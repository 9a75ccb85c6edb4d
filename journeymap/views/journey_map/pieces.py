"""What a map is put together from, top to bottom: head, lanes of each band, verdict, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from journeymap.picture.blocks import EMPTY, Block, rule
from journeymap.views.facts import Facts
from journeymap.views.header import header
from journeymap.views.journey_map.curve import curve_lane
from journeymap.views.journey_map.legend import find_signs, show_notes, show_signs
from journeymap.views.journey_map.panel import weakest_panel
from journeymap.views.journey_map.plan import Band
from journeymap.views.journey_map.registry import EVERYTHING, Choice, Lane
from journeymap.views.journey_map.stages import stage_lane
from journeymap.views.journey_map.touchpoints import touchpoint_lane
from journeymap.views.on_paper.pieces import Piece, Signs, Unit

BAND_GAP = 18.0  # below the lanes of a band
FEWER, NARROW = 3, 1000.0  # rows of the verdict, on a page that is narrower than so many pixels
SAVED = 7.0  # of the room below a lane, where room is dear
_NAMING = (stage_lane, touchpoint_lane)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the map that is never divided.

    Args:
        draw: Describes it where it begins so far down; it may have nothing to show.
        names: Whether it says what the columns are, and is repeated where a band is divided.
        signs: The names of the signs that stand on it.
    """

    draw: Callable[[float], Block]
    names: bool = False
    signs: Signs = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that belong together: a band's lanes, or one of the others alone.

    Args:
        parts: From top to bottom.
        below: Room below the last one.
        whole: Whether it is a band, whose columns had better not be divided.
    """

    parts: tuple[Part, ...]
    below: float = 0.0
    whole: bool = False


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
    lanes = [tuple(_list_lanes(choice, band, facts)) for band in bands]
    signs = frozenset[str]().union(*(part.signs for parts in lanes for part in parts))
    few = choice.low and right < NARROW
    panel = partial(weakest_panel, most=FEWER) if few else weakest_panel
    ends = {"verdict": panel, "legend": partial(show_signs, signs=signs), "notes": show_notes}
    return [
        Section((Part(lambda y: header(facts, y, right, people=people, small=choice.low)),)),
        *(Section(parts, BAND_GAP, whole=True) for parts in lanes),
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
        signs = _find_signs(lane, band, facts)
        yield Part(partial(_draw_lane, lane, band, facts, saved), _is(lane, *_NAMING), signs)


def _find_signs(lane: Lane, band: Band, facts: Facts) -> Signs:
    """The names of the signs that stand on a lane."""
    if lane is touchpoint_lane:
        named = any(facts.is_weakest(slot.touchpoint.id) for slot in band.slots)
        return frozenset({"weakest"} if named else ())
    if _is(lane, curve_lane):
        return find_signs([slot.point for slot in band.slots])
    return frozenset()


def _is(lane: Lane, *known: Lane) -> bool:
    """Whether a lane is one of some, also where it is drawn with a setting."""
    return getattr(lane, "func", lane) in known


def _draw_lane(lane: Lane, band: Band, facts: Facts, saved: float, y: float) -> Block:
    """A lane below a thin line; stages need none."""
    block = lane(band, facts, y)
    if not block.height:
        return EMPTY
    line = () if _is(lane, stage_lane) else (rule(y, band.right),)
    return Block((*line, *block.marks), block.height - saved)


def list_units(
    facts: Facts, bands: Sequence[Band], right: float, choice: Choice = EVERYTHING
) -> list[Unit]:
    """The same as pieces that can be put on pages; what is empty is left out."""
    units = []
    for section in list_sections(facts, bands, right, choice):
        drawn = [Piece(part.draw(0.0), part.names, part.signs) for part in section.parts]
        shown = tuple(piece for piece in drawn if piece.height)
        units.append(Unit(shown, section.below, whole=section.whole))
    return units
