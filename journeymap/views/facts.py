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


def say_status(status: Status, words: Words, *, value: float | None = None) -> str:
    """The word of a goal's status; what has a value but no chance is not "not measured".

    Example:
        >>> say_status("at_risk", Words()), say_status("not_measured", Words(), value=3.8)
        ('at risk', 'no verdict')
    """
    match status:
        case "met":
            return words("met")
        case "at_risk":
            return words("at risk")
        case "missed":
            return words("missed")
    return words("not measured") if value is None else words("no verdict")


def say_value(shown: str, words: Words) -> str:
    """A value, an interval or both, as results show them, in the words of a language.

    Example:
        >>> say_value("81.0 % (79.5 to 82.4)", Words("en"))
        '81.0 % (79.5 to 82.4)'
    """
    value, bracket, ends = shown.removesuffix(")").rpartition(" (")
    low, to, high = ends.partition(" to ")
    if not to:
        return words.number(shown)
    low, high = words.number(low), words.number(high)
    if not bracket:
        return words("{low} to {high}", low=low, high=high)
    return words("{value} ({low} to {high})", value=words.number(value), low=low, high=high)


def sign_of(status: Status | None) -> str:
    """The sign of a goal's status with a blank after it; nothing without a goal.

    Example:
        >>> sign_of("met"), sign_of(None)
        ('✓ ', '')
    """
    return f"{SIGNS[status]} " if status else ""
