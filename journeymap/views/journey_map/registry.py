"""The lanes that a map can show: their names, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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


def check_lanes(names: Sequence[str] | None) -> tuple[str, ...] | None:
    """The names of lanes as they were asked for, if there are such lanes.

    Args:
        names: The lanes to show, in their order, or the name of one; all where None.

    Raises:
        UnknownNameError: if there is no such lane, with the nearest name.
        ValueError: if a lane is named twice.

    Example:
        >>> check_lanes(["touchpoints", "curve"])
        ('touchpoints', 'curve')
    """
    if names is None:
        return None
    asked = (names,) if isinstance(names, str) else tuple(names)
    for i, name in enumerate(asked):
        if name not in LANES:
            raise UnknownNameError("lane", name, LANES)
        if name in asked[:i]:
            raise ValueError(f"the lane {name!r} is named twice")
    return asked


def shows_priorities(journey: Journey, names: tuple[str, ...] | None = None) -> bool:
    """Whether a map with these lanes tells what to fix first: by numbers, or in its panel."""
    numbered = names is None or "opportunities" in names
    return weighs_touchpoints(journey) or (
        numbered and any(touchpoint.opportunities for touchpoint in journey.touchpoints)
    )


def choose_lanes(names: tuple[str, ...] | None = None) -> tuple[Lane, ...]:
    """The lanes of these names, in this order; all of them in their own order where None."""
    return tuple(LANES[name] for name in (LANES if names is None else names))
