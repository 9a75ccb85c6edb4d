"""One health of a touchpoint from several metrics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.statistics.numbers import check_all_finite, check_same_length


@dataclass(frozen=True, slots=True)
class Composite:
    """A mean over the measured metrics, its standard error, and the share of weight measured."""

    value: float
    se: float
    coverage: float


def composite(
    health: Sequence[float | None],
    se: Sequence[float | None],
    weights: Sequence[float],
    *,
    correlation: float = 1.0,
) -> Composite:
    """One health of a touchpoint from several metrics, over those that were measured.

    Σwh/Σw with variance (ρ(Σws)² + (1-ρ)Σ(ws)²)/(Σw)²; ρ, the correlation between any two
    metrics' errors, is 1 by default, which is conservative. Health is None where not measured.

    Example:
        >>> composite([72, 60, None], [2, 4, None], [5, 3, 2])
        Composite(value=67.5, se=2.75, coverage=0.8)
    """
    check_same_length(health=health, se=se, weights=weights)
    check_all_finite(health=health, se=se, weights=weights)
    if any(s is not None and s < 0 for s in se):
        raise ValueError("se must not be negative")
    rows = [(h, s, w) for h, s, w in zip(health, se, weights, strict=True) if h is not None]
    total = sum(w for _, _, w in rows)
    if not total > 0 or min(weights) < 0 or not 0 <= correlation <= 1:
        raise ValueError("a composite needs a measured metric of weight above 0, and rho in 0 to 1")
    parts = [w * (s or 0.0) for _, s, w in rows]
    variance = correlation * sum(parts) ** 2 + (1 - correlation) * sum(p**2 for p in parts)
    value = sum(w * h for h, _, w in rows) / total
    return Composite(value, float(variance**0.5) / total, total / sum(weights))
