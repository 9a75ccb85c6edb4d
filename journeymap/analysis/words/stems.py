"""Stems of words: what is left of a word without the endings of its language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeymap.analysis.words.function_words import ALL_SMALL, STOP_WORDS
from journeymap.analysis.words.languages import LANGUAGES
from journeymap.analysis.words.tokens import is_word
from journeymap.text import to_nfc

_MOST_KNOWN = 500_000


def fold(word: str) -> str:
    """A word as words are compared: composed, without capitals.

    Example:
        >>> fold("STRASSE"), fold("Żółty")
        ('strasse', 'żółty')
    """
    return to_nfc(to_nfc(word).casefold())


class _Known(dict[str, str | None]):
    """Stems by words, each found when it is first asked for."""

    def __init__(self, find: Callable[[str], str | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> str | None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Stems:
    """The stems of one language.

    Args:
        language: Its code; any other word stands for a language without a stemmer.
        stop_words: More words that tell nothing, in whichever form.

    Attributes:
        find: The stem of a word as it is written; None where it tells nothing by itself.

    Example:
        >>> stems = Stems("pl")
        >>> [stems.find(word) for word in ("Kurier", "kurierem", "się", "2024")]
        ['kurier', 'kurier', None, None]
    """

    def __init__(self, language: str, stop_words: Iterable[str] = ()) -> None:
        self.language = language
        self._stem = _find_stemmer(language)
        own = {fold(word) for word in stop_words}
        # where the language can't be told, small words of any are none that tell something
        small = STOP_WORDS.get(language, ALL_SMALL if language not in LANGUAGES else frozenset())
        self._small = small | own
        self._dropped = {self._stem(word) for word in own}
        # every word of every comment is looked up, so what is known is found without a call of ours
        self.find: Callable[[str], str | None] = _Known(self._find).__getitem__

    def stem(self, word: str) -> str:
        """The stem of any word, small ones too."""
        return self._stem(fold(word))

    def _find(self, word: str) -> str | None:
        folded = fold(word)
        if folded in self._small or not is_word(folded):
            return None
        stem = self._stem(folded)
        return None if stem in self._dropped else stem


def _find_stemmer(language: str) -> Callable[[str], str]:
    if language not in LANGUAGES:
        return str
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - large tables

    found: Callable[[str], str] = snowballstemmer.stemmer(LANGUAGES[language]).stemWord
    return found
