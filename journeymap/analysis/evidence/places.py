"""The places of a journey in reading order: what readings and goals are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey
from journeymap.wording.told import tell

Scope = Literal["journey", "stage", "touchpoint"]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a reading or a goal is about: its kind and id, what people call it, and its stage."""

    scope: Scope
    id: str
    name: str
    stage: str | None = None


def find_places(journey: Journey) -> Iterator[NamedPlace]:
    """The places of a journey in reading order: the whole journey, then stage by stage."""
    yield NamedPlace("journey", journey.id, tell("whole journey"))
    for stage in journey.stages:
        yield NamedPlace("stage", stage.id, stage.name, stage.id)
        for touchpoint in stage.touchpoints:
            yield NamedPlace("touchpoint", touchpoint.id, touchpoint.name, stage.id)


def find_holder(journey: Journey, place: NamedPlace) -> Journey | Stage | Touchpoint:
    """The journey, stage or touchpoint that the place is."""
    if place.scope == "journey":
        return journey
    return journey.stage(place.id) if place.scope == "stage" else journey.touchpoint(place.id)
