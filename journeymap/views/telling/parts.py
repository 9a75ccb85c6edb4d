"""Parts of sentences: lists of names, chances, the journey itself as a place."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.result import show_percent
from journeymap.wording.told import tell_list
from journeymap.wording.words import Words

_WHOLE = "whole journey"  # what results call the journey itself


def say_list(names: Sequence[str], words: Words) -> str:
    """Names as a list in a sentence, the first few of them.

    Args:
        names: At least one.
        words: The fixed words.

    Example:
        >>> say_list(["a", "b", "c"], Words()), say_list(list("abcdefg"), Words("pl"))
        ('a, b and c', 'a, b, c, d, e i 2 inne')
    """
    return words.say(tell_list(names))


def say_share(share: float | None, words: Words) -> str:
    """A chance as people read it: "62 %", "< 1 %"."""
    return words.number(show_percent(share))


def say_place(name: str, words: Words) -> str:
    """The name of a place; the journey itself is called so in every language.

    Example:
        >>> say_place("Pay", Words()), say_place("whole journey", Words())
        ('Pay', 'whole journey')
    """
    return words("whole journey") if name == _WHOLE else name
