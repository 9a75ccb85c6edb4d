"""The lanes and panels that a map can show: their names, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from journeymap.errors import UnknownNameError
from journeymap.fields import FrozenMap
from journeymap.model.journey import Journey
from journeymap.picture.blocks import Block
from journeymap.views.facts import Facts, weighs_touchpoints
from journeymap.views.journey_map.actions import action_lane, expectation_lane
from journeymap.views.journey_map.channels import channel_lane
from journeymap.views.journey_map.curve import curve_lane
from journeymap.views.journey_map.emotions import emotion_lane
from journeymap.views.journey_map.opportunities import opportunity_lane
from journeymap.views.journey_map.owners import owner_lane
from journeymap.views.journey_map.pains import pain_lane
from journeymap.views.journey_map.plan import Band
from journeymap.views.journey_map.quotes import quote_lane
from journeymap.views.journey_map.readings import reading_lane
from journeymap.views.journey_map.stages import goal_lane, stage_lane
from journeymap.views.journey_map.touchpoints import touchpoint_lane

Lane = Callable[[Band, Facts, float], Block]
LANES: Mapping[str, Lane] = FrozenMap({
    "stages": stage_lane,
    "goals": goal_lane,
    "touchpoints": touchpoint_lane,
    "channels": channel_lane,
    "actions": action_lane,
    "expectations": expectation_lane,
    "emotions": emotion_lane,
    "curve": curve_lane,
    "readings": reading_lane,
    "quotes": quote_lane,
    "pains": pain_lane,
    "opportunities": opportunity_lane,
    "owners": owner_lane,
})  # fmt: skip


PANELS = ("personas", "verdict", "legend", "notes")  # above and below the lanes


@dataclass(frozen=True, slots=True)
class Choice:
    """Which parts of a map are shown.

    Args:
        names: The names of the lanes, in their order.
        panels: The names of the panels.
        low: Whether the curve is lower and lanes stand closer, where room is dear.
        brief: Whether stages say their names only, where few lanes are to stand on one page.
    """

    names: tuple[str, ...] = tuple(LANES)
    panels: tuple[str, ...] = PANELS
    low: bool = False
    brief: bool = False

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes, in their order."""
        lanes: dict[str, Lane] = {**LANES}
        if self.low:
            lanes["curve"] = partial(curve_lane, low=True)
        if self.brief:
            lanes["stages"] = partial(stage_lane, brief=True)
        return tuple(lanes[name] for name in self.names)

    def has(self, panel: str) -> bool:
        """Whether a panel is shown."""
        return panel in self.panels


EVERYTHING = Choice()


def choose_parts(
    lanes: Sequence[str] | None = None, without: Sequence[str] | None = None
) -> Choice:
    """The parts of a map that are asked for, if there are such parts.

    Args:
        lanes: The lanes to show, in their order, or the name of one; all where None.
        without: The lanes and panels to leave out, or the name of one; none where None.

    Raises:
        UnknownNameError: if there is no such lane or panel, with the nearest name.
        ValueError: if a lane is named twice, or asked for and left out.

    Example:
        >>> choose_parts(["touchpoints", "curve"], "notes").panels
        ('personas', 'verdict', 'legend')
    """
    shown = tuple(LANES) if lanes is None else _check("lane", lanes, LANES)
    hidden = _check("lane or panel", without or (), (*LANES, *PANELS))
    if lanes is not None and (both := [name for name in shown if name in hidden]):
        raise ValueError(f"the lane {both[0]!r} is asked for and left out")
    return Choice(
        tuple(name for name in shown if name not in hidden),
        tuple(name for name in PANELS if name not in hidden),
    )


def _check(kind: str, names: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    asked = (names,) if isinstance(names, str) else tuple(names)
    for i, name in enumerate(asked):
        if name not in known:
            raise UnknownNameError(kind, name, known)
        if name in asked[:i]:
            raise ValueError(f"the {kind} {name!r} is named twice")
    return asked


def shows_priorities(journey: Journey, choice: Choice = EVERYTHING) -> bool:
    """Whether a map with these parts tells what to fix first: by numbers, or in its panel."""
    numbered = "opportunities" in choice.names and any(t.opportunities for t in journey.touchpoints)
    return numbered or (choice.has("verdict") and weighs_touchpoints(journey))
