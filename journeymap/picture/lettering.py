"""How wide a text will be, measured before anything is drawn.

The widths are those of DejaVu Sans, plus two per cent: DejaVu Sans and its near twin Verdana are
the widest of the common sans-serif fonts, so that a line which fits here fits in nearly every font
that a reader's browser may choose instead (some capitals of Arial are wider; whole words seldom
are). What the table (made by ``tests/picture/make_advances.py``) lacks counts as a full em, as East
Asian letters do, an emoji as 1.3 em, a mark on another letter as nothing. Lengths are in pixels.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from journeymap.picture.figures import stays_together
from journeymap.picture.syllables import find_breaks

LINE_HEIGHT = 1.25  # from baseline to baseline, in sizes of the text
HIGHER = 1.5  # the same of Arabic, whose marks stand far above and below its letters
ELLIPSIS = "…"

_SLACK = 1.02
_FULL, _EMOJI, _FLAG_HALF = 1000, 1300, 650  # in 1/1000 em
_BOX = 620  # what stands for a letter that no font has
_STYLED = 1420  # the widest of the bold and slanted letters that mathematics has
_JOINER, _PICTURE_SIGN = "\u200d", "\ufe0f"
_LONGEST_EMOJI = 10  # characters in the longest sequences that are drawn as one emoji
_BLANKS = re.compile("[\t-\r \x1c-\x1f\x85\u2028\u2029]+")
_UNDRAWABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"  # not in XML or fonts
    "\u202a-\u202e\u2066-\u2069]"  # they turn the order of letters around
)
_CLOSING = frozenset(
    "、。，．・：；！？」』）】〕》〉〗］｝‥ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:!?)]}%»”’…"
)
_OPENING = frozenset("「『（【〔《〈〖［｛￥＄([{«“‘")
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_HYPHENS = frozenset("-‐–—/")


class _Advances(dict[str, int]):
    """Advance widths of single characters in 1/1000 em; what the table lacks is added when met."""

    def __missing__(self, char: str) -> int:
        self[char] = advance = _guess_advance(char)
        return advance


def clean_line(text: str) -> str:
    r"""A text as painters show it: one line, blanks joined, without what no font can draw.

    Example:
        >>> clean_line("  Pay\tnow\n\x07 ")
        'Pay now'
    """
    return _BLANKS.sub(" ", _UNDRAWABLE.sub("", text)).strip(" ")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    r"""The width of one line of text, on the wide side.

    Args:
        text: The text as it is shown.
        size: Size of the letters.
        bold: Whether it is set in bold.

    Example:
        >>> [round(text_width(text, 10), 1) for text in ("Cart", "支付", "e", "e\u0301")]
        [21.6, 20.4, 6.3, 6.3]
    """
    return _to_pixels(_measure_line(text, bold), size)


def line_height(text: str) -> float:
    """From baseline to baseline of a text, in its size.

    Example:
        >>> line_height("Cart"), line_height("عربة")
        (1.25, 1.5)
    """
    return HIGHER if not text.isascii() and _ARABIC.search(text) else LINE_HEIGHT


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text on one line; where it is too wide, as much as fits and "…".

    Args:
        text: The text; line breaks count as blanks.
        size: Size of the letters.
        width: The widest it may become.
        bold: Whether it is set in bold.

    Example:
        >>> shorten("Baggage claim", 10, 60)
        'Baggage…'
    """
    line = clean_line(text)
    if text_width(line, size, bold=bold) <= width:
        return line
    table = _load_advances(bold)
    used, end = table[ELLIPSIS], 0
    for cluster in find_clusters(line):
        used += _cluster_advance(cluster, table)
        if _to_pixels(used, size) > width:
            break
        end += len(cluster)
    return line[:end].rstrip(" ") + ELLIPSIS


@lru_cache(maxsize=8192)  # a text is measured before it is placed
def wrap_text(
    text: str, size: float, width: float, *, bold: bool = False, lines: int = 2
) -> tuple[str, ...]:
    """The text on at most so many lines, each as full as it can be.

    Lines break at blanks, after hyphens and slashes, between Chinese and Japanese letters, and
    where the text has a line break of its own. A word that is too long for a line is broken, with a
    hyphen before a syllable where it has some, though never inside a letter with its accents or an
    emoji. What doesn't fit on the last ends in "…".

    Args:
        text: The text.
        size: Size of the letters.
        width: The widest that a line may become; room for one wide letter and "…" at least.
        bold: Whether it is set in bold.
        lines: How many lines there may be, 1 at least.

    Example:
        >>> wrap_text("Waits for the shuttle to the terminal", 10, 80)
        ('Waits for the', 'shuttle to the…')
    """
    rest = [line for line in map(clean_line, text.splitlines()) if line]
    found: list[str] = []
    while rest and len(found) < lines - 1:
        head, tail = _split_line(rest.pop(0), size, width, _load_advances(bold))
        found.append(head)
        if tail:
            rest.insert(0, tail)
    if rest:
        found.append(shorten(" ".join(rest), size, width, bold=bold))
    return tuple(found)


def fit_size(
    text: str, width: float, *, largest: float, smallest: float, bold: bool = False
) -> float:
    """The size at which a text is as wide as the given width, to a tenth, within the two bounds.

    Args:
        text: One line of text.
        width: The width to fill.
        largest: The largest size to give.
        smallest: The smallest size to give; a text that is still too wide has to be shortened.
        bold: Whether it is set in bold.

    Example:
        >>> fit_size("Weakest", 40, largest=14, smallest=8)
        9.0
    """
    per_size = text_width(clean_line(text), 1.0, bold=bold)
    if per_size * largest <= width:
        return largest
    return max(smallest, math.floor(10 * width / per_size) / 10)


@cache
def _load_advances(bold: bool) -> _Advances:
    written = Path(__file__).with_name("advances.json").read_text(encoding="utf-8")
    table = _Advances()
    for first, row in json.loads(written)["bold" if bold else "regular"].items():
        code = int(first, 16)
        table.update(zip(map(chr, range(code, code + len(row))), row, strict=True))
    return table


def _guess_advance(char: str) -> int:
    category, code = unicodedata.category(char), ord(char)
    if category in ("Mn", "Me", "Cf") or 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return 0  # marks, and the second and third parts of a Korean syllable
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _FLAG_HALF
    if 0x1D400 <= code < 0x1D800:
        return _STYLED
    pictured = unicodedata.east_asian_width(char) == "W" and 0x2190 <= code < 0x2E80
    return _EMOJI if pictured or 0x1F000 <= code < 0x1FB00 else _FULL


def _cluster_advance(cluster: str, table: _Advances) -> int:
    if len(cluster) == 1:
        return table[cluster]
    if table[cluster[0]] >= _EMOJI or _PICTURE_SIGN in cluster:
        # one emoji, or where no font knows it a box for each of its parts
        parts = sum(1 for char in cluster if not _is_mark(char))
        return max(_EMOJI, table[cluster[0]], _BOX * parts)
    return sum(map(table.__getitem__, cluster))


@lru_cache(maxsize=20_000)  # the same names are measured for each division into pages
def _measure_line(text: str, bold: bool) -> int:
    table = _load_advances(bold)
    if text.isascii():
        return sum(map(table.__getitem__, text))
    return sum(_cluster_advance(cluster, table) for cluster in find_clusters(text))


def _to_pixels(advance: int, size: float) -> float:
    return advance * size * _SLACK / 1000


def find_clusters(text: str) -> Iterator[str]:
    """The pieces of a text that readers take for one letter: a letter and its marks, an emoji."""
    start = 0
    for end in range(1, len(text)):
        if not _belongs(text, start, end):
            yield text[start:end]
            start = end
    if text:
        yield text[start:]


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the letter at ``end`` belongs to the cluster that began at ``start``."""
    char, first, length = text[end], text[start], end - start
    if char < "\u0300":
        return False
    if _is_mark(char):
        return True
    if not (_is_pictured(char) and _is_pictured(first)) or length >= _LONGEST_EMOJI:
        return False
    if text[end - 1] == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff":  # a colour of skin
        return True
    return length == 1 and _guess_advance(char) == _guess_advance(first) == _FLAG_HALF


@cache
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mc" or _guess_advance(char) == 0


def _is_pictured(char: str) -> bool:
    return "\u2190" <= char <= "\u2bff" or "\U0001f000" <= char < "\U0001fb00"


def _split_line(line: str, size: float, width: float, table: _Advances) -> tuple[str, str]:
    """The longest beginning of a line that fits, and what is left of it."""
    used = position = best = 0
    for cluster in find_clusters(line):
        if position and _may_break(line, position):
            best = position
        used += _cluster_advance(cluster, table)
        if cluster != " " and _to_pixels(used, size) > width:
            if not best:
                return _break_word(line, position, size, width, table)
            return line[:best].rstrip(" "), line[best:].lstrip(" ")
        position += len(cluster)
    return line, ""


def _break_word(
    line: str, position: int, size: float, width: float, table: _Advances
) -> tuple[str, str]:
    """A line that begins with too long a word: with a hyphen where a syllable ends, else as full.

    ``position`` says how many letters there is room for.
    """
    for end in find_breaks(line, position):
        head = f"{line[:end]}-"
        if _to_pixels(sum(map(table.__getitem__, head)), size) <= width:
            return head, line[end:]
    cut = position or 1
    return line[:cut].rstrip(" "), line[cut:].lstrip(" ")


def _may_break(line: str, position: int) -> bool:
    """Whether a line may end before the letter at a position."""
    before, after = line[position - 1], line[position]
    if before in " \u200b":
        return not stays_together(line, position - 1)
    if after == " " or after in _CLOSING or before in _OPENING:
        return False
    if before in _HYPHENS:  # after a word, but neither in "-5" nor in "24/7"
        return line[position - 2 : position - 1].isalpha() and not after.isdigit()
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(char: str) -> bool:
    """Whether lines may break on either side of a letter; Korean words stay whole."""
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7af"
