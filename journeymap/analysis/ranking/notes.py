"""What to know of a ranking before believing it, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, Candidate, WhyNot
from journeymap.model.journey import Journey
from journeymap.printed import join_words

if TYPE_CHECKING:
    from journeymap.statistics.pooling import Pooling

FEW_TOUCHPOINTS = 3  # up to so many the prior of how much touchpoints differ weighs in
MOST_LEFT_OUT = 12  # names in a note


def note_ranking(candidates: Sequence[Candidate], metrics: int, pooling: Pooling) -> Iterator[str]:
    """How the chances came about, and what they lean on.

    Args:
        candidates: The touchpoints in the ranking.
        metrics: How many metrics they are compared by.
        pooling: What pooling said of them.
    """
    partly = sum(len(candidate.estimates) < metrics for candidate in candidates)
    if partly:
        yield f"{partly} of {len(candidates)} touchpoints lack a metric; the others stand for it."
    if len(candidates) <= FEW_TOUCHPOINTS:
        yield (
            f"With {len(candidates)} touchpoints the chances lean on the assumption of how much "
            "touchpoints differ."
        )
    # twice the standard error of a simulated share, at its largest
    points = 100 / pooling.draws**0.5
    yield (
        "P(weakest) is how often a touchpoint comes out lowest among all plausible true scores "
        f"({pooling.draws:,} draws, good to ±{points:.1f} points)."
    )


def note_left_out(journey: Journey, left_out: Mapping[str, WhyNot]) -> list[str]:
    """Which touchpoints are not ranked, by reason."""
    reasons: dict[WhyNot, list[str]] = {}
    for touchpoint, reason in left_out.items():
        reasons.setdefault(reason, []).append(journey.touchpoint(touchpoint).name)
    return [
        f"Not ranked ({WHY_NOT_WORDS[reason]}): {join_words(names, MOST_LEFT_OUT)}."
        for reason, names in reasons.items()
    ]
