"""What a reading is worth: its value with an interval, its health, and how many answers it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, sqrt
from typing import Literal

from journeymap.analysis.durations import (
    arithmetic_mean_interval,
    geometric_mean_interval,
    log_moments_from_mean_sd,
)
from journeymap.analysis.intervals import critical_z, mean_interval, nps_interval, share_interval
from journeymap.metrics import Metric
from journeymap.model.readings import Reading

Base = Literal["not_measured", "suppressed", "low", "indicative", "ok"]
SMALLEST_FOR_VERDICT, LOW_BASE, OK_BASE = 10, 30, 100


@dataclass(frozen=True, slots=True)
class Estimate:
    """A reading's value with its interval, in the metric's own unit.

    Args:
        reading: The reading itself.
        metric: Its metric.
        value: The point value, or the guess.
        low: Lower end of the interval; None where the number of answers is unknown.
        high: Upper end of the interval.
        sd: Standard deviation of the answers' scores; None where unknown.
        level: Confidence of the interval, 0 to 1.
    """

    reading: Reading
    metric: Metric
    value: float
    low: float | None
    high: float | None
    sd: float | None
    level: float

    @property
    def n(self) -> int | None:
        """How many answers; None where unknown."""
        return self.reading.n

    @property
    def n_effective(self) -> float | None:
        """How many answers they are worth where they carry weights."""
        return self.reading.n_effective or self.reading.n

    @property
    def base(self) -> Base:
        """The size of the base: fewer than 10 answers are never worth a verdict."""
        return to_base(self.n_effective or 0)

    @property
    def se(self) -> float | None:
        """Standard error of the value: half the interval over the normal quantile, so never 0."""
        if self.low is None or self.high is None:
            return None
        return (self.high - self.low) / 2 / critical_z(self.level)

    @property
    def health(self) -> float | None:
        """The value on the health scale, clipped to 0..100; None for a time without a target."""
        return clip(self.metric.to_health(self.value))

    @property
    def health_ends(self) -> tuple[float | None, float | None]:
        """The interval on the health scale, lower end first, clipped to 0..100."""
        if self.low is None or self.high is None or self.health is None:
            return (None, None)
        ends = (clip(self.metric.to_health(end)) for end in (self.low, self.high))
        known = [end for end in ends if end is not None]
        return (min(known), max(known))


def clip(health: float | None) -> float | None:
    """A health between 0 and 100."""
    return None if health is None else min(100.0, max(0.0, health))


def to_base(n: float) -> Base:
    """The class of a base size; the limits 10, 30 and 100 are conventions of survey practice."""
    if n <= 0:
        return "not_measured"
    if n < SMALLEST_FOR_VERDICT:
        return "suppressed"
    return "low" if n < LOW_BASE else "indicative" if n < OK_BASE else "ok"


def estimate(reading: Reading, metric: Metric, *, level: float = 0.95) -> Estimate:
    """The reading's value and interval by the method that fits its metric and what is known.

    Shares: Wilson. Means: Student's t, clipped to the scale. NPS: adjusted Wald. Times: modified
    Cox (arithmetic mean) or t on logarithms (geometric mean). Where the spread is unknown the
    interval is the widest that the scale allows; where n is unknown there is none.

    Args:
        reading: A measured reading or a guess.
        metric: The reading's metric.
        level: Confidence, 0 to 1.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> found = estimate(Reading(metric="churn", count=20, of=200), STANDARD_METRICS["churn"])
        >>> round(found.value, 4), round(found.low, 4), round(found.high, 4), found.health
        (0.1, 0.0657, 0.1494, 90.0)
    """
    if reading.guess is not None:
        return Estimate(reading, metric, reading.guess, None, None, None, level)
    if metric.kind == "duration":
        return _from_times(reading, metric, level)
    if reading.counts is not None:
        return _from_counts(reading, reading.counts, metric, level)
    value, n = reading.value or 0.0, reading.n_effective or reading.n
    if n is None:
        return Estimate(reading, metric, value, None, None, reading.sd, level)
    if metric.is_share:
        found, sd = share_interval(value * n, n, level=level), sqrt(value * (1 - value))
        return Estimate(reading, metric, value, found.low, found.high, sd, level)
    low, high = metric.ends
    interval = mean_interval(value, reading.sd, n, low_end=low, high_end=high, level=level)
    return Estimate(reading, metric, value, interval.low, interval.high, reading.sd, level)


def _from_counts(
    reading: Reading, counts: Mapping[int, float], metric: Metric, level: float
) -> Estimate:
    total = sum(counts.values())
    n = reading.n_effective or total
    shares = {code: count / total for code, count in counts.items()}
    value = sum(share * metric.score(code) for code, share in shares.items())
    square = sum(share * (metric.score(code) - value) ** 2 for code, share in shares.items())
    sd = sqrt(square * total / (total - 1)) if total > 1 else None
    if metric.is_share:
        found = share_interval(min(value, 1.0) * n, n, level=level)
        return Estimate(reading, metric, value, found.low, found.high, sqrt(square), level)
    if metric.kind == "nps":
        classes = {
            score: sum(s for code, s in shares.items() if metric.score(code) == score)
            for score in (100, 0, -100)
        }
        nps = nps_interval(classes[100] * n, classes[0] * n, classes[-100] * n, level=level)
        return Estimate(reading, metric, value, nps.low, nps.high, sd, level)
    low, high = metric.ends
    interval = mean_interval(value, sd, n, low_end=low, high_end=high, level=level)
    return Estimate(reading, metric, value, interval.low, interval.high, sd, level)


def to_log_moments(reading: Reading) -> tuple[float, float] | None:
    """Mean and sd of the logarithms of times: as measured, or else log-normal by moments."""
    if reading.log_mean is not None and reading.log_sd is not None:
        return reading.log_mean, reading.log_sd
    if reading.value and reading.sd is not None:
        return log_moments_from_mean_sd(reading.value, reading.sd)
    return None


def _from_times(reading: Reading, metric: Metric, level: float) -> Estimate:
    moments, n = to_log_moments(reading), reading.n_effective or reading.n
    geometric = metric.average == "geometric"
    value = (
        exp(moments[0])
        if geometric and moments and reading.log_mean is not None
        else reading.value or 0.0
    )
    if moments is None or n is None:
        return Estimate(reading, metric, value, None, None, reading.sd, level)
    interval = (geometric_mean_interval if geometric else arithmetic_mean_interval)(
        *moments, n, level=level
    )
    return Estimate(reading, metric, value, interval.low, interval.high, reading.sd, level)
