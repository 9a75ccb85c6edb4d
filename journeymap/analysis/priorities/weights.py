"""How much each touchpoint matters, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal, Protocol

from journeymap.fields import MOST
from journeymap.model.journey import Journey
from journeymap.printed import join_words

Origin = Literal["given", "journey", "drivers", "equal"]
MOST_NAMED = 12  # names in a note
LONGEST_SHORT_SCALE = 7  # what is stated on 1 to 5 or 1 to 7 is not on 0 to 10


class HasDrivers(Protocol):
    """A result whose rows have a ``touchpoint`` and a ``share``, such as that of the drivers."""

    @property
    def rows(self) -> Sequence[Any]:
        """Its rows."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """A weight for each ranked touchpoint, and where it comes from.

    Args:
        values: Touchpoint id to the weight that is multiplied by.
        origin: Who says so.
        notes: What to know of it, in whole sentences.
        stated: Touchpoint id to the number as it was stated; only those that have one.
    """

    values: Mapping[str, float]
    origin: Origin
    notes: tuple[str, ...]
    stated: Mapping[str, float]

    @property
    def is_on_ten(self) -> bool:
        """Whether it is stated on 0 to 10, as it looks: none above 10, the highest above 7."""
        said = self.origin in ("given", "journey") and bool(self.stated)
        return said and LONGEST_SHORT_SCALE < max(self.stated.values()) <= 10


def choose_importance(
    journey: Journey, ranked: Sequence[str], given: Mapping[str, float] | HasDrivers | None
) -> Weighting:
    """How much each touchpoint matters, with mean 1 over those that are ranked.

    Args:
        journey: The journey, whose touchpoints may state their importance.
        ranked: The ids of the touchpoints in question.
        given: Touchpoint to its importance, or a result of drivers; the journey's own where None.

    Raises:
        UnknownNameError: if a touchpoint isn't there.
        ValueError: if an importance is below 0.
    """
    origin: Origin = "given"
    if given is None:
        origin, stated = "journey", _find_own(journey)
    elif isinstance(given, Mapping):
        stated = _read(journey, "importance", given, _is_weight, "a number of 0 or more")
    else:
        origin, stated = "drivers", _from_drivers(journey, given)
    known = {id_: stated[id_] for id_ in ranked if id_ in stated}
    most = max(known.values(), default=0.0)
    if not most > 0:
        return Weighting(
            dict.fromkeys(ranked, 1.0), "equal", (_explain_equal(origin, known),), known
        )
    parts = {id_: value / most for id_, value in known.items()}
    mean = sum(parts.values()) / len(parts)
    told = _WORDS[origin] if isinstance(given, Mapping) else f"{_WORDS[origin]}{_tell_of(given)}"
    notes = (
        f"{told}, divided by its mean.",
        *_note_missing(journey, ranked, known, "importance", "as important as the mean"),
    )
    values = {id_: parts[id_] / mean if id_ in parts else 1.0 for id_ in ranked}
    return Weighting(values, origin, notes, known)


_WORDS: Mapping[Origin, str] = {
    "given": "Importance is as given",
    "journey": "Importance is as stated in the journey",
    "drivers": "Importance is the share of what the drivers explain",
}


def _tell_of(given: HasDrivers | None) -> str:
    """Which outcome the drivers move, and whether a touchpoint has several."""
    asked = [row.touchpoint for row in given.rows if row.touchpoint] if given else []
    outcome = getattr(given, "outcome", "")
    of = f" of {outcome}" if outcome else ""
    return f"{of}, summed up by touchpoint" if len(set(asked)) < len(asked) else of


def _explain_equal(origin: Origin, known: Mapping[str, float]) -> str:
    unknown = (
        "The drivers give no shares" if origin == "drivers" else "Nobody says what matters more"
    )
    why = "Every importance is 0" if known else unknown
    return f"{why}: all touchpoints count as equally important."


def _find_own(journey: Journey) -> dict[str, float]:
    found = ((touchpoint.id, touchpoint.importance) for touchpoint in journey.touchpoints)
    return {id_: float(importance) for id_, importance in found if importance is not None}


def _from_drivers(journey: Journey, given: HasDrivers) -> dict[str, float]:
    """Each touchpoint's share; of several of its metrics the sum."""
    rows = getattr(given, "rows", None)
    if rows is None or not all(hasattr(r, "touchpoint") and hasattr(r, "share") for r in rows):
        raise ValueError(
            "importance must map touchpoints to numbers, or be a result of find_drivers"
        )
    found: dict[str, float] = {}
    known = {touchpoint.id for touchpoint in journey.touchpoints}
    for row in rows:
        if row.touchpoint in known and row.share is not None:
            share = _check("importance", row.touchpoint, row.share, _is_weight, "0 or more")
            found[row.touchpoint] = found.get(row.touchpoint, 0.0) + share
    return found


def _read(
    journey: Journey, word: str, given: object, test: Callable[[float], bool], wanted: str
) -> dict[str, float]:
    if not isinstance(given, Mapping):
        raise ValueError(f"{word} must map touchpoints to numbers, got {given!r}")
    return {
        journey.touchpoint(id_).id: _check(word, id_, value, test, wanted)
        for id_, value in given.items()
    }


def _check(
    word: str, id_: object, value: object, test: Callable[[float], bool], wanted: str
) -> float:
    if not isinstance(value, Real) or isinstance(value, bool) or not test(float(value)):
        raise ValueError(f"{word} of {id_!r} must be {wanted}, got {value!r}")
    return float(value)


def _is_share(value: float) -> bool:
    return 0 <= value <= 1


def _is_weight(value: float) -> bool:
    return 0 <= value <= MOST


def _note_missing(
    journey: Journey, ranked: Iterable[str], known: Mapping[str, float], word: str, taken: str
) -> tuple[str, ...]:
    names = [journey.touchpoint(id_).name for id_ in ranked if id_ not in known]
    if not names:
        return ()
    return (f"No {word} is known for {join_words(names, MOST_NAMED)}: counted {taken}.",)
