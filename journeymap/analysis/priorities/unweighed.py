"""What is said of measured touchpoints whose importance nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.analysis.priorities.weights import Weighting
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_list


def note_counted(journey: Journey, ranked: Sequence[str], weighting: Weighting) -> tuple[str, ...]:
    """How they count where all are ranked; nothing where all count alike anyway.

    Args:
        journey: The journey.
        ranked: The ids of the touchpoints in question.
        weighting: What is known of their importance.
    """
    names = _find_names(journey, ranked, weighting)
    if not names or weighting.origin == "equal":
        return ()
    told = tell_list(names, MOST_LISTED)
    if weighting.origin == "drivers":
        return (
            tell("No driver is known for {names}: counted as important as the mean.", names=told),
        )
    return (
        tell("No importance is known for {names}: counted as important as the mean.", names=told),
    )


def note_left_out_of_quadrants(
    journey: Journey, ranked: Sequence[str], weighting: Weighting
) -> tuple[str, ...]:
    """That they lie in no quadrant.

    Args:
        journey: The journey.
        ranked: The ids of the touchpoints in question.
        weighting: What is known of their importance.
    """
    names = _find_names(journey, ranked, weighting)
    if not names:
        return ()
    told = tell_list(names, MOST_LISTED)
    if weighting.origin == "drivers":
        return (tell("No driver is known for {without}: not in the table.", without=told),)
    return (tell("No importance is known for {without}: not in the table.", without=told),)


def _find_names(journey: Journey, ranked: Sequence[str], weighting: Weighting) -> list[str]:
    return [journey.touchpoint(id_).name for id_ in ranked if id_ not in weighting.stated]
