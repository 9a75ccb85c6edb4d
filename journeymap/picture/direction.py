"""Which way words are read, and how a line of a paragraph keeps the paragraph's way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

Direction = Literal["left to right", "right to left"]

_MARKS: dict[Direction, str] = {"left to right": "\u200e", "right to left": "\u200f"}
_TURNING = re.compile("[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_WAYS: dict[str, Direction] = {"L": "left to right", "R": "right to left", "AL": "right to left"}


def has_right_to_left(text: str) -> bool:
    r"""Whether a text has letters of scripts that are read from right to left, or their mark.

    Example:
        >>> [has_right_to_left(text) for text in ("Pay שלום", "\u200fPay", "Zapłata")]
        [True, True, False]
    """
    return not text.isascii() and bool(_TURNING.search(text))


def find_direction(text: str) -> Direction | None:
    """The way of the first letter that has one; None where none has.

    Example:
        >>> find_direction("12: שלום"), find_direction("(3)")
        ('right to left', None)
    """
    ways = (_WAYS.get(unicodedata.bidirectional(letter)) for letter in text)
    return next(filter(None, ways), None)


def mostly_right_to_left(texts: Iterable[str]) -> bool:
    """Whether most letters of some texts are of scripts that are read from right to left.

    Example:
        >>> mostly_right_to_left(["עגלה", "Pay"]), mostly_right_to_left([])
        (True, False)
    """
    counts = Counter(
        way for text in texts for c in text if (way := _WAYS.get(unicodedata.bidirectional(c)))
    )
    return counts["right to left"] > counts["left to right"]


def keep_direction(text: str, lines: Sequence[str]) -> tuple[str, ...]:
    r"""The lines of a text, each read the way that most letters of the whole are.

    A line that begins with letters of the other way gets an invisible mark before it.

    Example:
        >>> keep_direction("תשלום מהיר Pay", ["תשלום מהיר", "Pay"])
        ('תשלום מהיר', '\u200fPay')
    """
    if not has_right_to_left(text):
        return tuple(lines)
    way: Direction = "right to left" if mostly_right_to_left([text]) else "left to right"
    mark = _MARKS[way]
    return tuple(line if find_direction(line) == way else mark + line for line in lines)
