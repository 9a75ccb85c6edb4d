"""What pydantic found wrong in a record, in our words: place, value, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal, LiteralString, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from journeymap.errors import Problem, find_nearest, quote, suggest
from journeymap.fields import REFUSED

Location = tuple[str | int, ...]
CONTRADICTION: LiteralString = "contradiction"
MOST_TOLD = 1_000
_FEW = 5
_MISSING, _UNKNOWN, _WORD = "missing", "extra_forbidden", "literal_error"

# what other tools and people call our keys
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "action": ("do",),
    "activities": ("touchpoints",),
    "date": ("wave",),
    "interactions": ("touchpoints",),
    "label": ("name",),
    "mean": ("value",),
    "period": ("wave",),
    "phases": ("stages",),
    "quote": ("says",),
    "rating": ("value",),
    "respondents": ("n",),
    "responses": ("n",),
    "responsible": ("owner",),
    "score": ("value",),
    "source": ("from",),
    "steps": ("touchpoints", "stages"),
    "target": ("to",),
    "text": ("says", "description", "name"),
    "title": ("name",),
    "type": ("kind",),
}


_SHAPES: Mapping[str, tuple[str, str]] = {
    "tuple_type": ("not a list", "write each one on a line of its own that starts with a dash"),
    "model_type": ("not a mapping", "write {example}"),
    "model_attributes_type": ("not a mapping", "write {example}"),
    "mapping_type": ("not a mapping", "write key: value"),
    "dict_type": ("not a mapping", "write key: value"),
}


@dataclass(slots=True)
class _KeyFaults:
    """The keys that are missing and those that nobody knows in one mapping of the data."""

    record: type[BaseModel]
    data: object
    missing: list[str] = field(default_factory=list)
    unknown: dict[str, str | None] = field(default_factory=dict)

    def find_meant(self, key: str) -> str | None:
        """The key that was probably meant by an unknown one."""
        known = [word for word in keys_of(self.record) if word != key]
        other = (word for word in _OTHER_WORDS.get(key.casefold(), ()) if word in known)
        return next(other, None) or find_nearest(key, known)


def to_located_problems(
    error: ValidationError, record: type[BaseModel]
) -> list[tuple[Location, Problem]]:
    """The problems in a validation error, in our words, each with its place in the data.

    What is one slip is told once: a misspelt key is not told as a missing one as well.

    Args:
        error: What pydantic found; of very many faults the first 1,000 are told.
        record: The record that was being made, to suggest the nearest key.
    """
    details = error.errors(include_url=False)[:MOST_TOLD]
    faults = _collect_key_faults(details, record)
    places = {detail["loc"] for detail in details if detail["type"] != _MISSING}
    told = []
    for detail in details:
        place = detail["loc"]
        if detail["type"] == _UNKNOWN:
            told.append((place, _tell_unknown(str(place[-1]), place, faults[place[:-1]])))
        elif detail["type"] != _MISSING:
            inside = detail.get("ctx", {}).get("at", ()) if detail["type"] == REFUSED else ()
            told.append(((*place, *inside), _to_problem(detail, record, inside)))
        elif str(place[-1]) == faults[place[:-1]].missing[0]:
            missing = _tell_missing(place[:-1], faults[place[:-1]], places)
            told += [missing] if missing else []
    return told


def _collect_key_faults(
    details: Sequence[ErrorDetails], record: type[BaseModel]
) -> dict[Location, _KeyFaults]:
    faults: dict[Location, _KeyFaults] = {}
    for detail in details:
        place, key = detail["loc"][:-1], str(detail["loc"][-1]) if detail["loc"] else ""
        if detail["type"] in (_MISSING, _UNKNOWN):
            fault = faults.setdefault(place, _KeyFaults(record_at(record, place), None))
        if detail["type"] == _MISSING:
            fault.missing.append(key)
            fault.data = detail["input"]
        elif detail["type"] == _UNKNOWN:
            fault.unknown[key] = fault.find_meant(key)
    return faults


def _tell_unknown(key: str, place: Location, fault: _KeyFaults) -> Problem:
    meant = fault.unknown[key]
    if meant is not None:
        hint = f"did you mean {quote(meant)}?"
    elif key.isdecimal():
        hint = "a decimal point is meant, or quotes around a text with a comma?"
    elif _is_name(fault):
        hint = f"write name: {key}"
    elif _is_all_wrong(fault):
        hint = f"write {_example_of(fault.record)}"
    else:
        hint = _list_few(keys_of(fault.record))
    return Problem("unknown key", to_path(place[:-1]), key, hint, at_key=True)


def _tell_missing(
    place: Location, fault: _KeyFaults, faulty: set[Location]
) -> tuple[Location, Problem] | None:
    """One problem for all keys that are missing at a place; None where another tells of them."""
    missing = [key for key in fault.missing if key not in fault.unknown.values()]
    named = isinstance(fault.data, Mapping) and fault.data.get("name") is not None
    if "id" in missing and named and (*place, "name") not in faulty:
        hint = "write id: with a letter or a digit"
        name = str(fault.data["name"]) if isinstance(fault.data, Mapping) else None
        place = (*place, "name")
        return place, Problem("no id can be made from the name", to_path(place), name, hint)
    if "name" in fault.missing or (*place, "name") in faulty:
        missing = [key for key in missing if key != "id"]
    if not missing or (_is_all_wrong(fault) and fault.unknown):
        return None
    words = " and ".join((", ".join(missing[:-1]), missing[-1])) if missing[1:] else missing[0]
    example = _example_of(fault.record)
    hint = f"such as {example}" if example else ""
    message = f"{words} {'are' if missing[1:] else 'is'} missing"
    return place, Problem(message, to_path(place), hint=hint)


def _is_name(fault: _KeyFaults) -> bool:
    """Whether the one key of a mapping is its name, as in ``Cart: {channel: web}``."""
    return _is_all_wrong(fault) and "name" in fault.missing and len(fault.unknown) == 1


def _is_all_wrong(fault: _KeyFaults) -> bool:
    """Whether something is missing and no key that is there is known."""
    keys = set(fault.data) if isinstance(fault.data, Mapping) else set()
    return bool(fault.missing) and keys == set(fault.unknown)


def _list_few(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - _FEW} more" if len(keys) > _FEW + 1 else ""
    return "expected one of " + ", ".join(keys[: _FEW if more else None]) + more


def _to_problem(detail: ErrorDetails, record: type[BaseModel], inside: Location = ()) -> Problem:
    path, kind = to_path((*detail["loc"], *inside)), detail["type"]
    context = detail.get("ctx", {})
    if kind in (REFUSED, CONTRADICTION):
        shown = context["shown"] if context["shown"] is not None else _shown(detail["input"])
        return Problem(context["message"], path=path, value=shown, hint=context["hint"])
    if kind == _WORD:
        hint = suggest(str(detail["input"]), _words_at(record, detail["loc"]))
        return Problem("unknown word", path=path, value=_shown(detail["input"]), hint=hint)
    message, hint = _SHAPES.get(kind, (detail["msg"], ""))
    example = _example_of(record_at(record, detail["loc"]))
    if detail["input"] is None:
        message, hint = "no value", "write one, or take the key out"
    elif "{example}" in hint:
        hint = hint.format(example=example) if example else ""
    return Problem(message, path=path, value=_shown(detail["input"]), hint=hint)


def _shown(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None


def _example_of(record: type[BaseModel]) -> str:
    return str(getattr(record, "example", ""))


def keys_of(record: type[BaseModel]) -> list[str]:
    """The keys of a record as a file writes them."""
    keys = [
        alias if isinstance(alias := field.validation_alias, str) else name
        for name, field in record.model_fields.items()
    ]
    return [*keys, *getattr(record, "more_keys", ())]


def record_at(record: type[BaseModel], location: Location) -> type[BaseModel]:
    """The record that stands at a place in the data of another."""
    for part in location:
        record = _find_record(_annotation_of(record, part)) or record
    return record


def _annotation_of(record: type[BaseModel], key: str | int) -> Any:
    fields = record.model_fields.items()
    return next((f.annotation for name, f in fields if key in (name, f.validation_alias)), None)


def _words_at(record: type[BaseModel], location: Location) -> list[str]:
    """The words that the field at a place takes."""
    return list(_find_words(_annotation_of(record_at(record, location[:-1]), location[-1])))


def _find_words(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        yield from chain.from_iterable(map(_find_words, get_args(annotation)))


def _find_record(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_record(part))), None)


def to_path(location: Location) -> str:
    """A place in the data as people write it.

    Example:
        >>> to_path(("stages", 0, "touchpoints", 2, "channel"))
        'stages[0].touchpoints[2].channel'
    """
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).lstrip(".")
