"""How many journeys meet each touchpoint, by one rule for all questions that weigh by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal

from journeymap.analysis.evidence.selection import to_name
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_list

Origin = Literal["given", "flow", "equal"]
WeightedBy = Literal["reach", "equal"]


@dataclass(frozen=True, slots=True)
class Reach:
    """The chance that a journey meets each touchpoint, and who says so.

    Args:
        values: Touchpoint id to a chance from 0 to 1; 1 each where all count alike.
        origin: "given" by the user, "flow" where the transitions tell it, or else "equal".
        notes: What to know of it, in whole sentences.
    """

    values: Mapping[str, float]
    origin: Origin
    notes: tuple[str, ...] = ()

    def weigh(self, touchpoints: Sequence[str]) -> tuple[list[float], WeightedBy]:
        """The weights of touchpoints in a mean.

        All count alike where reach isn't known of each of them, or where no journey meets any.

        Example:
            >>> reach = Reach({"cart": 0.5, "pay": 0.0}, "given")
            >>> reach.weigh(["cart", "pay"]), reach.weigh(["pay"]), reach.weigh(["cart", "help"])
            (([0.5, 0.0], 'reach'), ([1.0], 'equal'), ([1.0, 1.0], 'equal'))
        """
        known = [self.values[id_] for id_ in touchpoints if id_ in self.values]
        if self.origin != "equal" and len(known) == len(touchpoints) and any(known):
            return known, "reach"
        return [1.0] * len(touchpoints), "equal"


def choose_reach(
    journey: Journey, touchpoints: Sequence[str], given: Mapping[str, float] | None
) -> Reach:
    """The reach as given, of the others by the transitions where they tell it of each of them.

    Where they don't, the others count as met by all; and where nothing is given, all count alike:
    a guess for some would decide which of them looks worst.

    Args:
        journey: The journey with its transitions.
        touchpoints: The ids of the touchpoints in question.
        given: Touchpoint to its reach, for as many of them as one knows better.

    Returns:
        The reach. It has no note where it is given for each, and where nobody tells any.

    Raises:
        UnknownNameError: if there is no such touchpoint.
        ValueError: if a reach is no number from 0 to 1.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> choose_reach(journey, ["cart", "pay"], {"cart": 0.4}).notes
        ('No reach is known for Pay: counted as passed by every journey.',)
        >>> choose_reach(journey, ["cart", "pay"], None).origin
        'equal'
    """
    stated = check_reach(journey, given) or {}
    named = [id_ for id_ in touchpoints if id_ in stated]
    others = [id_ for id_ in touchpoints if id_ not in stated]
    alike = {**dict.fromkeys((one.id for one in journey.touchpoints), 1.0), **stated}
    if stated and not others:
        return Reach(alike, "given")
    told, why_not = _ask_the_flow(journey, others, are_others=bool(named))
    if not named:
        if told is not None:
            return Reach(told, "flow")
        return Reach(
            alike,
            "equal",
            (tell("{why}: all count alike.", hint="; give reach.", why=why_not),) * bool(why_not),
        )
    names, rest = (_list_names(journey, ids) for ids in (named, others))
    if told is not None:
        note = tell(
            "Reach is as given for {names}, and by the transitions for the others.", names=names
        )
        return Reach({**told, **stated}, "given", (note,))
    counted = tell("No reach is known for {rest}: counted as passed by every journey.", rest=rest)
    if why_not:
        counted = tell(
            "Reach is as given for {names}. {why}: the others count as passed by every journey.",
            names=names,
            why=why_not,
        )
    return Reach(alike, "given", (counted,))


def _list_names(journey: Journey, touchpoints: Sequence[str]) -> str:
    return tell_list([journey.touchpoint(id_).name for id_ in touchpoints], MOST_LISTED)


def check_reach(journey: Journey, given: Mapping[str, float] | None) -> Mapping[str, float] | None:
    """The reach as given, by the ids of touchpoints; None where it isn't.

    Raises:
        UnknownNameError: if there is no such touchpoint.
        ValueError: if a reach is no number from 0 to 1.
    """
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise ValueError(f"reach must map touchpoints to numbers, got {given!r}")
    named = ((journey.touchpoint(to_name(word)).id, share) for word, share in given.items())
    return {id_: _check_share(id_, share) for id_, share in named}


def _check_share(touchpoint: str, share: float) -> float:
    is_number = isinstance(share, Real) and not isinstance(share, bool)
    if not is_number or not 0 <= float(share) <= 1:
        raise ValueError(f"the reach of {touchpoint} must lie between 0 and 1, got {share!r}")
    return float(share)


def _ask_the_flow(
    journey: Journey, touchpoints: Sequence[str], *, are_others: bool
) -> tuple[Mapping[str, float] | None, str]:
    """The reach of each by the transitions; or None, and why where they tell it of some only."""
    if not journey.transitions:
        return None, ""
    # the chain loads scipy, which a journey without a flow can do without
    from journeymap.analysis.evidence.flow_reach import find_reach  # noqa: PLC0415

    try:
        found = find_reach(journey)
    except ValueError as error:
        return None, tell("The transitions tell no reach", hint=f" ({error})")
    if found is None:
        return None, ""
    known = sum(id_ in found for id_ in touchpoints)
    if known == len(touchpoints):
        return found, ""
    told: dict[str, Any] = {"known": known, "all": len(touchpoints)}
    if are_others:
        return None, tell("Transitions tell the reach of {known} of {all} others only", **told)
    return None, tell("Transitions tell the reach of {known} of {all} touchpoints only", **told)
