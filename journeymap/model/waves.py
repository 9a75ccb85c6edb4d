"""Waves cut by date: every month or quarter, and windows that reach further back."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import PlainValidator, WithJsonSchema

from journeymap.fields import WORD, check_text, fail
from journeymap.record import Record

MOST_DAYS = 3_660


def _to_days(value: object) -> int:
    match = re.fullmatch(r"(\d{1,5})(?: *days?)?", check_text(value))
    if not match or not 1 <= int(match[1]) <= MOST_DAYS:
        fail("not a number of days", f"such as 90 days, at most {MOST_DAYS:,}")
    return int(match[1])


Days = Annotated[int, PlainValidator(_to_days), WithJsonSchema(WORD)]


class Waves(Record, init=False):
    """Waves made from the date of each answer, in UTC where a time tells its zone.

    Args:
        every: "day", "week" (ISO 8601), "month", "quarter" or "year".
        window: Days that each wave reaches back from its end; windows may overlap. The period
            itself where absent.

    Example:
        >>> Waves(every="month", window="90 days").window
        90
    """

    text_field: ClassVar[str] = "every"
    example: ClassVar[str] = "{every: month, window: 90 days}"

    every: Literal["day", "week", "month", "quarter", "year"]
    window: Days | None = None
