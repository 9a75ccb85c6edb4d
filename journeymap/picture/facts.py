"""What a picture of a journey shows: the journey and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.experience import Experience
from journeymap.analysis.goal_evidence import Status
from journeymap.analysis.goals import SIGNS, GoalTable
from journeymap.analysis.weakest import WeakestTouchpoints
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Facts:
    """The journey with its experience curve, its goals and its ranking."""

    journey: Journey
    experience: Experience
    goals: GoalTable
    weakest: WeakestTouchpoints

    def is_weakest(self, touchpoint: str) -> bool:
        """Whether the verdict names this touchpoint, alone or among others."""
        return touchpoint in self.weakest.verdict.touchpoints


def split_interval(shown: str) -> tuple[str, str]:
    """A value and its interval apart, as they stand in a reading's text.

    Example:
        >>> split_interval("3.76 (3.55 to 3.98)"), split_interval("58.6 minutes")
        (('3.76', '3.55 to 3.98'), ('58.6 minutes', ''))
    """
    value, _, interval = shown.partition(" (")
    return value, interval.removesuffix(")")


def sign_of(status: Status | None) -> str:
    """The sign of a goal's status with a blank after it; nothing without a goal.

    Example:
        >>> sign_of("met"), sign_of(None)
        ('✓ ', '')
    """
    return f"{SIGNS[status]} " if status else ""
