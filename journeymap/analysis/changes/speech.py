"""How a comparison speaks: of before and after, or of two groups side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeymap.printed import shorten
from journeymap.wording.told import Told, tell, tell_count, tell_list, tell_row

LONGEST_LABEL = 24  # columns
LONGEST_NAME = 200
MOST_PLACES = 3  # that a headline names
CHANGES = ("better", "worse", "no clear change", "not comparable")
OVER_TIME: Mapping[str, str] = {
    "better": tell("better"), "worse": tell("worse"),
    "no clear change": tell("no clear change"), "not comparable": tell("not comparable"),
}  # fmt: skip


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
            >>> Speech(("area A", "area C"), False).tell("worse")
            'area A better'
        """
        if self.is_over_time or change == "not comparable":
            return OVER_TIME[change]
        if change == "no clear change":
            return tell("no clear difference")
        return tell("{side} better", side=self.labels[change == "better"])

    def count(self, places: Mapping[str, Sequence[str]]) -> str:
        """Both sides, how many rows say what and where it is clear, in a sentence.

        Args:
            places: What a row says to the names of the places that say so, a name per row.
        """
        parts = [self._count(change, places[change]) for change in CHANGES if places.get(change)]
        told = tell_row(parts) if parts else tell("no readings to compare")
        return tell("{sides}: {told}.", sides=f" {self.between} ".join(self.labels), told=told)

    def _count(self, change: str, places: Sequence[str]) -> Told:
        n = len(places)
        match change:
            case "better" | "worse":
                return _add_names(self._count_clear(change, n), places)
            case "not comparable":
                return tell_count(n, "{n} not comparable", "{n} not comparable")
        if self.is_over_time:
            return tell_count(n, "{n} without clear change", "{n} without clear change")
        return tell_count(n, "{n} without clear difference", "{n} without clear difference")

    def _count_clear(self, change: str, n: int) -> Told:
        if not self.is_over_time:
            side = self.labels[change == "better"]
            return tell_count(n, "{side} better in {n}", "{side} better in {n}", side=side)
        if change == "better":
            return tell_count(n, "{n} better", "{n} better")
        return tell_count(n, "{n} worse", "{n} worse")

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
    if settings["of"] == "segments":
        return Speech((_name_segment(labels[0]), _name_segment(labels[1])), False)
    words: Sequence[str] = ("before", "after")
    named = all(
        label in (word, f"{word} ({settings.get(f'wave_{word}')})")
        for label, word in zip(labels, words, strict=True)
    )
    return Speech(labels, settings["of"] == "waves" or (settings["of"] == "journeys" and named))


def _add_names(said: Told, places: Sequence[str]) -> Told:
    """With the places in brackets, where they are few enough to be named."""
    names = list(dict.fromkeys(shorten(place, LONGEST_NAME) for place in places))
    if len(names) > MOST_PLACES:
        return said
    return tell("{said} ({names})", said=said, names=tell_list(names))


def _name_segment(written: str) -> str:
    """A segment as pictures call it: "area A" for what is asked for as "area=A"."""
    return ", ".join(part.replace("=", " ", 1) for part in written.split(", "))
