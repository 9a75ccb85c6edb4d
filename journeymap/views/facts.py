"""What a picture of a journey shows: the journey and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeymap.analysis.experience import Experience
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.goals.words import SIGNS
from journeymap.analysis.lines import ExperienceLines
from journeymap.analysis.priorities.priorities import Priorities
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.model.journey import Journey
from journeymap.statistics.chances import Status
from journeymap.wording.words import Words


@dataclass(frozen=True, slots=True)
class Facts:
    """The journey with its experience curve, its goals and its ranking.

    Args:
        journey: The journey.
        experience: Its curve.
        goals: Its goals; a graph shows those of the whole journey only.
        weakest: Its ranking.
        words: The fixed words of the picture's language.
        priorities: What to fix first; None in pictures that don't say it.
        lines: Curves of several waves or segments; None where only one is drawn.
        lanes: The names of the map's lanes, in their order; None for all that have content.
    """

    journey: Journey
    experience: Experience
    goals: GoalTable
    weakest: WeakestTouchpoints
    words: Words = field(default_factory=Words)
    priorities: Priorities | None = None
    lines: ExperienceLines | None = None
    lanes: tuple[str, ...] | None = None

    def is_weakest(self, touchpoint: str) -> bool:
        """Whether the verdict names this touchpoint, alone or among others."""
        return touchpoint in self.weakest.verdict.touchpoints


def sign_of(status: Status | None) -> str:
    """The sign of a goal's status with a blank after it; nothing without a goal.

    Example:
        >>> sign_of("met"), sign_of(None)
        ('✓ ', '')
    """
    return f"{SIGNS[status]} " if status else ""
