"""The parts of a journey file that can be read although others can't, so that all problems are told at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from journeymap.errors import Problem
from journeymap.metrics import Metric
from journeymap.model.checks import Complaint, Parts
from journeymap.model.elements import Transition
from journeymap.model.goals import Goal
from journeymap.model.readings import Reading
from journeymap.record import Location, Record, to_path
from journeymap.text import to_id

R = TypeVar("R", bound=Record)


def collect_parts(data: Mapping[str, Any]) -> Parts:
    """Every part of a journey that is right in itself, with its place in the data."""
    parts = Parts(
        channels=[
            (("channels", i), id_) for i, raw in _items(data, "channels") if (id_ := to_raw_id(raw))
        ],
        metrics=list(_read(Metric, data, "metrics", ())),
        transitions=list(_read(Transition, data, "transitions", ())),
        readings=list(_read(Reading, data, "readings", ())),
        goals=list(_read(Goal, data, "goal", ())),
    )
    for i, stage in _items(data, "stages"):
        if id_ := to_raw_id(stage):
            parts.stages.append((("stages", i), id_))
        if isinstance(stage, dict):
            parts.goals += _read(Goal, stage, "goal", ("stages", i))
            for k, touchpoint in _items(stage, "touchpoints"):
                _collect_touchpoint(parts, touchpoint, ("stages", i, "touchpoints", k))
    return parts


def _collect_touchpoint(parts: Parts, raw: Any, place: Location) -> None:
    if id_ := to_raw_id(raw):
        parts.touchpoints.append((place, id_))
    if isinstance(raw, dict):
        parts.goals += _read(Goal, raw, "goal", place)
        if isinstance(channel := raw.get("channel"), str):
            parts.channels_used.append((place, str(channel)))


def _items(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    value = data.get(key)
    if isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, str | dict):
        yield 0, value


def _read(
    record: type[R], data: Mapping[str, Any], key: str, place: Location
) -> Iterator[tuple[Location, R]]:
    for i, raw in _items(data, key):
        try:
            yield (*place, key, i), record.model_validate(raw)
        except ValidationError:
            continue


def to_raw_id(raw: Any) -> str | None:
    """The id that a stage, touchpoint or channel has or gets from its name; None where it has neither."""
    if isinstance(raw, str):
        return to_id(raw) or None
    if not isinstance(raw, dict):
        return None
    if isinstance(id_ := raw.get("id"), str):
        return unicodedata.normalize("NFC", id_) or None
    return to_id(name) or None if isinstance(name := raw.get("name"), str) else None


def find_missing_ids(data: Mapping[str, Any]) -> list[Complaint]:
    """Touchpoints without an id among others that have one: probably forgotten."""
    found = []
    for i, stage in _items(data, "stages"):
        touchpoints = list(_items(stage, "touchpoints")) if isinstance(stage, dict) else []
        if any(isinstance(t, dict) and t.get("id") for _, t in touchpoints):
            for k, touchpoint in touchpoints:
                if (
                    isinstance(touchpoint, dict)
                    and touchpoint.get("id") is None
                    and touchpoint.get("name")
                ):
                    place = ("stages", i, "touchpoints", k)
                    hint = f"it becomes {to_raw_id(touchpoint)!r}, and changes with the name; write id: {to_raw_id(touchpoint)}"
                    found.append(
                        Complaint(
                            place,
                            Problem("no id", path=to_path(place), hint=hint, severity="warning"),
                        )
                    )
    return found
