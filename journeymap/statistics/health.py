"""The health scale: any metric's value as 0 (floor) to 100 (target), whichever end is good.

health = 100 (x - floor)/(target - floor), the "percent of maximum possible" score of Cohen, Cohen,
Aiken & West 1999 where floor and target are the ends of the scale; times have no floor, theirs is
100 target/x. Inference uses the unclipped value.
"""

from __future__ import annotations

from journeymap.statistics.numbers import (
    SMALLEST,
    check_at_least,
    check_finite,
    check_known,
    check_positive,
)


def to_health(value: float, *, target: float, floor: float | None = None) -> float:
    """A value on the health scale, not clipped.

    Args:
        value: In the metric's unit; a time above 0.
        target: What counts as 100.
        floor: What counts as 0; below or above the target, by which end is good. None for times.

    Raises:
        ValueError: Floor and target are the same, or a time is not above 0.

    Example:
        >>> to_health(2.25, floor=5, target=1), to_health(90, target=45)
        (68.75, 50.0)
    """
    if floor is None:
        if not (value > 0 and target > 0):
            raise ValueError(f"times must be above 0, got {value} with the target {target}")
        check_positive(value=value, target=target)
        return 100 * target / value
    if floor == target:
        raise ValueError(f"floor and target must differ, both are {target}")
    check_finite(value=value, floor=floor, target=target)
    return _divide(100 * (value - floor), target - floor)


def to_health_error(
    se: float, *, target: float, floor: float | None = None, health: float | None = None
) -> float:
    """The standard error of a health, in health points.

    100 se/|target - floor|; for times health times the standard error of the logarithm.

    Args:
        se: Standard error of the value, or of the logarithm of a time.
        target: What counts as 100.
        floor: What counts as 0; None for times.
        health: The health itself, needed for times.

    Example:
        >>> to_health_error(0.1, floor=1, target=5), to_health_error(0.2, target=45, health=50)
        (2.5, 10.0)
    """
    check_at_least(0, se=se)
    if floor is None:
        if health is None:
            raise ValueError("the error of a time's health needs the health")
        check_finite(health=health)
        return abs(health) * se
    if floor == target:
        raise ValueError(f"floor and target must differ, both are {target}")
    check_finite(floor=floor, target=target)
    return _divide(100 * se, abs(target - floor))


def clip_health(health: float) -> float:
    """A health as it is shown: between 0 and 100.

    Example:
        >>> clip_health(107.1), clip_health(-3)
        (100.0, 0.0)
    """
    check_known(health=health)
    return min(100.0, max(0.0, health))


def _divide(lost: float, width: float) -> float:
    if abs(width) < SMALLEST:
        raise ValueError(f"floor and target must lie further apart than {width:g}")
    return lost / width
