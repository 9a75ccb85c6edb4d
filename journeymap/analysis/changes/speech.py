"""How a comparison speaks: of before and after, or of two groups side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.printed import shorten
from journeymap.wording.told import tell, tell_list

LONGEST_LABEL = 24  # columns
MOST_PLACES = 3  # that a headline names
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
            return tell("No clear change is not unchanged.")
        return tell("No clear difference does not mean alike.")

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
        return tell("{side} better", side=self._shortened[change == "better"])

    def count(self, places: Mapping[str, Sequence[str]]) -> str:
        """Both sides, how many rows say what and where it is clear, in a sentence.

        Args:
            places: What a row says to the names of the places that say so, a name per row.
        """
        first, second = self._shortened
        difference = "change" if self.is_over_time else "difference"
        better, worse, unclear, neither = (len(places.get(change, ())) for change in CHANGES)
        said = {
            f"{better} better" if self.is_over_time else f"{second} better in {better}": "better",
            f"{worse} worse" if self.is_over_time else f"{first} better in {worse}": "worse",
            f"{unclear} without clear {difference}": "no clear change",
            f"{neither} not comparable": "not comparable",
        }
        told = ", ".join(
            words + (_name(places[change]) if change in ("better", "worse") else "")
            for words, change in said.items()
            if places.get(change)
        )
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


def _name(places: Sequence[str]) -> str:
    """The places in brackets, where they are few enough to be named."""
    names = list(dict.fromkeys(shorten(place, LONGEST_LABEL) for place in places))
    return f" ({tell_list(names)})" if len(names) <= MOST_PLACES else ""
