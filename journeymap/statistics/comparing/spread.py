"""How far groups differ once chance is taken out of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.statistics.numbers import check_all_finite, check_same_length


def excess_spread(values: Sequence[float], errors: Sequence[float]) -> float:
    """The standard deviation between groups beyond their errors; 0 where chance explains it.

    The moment estimate of DerSimonian & Laird 1986, Controlled Clinical Trials 7:177: with
    w = 1/SE², Q = Σw(y - ȳ_w)², it is the root of (Q - (k - 1)) / (Σw - Σw²/Σw). The range of the
    values grows with the number of groups and with the smallest of them; this does not.

    Args:
        values: The value of each group, two at least.
        errors: Their standard errors, each above 0.

    Raises:
        ValueError: if there are fewer than two, or an error is not above 0.

    Example:
        >>> excess_spread([70, 60, 50], [2, 2, 2]), excess_spread([61, 60, 59], [2, 2, 2])
        (9.797958971132712, 0.0)
    """
    check_same_length(values=values, errors=errors)
    check_all_finite(values=values)
    check_all_finite(errors=errors)
    if len(values) < 2 or min(errors) <= 0:
        raise ValueError("two groups are needed, each with an error above 0")
    weights = [error**-2 for error in errors]
    total = math.fsum(weights)
    mean = math.fsum(w * y for w, y in zip(weights, values, strict=True)) / total
    q = math.fsum(w * (y - mean) ** 2 for w, y in zip(weights, values, strict=True))
    size = total - math.fsum(w * w for w in weights) / total
    return math.sqrt(max(0.0, (q - (len(values) - 1)) / size))
