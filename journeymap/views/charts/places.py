"""What people call the places of a journey, which results hold by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.model.journey import Journey


def name_stages(journey: Journey | None) -> Mapping[str, str]:
    """Id to name of every stage; empty without a journey, so that ids stand for names."""
    return {} if journey is None else {stage.id: stage.name for stage in journey.stages}


def name_touchpoints(journey: Journey | None) -> Mapping[str, str]:
    """Id to name of every touchpoint in the journey's order; empty without a journey."""
    return {} if journey is None else {one.id: one.name for one in journey.touchpoints}
