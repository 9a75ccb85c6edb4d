"""How much each touchpoint matters, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.priorities.driver_weights import (
    MOST_NAMED,
    DriverWeights,
    HasDrivers,
    check_weight,
    read_drivers,
)
from journeymap.model.journey import Journey
from journeymap.printed import join_words

Origin = Literal["given", "journey", "drivers", "equal"]
LONGEST_SHORT_SCALE = 7  # what is stated on 1 to 5 or 1 to 7 is not on 0 to 10


@dataclass(frozen=True, slots=True)
class Weighting:
    """A weight for each ranked touchpoint, and where it comes from.

    Args:
        values: Touchpoint id to the weight that is multiplied by.
        origin: Who says so.
        notes: What to know of it, in whole sentences.
        stated: Touchpoint id to the number as it was stated; only those that have one.
        against: The touchpoints where better goes with a worse outcome, by all their drivers.
    """

    values: Mapping[str, float]
    origin: Origin
    notes: tuple[str, ...]
    stated: Mapping[str, float]
    against: frozenset[str] = frozenset()

    @property
    def is_on_ten(self) -> bool:
        """Whether it is stated on 0 to 10, as it looks: none above 10, the highest above 7."""
        said = self.origin in ("given", "journey") and bool(self.stated)
        return said and LONGEST_SHORT_SCALE < max(self.stated.values()) <= 10


def choose_importance(
    journey: Journey, ranked: Sequence[str], given: Mapping[str, float] | HasDrivers | None
) -> Weighting:
    """How much each touchpoint matters, with mean 1 over those that are ranked.

    A number that is given wins over the touchpoint's own. One number alone says nothing: there is
    none to compare it with.

    Args:
        journey: The journey, whose touchpoints may state their importance.
        ranked: The ids of the touchpoints in question.
        given: Touchpoint to its importance, for as many as one knows better, or a result of
            drivers; the journey's own where None.

    Raises:
        UnknownNameError: if a touchpoint isn't there.
        ValueError: if an importance is below 0.
    """
    own, drivers = _find_own(journey), DriverWeights({})
    origin: Origin = "journey" if given is None else "given"
    if given is None:
        stated = own
    elif isinstance(given, Mapping):
        stated = {**own, **_read(journey, given)}
    else:
        origin, drivers = "drivers", read_drivers(journey, given)
        stated = dict(drivers.shares)
    known = {id_: stated[id_] for id_ in ranked if id_ in stated}
    most = max(known.values(), default=0.0)
    alone = len(known) == 1 < len(ranked)
    if alone or not most > 0:
        why = _tell_alone(journey, *known) if alone and most > 0 else _explain_equal(origin, known)
        values = dict.fromkeys(ranked, 1.0)
        return Weighting(values, "equal", (why, *drivers.notes), known, drivers.against)
    parts = {id_: value / most for id_, value in known.items()}
    mean = sum(parts.values()) / len(parts)
    notes = (
        f"{_tell_source(journey, known, own, given)}, divided by its mean.",
        *drivers.notes,
        *_note_missing(journey, ranked, known),
    )
    values = {id_: parts[id_] / mean if id_ in parts else 1.0 for id_ in ranked}
    return Weighting(values, origin, notes, known, drivers.against)


def _tell_alone(journey: Journey, touchpoint: str) -> str:
    return (
        f"Importance is stated for 1 touchpoint only ({journey.touchpoint(touchpoint).name}); the "
        "others have none to compare with, so all count alike."
    )


def _tell_source(
    journey: Journey,
    known: Mapping[str, float],
    own: Mapping[str, float],
    given: Mapping[str, float] | HasDrivers | None,
) -> str:
    """Who says what matters, in a clause."""
    if given is None:
        return _WORDS["journey"]
    if not isinstance(given, Mapping):
        return f"{_WORDS['drivers']}{_tell_of(given)}"
    named = {journey.touchpoint(id_).id for id_ in given}
    kept = [journey.touchpoint(id_).name for id_ in known if id_ in own and id_ not in named]
    told = f", and as stated in the journey for {join_words(kept, MOST_NAMED)}" if kept else ""
    return f"{_WORDS['given']}{told}"


_WORDS: Mapping[Origin, str] = {
    "given": "Importance is as given",
    "journey": "Importance is as stated in the journey",
    "drivers": "Importance is the share of what the drivers explain",
}


def _tell_of(given: HasDrivers) -> str:
    """Which outcome the drivers move, and whether a touchpoint has several."""
    asked = [row.touchpoint for row in given.rows if row.touchpoint]
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


def _read(journey: Journey, given: Mapping[str, float]) -> dict[str, float]:
    return {
        journey.touchpoint(id_).id: check_weight(id_, value, "a number of 0 or more")
        for id_, value in given.items()
    }


def _note_missing(
    journey: Journey, ranked: Iterable[str], known: Mapping[str, float]
) -> tuple[str, ...]:
    names = [journey.touchpoint(id_).name for id_ in ranked if id_ not in known]
    told = f"No importance is known for {join_words(names, MOST_NAMED)}: counted " if names else ""
    return (f"{told}as important as the mean.",) if told else ()
