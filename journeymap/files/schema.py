"""The JSON Schema of the journey file, for editors that complete and check while people type."""

from __future__ import annotations

from typing import Any

from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.journey import Journey


def to_schema() -> dict[str, Any]:
    """The schema: draft 2020-12 in words that draft-07 readers understand as well.

    Returns:
        The schema of a journey file, where readings may also stand under a stage or touchpoint.

    Example:
        >>> sorted(to_schema()["required"])
        ['name', 'stages']
    """
    schema = Journey.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    readings = {"type": "array", "items": {"$ref": "#/$defs/Reading"}}
    for record in (Stage, Touchpoint):
        _properties(definitions[record.__name__])["readings"] = readings
    for name, definition in {"Journey": schema, **definitions}.items():
        _loosen(name, definition)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "journeymap journey",
        **schema,
    }


def _properties(definition: dict[str, Any]) -> dict[str, Any]:
    objects = [definition, *definition.get("anyOf", ())]
    return next(part["properties"] for part in objects if "properties" in part)


def _loosen(name: str, definition: dict[str, Any]) -> None:
    """An id or a name is enough, and one goal or pain needs no list."""
    for part in (definition, *definition.get("anyOf", ())):
        required = part.get("required", [])
        if "id" in required:
            part["required"] = [
                key for key in required if key != "id" and (key != "name" or name != "Touchpoint")
            ]
        if name == "Reading" and "properties" in part:
            number = {"type": "number", "minimum": 0}
            part["properties"] |= {"count": number, "of": number}
        for key in ("goal", "pains", "opportunities", "backstage", "channels", "metrics"):
            value = part.get("properties", {}).get(key)
            if value and value.get("type") == "array":
                part["properties"][key] = {"anyOf": [value, value["items"]]}
