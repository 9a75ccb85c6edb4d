"""What pictures and documents say themselves, in a language; names and comments stay as they are.

The English text is the key of the catalogues, which lie beside this file as JSON. A text without a
translation stays English; a test holds that every text used has one in every catalogue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from journeymap.errors import quote, suggest
from journeymap.wording.told import Figure, Told, drop_sense, enlarge

Catalogue = Mapping[str, str | list[str]]


def _polish(n: int) -> int:
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def _russian(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


# language: which plural form a count takes, what stands between thousands, and before decimals
_HABITS: Mapping[str, tuple[Callable[[int], int], str, str]] = {
    "en": (lambda n: 0 if n == 1 else 1, ",", "."),
    "pl": (_polish, "\u00a0", ","),
    "ru": (_russian, "\u00a0", ","),
}
LANGUAGES = tuple(_HABITS)
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,])|(?<![\w.,])\d*\.\d+(?![\w.])"
)
_NO_WHOLE = re.compile(r"(?<![\w.,)])\.(?=\d+(?![\w.]))")  # of p-values, such as .042
_MINUS = re.compile(r"(?<![^\s(±~≈×:→|])-(?=\.?\d)")  # of a number, not in a range or a day
_DATE = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


@dataclass(frozen=True)
class Words:
    """The fixed words of one language.

    Args:
        language: "en", "pl" or "ru".
        metrics: What a team calls its own metrics, each as its id and its name.

    Example:
        >>> words = Words("en")
        >>> words("{n} of {all} measured", n=3, all=16), words.count(1, "{n} answer", "{n} answers")
        ('3 of 16 measured', '1 answer')
    """

    language: str = "en"
    metrics: tuple[tuple[str, str], ...] = ()

    def __call__(self, text: str, /, **values: object) -> str:
        """A text in this language, with values for the names in braces; values stay as they are.

        One that is also counted stands in the form for many.
        """
        said = self._find_form(text)
        return said.format(**values) if values else said

    def count(self, n: int, one: str, many: str, /, **values: object) -> str:
        """A text with a count in it, in the form that the count takes; ``{n}`` is the count.

        Args:
            n: How many.
            one: The English text for one; the catalogues know it by ``many``.
            many: The English text for several.
            values: For other names in braces.
        """
        return self._find_form(many, n, one).format(n=self.number(f"{n:,}"), **values)

    def number(self, shown: str) -> str:
        r"""Numbers and dates that are written the English way, as this language writes them.

        Args:
            shown: Such as "1,234.5"; no names, whose digits must stay. What a result tells is said.

        Example:
            >>> Words("pl").number("2,919 of 81.0 %")
            '2\xa0919 of 81,0 %'
        """
        if isinstance(shown, Told):
            return self.say(shown)
        shown = _MINUS.sub("\u2212", shown)
        if self.language == "en":
            return shown
        _, thousands, point = _HABITS[self.language]
        swap = {",": thousands, ".": point}
        whole = _NO_WHOLE.sub("0.", shown)
        found = _NUMBER.sub(lambda m: "".join(swap.get(c, c) for c in m[0]), whole)
        return _DATE.sub(r"\3.\2.\1", found)

    def say(self, told: str) -> str:
        """What a result tells, in this language; names, quotes and other plain texts stay.

        What is only meant for those who give options is left out.

        Args:
            told: From ``tell``, or any text.

        Example:
            >>> from journeymap.wording.told import tell_count
            >>> Words("pl").say(tell_count(2, "only {n} answer", "only {n} answers"))
            'tylko 2 odpowiedzi'
        """
        if isinstance(told, Figure):
            return self.number(told)
        if not isinstance(told, Told):
            return told
        text = self._find_form(told.text, told.values.get("n"), told.one)
        said = _Filling(self, is_counted=told.one is not None).vformat(text, (), told.values)
        return enlarge(said) if told.starts else said

    def _find_form(self, text: str, n: object = None, one: str | None = None) -> str:
        """A text in this language, in the form that a count takes; that for many without one."""
        found = _catalogue(self.language).get(text)
        if isinstance(found, list):
            return found[_HABITS[self.language][0](n) if isinstance(n, int) else -1]
        return drop_sense(one if one is not None and n == 1 else found or text)


class _Filling(Formatter):
    """Puts values into a text, each as a language writes it."""

    def __init__(self, words: Words, *, is_counted: bool) -> None:
        self._words, self._is_counted = words, is_counted

    def format_field(self, value: Any, format_spec: str) -> str:
        """A text as it is told, a number as people write it."""
        if isinstance(value, str):
            return self._words.say(value)
        counted = self._is_counted and isinstance(value, int) and not format_spec
        return self._words.number(format(value, "," if counted else format_spec))


def choose_words(language: str | None = None, written: str | None = None) -> Words:
    """The fixed words of a language.

    Args:
        language: Which language is asked for; None for that of the journey.
        written: The language that the journey is written in; English where there is no catalogue.

    Raises:
        ValueError: if a language is asked for that there is no catalogue for.

    Example:
        >>> choose_words(None, "pt-BR").language, choose_words("pl").language
        ('en', 'pl')
    """
    if language is None:
        start = (written or "en").partition("-")[0].lower()
        return Words(start if start in LANGUAGES else "en")
    if language not in LANGUAGES:
        hint = suggest(language, LANGUAGES)
        raise ValueError(
            f"there are words in {', '.join(LANGUAGES)}, not in {quote(language)}; {hint}"
        )
    return Words(language)


@cache
def _catalogue(language: str) -> Catalogue:
    if language == "en":
        return {}
    text = (files("journeymap") / "wording" / f"{language}.json").read_text(encoding="utf-8")
    found: Catalogue = json.loads(text)
    return found
