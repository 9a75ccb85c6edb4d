"""The JSON Schema of the journey file, for editors that complete and check while people type."""

from __future__ import annotations

from typing import Any

from journeymap.fields import WORD
from journeymap.model.journey import Journey

_ONE_OR_MORE = (
    "goal", "pains", "opportunities", "quotes", "frontstage", "backstage", "systems", "persona",
    "channels", "metrics", "interventions", "benchmarks",
)  # fmt: skip
_IN_FILES = {"goals": "goal", "personas": "persona", "source": "from", "target": "to"}


def to_schema() -> dict[str, Any]:
    """The schema in the words of draft 07, which every editor understands.

    Returns:
        The schema of a journey file, where readings may also stand under a stage or touchpoint.

    Example:
        >>> to_schema()["required"]
        ['stages']
    """
    schema = Journey.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name in ("Stage", "Touchpoint"):
        readings = {"type": "array", "items": {"$ref": "#/$defs/Reading"}}
        _object(definitions[name])["properties"]["readings"] = readings
    for definition in (schema, *definitions.values()):
        _need_id_or_name(_object(definition))
        _allow_one(_object(definition)["properties"])
        _describe(_object(definition))
    schema["properties"]["stages"]["minItems"] = 1
    schema["properties"]["personas"] = schema["properties"]["persona"]
    intervention = _object(definitions["Intervention"])["properties"]
    intervention |= {"touchpoint": WORD, "touchpoints": _or_one(intervention["touchpoints"])}
    counted = {"type": "number", "minimum": 0}
    _object(definitions["Reading"])["properties"] |= {"count": counted, "of": counted}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": "journeymap journey",
    }


def _object(definition: dict[str, Any]) -> dict[str, Any]:
    """The part of a definition that describes a mapping; some may also be written as a text."""
    objects: list[dict[str, Any]] = [definition, *definition.get("anyOf", ())]
    return next(part for part in objects if "properties" in part)


def _need_id_or_name(definition: dict[str, Any]) -> None:
    required = definition.get("required", [])
    if {"id", "name"} <= set(required):
        definition["anyOf"] = [{"required": ["name"]}, {"required": ["id"]}]
        definition["required"] = [key for key in required if key not in ("id", "name")]


def _describe(definition: dict[str, Any]) -> None:
    """Each key is described by its line in the record's docstring, the record by the first one."""
    written, properties = definition.get("description", ""), definition["properties"]
    arguments = written.partition("\nArgs:\n")[2].partition("\n\n")[0]
    lines = " ".join(arguments.replace("``", "").split("\n        ")).splitlines()
    for line in lines:
        name, _, text = line.strip().partition(": ")
        key = name if name in properties else _IN_FILES.get(name)
        if key in properties:
            properties[key]["description"] = text
    definition["description"] = written.partition("\n\n")[0].replace("``", "")


def _allow_one(properties: dict[str, Any]) -> None:
    """One goal or pain needs no list."""
    for key in _ONE_OR_MORE:
        value = properties.get(key)
        if value and value.get("type") == "array":
            properties[key] = _or_one(value)


def _or_one(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, value["items"]]}
