"""In which language a comment is written: told by the user, or by its letters and small words.

A guess is made only where something speaks for one language and little for any other. A comment
that is too short to tell is counted to the language of the others where nearly all of those are
in one, or else to one that is spoken at its place: that of its words, or of most others there.
Where none is, its language is unknown and its words are not stemmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from journeymap.analysis.words.function_words import OTHERS, STOP_WORDS
from journeymap.analysis.words.tokens import IS_PIECED, IS_UNSPLIT
from journeymap.errors import UnknownNameError
from journeymap.text import to_nfc

LANGUAGES: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Language by its code, as the stemmers call it; of these six are guessed."""

UNKNOWN, UNSPLIT, WORDLESS = "unknown", "unsplit", "none"
GUESSED = tuple(STOP_WORDS)
_OWN = {
    "en": "", "pl": "ąćęłńóśźż", "de": "äöüß", "fr": "àâæçèéêëîïôœùûüÿ", "es": "áéíñóúü",
    "it": "àèéìîòù", "pt": "áâãàçéêíóôõú", "cs": "áčďéěíňóřšťúůýžľĺôŕ", "sv": "åäöæøé",
    "tr": "çğıöşüâî", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "hr": "čćđšž", "nl": "ëïéèö",
}  # fmt: skip
_RUSSIAN_ONLY, _NOT_RUSSIAN = frozenset("ыэё"), frozenset("іїєґђћљњјџўѓќѕ")
_SHORT = 0.75  # two letters are a word of many languages
_LOOKED_AT = 60  # words of a comment
_AGAINST = -0.5  # a letter that a language has only in words of others
_LEAST, _LEAST_SHARE, _AHEAD = 1.0, 0.08, 1.5
_NEARLY_ALL, _FEWEST, _FEWEST_WORDS, _FEWEST_VOTES = 0.9, 10, 3, 2
_MOST, _FEWEST_HERE, _FEWEST_WORDS_HERE = 2 / 3, 3, 2
Evidence = tuple[tuple[str, float], ...]


def check_language(language: str | None) -> str | None:
    """The code of a language that is asked for by its code or its English name.

    Raises:
        UnknownNameError: if there is no stemmer for it.

    Example:
        >>> check_language("Polish"), check_language("pl"), check_language(None)
        ('pl', 'pl', None)
    """
    if language is None:
        return None
    asked = str(language).strip().casefold()
    codes = {**{name: code for code, name in LANGUAGES.items()}, **{c: c for c in LANGUAGES}}
    if asked not in codes:
        raise UnknownNameError("language", language, [*GUESSED, *LANGUAGES.values()])
    return codes[asked]


def guess_language(words: Sequence[str]) -> str:
    """The language of a comment; "unknown" where nothing speaks clearly for one of the six.

    "zh" and "ja" are told by their letters; "unsplit" is a script without blanks in which no words
    can be told apart (Thai, Lao, Khmer, Burmese), "none" a comment without words.

    Args:
        words: Its words as written.

    Example:
        >>> guess_language(["The", "courier", "was", "too", "late"])
        'en'
        >>> guess_language(["Kurier", "był", "niegrzeczny"]), guess_language(["Super"])
        ('pl', 'unknown')
    """
    found = _by_script(words)
    if found:
        return found
    words = words[:_LOOKED_AT]
    best = _find_ahead(_sum_evidence(words), max(_LEAST, _LEAST_SHARE * len(words)))
    return best if best in GUESSED else UNKNOWN


def _sum_evidence(words: Iterable[str]) -> dict[str, float]:
    """What all words say for and against each language."""
    score: dict[str, float] = {}
    for word in words:
        for language, weight in find_evidence(word):
            score[language] = score.get(language, 0.0) + weight
    return score


def _find_ahead(score: Mapping[str, float], least: float) -> str | None:
    """The language that is far enough ahead of all others."""
    ranked = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if not ranked or ranked[0][1] < least:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0] if ranked[0][1] >= _AHEAD * second else None


@dataclass(slots=True)
class Neighbours:
    """What comments whose language is clear say of those that are too short to tell.

    Args:
        scripts: For each script how many of them are in each language.
        words: For each of their words the same.
        places: For each place and script the same.

    Example:
        >>> neighbours = Neighbours()
        >>> for _ in range(10):
        ...     neighbours.add(["Kurier", "był", "spóźniony"], "pl")
        >>> neighbours.guess(["Szybko"]), neighbours.guess(["Быстро"])
        ('pl', 'unknown')
    """

    scripts: dict[str, Counter[str]] = field(default_factory=dict)
    words: dict[str, Counter[str]] = field(default_factory=dict)
    places: dict[tuple[object, str], Counter[str]] = field(default_factory=dict)

    def add(self, words: Sequence[str], language: str, place: object = None) -> None:
        """Takes in a comment; one whose language is not clear says nothing."""
        if language in GUESSED:
            script = find_script(words)
            self.scripts.setdefault(script, Counter())[language] += 1
            if place is not None:
                self.places.setdefault((place, script), Counter())[language] += 1
            for word in {word.casefold() for word in words}:
                self.words.setdefault(word, Counter())[language] += 1

    def guess(self, words: Sequence[str], place: object = None) -> str:
        """The language that nearly all comments of its script are in, or nearly all of its words.

        Two words must speak for it. Where they don't, one of its place is enough: the one that its
        words speak for, or that of two thirds of the others there where they say nothing; "unknown"
        where the words speak for a language that isn't spoken there.
        """
        house = _find_clear(self.scripts.get(find_script(words), Counter()), _FEWEST)
        if house is not None:
            return house
        here = self.places.get((place, find_script(words)), Counter())
        return (
            _find_clear(self._vote(words, _FEWEST_WORDS), _FEWEST_VOTES)
            or _guess_here(here, words, self._vote(words, _FEWEST_WORDS_HERE))
            or UNKNOWN
        )

    def _vote(self, words: Iterable[str], least: int) -> Counter[str]:
        """How many words speak for a language, each said in so many comments of it."""
        folded = {word.casefold() for word in words}
        told = (_find_clear(self.words.get(word, Counter()), least) for word in folded)
        return Counter(language for language in told if language is not None)


def _guess_here(here: Counter[str], words: Sequence[str], votes: Mapping[str, int]) -> str | None:
    """The language among those of a place that a comment is likely to be in."""
    score = _sum_evidence(words[:_LOOKED_AT])
    for language, n in votes.items():
        score[language] = score.get(language, 0.0) + n
    told = {language: weight for language, weight in score.items() if weight > 0}
    if told:
        best = _find_ahead(told, 0.0)
        return best if best is not None and here[best] >= _FEWEST_HERE else None
    return _find_clear(here, _FEWEST_HERE, _MOST)


def _find_clear(counts: Counter[str], least: int, share: float = _NEARLY_ALL) -> str | None:
    """The language that nearly all are in, or so many, where there are enough."""
    if not counts:
        return None
    language, n = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return language if n >= least and n >= share * counts.total() else None


def find_script(words: Iterable[str]) -> str:
    """The script of a comment's first letters: "latin", "cyrillic" or "other".

    Example:
        >>> find_script(["5", "Супер"]), find_script(["Ça", "va"]), find_script(["Ευχαριστώ"])
        ('cyrillic', 'latin', 'other')
    """
    for letter in (c for word in words for c in word if c.isalpha()):
        if letter < "\u0250":
            return "latin"
        return "cyrillic" if "\u0400" <= letter <= "\u04ff" else "other"
    return "other"


def _by_script(words: Sequence[str]) -> str:
    """The language where letters or their absence tell it; empty where they don't."""
    if not any(c.isalpha() for word in words for c in word):
        return WORDLESS
    if all(map(str.isascii, words)):
        return ""
    text = "".join(words)
    pieced, unsplit = len(IS_PIECED.findall(text)), len(IS_UNSPLIT.findall(text))
    if 2 * unsplit > len(text):
        return UNSPLIT
    if 2 * pieced > len(text):
        return "ja" if any("\u3040" <= c <= "\u30ff" for c in text) else "zh"
    return ""


@cache
def _small_words() -> Mapping[str, Evidence]:
    holders: dict[str, list[str]] = {}
    for language, small in (*STOP_WORDS.items(), *OTHERS.items()):
        for word in small:
            holders.setdefault(word, []).append(language)
    return {
        word: tuple((one, (1 if len(word) > 2 else _SHORT) / len(who)) for one in who)
        for word, who in holders.items()
    }


@lru_cache(100_000)
def find_evidence(word: str) -> Evidence:
    """What one word says for and against languages."""
    folded = to_nfc(word.casefold())
    if folded.isascii():
        return _small_words().get(folded, ())
    told = dict(_small_words().get(folded, ()))
    letters = {c for c in word.lower() if c.isalpha() and not c.isascii()}
    if min(letters, default="") >= "\u0400":
        sign = bool(letters & _RUSSIAN_ONLY) - bool(letters & _NOT_RUSSIAN)
        told["ru"] = told.get("ru", 0.0) + sign
        return tuple(told.items())
    having = {language for language, own in _OWN.items() if letters <= set(own)}
    for language in _OWN:
        said = 1 / len(having) if language in having else _AGAINST
        told[language] = told.get(language, 0.0) + said
    return tuple(told.items())
