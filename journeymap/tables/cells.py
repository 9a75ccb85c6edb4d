"""Which cells mean "no answer", and the text that a cell of any type stands for."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from journeymap.text import to_number

_LARGEST_WHOLE = 10.0**15
_WORDS = frozenset({"", "NA", "N/A", "n/a", "NULL", "null", "None"})


@dataclass(frozen=True, slots=True)
class Missing:
    """The codes that mean "no answer", beside blanks and NA.

    Args:
        words: The codes as text.
        numbers: Those of them that are numbers: 6 covers "6.0" too.

    Example:
        >>> missing = Missing.of(["0", "6"])
        >>> missing.covers("6.0"), missing.covers(" NA "), missing.covers("60")
        (True, True, False)
    """

    words: frozenset[str] = _WORDS
    numbers: frozenset[float] = frozenset()

    @classmethod
    def of(cls, codes: Iterable[str]) -> Missing:
        """The usual words for "no answer" and these codes."""
        words = {code.strip() for code in codes}
        numbers = {number for word in words if (number := to_number(word)) is not None}
        return cls(_WORDS | words, frozenset(numbers))

    def covers(self, text: str | None) -> bool:
        """Whether this cell is no answer."""
        if text is None or text.strip() in self.words:
            return True
        return bool(self.numbers) and to_number(text) in self.numbers


def to_cell(raw: object) -> str | None:
    """A cell of any type as text; None for null and every kind of not-a-number.

    Example:
        >>> to_cell(4), to_cell(2016.0), to_cell(float("nan")), to_cell(" 4 ")
        ('4', '2016', None, ' 4 ')
    """
    if isinstance(raw, str):
        return raw
    if raw is None or type(raw).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(raw, float | Decimal):
        return None if math.isnan(raw) else _shortest(raw)
    if isinstance(raw, datetime.date | datetime.datetime):
        return raw.isoformat()
    return str(raw)


def _shortest(number: float | Decimal) -> str:
    value = float(number)
    whole = abs(value) < _LARGEST_WHOLE and value.is_integer()
    return str(int(value)) if whole else str(number)
