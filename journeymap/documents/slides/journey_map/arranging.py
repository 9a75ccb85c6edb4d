"""Which touchpoints and which lanes of the map stand on which slide, so that all can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.documents.slides.journey_map.cards import Lane, divide, enlarge
from journeymap.documents.slides.journey_map.columns import (
    Column,
    halve,
    part_columns,
    set_columns,
)
from journeymap.documents.slides.journey_map.curve import has_curve
from journeymap.documents.slides.journey_map.lanes import LANES, make_lane
from journeymap.views.facts import Facts

BETWEEN = 9.0
LEAST_CURVE = 120.0
FLATTEST = 90.0  # lower, a curve shows nothing that the readings don't say
_SMALLER = 0.9  # names in letters of the smallest size, so that no word is broken
_FEW = 3  # columns; more of them, and a word that must be broken would divide them
HEAD = ("stages", "touchpoints")  # what every slide of the map says
_GOES = ("goals", "channels", "emotions", "curve", "readings")
_DOES, _ASKS = ("actions", "expectations", "quotes"), ("pains", "opportunities")
_ORDER = ("stages", "goals", "touchpoints", "channels", "actions", "expectations", "emotions",
          "curve", "readings", "quotes", "pains", "opportunities", "owners")  # fmt: skip
_ARRANGEMENTS: tuple[tuple[tuple[str, ...], ...], ...] = (
    ((*_GOES, *_DOES, *_ASKS, "owners"),),
    ((*_GOES, "owners"), (*_DOES, *_ASKS)),
    (_GOES, (*_DOES, *_ASKS, "owners")),
    (_GOES, _DOES, (*_ASKS, "owners")),
)


@dataclass(frozen=True)
class Sheet:
    """What one slide of the map shows.

    Args:
        columns: Its touchpoints, at their places.
        lanes: Its lanes by name, from top to bottom; the curve has no cards.
    """

    columns: Sequence[Column]
    lanes: Sequence[tuple[str, Lane]]

    @property
    def has_curve(self) -> bool:
        """Whether the curve stands on it."""
        return any(name == "curve" for name, _ in self.lanes)

    @property
    def goes(self) -> bool:
        """Whether it shows how the journey goes, and not only what is done and said."""
        return any(name in ("goals", "curve", "readings") for name, _ in self.lanes)

    @property
    def height(self) -> float:
        """The height of its cards, without the curve."""
        return sum(lane.height + BETWEEN for _, lane in self.lanes if lane.cards)


def arrange(columns: Sequence[Column], facts: Facts, room: float) -> Iterator[list[Sheet]]:
    """The slides of the map, those about the same touchpoints together.

    Args:
        columns: All touchpoints.
        facts: What the map shows.
        room: How high a slide's content may be.
    """
    for part in part_columns(columns):
        yield from _arrange_part(part, facts, room)


def _arrange_part(part: Sequence[Column], facts: Facts, room: float) -> Iterator[list[Sheet]]:
    placed = set_columns(part)
    made = {name: make_lane(name, placed, facts) for name in LANES}
    small = {name: enlarge(lane, _SMALLER) for name, lane in made.items()}
    lanes = next((found for found in (made, small) if _is_whole(found)), small)
    curve = has_curve(placed, facts)
    for wanted in _ARRANGEMENTS if len(part) <= _FEW or _is_whole(lanes) else ():
        sheets = [_choose(placed, lanes, names, curve=curve) for names in wanted]
        if all(_fits(sheet, room) for sheet in sheets):
            yield [sheet for sheet in sheets if len(sheet.lanes) > len(HEAD)] or sheets[:1]
            return
    if len(part) > 1:
        for half in halve(part):
            yield from _arrange_part(half, facts, room)
    else:
        yield list(_flow(placed, lanes, room, curve=curve))


def _is_whole(lanes: Mapping[str, Lane]) -> bool:
    return all(lane.is_whole for lane in lanes.values())


def _choose(
    columns: Sequence[Column], lanes: Mapping[str, Lane], names: Sequence[str], *, curve: bool
) -> Sheet:
    """A slide with these lanes, as far as they say anything, below those that every slide has."""
    wanted = {*HEAD, *names}
    shown = [
        (name, lanes.get(name, Lane("", ())))
        for name in _ORDER
        if name in wanted and (lanes[name].cards if name in lanes else curve)
    ]
    return Sheet(columns, shown)


def _fits(sheet: Sheet, room: float) -> bool:
    return sheet.height + (LEAST_CURVE + BETWEEN if sheet.has_curve else 0) <= room


def _flow(
    columns: Sequence[Column], lanes: Mapping[str, Lane], room: float, *, curve: bool
) -> Iterator[Sheet]:
    """The lanes of one touchpoint over as many slides as they need, divided where they must be."""
    head = _choose(columns, lanes, (), curve=False)
    left = room - head.height
    held: list[tuple[str, Lane]] = []
    used = 0.0
    for name, lane in _choose(columns, lanes, _ORDER, curve=curve).lanes:
        if name in HEAD:
            continue
        high = LEAST_CURVE + BETWEEN if name == "curve" else 0.0
        for piece in divide(lane, left - BETWEEN) if lane.height > left - BETWEEN else (lane,):
            height = high or piece.height + BETWEEN
            if held and used + height > left:
                yield Sheet(columns, [*head.lanes, *held])
                held, used = [], 0.0
            held.append((name, piece))
            used += height
    yield Sheet(columns, [*head.lanes, *held])
