"""A few comments of each place to choose quotes from: a fixed number, however many there are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from journeymap.text import find_unseen

LONGEST_QUOTE = 500
_ENDS, _ANY = 50, 200
_LEAST_KEPT = 0.7  # of a quote, where a blank to cut at is sought
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


class Candidate(NamedTuple):
    """A comment that may be quoted.

    Args:
        text: As it may be shown.
        shortened: Whether something was cut off its end.
        language: The code of its language.
        answer: The same customer's answer at the place, None where there is none.
        row: The number of its row in the table; 0 where that has no order.
    """

    text: str
    shortened: bool
    language: str
    answer: float | None
    row: int


Key = tuple[float, int]


@dataclass(slots=True)
class _Smallest:
    """The candidates with the smallest keys, equal texts once."""

    size: int
    kept: dict[Key, Candidate] = field(default_factory=dict)
    bound: Key | None = None

    def offer(self, key: Key, candidate: Candidate) -> None:
        if self.bound is not None and key > self.bound:
            return
        other = self.kept.get(key)
        if other is None or candidate.row < other.row:
            self.kept[key] = candidate
        if len(self.kept) >= 2 * self.size:
            self.kept = dict(nsmallest(self.size, self.kept.items()))
            self.bound = max(self.kept)


@dataclass(slots=True)
class Candidates:
    """The comments with the worst and the best answers, and some of all.

    Which of many is kept hangs on their texts alone, not on the order of the table.
    """

    worst: _Smallest = field(default_factory=lambda: _Smallest(_ENDS))
    best: _Smallest = field(default_factory=lambda: _Smallest(_ENDS))
    some: _Smallest = field(default_factory=lambda: _Smallest(_ANY))

    def offer(self, candidate: Candidate, key: int, goodness: float | None) -> None:
        """Takes a comment into consideration.

        Args:
            candidate: The comment.
            key: A number that stands for its text.
            goodness: The higher, the better the answer beside it; None without one.
        """
        self.some.offer((0.0, key), candidate)
        if goodness is not None:
            self.worst.offer((goodness, key), candidate)
            self.best.offer((-goodness, key), candidate)

    def find_worst(self) -> list[tuple[float, Candidate]]:
        """Those with the worst answers, with their goodness."""
        return [(key[0], found) for key, found in self.worst.kept.items()]

    def find_best(self) -> list[tuple[float, Candidate]]:
        """Those with the best answers, with their goodness."""
        return [(-key[0], found) for key, found in self.best.kept.items()]

    def find_some(self) -> list[Candidate]:
        """Some of all."""
        return list(self.some.kept.values())


def to_quote(text: str) -> tuple[str, bool]:
    r"""A comment as it may be shown, and whether it had to be shortened.

    Characters that no reader sees but that break terminals or turn the order of letters round are
    left out. A long one ends after a whole word, or at least after a whole letter, with "…".

    Example:
        >>> to_quote("fine\x00 \u202eright")
        ('fine right', False)
        >>> shown, shortened = to_quote("word " * 300)
        >>> len(shown) <= LONGEST_QUOTE, shown[-6:], shortened
        (True, ' word…', True)
    """
    if find_unseen(text[: 2 * LONGEST_QUOTE]):
        text = "".join(c for c in text[: 2 * LONGEST_QUOTE] if not find_unseen(c))
    text = text.strip()
    if len(text) <= LONGEST_QUOTE:
        return text, False
    end = LONGEST_QUOTE - 1
    blank = max(text.rfind(c, 0, end + 1) for c in " \n\t")
    if blank >= _LEAST_KEPT * end:
        end = blank
    while end > 1 and _hangs_together(text[end - 1], text[end]):
        end -= 1
    return f"{text[:end].rstrip()}…", True


def _hangs_together(before: str, after: str) -> bool:
    """Whether a reader sees two characters as one."""
    if before == "\u200d" or after in _JOINERS or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    flags = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    return flags or unicodedata.category(after).startswith("M")
