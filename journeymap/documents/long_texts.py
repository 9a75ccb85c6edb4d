"""Texts that are too long for a slide or a table: what is shown of them, and where all of it is.

Pictures show the first letters of such a text. A document with pages does the same wherever it
stands in a table or a title, and gives the whole of it once: on the slide's notes, or at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from journeymap.model.journey import Journey
from journeymap.picture.fitting import LONGEST, abridge
from journeymap.picture.lettering import ELLIPSIS
from journeymap.result import Cells

IN_SENTENCE = 160  # letters of a name inside a sentence, where others stand too
_TELLING = 20  # letters by which a text is known again, without blanks


@dataclass(frozen=True)
class LongTexts:
    """The long texts of a journey, each once, in the order of the journey."""

    texts: tuple[str, ...]

    def shorten(self, text: str, longest: int = IN_SENTENCE) -> str:
        """A sentence in which each of them ends in "…".

        Args:
            text: A sentence, a cell or a text of its own.
            longest: How many letters of each there may be.
        """
        if len(text) <= LONGEST:
            return text
        for whole in self._longest_first:
            if whole in text:
                text = text.replace(whole, abridge(whole, longest))
        return text

    def shorten_cells(self, cells: Cells) -> Cells:
        """A table in which each of them ends in "…", in headings and cells."""
        headings, rows, right = cells
        shown = [[self.shorten(cell) for cell in row] for row in rows]
        return [self.shorten(heading) for heading in headings], shown, right

    def find_shortened(self, shown: str) -> Iterator[str]:
        """Those of which only the beginning, up to a "…", stands in what is shown.

        Those that are alike up to there can't be told apart, and all of them are given.

        Args:
            shown: All that a slide or a page says.
        """
        bare = squeeze(shown)
        parts = [bare[: found.start()] for found in re.finditer(ELLIPSIS, bare)]
        for text, whole in zip(self.texts, self._squeezed, strict=True):
            if whole not in bare and any(_ends_in_start(part, whole) for part in parts):
                yield text

    @cached_property
    def _longest_first(self) -> tuple[str, ...]:
        return tuple(sorted(self.texts, key=len, reverse=True))

    @cached_property
    def _squeezed(self) -> tuple[str, ...]:
        return tuple(map(squeeze, self.texts))


def find_long_texts(journey: Journey) -> LongTexts:
    """The texts of a journey that pictures don't show in full.

    Args:
        journey: The journey; its readings and transitions have no texts to be shown.
    """
    said = journey.model_dump(exclude={"readings", "transitions"})
    return LongTexts(tuple(dict.fromkeys(t for t in _walk(said) if len(t) > LONGEST)))


def squeeze(text: str) -> str:
    """A text without blanks and line ends, in which it may stand on several lines."""
    return "".join(text.split())


def _ends_in_start(part: str, whole: str) -> bool:
    """Whether the end of one text is the beginning of another, by as many letters as tell it."""
    start = part.find(whole[:_TELLING], max(0, len(part) - len(whole)))
    while start >= 0:
        if whole.startswith(part[start:]):
            return True
        start = part.find(whole[:_TELLING], start + 1)
    return False


def _walk(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from _walk(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _walk(value)
