"""What a picture of a journey shows: the journey, and what is found out about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeymap.analysis.experience import Experience, measure_experience
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.goals.words import SIGNS
from journeymap.analysis.lines import By, ExperienceLines, measure_lines
from journeymap.analysis.priorities.priorities import Priorities, find_priorities
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.model.journey import Journey
from journeymap.statistics.chances import Status
from journeymap.views.telling.metrics import choose_words_for
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
    """

    journey: Journey
    experience: Experience
    goals: GoalTable
    weakest: WeakestTouchpoints
    words: Words = field(default_factory=Words)
    priorities: Priorities | None = None
    lines: ExperienceLines | None = None

    def is_weakest(self, touchpoint: str) -> bool:
        """Whether the verdict names this touchpoint, alone or among others."""
        return touchpoint in self.weakest.verdict.touchpoints


def find_facts(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    seed: int = 0,
    lines: By | None = None,
    language: str | None = None,
    priorities: bool = True,
) -> Facts:
    """Everything that pictures and documents show of a journey, each question asked once.

    Args:
        journey: The journey, with or without readings.
        metric: The metric or metrics of the curve and the ranking; chosen where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        seed: Seed of the ranking's draws, a whole number from 0 up.
        lines: By what several curves are told apart; see ``draw_map``. One curve where None.
        language: Of the fixed words: "en", "pl" or "ru"; the journey's own where None.
        priorities: Whether to ask, too, what to fix first; only some pictures show it.

    Raises:
        UnknownNameError: if a metric, the wave, the segment or a line isn't there.
        ValueError: if ``level`` or ``seed`` is none that can be meant, or a language is unknown.

    Example:
        >>> shop = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> find_facts(shop).experience.measured
        0
    """
    at: dict[str, Any] = {"wave": wave, "segment": segment, "level": level}
    by: dict[str, Any] = {**at, "metric": metric}
    experience = measure_experience(journey, **by)
    return Facts(
        journey,
        experience,
        measure_goals(journey, **at),
        find_weakest(journey, **by, seed=seed),
        choose_words_for(journey, language),
        find_priorities(journey, **by, seed=seed) if priorities else None,
        None if lines is None else measure_lines(journey, lines, experience),
    )


def weighs_touchpoints(journey: Journey) -> bool:
    """Whether anything may say that one touchpoint matters more than another.

    Without transitions and without importance what to fix first is what is weakest.
    """
    return bool(journey.transitions) or any(
        touchpoint.importance is not None for touchpoint in journey.touchpoints
    )


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


def sign_of(status: Status | None) -> str:
    """The sign of a goal's status with a blank after it; nothing without a goal.

    Example:
        >>> sign_of("met"), sign_of(None)
        ('✓ ', '')
    """
    return f"{SIGNS[status]} " if status else ""
