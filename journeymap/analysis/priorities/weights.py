"""How much each touchpoint matters, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from journeymap.analysis.priorities.driver_weights import (
    DriverWeights,
    HasDrivers,
    check_weight,
    note_resamples,
    read_drivers,
)
from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, Figure, tell, tell_list

if TYPE_CHECKING:
    from journeymap.statistics.ranking.posterior import Floats

Origin = Literal["given", "journey", "drivers", "equal"]
_SMALLEST_SHOWN = 0.01
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
        resampled: Touchpoint id to what could as well have been stated, in each resample of those
            who answered; empty where it is certain.
        may_not_matter: Those of the resampled that may matter by chance alone.
    """

    values: Mapping[str, float]
    origin: Origin
    notes: tuple[str, ...]
    stated: Mapping[str, float]
    against: frozenset[str] = frozenset()
    resampled: Mapping[str, Sequence[float]] = field(default_factory=dict)
    may_not_matter: frozenset[str] = frozenset()

    @property
    def is_on_ten(self) -> bool:
        """Whether it is stated on 0 to 10, as it looks: none above 10, the highest above 7."""
        said = self.origin in ("given", "journey") and bool(self.stated)
        return said and LONGEST_SHORT_SCALE < max(self.stated.values()) <= 10

    def to_value(self, stated: float) -> float:
        """A number in the unit in which importance was stated, on the scale with mean 1."""
        mean = self._find_mean()
        return stated / mean if mean > 0 and self.origin != "equal" else stated

    def _find_mean(self) -> float:
        return sum(self.stated.values()) / max(1, len(self.stated))

    def draw_values(self, ids: Sequence[str], *, own_mean: bool = True) -> Floats | None:
        """The weights in each resample (resample x touchpoint); None where they are certain.

        Args:
            ids: The touchpoints; one without an importance has the mean, 1.
            own_mean: Whether each resample is divided by its own mean; else all by the mean of what
                is stated, as ``to_value`` divides a cut that is to be compared with them.
        """
        import numpy as np  # noqa: PLC0415 - a journey without readings can do without

        if not self.resampled:
            return None
        none = (0.0,) * len(next(iter(self.resampled.values())))
        stated = np.array([self.resampled.get(id_, none) for id_ in ids]).T
        known = np.array([id_ in self.resampled for id_ in ids])
        if not own_mean:
            return np.where(known, stated / self._find_mean(), 1.0)
        mean = stated[:, known].mean(axis=1, keepdims=True)
        return np.where(known & (mean > 0), stated / np.where(mean > 0, mean, 1.0), 1.0)


def show_importance(value: float) -> str:
    """An importance, of which the mean is 1, as all tables and pictures show it.

    Example:
        >>> show_importance(2.6789), show_importance(0.001), show_importance(0)
        ('2.68', '< 0.01', '0.00')
    """
    return Figure("< 0.01" if 0 < value < _SMALLEST_SHOWN else f"{value:,.2f}")


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
        tell("{journey}, divided by its mean.", journey=_tell_source(journey, known, own, given)),
        *drivers.notes,
        *((note_resamples(drivers),) if origin == "drivers" else ()),
    )
    values = {id_: parts[id_] / mean if id_ in parts else 1.0 for id_ in ranked}
    drawn = {id_: drivers.resampled[id_] for id_ in known if id_ in drivers.resampled}
    idle = drivers.may_not_matter & drawn.keys()
    return Weighting(values, origin, notes, known, drivers.against, drawn, idle)


def _tell_alone(journey: Journey, touchpoint: str) -> str:
    return tell(
        "Importance is stated for 1 touchpoint only ({name}); the others have none "
        "to compare with, so all count alike.",
        name=journey.touchpoint(touchpoint).name,
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
        return _tell_drivers(given)
    named = {journey.touchpoint(id_).id for id_ in given}
    kept = [journey.touchpoint(id_).name for id_ in known if id_ in own and id_ not in named]
    if not kept:
        return _WORDS["given"]
    return tell(
        "Importance is as given, and as stated in the journey for {names}",
        names=tell_list(kept, MOST_LISTED),
    )


_WORDS: Mapping[Origin, str] = {
    "given": tell("Importance is as given"),
    "journey": tell("Importance is as stated in the journey"),
}


def _tell_drivers(given: HasDrivers) -> str:
    """Which outcome the drivers move, and whether a touchpoint has several."""
    asked = [row.touchpoint for row in given.rows if row.touchpoint]
    outcome = getattr(given, "outcome", "")
    told = tell("Importance is the share of what the drivers explain")
    if outcome:
        told = tell(
            "Importance is the share of what the drivers explain of {outcome}",
            outcome=tell_metric(outcome),
        )
    if len(set(asked)) < len(asked):
        return tell("{told}, summed up by touchpoint", told=told)
    return told


def _explain_equal(origin: Origin, known: Mapping[str, float]) -> str:
    unknown = (
        tell("The drivers give no shares")
        if origin == "drivers"
        else tell("Nobody says what matters more")
    )
    why = tell("Every importance is 0") if known else unknown
    return tell("{why}: all touchpoints count as equally important.", why=why)


def _find_own(journey: Journey) -> dict[str, float]:
    found = ((touchpoint.id, touchpoint.importance) for touchpoint in journey.touchpoints)
    return {id_: float(importance) for id_, importance in found if importance is not None}


def _read(journey: Journey, given: Mapping[str, float]) -> dict[str, float]:
    return {
        journey.touchpoint(id_).id: check_weight(id_, value, "a number of 0 or more")
        for id_, value in given.items()
    }
