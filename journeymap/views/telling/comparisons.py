"""What has changed, said in the language of a picture or document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.changes.comparison import Comparison
from journeymap.analysis.changes.speech import LONGEST_LABEL, MOST_PLACES, find_speech
from journeymap.printed import shorten
from journeymap.views.telling.parts import say_list, say_place
from journeymap.wording.words import Words


def say_comparison(found: Comparison, words: Words) -> str:
    """Both sides, and how many places are better or worse; in English the own headline.

    Args:
        found: The comparison.
        words: The fixed words.
    """
    speech = find_speech(found.settings)
    places: dict[str, list[str]] = {}
    for row in found.rows:
        places.setdefault(row.change, []).append(row.name)
    first, second = (shorten(label, LONGEST_LABEL) for label in speech.labels)
    if first == second:
        first, second = speech.labels
    told = ", ".join(
        filter(None, (
            _say_clear("better", places, "" if speech.is_over_time else second, words),
            _say_clear("worse", places, "" if speech.is_over_time else first, words),
            _say_unclear(places, words, in_time=speech.is_over_time),
            _say_neither(places, words),
        ))
    )  # fmt: skip
    sides = f" {speech.between} ".join(speech.labels)
    return f"{sides}: {told or words('no readings to compare')}."


def _say_clear(change: str, places: Mapping[str, Sequence[str]], side: str, words: Words) -> str:
    """How many are clearly better or worse, or which side is better there, and where."""
    n, where = len(places.get(change, ())), _name(places.get(change, ()), words)
    if not n:
        return ""
    if side:
        said = words.count(n, "{side} better in {n}", "{side} better in {n}", side=side)
    elif change == "better":
        said = words.count(n, "{n} better", "{n} better")
    else:
        said = words.count(n, "{n} worse", "{n} worse")
    return f"{said}{where}"


def _say_unclear(places: Mapping[str, Sequence[str]], words: Words, *, in_time: bool) -> str:
    n = len(places.get("no clear change", ()))
    if not n:
        return ""
    if in_time:
        return words.count(n, "{n} without clear change", "{n} without clear change")
    return words.count(n, "{n} without clear difference", "{n} without clear difference")


def _say_neither(places: Mapping[str, Sequence[str]], words: Words) -> str:
    n = len(places.get("not comparable", ()))
    return words.count(n, "{n} not comparable", "{n} not comparable") if n else ""


def _name(places: Sequence[str], words: Words) -> str:
    """The places in brackets, where they are few enough to be named."""
    names = list(dict.fromkeys(shorten(say_place(place, words), LONGEST_LABEL) for place in places))
    return f" ({say_list(names, words)})" if 0 < len(names) <= MOST_PLACES else ""
