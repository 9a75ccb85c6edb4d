r"""Comments cut into words.

A word is a run of ``\w`` with the marks that belong to its letters, as Indic and Arabic scripts
write them. Chinese and Japanese have no blanks between words: there pieces of two characters stand
for words. Links, mail addresses and tags of HTML are no words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape

LONGEST_READ = 20_000
"""Characters of a comment that are read; nobody types more into a field."""
LONGEST_WORD = 60
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,300}>")
_PIECED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
_UNSPLIT = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
IS_PIECED = re.compile(f"[{_PIECED}]")
IS_UNSPLIT = re.compile(f"[{_UNSPLIT}]")
_RUNS = re.compile(f"[{_PIECED}]+|[^{_PIECED}]+")
_FIRST_MARK, _LAST_MARK = 0x300, 0x1E94A


def split_words(text: str) -> list[str]:
    r"""The words of a comment as they are written, in their order, composed (NFC).

    Args:
        text: The comment, composed; of a very long one the beginning is read.

    Example:
        >>> split_words("Don't: 2 couriers, <b>no</b> parcel! https://a.b/c")
        ['Don', 't', '2', 'couriers', 'no', 'parcel']
        >>> split_words("配送遅い")
        ['配送', '送遅', '遅い']
    """
    text = _without_markup(text[:LONGEST_READ])
    marked = not (text.isascii() or _marks().isdisjoint(text))
    found: list[str] = (_marked_word() if marked else _WORD).findall(text)
    if text.isascii() or not IS_PIECED.search(text):
        return found
    return [piece for word in found for piece in _to_pieces(word)]


def is_word(word: str) -> bool:
    """Whether a run of letters and digits is a word that can tell something.

    Neither numbers are, nor single letters, nor runs that nobody has written.

    Example:
        >>> is_word("a4"), is_word("2024"), is_word("x"), is_word("遅")
        (True, False, False, True)
    """
    if len(word) > LONGEST_WORD or not any(map(str.isalpha, word)):
        return False
    return sum(not _is_mark(c) for c in word) > 1 or bool(IS_PIECED.match(word))


def _without_markup(text: str) -> str:
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub(" ", text))
    if "@" in text or "://" in text or "www." in text:
        return " ".join(word for word in text.split() if not _is_address(word))
    return text


def _is_address(word: str) -> bool:
    return "@" in word[1:-1] or "://" in word or word.startswith("www.")


def _to_pieces(word: str) -> list[str]:
    """A word with Chinese or Japanese characters as its pieces of two of them."""
    pieces: list[str] = []
    for run in _RUNS.findall(word):
        if len(run) > 1 and IS_PIECED.match(run):
            pieces += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            pieces.append(run)
    return pieces


@cache
def _marks() -> frozenset[str]:
    return frozenset(c for c in map(chr, range(_FIRST_MARK, _LAST_MARK + 1)) if _is_mark(c))


@cache
def _marked_word() -> re.Pattern[str]:
    """Runs of letters, with the marks on them where no composed letter has them."""
    return re.compile(rf"\w[\w{''.join(sorted(_marks()))}]*")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")
