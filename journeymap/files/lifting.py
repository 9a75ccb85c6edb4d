"""Readings written under a touchpoint or a stage, lifted into the journey's one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import quote
from journeymap.files.parts import to_raw_id
from journeymap.model.complaints import Complaint, complain
from journeymap.problems import Location
from journeymap.text import to_nfc


@dataclass(slots=True)
class Lifted:
    """A journey's data with all readings in one list.

    Attributes:
        data: The data of the journey, as its record takes it.
        origins: Where each reading stood in the file.
        complaints: What is wrong with the place of a reading.
        orphans: The positions of readings under something without an id.
    """

    data: dict[str, Any]
    origins: list[Location] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    orphans: set[str | int] = field(default_factory=set)

    def knows_owner(self, place: Location) -> bool:
        """Whether a reading with this place in the data stood under something that has an id."""
        return place[1] not in self.orphans

    def to_origin(self, place: Location) -> Location:
        """Where in the file something stood that has this place in the data."""
        if len(place) > 1 and place[0] == "readings" and isinstance(place[1], int):
            return (*self.origins[place[1]], *place[2:])
        return place


def lift_readings(data: Mapping[str, Any]) -> Lifted:
    """The journey's data with all readings in one list, each with the place it is about."""
    lifted = Lifted(dict(data))
    readings: list[Any] = []
    stages = data.get("stages")
    _lift(lifted, readings, data, (), {})
    if isinstance(stages, list):
        lifted.data["stages"] = [
            _lift_stage(lifted, readings, stage, ("stages", i)) for i, stage in enumerate(stages)
        ]
    if isinstance(data.get("readings", []), list):
        lifted.data["readings"] = readings
    return lifted


def _lift_stage(lifted: Lifted, readings: list[Any], stage: Any, place: Location) -> Any:
    if not isinstance(stage, dict):
        return stage
    bare = _lift(lifted, readings, stage, place, {"stage": to_raw_id(stage)})
    touchpoints = stage.get("touchpoints")
    if isinstance(touchpoints, list):
        bare["touchpoints"] = [
            _lift(lifted, readings, raw, (*place, "touchpoints", k), {"touchpoint": to_raw_id(raw)})
            if isinstance(raw, dict)
            else raw
            for k, raw in enumerate(touchpoints)
        ]
    return bare


def _lift(
    lifted: Lifted,
    readings: list[Any],
    holder: Mapping[str, Any],
    place: Location,
    about: Mapping[str, str | None],
) -> dict[str, Any]:
    """The holder without its readings, which are added to the list."""
    bare = {key: value for key, value in holder.items() if key != "readings" or not about}
    found = holder.get("readings", [])
    if not isinstance(found, list):
        if about:
            lifted.complaints.append(_refuse_list((*place, "readings"), found))
        return bare
    for i, reading in enumerate(found):
        here = (*place, "readings", i)
        lifted.origins.append(here)
        if None in about.values():
            lifted.orphans.add(len(readings))
        readings.append({**reading, **about} if isinstance(reading, dict) else reading)
        if isinstance(reading, dict):
            lifted.complaints += _find_others(here, reading, about)
    return bare


def _find_others(
    place: Location, reading: Mapping[str, Any], about: Mapping[str, str | None]
) -> Iterator[Complaint]:
    """A reading that names another place than the one it is written under."""
    for word, id_ in about.items():
        other = reading.get(word, id_)
        if other is not None and id_ is not None and to_nfc(str(other)) != id_:
            message = f"a reading under the {word} {quote(id_)} can't be about another"
            hint = f"take {word} out, or move the reading"
            yield complain((*place, word), message, str(other), hint)


def _refuse_list(place: Location, found: object) -> Complaint:
    if found is None:
        return complain(place, "no value", hint="write one, or take the key out")
    shown = found if isinstance(found, str) else None
    hint = "write each one on a line of its own that starts with a dash"
    return complain(place, "not a list", shown, hint)
