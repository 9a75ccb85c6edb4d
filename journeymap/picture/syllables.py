"""Where a word that is wider than its line may be broken with a hyphen.

A few rules that hold for most European languages, not a dictionary: a syllable begins with a
consonant before a vowel, letters that stand for one sound stay together, and no piece is short.
German compounds are only nearly right: where their parts meet only a dictionary knows, and so there
is "Rechnung-sadresse".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

SHORTEST = 3  # letters before and after a hyphen
_VOWELS = frozenset("aeiouyæøœ" + "аеиоуыэюяіє" + "αειουωη")
_NEVER_FIRST = frozenset("ьъй")  # signs and й belong to the letter before
_TOGETHER = ("ch", "sh", "th", "ph", "sz", "cz", "rz", "dz", "ck", "qu", "gh")
_BROKEN = ("LATIN", "CYRILLIC", "GREEK")  # scripts in which a hyphen says that a word goes on


def find_breaks(word: str, most: int) -> Iterator[int]:
    """How many letters may stand before a hyphen, the most first.

    Args:
        word: The word with what follows it; only letters up to the first other sign count.
        most: How many letters there is room for.

    Example:
        >>> [("potwierdzenia"[:i], "potwierdzenia"[i:]) for i in find_breaks("potwierdzenia", 9)]
        [('potwier', 'dzenia'), ('pot', 'wierdzenia')]
        >>> list(find_breaks("支付页面支付页面", 6)), list(find_breaks("strengths", 8))
        ([], [])
    """
    if most < SHORTEST or not _may_break(word[0]):
        return
    word = word[: most + SHORTEST]
    end = next((i for i, letter in enumerate(word) if not letter.isalpha()), len(word))
    for i in range(min(most, end - SHORTEST), SHORTEST - 1, -1):
        if _begins_syllable(word[:end], i):
            yield i


def _begins_syllable(word: str, i: int) -> bool:
    """Whether a consonant with a vowel after it stands there, and a vowel somewhere before."""
    if _is_vowel(word[i]) or word[i].casefold() in _NEVER_FIRST:
        return False
    onset = 2 if word[i : i + 2].casefold() in _TOGETHER else 1
    return (
        word[i - 1 : i + 1].casefold() not in _TOGETHER
        and _is_vowel(word[i + onset : i + onset + 1])
        and any(map(_is_vowel, word[:i]))
    )


def _is_vowel(letter: str) -> bool:
    return _strip(letter) in _VOWELS and letter.casefold() not in _NEVER_FIRST


@cache
def _strip(letter: str) -> str:
    """A letter without its accents and case."""
    return unicodedata.normalize("NFD", letter.casefold())[:1]


@cache
def _may_break(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_BROKEN)
