"""A change of a total taken apart: better or worse scores, and another mix of who is counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.statistics.numbers import check_all_finite, check_finite

ALMOST_ALL = 0.9  # parts that go the other way, for a total that misleads: our choice


@dataclass(frozen=True, slots=True)
class MixShift:
    """A change of a weighted mean in two parts, in the unit of the values.

    Args:
        before: The weighted mean before.
        after: The weighted mean after.
        within: What the parts' own changes make of it.
        mix: What the changed weights make of it; ``within + mix`` is the whole change.
    """

    before: float
    after: float
    within: float
    mix: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


def split_mix(
    values_before: Sequence[float],
    weights_before: Sequence[float],
    values_after: Sequence[float],
    weights_after: Sequence[float],
) -> MixShift:
    """The change of a weighted mean, split into change within the parts and shift of their mix.

    within = Σ mean weight · Δvalue, mix = Σ mean value · Δweight, with weights that sum to 1;
    Kitagawa 1955, Journal of the American Statistical Association 50:1168.

    Args:
        values_before: A value per part, such as the health of each touchpoint.
        weights_before: How much each part counts, such as its answers; not all 0.
        values_after: The later values of the same parts, in the same order.
        weights_after: The later weights.

    Raises:
        ValueError: lengths differ, a weight is negative, all are 0, or a number is not finite.

    Example:
        >>> found = split_mix([80, 60], [30, 70], [82, 62], [0, 100])
        >>> [round(part, 6) for part in (found.before, found.after, found.within, found.mix)]
        [66.0, 62.0, 2.0, -6.0]
    """
    lengths = {len(values_before), len(weights_before), len(values_after), len(weights_after)}
    if len(lengths) != 1:
        raise ValueError("values and weights before and after are of the same parts")
    if not all(map(math.isfinite, (*values_before, *values_after))):
        raise ValueError("values must be finite")
    check_all_finite(values_before=values_before, values_after=values_after)
    old, new = _to_shares(weights_before), _to_shares(weights_after)
    parts = list(zip(values_before, old, values_after, new, strict=True))
    return MixShift(
        before=math.fsum(value * weight for value, weight, _, _ in parts),
        after=math.fsum(value * weight for _, _, value, weight in parts),
        within=math.fsum((w0 + w1) / 2 * (v1 - v0) for v0, w0, v1, w1 in parts),
        mix=math.fsum((v0 + v1) / 2 * (w1 - w0) for v0, w0, v1, w1 in parts),
    )


def _to_shares(weights: Sequence[float]) -> list[float]:
    check_all_finite(weights=weights)
    total = math.fsum(weights)
    if not (0 < total < math.inf and min(weights) >= 0):
        raise ValueError("weights must be finite, not negative and not all 0")
    return [weight / total for weight in weights]


def is_reversed(total: float, parts: Sequence[float]) -> bool:
    """Whether a total moves one way and (almost) all its parts move the other way.

    Simpson's paradox; Simpson 1951, Journal of the Royal Statistical Society B 13:238. It needs
    two parts at least, of which nine in ten go the other way.

    Args:
        total: The change of the total.
        parts: The change of each part.

    Example:
        >>> is_reversed(-4, [2, 2]), is_reversed(-4, [2, -1]), is_reversed(-4, [2])
        (True, False, False)
    """
    check_finite(total=total)
    check_all_finite(parts=parts)
    against = sum(part * total < 0 for part in parts)
    return len(parts) >= 2 and against >= ALMOST_ALL * len(parts)
