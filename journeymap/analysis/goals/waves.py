"""In which wave a goal is measured, and how its row says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeymap.analysis.evidence.elsewhere import MeasuredIn, order_waves, show_waves
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.selection import Place, Selection
from journeymap.analysis.goals.evidence import GoalEvidence
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey
from journeymap.model.wave_order import to_wave_order
from journeymap.wording.told import tell, tell_id, tell_row


@dataclass(frozen=True, slots=True)
class GoalWaves:
    """The waves that goals may be measured in.

    Args:
        journey: The journey.
        latest: The readings of the latest wave, or of the one asked for.
        measured: Where and when each metric is measured.
    """

    journey: Journey
    latest: Selection
    measured: MeasuredIn

    def choose(self, place: NamedPlace, goal: Goal) -> str | None:
        """The wave of the goal, or else the latest; where that has no reading, the last that has.

        Args:
            place: The goal's place.
            goal: A goal there.
        """
        places = _find_inside(self.journey, place)
        if goal.wave is not None or _is_read(self.latest, places, goal):
            return goal.wave or self.latest.wave
        waves = order_waves(self.journey, self.measured, places, goal.metric)
        return waves[-1] if waves else self.latest.wave

    def tell(
        self, selection: Selection, place: NamedPlace, goal: Goal, evidence: GoalEvidence
    ) -> GoalEvidence:
        """The evidence, its reason naming a wave that isn't the latest, or those that there are.

        Args:
            selection: The readings that the evidence comes from.
            place: The goal's place.
            goal: A goal there.
            evidence: What was found.
        """
        places = _find_inside(self.journey, place)
        if _is_read(selection, places, goal):
            if goal.wave is not None or selection.wave == self.latest.wave:
                return evidence
            parts = (tell("wave {wave}", wave=selection.wave), evidence.reason)
            return replace(evidence, reason=tell_row([*filter(None, parts)], "; "))
        waves = order_waves(self.journey, self.measured, places, goal.metric)
        if not waves:
            return evidence
        reason = tell(
            "no reading of {metric} in wave {wave}; it has {waves}",
            metric=tell_id(goal.metric, self.journey.metric(goal.metric).label),
            wave=selection.wave,
            waves=show_waves(waves),
        )
        return replace(evidence, reason=reason)


def is_due(journey: Journey, goal_wave: str | None) -> bool:
    """Whether a goal is due by now: it names no wave, or none after the latest one.

    Example:
        >>> reading = {"metric": "nps", "value": 12, "n": 90, "wave": "2026-Q2"}
        >>> journey = Journey(name="Shop", stages=["Buy"], readings=[reading])
        >>> is_due(journey, "2026-Q1"), is_due(journey, "2026-Q3")
        (True, False)
    """
    if goal_wave is None:
        return True
    return bool(journey.waves) and to_wave_order(goal_wave) <= to_wave_order(journey.waves[-1])


def say_no_wave(journey: Journey, goal_wave: str | None) -> str:
    """Why a goal is not measured whose wave no reading names."""
    if not is_due(journey, goal_wave):
        return tell("no readings of {goal_wave} yet", goal_wave=goal_wave)
    return tell(
        "no readings of {goal_wave}; there are {waves}",
        goal_wave=goal_wave,
        waves=show_waves(journey.waves),
    )


def _is_read(selection: Selection, places: Sequence[Place], goal: Goal) -> bool:
    return any(goal.metric in selection.at(*place) for place in places)


def _find_inside(journey: Journey, place: NamedPlace) -> Sequence[Place]:
    """The place, and the touchpoints whose mean may stand for it."""
    if place.scope == "touchpoint":
        return [("touchpoint", place.id)]
    inside = journey.stage(place.id).touchpoints if place.scope == "stage" else journey.touchpoints
    return [(place.scope, place.id), *(("touchpoint", touchpoint.id) for touchpoint in inside)]
