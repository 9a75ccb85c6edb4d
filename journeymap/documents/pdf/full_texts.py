"""Texts that tables and pictures show the beginning of, in full at the end of a document.

A PDF is painted letter by letter, so that a book of them would take minutes: what is more than some
pages stands in a note of the last page, which any reader of the file opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from journeymap.documents.long_texts import LongTexts
from journeymap.documents.pdf.sheet import INNER, Strip
from journeymap.picture.blocks import Block, Style, paragraph
from journeymap.picture.lettering import clean_line
from journeymap.picture.placing import place
from journeymap.picture.theme import MUTED, SMALL, TITLE
from journeymap.wording.words import Words

MOST_LETTERS = 12_000  # two or three pages
_STYLE = Style(SMALL)
_TOGETHER = 3  # lines of a text that stand on one page


def full_text_strips(long: LongTexts, words: Words) -> Iterator[Strip]:
    """Each text once, line by line, so that it flows over pages; nothing where all are short.

    Args:
        long: The texts.
        words: The fixed words of the document.
    """
    if not long.texts:
        return
    head = paragraph(0, 0, INNER, words("Texts in full"), Style(TITLE, bold=True))
    yield Strip(head, 34.0, follows=60.0, opens=True)
    number = _count_painted(long)
    for text in long.texts[:number]:
        whole = paragraph(0, 0, INNER, text, _STYLE)
        step = whole.height / max(1, len(whole.marks))
        for start in range(0, len(whole.marks), _TOGETHER):
            marks = whole.marks[start : start + _TOGETHER]
            lines = Block(place(marks, 0.0, -start * step), len(marks) * step)
            yield Strip(lines, 0.0 if start else 14.0)
    if number < len(long.texts):
        told = words("What has no room stands in the note of this page.")
        yield Strip(paragraph(0, 0, INNER, told, Style(SMALL, bold=True, fill=MUTED)), 14.0)


def note_rest(long: LongTexts) -> str:
    """The texts that have no room on pages, for a note; empty where all have."""
    return "\n\n".join(map(clean_line, long.texts[_count_painted(long) :]))


def _count_painted(long: LongTexts) -> int:
    """How many texts stand on pages."""
    sums = accumulate(map(len, long.texts))
    return sum(1 for letters in sums if letters <= MOST_LETTERS)
