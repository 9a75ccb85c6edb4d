"""How many journeys meet each touchpoint: as given, or by the journey's own transitions."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.model.journey import Journey


def choose_reach(journey: Journey, given: Mapping[str, float] | None) -> Mapping[str, float] | None:
    """The chance that a journey meets each touchpoint; None where nobody knows.

    Args:
        journey: The journey with its transitions.
        given: Touchpoint to chance, 0 to 1; by the transitions where None.

    Raises:
        UnknownNameError: if there is no such touchpoint.
        ValueError: if a chance lies outside.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}])
        >>> choose_reach(journey, {"cart": 0.4}), choose_reach(journey, None)
        ({'cart': 0.4}, None)
    """
    if given is not None:
        return {journey.touchpoint(id_).id: _check(id_, share) for id_, share in given.items()}
    if not journey.transitions:
        return None
    # it loads numpy, which a journey without a flow can do without
    from journeymap.analysis.flow.reach import find_reach  # noqa: PLC0415

    return find_reach(journey)


def _check(touchpoint: str, share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError(f"the reach of {touchpoint} must lie between 0 and 1, got {share!r}")
    return float(share)
