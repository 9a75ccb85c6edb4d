"""What those who stayed silent could hide: bounds that assume nothing about them.

Manski 1989, Journal of Human Resources 24:343; 1995, Identification Problems in the Social
Sciences, chapter 2. They are no intervals: chance comes on top, and more answers don't narrow
them, only a higher response rate does.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from journeymap.statistics.intervals import critical_z
from journeymap.statistics.numbers import check_finite


class Bounds(NamedTuple):
    """What is true of all who were asked lies between these two, whatever the silent think.

    Args:
        lower: The least it can be.
        upper: The most it can be.
        response_rate: Part of those asked who answered, 0 to 1; the bounds are 1 minus that part
            of the scale apart.
    """

    lower: float
    upper: float
    response_rate: float


def share_bounds(count: float, n: float, invited: float) -> Bounds:
    """A share among all who were asked: had every silent one said no, and had every one said yes.

    count/N to (count + N - n)/N.

    Args:
        count: Answers that count, 0 to ``n``.
        n: Answers.
        invited: How many were asked, at least ``n`` and above 0.

    Raises:
        ValueError: A number lies outside.

    Example:
        >>> [round(number, 2) for number in share_bounds(150, 200, 1000)]
        [0.15, 0.95, 0.2]
    """
    if not 0 <= count <= n:
        raise ValueError(f"the count must lie between 0 and n of {n}, got {count}")
    rate = response_rate(n, invited)
    return Bounds(count / invited, (count + invited - n) / invited, rate)


def mean_bounds(mean: float, rate: float, low_end: float, high_end: float) -> Bounds:
    """A mean among all who were asked: had the silent answered at the low end, and at the high end.

    rate · mean + (1 - rate) · end. A share is a mean on 0 to 1, NPS one on -100 to 100, health one
    on 0 to 100.

    Args:
        mean: Of those who answered.
        rate: Part of those asked who answered, 0 to 1.
        low_end: Lower end of the scale.
        high_end: Upper end of the scale.

    Raises:
        ValueError: The mean lies outside the scale, or the rate outside 0 to 1.

    Example:
        >>> found = mean_bounds(4.5, 0.2, 1, 5)
        >>> round(found.lower, 4), round(found.upper, 4)
        (1.7, 4.9)
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"a response rate must lie between 0 and 1, got {rate}")
    check_finite(low_end=low_end, high_end=high_end)
    slack = 1e-9 * abs(high_end - low_end)
    if not low_end - slack <= mean <= high_end + slack:
        raise ValueError(f"the mean {mean} lies outside the scale from {low_end} to {high_end}")
    known, silent = rate * mean, 1 - rate
    return Bounds(known + silent * low_end, known + silent * high_end, rate)


def response_rate(n: float, invited: float) -> float:
    """Answers by invitations, 0 to 1.

    Raises:
        ValueError: Nobody was asked, or fewer than have answered.

    Example:
        >>> response_rate(240, 1200)
        0.2
    """
    if not (0 <= n <= invited and 0 < invited < math.inf):
        raise ValueError(f"n must lie between 0 and the {invited} who were asked, got {n}")
    return n / invited


def chance_bounds(
    mean: float, se: float, rate: float, *, low_end: float, high_end: float, level: float = 0.95
) -> Bounds:
    """The bounds with chance on top: from the lowest lower to the highest upper end.

    rate · (mean ± z · se) + (1 - rate) · end, the interval of Horowitz & Manski 2000, Journal of
    the American Statistical Association 95:77, which covers both bounds with at least ``level``.

    Args:
        mean: Of those who answered.
        se: Its standard error, 0 or more.
        rate: Part of those asked who answered, 0 to 1.
        low_end: Lower end of the scale.
        high_end: Upper end of the scale.
        level: Confidence, between 0 and 1.

    Raises:
        ValueError: A number lies outside.

    Example:
        >>> found = chance_bounds(60, 3, 0.5, low_end=0, high_end=100)
        >>> round(found.lower, 2), round(found.upper, 2)
        (27.06, 82.94)
    """
    if not se >= 0:
        raise ValueError(f"a standard error can't be negative, got {se}")
    check_finite(se=se)
    bounds, half = mean_bounds(mean, rate, low_end, high_end), critical_z(level) * se * rate
    return Bounds(max(low_end, bounds.lower - half), min(high_end, bounds.upper + half), rate)
