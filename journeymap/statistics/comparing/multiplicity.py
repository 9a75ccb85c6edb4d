"""Many comparisons on one page: p-values adjusted for how many are shown together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def adjust_benjamini_hochberg(p: Sequence[float]) -> tuple[float, ...]:
    """P-values adjusted so that, of those up to q, no more than q are false on average.

    p_(i)·m/i, made monotone from the largest down; Benjamini & Hochberg 1995, Journal of the
    Royal Statistical Society B 57:289. For screening: what moved among everything shown.

    Args:
        p: The p-values of the whole family shown, each from 0 to 1, in any order.

    Returns:
        The adjusted ones in the same order, none below its own p.

    Raises:
        ValueError: a p-value lies outside 0 to 1.

    Example:
        >>> [round(one, 3) for one in adjust_benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
        [0.04, 0.053, 0.053, 0.5]
    """
    found = _check(p)
    m = len(found)
    # by hand, as Holm's below: scipy.stats has it, but takes longer to load than a report to plan
    order = sorted(range(m), key=found.__getitem__, reverse=True)
    # rounding must not bring an adjusted value below its own
    stepped = (max(found[i], found[i] * m / (m - after)) for after, i in enumerate(order))
    adjusted = dict(zip(order, accumulate(stepped, min), strict=True))
    return tuple(adjusted[i] for i in range(m))


def adjust_holm(p: Sequence[float]) -> tuple[float, ...]:
    """P-values adjusted so that the chance of even one false claim among those up to q is q.

    p_(i)·(m - i + 1), made monotone from the smallest up; Holm 1979, Scandinavian Journal of
    Statistics 6:65. For where a single false claim is costly.

    Args:
        p: The p-values of the whole family shown, each from 0 to 1, in any order.

    Raises:
        ValueError: a p-value lies outside 0 to 1.

    Example:
        >>> [round(one, 3) for one in adjust_holm([0.01, 0.04, 0.03, 0.5])]
        [0.04, 0.09, 0.09, 0.5]
    """
    found = _check(p)
    order = sorted(range(len(found)), key=found.__getitem__)
    stepped = (min(1.0, found[i] * (len(found) - rank)) for rank, i in enumerate(order))
    adjusted = dict(zip(order, accumulate(stepped, max), strict=True))
    return tuple(adjusted[i] for i in range(len(found)))


def is_clear(p_adjusted: float | None, q: float = 0.05) -> bool:
    """Whether an adjusted p-value is at most ``q``; None, where there is nothing to test, is not.

    Example:
        >>> is_clear(0.05), is_clear(0.0501), is_clear(None)
        (True, False, False)
    """
    return p_adjusted is not None and p_adjusted <= q


def count_rejected(adjusted: Sequence[float], *, q: float = 0.05) -> int:
    """How many adjusted p-values are at most ``q``: that many differences are claimed.

    Example:
        >>> count_rejected(adjust_benjamini_hochberg([0.01, 0.02, 0.03, 0.5]))
        3
    """
    return sum(is_clear(one, q) for one in adjusted)


def _check(p: Sequence[float]) -> list[float]:
    found = [float(one) for one in p]
    if not all(0 <= one <= 1 for one in found):
        raise ValueError("p-values lie between 0 and 1")
    return found
