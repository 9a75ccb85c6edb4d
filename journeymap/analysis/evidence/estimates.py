"""What a reading is worth: its value with an interval, its health and the size of its base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp, floor, log, sqrt

from journeymap.analysis.evidence.population import find_error_factor, to_worth
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import Base, to_base
from journeymap.statistics.durations import (
    arithmetic_mean_interval,
    geometric_mean_interval,
    log_moments_from_mean_sd,
)
from journeymap.statistics.health import clip_health
from journeymap.statistics.intervals import mean_interval, nps_interval, share_interval
from journeymap.statistics.numbers import LARGEST, SMALLEST
from journeymap.wording.told import tell


@dataclass(frozen=True, slots=True)
class Estimate:
    """A reading's value with its interval, in the metric's own unit.

    Args:
        reading: The reading itself.
        metric: Its metric.
        value: The point value, or the guess.
        low: Lower end of the interval; None where nothing is known about the error.
        high: Upper end of the interval.
        sd: Standard deviation of the answers' scores; None where unknown.
    """

    reading: Reading
    metric: Metric
    value: float
    low: float | None = None
    high: float | None = None
    sd: float | None = None

    @property
    def n(self) -> int | None:
        """How many answers; None where unknown."""
        return self.reading.n

    @property
    def n_effective(self) -> float | None:
        """How many answers they are worth where they carry weights."""
        return self.reading.n_effective or self.reading.n

    @property
    def is_weighted(self) -> bool:
        """Whether the answers are worth fewer than they are, by whole answers."""
        worth, n = self.reading.n_effective, self.reading.n
        return worth is not None and n is not None and floor(worth) < n

    @property
    def error_factor(self) -> float:
        """What the standard error is multiplied by where many of all customers answered."""
        return find_error_factor(self.reading)

    @property
    def worth(self) -> float:
        """The number of answers for formulas that take no factor; see ``to_worth``."""
        return to_worth(self.n_effective or 1, self.error_factor)

    @property
    def base(self) -> Base:
        """The size of the base: fewer than 10 answers are never worth a verdict."""
        return to_base(self.n_effective or 0)

    @property
    def health(self) -> float | None:
        """The value on the health scale, clipped to 0..100; None for a time without a target."""
        return clip(self.metric.to_health(self.value))

    @property
    def health_ends(self) -> tuple[float | None, float | None]:
        """The interval on the health scale, lower end first, clipped to 0..100."""
        if self.low is None or self.high is None:
            return (None, None)
        ends = [clip(self.metric.to_health(end)) for end in (self.low, self.high)]
        known = [end for end in ends if end is not None]
        return (min(known), max(known)) if known else (None, None)

    @property
    def shown(self) -> str:
        """The value with its interval as people read it."""
        return show_interval(self.metric, self.value, self.low, self.high)

    @property
    def shown_value(self) -> str:
        """The value alone as people read it."""
        return self.metric.to_text(self.value)

    @property
    def shown_interval(self) -> str:
        """The interval alone; empty where there is none."""
        return show_ends(self.metric, self.low, self.high)


def show_interval(
    metric: Metric, value: float | None, low: float | None, high: float | None
) -> str:
    """A value with its interval as people read it, the unit written once.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> show_interval(STANDARD_METRICS["churn"], 0.1, 0.0657, 0.1494)
        '10.0 % (6.6 to 14.9)'
        >>> show_interval(STANDARD_METRICS["art"], 58.6, 26.8, 125.1)
        '58.6 minutes (26.8 to 125)'
    """
    if value is None:
        return "–"
    ends = show_ends(metric, low, high)
    shown = metric.to_text(value)
    return tell("{value} ({ends})", value=shown, ends=ends) if ends else shown


def show_ends(metric: Metric, low: float | None, high: float | None) -> str:
    """An interval as people read it, without unit; empty where there is none.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> show_ends(STANDARD_METRICS["churn"], 0.0657, 0.1494)
        '6.6 to 14.9'
    """
    if low is None or high is None:
        return ""
    return tell(
        "{low} to {high}",
        low=metric.to_text(low, unit=False),
        high=metric.to_text(high, unit=False),
    )


def clip(health: float | None) -> float | None:
    """A health between 0 and 100."""
    return None if health is None else clip_health(health)


def estimate(reading: Reading, metric: Metric, *, level: float = 0.95) -> Estimate:
    """The reading's value and interval by the method that fits its metric and what is known.

    Shares: Wilson. Means: Student's t, clipped to the scale. NPS: adjusted Wald. Times: modified
    Cox (arithmetic mean) or t on logarithms (geometric mean). Where the spread on a scale is
    unknown the interval is the widest that the scale allows; a time has none then, and nothing
    has one where n is unknown. Weighted answers count by their effective number. Where more than
    5 % of a known population answered the error is multiplied by √((N-n)/(N-1)) (Cochran 1977):
    means and times directly, shares and NPS by ``to_worth``; where all did there is no width.

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
        return Estimate(reading, metric, float(reading.guess))
    found = _estimate(reading, metric, level)
    return found if found.error_factor > 0 else replace(found, low=found.value, high=found.value)


def _estimate(reading: Reading, metric: Metric, level: float) -> Estimate:
    if metric.kind == "duration":
        return _from_times(reading, metric, level)
    if reading.counts is not None:
        return _from_counts(reading, reading.counts, metric, level)
    return _on_scale(reading, metric, float(reading.value or 0), reading.sd, level=level)


def _on_scale(
    reading: Reading, metric: Metric, value: float, sd: float | None, *, level: float
) -> Estimate:
    n, (low, high) = reading.n_effective or reading.n, metric.ends
    known = Estimate(reading, metric, value, sd=sd)
    if n is None:
        return known
    if metric.is_share:
        share = share_interval(value * known.worth, known.worth, level=level)
        return Estimate(reading, metric, value, share.low, share.high, sqrt(value * (1 - value)))
    factor = known.error_factor or 1.0  # all customers: whoever called closes the interval
    mean = mean_interval(value, sd, n, low_end=low, high_end=high, level=level, factor=factor)
    return replace(known, low=mean.low, high=mean.high)


def _from_counts(
    reading: Reading, counts: Mapping[int, float], metric: Metric, level: float
) -> Estimate:
    total = sum(counts.values())
    n = reading.n_effective or total
    value = sum(count * metric.score(code) for code, count in counts.items()) / total
    squares = sum(count * (metric.score(code) - value) ** 2 for code, count in counts.items())
    sd = sqrt(squares / total * n / (n - 1)) if n > 1 else None
    if metric.kind != "nps":
        low, high = metric.ends
        # a sum of weighted counts may overshoot its total by rounding
        return _on_scale(reading, metric, min(high, max(low, value)), sd, level=level)
    worth = to_worth(n, find_error_factor(reading))
    nps = nps_interval(*to_nps_classes(counts, metric, worth), level=level)
    return Estimate(reading, metric, value, nps.low, nps.high, sd)


def to_nps_classes(
    counts: Mapping[int, float], metric: Metric, n: float
) -> tuple[float, float, float]:
    """Promoters, passives and detractors, scaled to add up to n."""
    total = sum(counts.values())
    promoters, passives, detractors = (
        sum(count for code, count in counts.items() if metric.score(code) == score) / total * n
        for score in (100, 0, -100)
    )
    return promoters, passives, detractors


def _from_times(reading: Reading, metric: Metric, level: float) -> Estimate:
    moments, n = to_log_moments(reading, metric), reading.n_effective or reading.n
    geometric, value = metric.average == "geometric", float(reading.value or 0)
    if geometric and reading.log_mean is not None:
        value = exp(reading.log_mean)
    known = Estimate(reading, metric, value, sd=reading.sd)
    if moments is None or n is None:
        return known
    interval_of = geometric_mean_interval if geometric else arithmetic_mean_interval
    factor = known.error_factor
    found = interval_of(*moments, n, level=level, factor=factor)
    if found.low < SMALLEST or found.high > LARGEST:  # nothing that anybody could wait
        return known
    if factor == 1:
        return replace(known, low=found.low, high=found.high)
    # a narrow interval around the log-normal mean is let out to the mean of the answers
    return replace(known, low=min(value, found.low), high=max(value, found.high))


def to_log_moments(reading: Reading, metric: Metric) -> tuple[float, float] | None:
    """Mean and sd of the logarithms of times: as measured, or else log-normal by moments.

    None where the spread is unknown. With g the geometric mean, sd² = g² u (u - 1) where u is
    exp(log_sd²); with the arithmetic mean see ``log_moments_from_mean_sd``.
    """
    if reading.log_mean is not None and reading.log_sd is not None:
        return float(reading.log_mean), float(reading.log_sd)
    if not reading.value or reading.sd is None:
        return None
    if metric.average == "geometric":
        squared = (reading.sd / reading.value) ** 2
        return log(reading.value), sqrt(log((1 + sqrt(1 + 4 * squared)) / 2))
    return log_moments_from_mean_sd(reading.value, reading.sd)
