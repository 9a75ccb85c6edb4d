"""How many answers would bring an interval down to what people take for precise."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log
from typing import NamedTuple

from journeymap.analysis.evidence.estimates import Estimate, to_log_moments
from journeymap.metrics import Metric
from journeymap.statistics.intervals import answers_needed
from journeymap.wording.told import Figure, tell

SHARE_POINTS, NPS_POINTS, SCALE_PART, TIME_PART = 0.05, 10.0, 0.05, 0.1
WIDEST_SHARE, USUAL_NPS = 0.25, 6000.0  # variance of an answer: at a half; p + d - (p-d)² of 0.6


class Plan(NamedTuple):
    """How many answers, and what they give."""

    n: int
    precision: str


def plan_answers(metric: Metric, known: Sequence[Estimate], *, level: float) -> Plan | None:
    """The answers for ± 5 points of a share, ± 10 of NPS, a twentieth of a scale, a tenth of times.

    z²·variance/half-width². Shares are planned for a half, where they vary most, and NPS for a
    variance of 0.6; ratings and times for the spread that the metric has wherever it is measured,
    a scale without any for answers all over it.

    Args:
        metric: The metric.
        known: Where it is measured.
        level: Confidence, 0 to 1.

    Returns:
        None for times whose spread nobody knows.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> plan_answers(STANDARD_METRICS["churn"], [], level=0.95)
        Plan(n=385, precision='± 5 points')
        >>> plan_answers(STANDARD_METRICS["nps"], [], level=0.95)
        Plan(n=231, precision='± 10 points')
    """
    if metric.is_share:
        return _plan(
            SHARE_POINTS,
            WIDEST_SHARE,
            tell("± {n:g} points", n=100 * SHARE_POINTS),
            level,
        )
    if metric.kind == "nps":
        return _plan(NPS_POINTS, USUAL_NPS, tell("± {n:g} points", n=NPS_POINTS), level)
    if metric.kind == "duration":
        spreads = [
            (one.n or 0, moments[1] ** 2)
            for one in known
            if (moments := to_log_moments(one.reading, metric)) is not None
        ]
        variance = _pool(spreads)
        words = Figure(f"± {100 * TIME_PART:g} %")
        return _plan(log(1 + TIME_PART), variance, words, level) if variance else None
    low, high = metric.ends
    half = SCALE_PART * (high - low)
    variance = _pool([(one.n or 0, one.sd**2) for one in known if one.sd is not None])
    return _plan(half, variance or (high - low) ** 2 / 12, Figure(f"± {half:g}"), level)


def _plan(half: float, variance: float, precision: str, level: float) -> Plan:
    # a whole number that rounding has lifted by a hair must not become the next one
    return Plan(ceil(answers_needed(half, variance=variance, level=level) - 1e-9), precision)


def _pool(spreads: Sequence[tuple[int, float]]) -> float:
    """The mean variance, by n - 1; 0 where nothing is known."""
    weight = sum(n - 1 for n, _ in spreads if n > 1)
    return sum((n - 1) * variance for n, variance in spreads if n > 1) / weight if weight else 0.0
