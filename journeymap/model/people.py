"""Personas: whose journey it is, and how people feel and speak at a touchpoint."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from journeymap.fields import OneOrMore, Text, check_number, fail
from journeymap.record import Record
from journeymap.text import Percent

WORST, BEST = -2, 2


class Persona(Record, init=False):
    """Whose journey it is: a name, what that person wants, and a few words about them.

    Args:
        name: What the persona is called.
        goal: What that person wants, in words.
        description: A few words about them.

    Example:
        >>> Persona(name="Work traveller", goal="At the gate on time").goal
        'At the gate on time'
    """

    text_field: ClassVar[str] = "name"
    example: ClassVar[str] = "{name: Work traveller}"

    name: Text
    goal: Text | None = None
    description: Text | None = None


def _to_valence(value: object) -> int:
    number = check_number(value)
    if isinstance(number, Percent) or number != int(number) or not WORST <= number <= BEST:
        fail("not a whole number from -2 to 2", "-2 is very bad, 0 neither, 2 very good")
    return int(number)


Valence = Annotated[
    int,
    PlainValidator(_to_valence),
    WithJsonSchema({"type": "integer", "minimum": WORST, "maximum": BEST}),
]


class Emotion(Record, init=False):
    """What customers feel at a touchpoint. A file may write it as its bare name.

    Args:
        name: The feeling in a word or two.
        valence: How good it feels: -2 very bad, -1 bad, 0 neither, 1 good, 2 very good; unknown
            where absent.

    Example:
        >>> Emotion(name="Relieved", valence=1).valence
        1
    """

    text_field: ClassVar[str] = "name"
    example: ClassVar[str] = "{name: Relieved, valence: 1}"

    name: Text
    valence: Valence | None = None


class Quotation(Record, init=False):
    """What a customer said, word by word. A file may write it as its bare text.

    Args:
        says: The customer's own words, without quotation marks.
        by: Who said so, such as "Commuter, 34".
        source: Where it was said: an interview, a survey, a review.

    Example:
        >>> Quotation(says="I never know which bus to take", by="Commuter").by
        'Commuter'
    """

    text_field: ClassVar[str] = "says"
    example: ClassVar[str] = "{says: I never know which bus to take, by: Commuter}"

    says: Text
    by: Text | None = None
    source: Text | None = None


def _none_is_empty(value: object) -> object:
    return () if value is None else value


Personas = Annotated[tuple[Persona, ...], OneOrMore, BeforeValidator(_none_is_empty)]


def personas_field() -> Any:
    """The field that holds whose journey it is: ``persona`` in a file, ``personas`` in Python."""
    return Field(default=(), validation_alias="persona", serialization_alias="persona")
