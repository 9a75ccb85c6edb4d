"""A stage from its parts: its goals taken together, and its health with its weakest link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.statistics.chances import Status, weighted_mean
from journeymap.statistics.numbers import check_all_finite, check_same_length

WORST_FIRST: tuple[Status, ...] = ("missed", "not_measured", "at_risk", "met")


class StageHealth(NamedTuple):
    """The health of a stage, and of the touchpoint that a mean hides.

    Args:
        value: Weighted mean of its touchpoints, 0 to 100 with 100 good.
        se: Its standard error.
        weakest: The lowest of them.
        weakest_index: Which one that is, from 0; the first where several are.
    """

    value: float
    se: float
    weakest: float
    weakest_index: int


def mean_worth(n: Sequence[float], weights: Sequence[float]) -> float:
    """How many equal answers the weighted mean of some touchpoints is worth: (Σw)²/Σ(w²/n).

    Each answer of a touchpoint weighs that touchpoint's weight over its answers (Kish 1965), so
    a touchpoint with few answers makes the whole mean worth little.

    Args:
        n: The answers of each, effective ones where they carry weights; more than 0 where its
            weight is.
        weights: Its weight in the mean, 0 or more.

    Returns:
        The number, at most the sum of ``n``; 0 without weights.

    Example:
        >>> mean_worth([100, 100], [1, 1]), mean_worth([220, 5], [1, 1]), mean_worth([], [])
        (200.0, 19.555556, 0.0)
    """
    check_same_length(n=n, weights=weights)
    check_all_finite(n=n, weights=weights)
    parts = [(w, size) for w, size in zip(weights, n, strict=True) if w]
    if not parts or any(size <= 0 for _, size in parts):
        return 0.0
    largest = max(w for w, _ in parts)  # the square of a tiny weight would be 0
    squares = sum((w / largest) ** 2 / size for w, size in parts)
    return float(round(sum(w / largest for w, _ in parts) ** 2 / squares, 6))


def joint_status(statuses: Sequence[Status]) -> Status:
    """What several goals say together: missed if any is, met only if all are.

    One that isn't measured leaves the whole open; none at all is not measured either.

    Example:
        >>> joint_status(["met", "at_risk", "met"]), joint_status(["missed", "not_measured"])
        ('at_risk', 'missed')
    """
    return next((status for status in WORST_FIRST if status in statuses), "not_measured")


def stage_health(
    health: Sequence[float], ses: Sequence[float], reach: Sequence[float] | None = None
) -> StageHealth:
    """A stage's health: the mean of its touchpoints weighted by reach, and its weakest link.

    Σrh/Σr with the standard error √Σ(r·se)²/Σr of independent touchpoints. A system is as good as
    its weakest link, which no mean shows.

    Args:
        health: Of each touchpoint, 0 to 100; at least one.
        ses: Their standard errors.
        reach: The chance that a journey meets each; all alike where None, or where none is met.

    Raises:
        ValueError: A reach is negative, or the lengths differ.

    Example:
        >>> found = stage_health([70, 60, 85], [2, 4, 3], [1, 0.5, 0.2])
        >>> round(found.value, 4), round(found.se, 4), found.weakest, found.weakest_index
        (68.8235, 1.7008, 60, 1)
    """
    if not health:
        raise ValueError("a stage's health needs at least one touchpoint")
    check_same_length(health=health, ses=ses, reach=health if reach is None else reach)
    weights = reach if reach is not None and any(reach) else [1.0] * len(health)
    mean = weighted_mean(health, ses, weights)
    weakest = min(range(len(health)), key=health.__getitem__)
    return StageHealth(mean.value, mean.se, health[weakest], weakest)
