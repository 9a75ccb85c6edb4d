"""What a lexicon says of the comments of each place, and of how many it says anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.evidence.places import Scope

WhyNone = Literal["", "no lexicon for this language", "no comment holds a word of the lexicon"]


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The mean lexicon score of the comments of one place in one language.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        language: The code of the language.
        comments: How many comments there are.
        covered: How many hold a word of the lexicon.
        coverage: covered / comments, 0 to 1.
        sentiment: The mean over these of the mean score of their words, in the lexicon's own unit;
            None where there is nothing to say.
        reason: Why there is nothing to say; empty where there is something.
        name: What people call the place.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    language: str
    comments: int
    covered: int
    coverage: float
    sentiment: float | None
    reason: WhyNone
    name: str
