"""The fields of a record: which texts, ids, numbers and flags they take, and how these are kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from numbers import Integral, Real
from typing import Annotated, Any, LiteralString, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from journeymap.text import LONGEST_ID, Percent, Plain, find_unseen, to_nfc, to_number

REFUSED: LiteralString = "refused"
LONGEST_TEXT = 10_000
LARGEST = 1e60  # beyond that, powers of it are no numbers any more
MOST = 10**15
K = TypeVar("K")
V = TypeVar("V")


def fail(
    message: str, hint: str = "", *, shown: str | None = None, at: tuple[str, ...] = ()
) -> NoReturn:
    """Refuses a value from inside a validator, with a hint kept apart from the message.

    Args:
        message: What is wrong, in one clause.
        hint: What was expected or what to do.
        shown: The value to show; what the validator was given where absent.
        at: Where the fault lies, from the place of what the validator was given.
    """
    raise PydanticCustomError(
        REFUSED, "{message}", {"message": message, "hint": hint, "shown": shown, "at": at}
    )


class FrozenMap(Mapping[K, V]):
    """A mapping that can't change: it can be hashed and compared, and keeps its order.

    Example:
        >>> FrozenMap({"area": "C"}) == {"area": "C"}
        True
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        # as any mapping, but without two dicts: segments of readings are compared by the thousand
        if isinstance(other, FrozenMap):
            return self._items == other._items
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)


def check_text(value: object) -> str:
    """Text as written, if nothing in it is out of place; whole numbers become text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        fail("no value", "write one, or take the key out")
    if not isinstance(value, str):
        fail("not text", "write one value here, no list and no mapping")
    if not value.strip():
        fail("an empty text", "leave it out")
    if len(value) > LONGEST_TEXT:
        hint = f"at most {LONGEST_TEXT:,} are kept in a journey"
        fail(f"text of {len(value):,} characters", hint)
    unseen = find_unseen(value)
    if unseen:
        fail(f"the text holds the invisible character {unseen}", "take it out")
    return str(value)


def check_id(value: object) -> str:
    """An id as it is compared everywhere: one line, in Unicode's composed form."""
    text = to_nfc(check_text(value))
    if text != text.strip() or "\n" in text or "\t" in text:
        fail("an id is one line without blanks around it")
    if len(text) > LONGEST_ID:
        fail(f"an id of {len(text)} characters", f"at most {LONGEST_ID}")
    return text


def check_number(value: object) -> float:
    """A finite number; a scalar of a file is read here, and may be a percentage."""
    if value is None:
        fail("no value", "write a number, or take the key out")
    if isinstance(value, str):
        return _read_number(value)
    if isinstance(value, bool) or not isinstance(value, Real):
        fail("not a number")
    if isinstance(value, Percent):
        return value
    try:
        number = int(value) if isinstance(value, Integral) else float(value)
        finite = math.isfinite(number)
    except OverflowError:
        finite = False
    if not finite:
        fail("not a finite number")
    if abs(number) > LARGEST:
        fail("a number beyond 10^60", "take a larger unit: no statistic can work with it")
    return number or 0  # minus nought would be written as -0, and read as 0


def _read_number(text: str) -> float:
    bare, number = text.strip(), to_number(text)
    if number is None:
        comma = bare.count(",") == 1 and to_number(bare.replace(",", ".")) is not None
        fail("not a number", f"write {bare.replace(',', '.')}" if comma else "write a number")
    if not isinstance(text, Plain):
        fail("not a number but text in quotes", f"write {bare} without the quotes")
    if abs(number) > LARGEST:
        fail("a number beyond 10^60", "take a larger unit: no statistic can work with it")
    if number == 0 and not isinstance(number, Percent):
        return 0
    return int(number) if bare.lstrip("+-").isdecimal() else number


def _to_count(value: object) -> int:
    number = check_number(value)
    if isinstance(number, Percent) or number != int(number):
        fail("not a whole number")
    if number < 1:
        fail("not a whole number of at least 1", "leave it out where nobody answered")
    if number > MOST:
        fail("a count above 10^15", "larger ones can't be told apart from one another")
    return int(number)


def _to_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = value.casefold() if isinstance(value, Plain) else ""
    if word in ("true", "false"):
        return word == "true"
    meant = {"yes": "true", "no": "false"}.get(word, "true or false")
    fail("not true or false", f"write {meant}")


_NUMBER_OR_PERCENT = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[-+]?[0-9.eE+-]+ *%$"}]
}
WORD = {"type": ["string", "number", "boolean"]}

Text = Annotated[str, PlainValidator(check_text), WithJsonSchema(WORD)]
Id = Annotated[str, PlainValidator(check_id), WithJsonSchema(WORD)]
Number = Annotated[float, PlainValidator(check_number), WithJsonSchema(_NUMBER_OR_PERCENT)]
Count = Annotated[int, PlainValidator(_to_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Flag = Annotated[bool, PlainValidator(_to_flag), WithJsonSchema({"type": "boolean"})]


def _check_keys(value: object) -> object:
    """Refuses keys that look different to a program and are the same id: one would be lost."""
    seen: set[str] = set()
    for key in value if isinstance(value, Mapping) else ():
        id_ = to_nfc(str(key))
        if id_ in seen:
            fail("the same key twice, written in two ways", "keep one of them", shown=id_)
        seen.add(id_)
    return value


DistinctKeys = BeforeValidator(_check_keys)
"""A mapping by id, whose keys stay different as ids."""

Words = Annotated[Mapping[Id, Text], DistinctKeys, AfterValidator(FrozenMap), PlainSerializer(dict)]


def _listed(value: object) -> Any:
    return [value] if isinstance(value, str | Mapping | BaseModel) else value


OneOrMore = BeforeValidator(_listed)
"""A list, of which a single value needs no brackets."""
