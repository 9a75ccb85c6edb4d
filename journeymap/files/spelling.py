"""How a journey is spelt in YAML and JSON: the file's words, readings at their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.files.yamltext import Flow, to_json, to_yaml
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading

_ONE_LINE = 90
_ONE_NEEDS_NO_LIST = ("goal", "persona")


def to_yaml_text(journey: Journey) -> str:
    """The journey as YAML; loading gives an equal journey, and the same journey the same text.

    Example:
        >>> print(to_yaml_text(Journey(name="Shop", stages=["Buy"])), end="")
        id: shop
        name: Shop
        stages:
          - id: buy
            name: Buy
    """
    return to_yaml(to_document(journey))


def to_json_text(journey: Journey) -> str:
    """The journey as JSON, with the same keys as YAML."""
    return to_json(to_document(journey))


def to_document(journey: Journey) -> dict[str, Any]:
    """The journey as plain dicts and lists in the words of the file, readings at their places."""
    dumped = journey.model_dump(by_alias=True, exclude_defaults=True, exclude={"readings"})
    data: dict[str, Any] = _to_plain(dumped)
    stages = {stage["id"]: stage for stage in data["stages"]}
    touchpoints = {t["id"]: t for stage in data["stages"] for t in stage.get("touchpoints", ())}
    for reading in journey.readings:
        holder = data
        if reading.touchpoint is not None:
            holder = touchpoints[reading.touchpoint]
        elif reading.stage is not None:
            holder = stages[reading.stage]
        holder.setdefault("readings", []).append(_to_reading(reading))
    for stage in data["stages"]:  # a stage's own readings would be lost behind its touchpoints
        if "touchpoints" in stage:
            stage["touchpoints"] = stage.pop("touchpoints")
    return dict(data)


def _to_reading(reading: Reading) -> Flow:
    data = reading.model_dump(exclude_defaults=True, exclude={"touchpoint", "stage"})
    if reading.counts is not None and float(sum(reading.counts.values())) == reading.n:
        del data["n"]  # it is read off the counts again
    return Flow((key, _to_plain(value)) for key, value in data.items())


def _to_plain(value: Any) -> Any:
    """Containers as dicts and lists; small mappings of bare values on one line."""
    if isinstance(value, Mapping):
        plain = {key: _to_plain(item) for key, item in value.items()}
        for key in _ONE_NEEDS_NO_LIST:
            if isinstance(found := plain.get(key), list) and len(found) == 1:
                plain[key] = found[0]
        return Flow(plain) if _fits_one_line(plain) else plain
    if isinstance(value, tuple | list):
        return [_to_plain(item) for item in value]
    # nought as the reader reads it again
    return (float(value) or 0) if isinstance(value, float) else value


def _fits_one_line(plain: Mapping[str, Any]) -> bool:
    """Whether a mapping is small; stages and touchpoints always take several lines."""
    holder = {"id", "name"} <= set(plain) and "kind" not in plain
    cells = [
        cell for item in plain.values() for cell in (item if isinstance(item, list) else [item])
    ]
    leaf = not any(isinstance(cell, dict | list) for cell in cells)
    return leaf and not holder and sum(len(str(cell)) for cell in cells) < _ONE_LINE
