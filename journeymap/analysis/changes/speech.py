"""How a comparison speaks: of before and after, or of two groups side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.printed import shorten

LONGEST_LABEL = 24  # columns
CHANGES = ("better", "worse", "no clear change", "not comparable")
NEUTRAL = {"no clear change": "no clear difference", "not comparable": "not comparable"}


@dataclass(frozen=True, slots=True)
class Speech:
    """The words for two sides.

    Args:
        labels: What the sides are called.
        is_over_time: Whether the second side is what became of the first.
    """

    labels: tuple[str, str]
    is_over_time: bool

    @property
    def between(self) -> str:
        """What stands between two values."""
        return "→" if self.is_over_time else "|"

    @property
    def values(self) -> str:
        """The heading above both values."""
        return "before → after" if self.is_over_time else " | ".join(self._shortened)

    @property
    def verdict(self) -> str:
        """The heading above what a row says."""
        return "change" if self.is_over_time else "verdict"

    @property
    def no_difference(self) -> str:
        """What a row without a clear difference doesn't say."""
        if self.is_over_time:
            return "No clear change is not unchanged."
        return "No clear difference does not mean alike."

    def tell(self, change: str) -> str:
        """What a row says.

        Example:
            >>> Speech(("2025", "2026"), True).tell("worse")
            'worse'
            >>> Speech(("area=A", "area=C"), False).tell("worse")
            'area=A better'
        """
        if self.is_over_time or change in NEUTRAL:
            return change if self.is_over_time else NEUTRAL[change]
        return f"{self._shortened[change == 'better']} better"

    def count(self, counted: Mapping[str, int]) -> str:
        """Both sides, and how many rows say what, in a sentence."""
        first, second = self._shortened
        difference = "change" if self.is_over_time else "difference"
        better, worse, unclear, neither = (counted.get(change, 0) for change in CHANGES)
        said = {
            f"{better} better" if self.is_over_time else f"{second} better in {better}": better,
            f"{worse} worse" if self.is_over_time else f"{first} better in {worse}": worse,
            f"{unclear} without clear {difference}": unclear,
            f"{neither} not comparable": neither,
        }
        told = ", ".join(words for words, number in said.items() if number)
        sides = f" {self.between} ".join(self.labels)
        return f"{sides}: {told or 'no readings to compare'}."

    @property
    def _shortened(self) -> tuple[str, str]:
        """The labels as they fit above a column; whole where they would look the same."""
        first, second = (shorten(label, LONGEST_LABEL) for label in self.labels)
        return (first, second) if first != second else self.labels


def find_speech(settings: Mapping[str, Any]) -> Speech:
    """Waves, and journeys that are called before and after, stand in time; all else doesn't.

    Args:
        settings: Those of a comparison: ``of``, ``before`` and ``after``.
    """
    labels = (str(settings["before"]), str(settings["after"]))
    words: Sequence[str] = ("before", "after")
    named = all(
        label in (word, f"{word} ({settings.get(f'wave_{word}')})")
        for label, word in zip(labels, words, strict=True)
    )
    return Speech(labels, settings["of"] == "waves" or (settings["of"] == "journeys" and named))
