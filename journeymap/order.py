"""Readings in the order of their journey, and what they call the table that they come from."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.text import find_unseen


def put_in_order(journey: Journey, readings: Iterable[Reading]) -> list[Reading]:
    """The whole journey first, then place by place; then by metric, wave and segment.

    Args:
        journey: It has the places.
        readings: Readings of it.
    """
    touchpoints = {touchpoint.id: i for i, touchpoint in enumerate(journey.touchpoints)}
    stages = {stage.id: i for i, stage in enumerate(journey.stages)}

    def order(reading: Reading) -> tuple[object, ...]:
        place = touchpoints.get(reading.touchpoint or "", -1)
        stage = stages.get(reading.stage or "", -1)
        return place, stage, reading.metric, reading.wave or "", sorted(reading.segment.items())

    return sorted(readings, key=order)


def name_of_source(name: str) -> str:
    """The table's name as a reading keeps it: without its folders, and never unseen characters.

    Args:
        name: As the user gave it.
    """
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "table" if find_unseen(bare) or not bare.strip() else bare
