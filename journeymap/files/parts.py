"""The parts of a journey file that can be read although others can't, to tell all problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from journeymap.metrics import Metric
from journeymap.model.benchmarks import Benchmark
from journeymap.model.checks import Parts
from journeymap.model.complaints import Complaint, warn
from journeymap.model.elements import Transition
from journeymap.model.goals import Goal
from journeymap.model.interventions import Intervention
from journeymap.model.readings import Reading
from journeymap.problems import Location
from journeymap.record import Record
from journeymap.text import to_id, to_nfc

R = TypeVar("R", bound=Record)


def collect_parts(data: Mapping[str, Any]) -> Parts:
    """Every part of a journey that is right in itself, with its place in the data.

    Args:
        data: The data of a journey, with all readings in its own list.
    """
    parts = Parts(
        channels=[
            (("channels", i), id_) for i, raw in _items(data, "channels") if (id_ := to_raw_id(raw))
        ],
        metrics=list(_read(Metric, data, "metrics", ())),
        transitions=list(_read(Transition, data, "transitions", ())),
        visited=[
            ((key, id_), to_nfc(str(id_)))
            for key in ("starts", "ends")
            if isinstance(visits := data.get(key), dict)
            for id_ in visits
        ],
        interventions=list(_read(Intervention, data, "interventions", ())),
        benchmarks=list(_read(Benchmark, data, "benchmarks", ())),
        readings=list(_read(Reading, data, "readings", ())),
        goals=list(_read(Goal, data, "goal", ())),
    )
    right = {metric.id for _, metric in parts.metrics}
    named = {id_ for _, raw in _items(data, "metrics") if (id_ := to_raw_id(raw))}
    parts.unread_metrics = named - right
    for i, stage in _items(data, "stages"):
        place: Location = ("stages", i)
        if id_ := to_raw_id(stage):
            parts.stages.append((place, id_))
        if isinstance(stage, dict):
            parts.goals += _read(Goal, stage, "goal", place)
            for k, touchpoint in _items(stage, "touchpoints"):
                _collect_touchpoint(parts, touchpoint, (*place, "touchpoints", k))
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
            yield (*place, key, i), record.model_validate(raw, by_name=False)
        except ValidationError:
            continue


def to_raw_id(raw: Any) -> str | None:
    """The id that a stage, touchpoint or channel has or gets from its name; None without either."""
    if isinstance(raw, str):
        return to_id(raw) or None
    if not isinstance(raw, dict):
        return None
    if isinstance(id_ := raw.get("id"), str):
        return to_nfc(id_) or None
    return to_id(name) or None if isinstance(name := raw.get("name"), str) else None


def find_missing_ids(data: Mapping[str, Any]) -> Iterator[Complaint]:
    """Touchpoints without an id among others that have one: probably forgotten."""
    for i, stage in _items(data, "stages"):
        touchpoints = list(_items(stage, "touchpoints")) if isinstance(stage, dict) else []
        records = [(k, raw) for k, raw in touchpoints if isinstance(raw, dict)]
        if not any(raw.get("id") for _, raw in records):
            continue
        for k, raw in records:
            if raw.get("id") is None and (id_ := to_raw_id(raw)):
                hint = f"it becomes {id_!r}, and changes with the name; write id: {id_}"
                yield warn(("stages", i, "touchpoints", k), "no id", hint=hint)
