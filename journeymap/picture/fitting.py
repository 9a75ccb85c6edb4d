"""How much room names need so that none of their words is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from journeymap.picture.lettering import text_width


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
