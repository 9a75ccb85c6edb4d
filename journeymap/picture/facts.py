"""What a picture of a journey shows: the journey and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.experience import Experience
from journeymap.analysis.goals import GoalTable
from journeymap.analysis.weakest import WeakestTouchpoints
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Facts:
    """The journey with its experience curve, its goals and its ranking."""

    journey: Journey
    experience: Experience
    goals: GoalTable
    weakest: WeakestTouchpoints
