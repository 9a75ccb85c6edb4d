"""How much room names need so that none of their words is broken, and where a text is too long."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from journeymap.picture.lettering import ELLIPSIS, text_width

LONGEST = 400  # letters of a text that a picture shows


def abridge(text: str, longest: int = LONGEST) -> str:
    """A text that is no longer than a picture shows; a longer one ends in "…" after a whole word.

    Args:
        text: The text; who shows it abridged gives the whole in the title of its group.
        longest: How many letters it may have.

    Example:
        >>> abridge("Waits for the shuttle", 12), abridge("Waits")
        ('Waits for…', 'Waits')
    """
    if len(text) <= longest:
        return text
    start = text[:longest]
    words = start.rstrip() if text[longest].isspace() else start.rpartition(" ")[0].rstrip()
    return (words if len(words) > longest / 2 else start) + ELLIPSIS


def longest_word(names: Sequence[str], size: float) -> float:
    """Width of the longest word in bold names: that much room they need not to be broken."""
    words = [word for name in names for word in re.split(r"[\s/-]+", name)]
    return max(
        (
            text_width(word, size, bold=True)
            for word in words
            if word.isascii() or not is_wide(word)
        ),
        default=0.0,
    )


def is_wide(word: str) -> bool:
    """Whether a word may be broken between any two letters, as in Chinese or Japanese."""
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in word)
