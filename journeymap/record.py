"""What every record of a journey is: frozen, checked when made, equal by value."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, LiteralString, NoReturn, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from journeymap.errors import JourneyError, Problem, suggest
from journeymap.text import Plain, find_unseen, to_number

Location = tuple[str | int, ...]
LONGEST_TEXT = 10_000
LONGEST_ID = 200
REFUSED: LiteralString = "refused"
CONTRADICTION: LiteralString = "contradiction"
K = TypeVar("K")
V = TypeVar("V")


def fail(message: str, hint: str = "", *, shown: str | None = None) -> NoReturn:
    """Refuses a value from inside a validator, with a hint kept apart from the message."""
    raise PydanticCustomError(
        REFUSED, "{message}", {"message": message, "hint": hint, "shown": shown}
    )


class FrozenMap(Mapping[K, V]):
    """A mapping that can't change: it can be hashed and compared, and keeps its order."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


def check_text(value: object) -> str:
    """Text as written, if nothing in it is out of place; whole numbers become text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        fail("not text", "write one value here, no list and no mapping")
    if not value.strip():
        fail("an empty text", "leave it out")
    if len(value) > LONGEST_TEXT:
        fail(
            f"text of {len(value):,} characters", f"at most {LONGEST_TEXT:,} are kept in a journey"
        )
    unseen = find_unseen(value)
    if unseen:
        fail(f"the text holds the invisible character {unseen}", "take it out")
    return str(value)


def _to_id(value: object) -> str:
    text = unicodedata.normalize("NFC", check_text(value))
    if text != text.strip() or "\n" in text or "\t" in text:
        fail("an id is one line without blanks around it")
    if len(text) > LONGEST_ID:
        fail(f"an id of {len(text)} characters", f"at most {LONGEST_ID}")
    return text


def _to_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        fail("not a number")
    if isinstance(value, str):
        number = to_number(value)
        if number is None:
            comma = to_number(value.replace(",", ".")) if value.count(",") == 1 else None
            fail(
                "not a number",
                f"write {value.strip().replace(',', '.')}" if comma is not None else "",
            )
        if not isinstance(value, Plain):
            fail("not a number but text in quotes", f"write {value.strip()} without the quotes")
        return (
            int(number)
            if number.is_integer() and value.strip().lstrip("+-").isdecimal()
            else number
        )
    if value != value or value in (float("inf"), float("-inf")):
        fail("not a finite number")
    return value


def _to_count(value: object) -> int:
    number = _to_number(value)
    if number != int(number):
        fail("not a whole number")
    if number < 1:
        fail("not a whole number of at least 1", "leave it out where nobody answered")
    return int(number)


def _to_flag(value: object) -> bool:
    words = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value.casefold() in words:
        return words[value.casefold()]
    fail("not true or false")


_NUMBER_OR_PERCENT = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9.]+ *%$"}]
}
_WORD = {"type": ["string", "number", "boolean"]}

Text = Annotated[str, PlainValidator(check_text), WithJsonSchema(_WORD)]
Id = Annotated[str, PlainValidator(_to_id), WithJsonSchema(_WORD)]
Number = Annotated[float, PlainValidator(_to_number), WithJsonSchema(_NUMBER_OR_PERCENT)]
Count = Annotated[int, PlainValidator(_to_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Flag = Annotated[bool, PlainValidator(_to_flag), WithJsonSchema({"type": "boolean"})]


def _freeze(value: Mapping[K, V]) -> FrozenMap[K, V]:
    return FrozenMap(value)


Words = Annotated[Mapping[Id, Text], AfterValidator(_freeze), PlainSerializer(dict)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | Mapping | BaseModel) else value


OneOrMore = BeforeValidator(_listed)


class Record(BaseModel):
    """A frozen pydantic model that raises ``JourneyError`` with all its problems at once.

    ``text_field`` names the field that a bare text stands for in a file.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )
    text_field: ClassVar[str] = ""

    def __init__(self, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise JourneyError(p for _, p in to_located_problems(error, type(self))) from None

    # pydantic: this constructor adds nothing to validation, so nested records need not call it
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def replace(self, **changes: Any) -> Self:
        """A changed copy, checked like a new one.

        Raises:
            JourneyError: if the changes contradict the rest.
        """
        return type(self)(**{**dict(self), **changes})

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core_schema)
        if not cls.text_field:
            return schema
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, schema]}


def to_located_problems(
    error: ValidationError, record: type[Record]
) -> list[tuple[Location, Problem]]:
    """The problems in a validation error, in our words, each with its place in the data.

    Args:
        error: What pydantic found.
        record: The record that was being made, to suggest the nearest key.
    """
    return [
        (detail["loc"], _to_problem(detail, record)) for detail in error.errors(include_url=False)
    ]


def _to_problem(detail: ErrorDetails, record: type[Record]) -> Problem:
    path, parent = to_path(detail["loc"]), detail["loc"][:-1]
    context = detail.get("ctx", {})
    if detail["type"] in (REFUSED, CONTRADICTION):
        shown = context["shown"] if context["shown"] is not None else _shown(detail["input"])
        return Problem(context["message"], path=path, value=shown, hint=context["hint"])
    if detail["type"] == "missing":
        return Problem(f"{detail['loc'][-1]} is missing", path=to_path(parent))
    if detail["type"] == "extra_forbidden":
        key = str(detail["loc"][-1])
        return Problem(
            "unknown key",
            path=to_path(parent),
            value=key,
            hint=suggest(key, known_keys(record, parent)),
        )
    if detail["type"] == "literal_error":
        known = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        return Problem(
            "unknown word",
            path=path,
            value=_shown(detail["input"]),
            hint=suggest(str(detail["input"]), known),
        )
    words = {
        "tuple_type": "not a list",
        "model_type": "not a mapping",
        "model_attributes_type": "not a mapping",
        "mapping_type": "not a mapping",
        "dict_type": "not a mapping",
    }
    return Problem(
        words.get(detail["type"], detail["msg"]), path=path, value=_shown(detail["input"])
    )


def _shown(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None


def known_keys(record: type[Record], location: Location) -> list[str]:
    """The keys that may stand at a place in the data of a record."""
    for part in location:
        if isinstance(part, str):
            found = next(
                (f for name, f in record.model_fields.items() if part in (name, f.alias)), None
            )
            record = (_find_record(found.annotation) if found else None) or record
    return [field.alias or name for name, field in record.model_fields.items()]


def _find_record(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
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
