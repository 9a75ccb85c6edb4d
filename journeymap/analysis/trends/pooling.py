"""The answers of several waves put together, as one reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, fsum, log, sqrt

from journeymap.analysis.evidence.estimates import estimate, to_log_moments
from journeymap.metrics import Metric
from journeymap.model.readings import Reading

Moments = tuple[float, float | None]


def pool_readings(readings: Sequence[Reading], metric: Metric) -> Reading | None:
    """One reading of all answers; None where a number of answers is unknown or there is none.

    Each answer counts alike whatever its wave, and what differs between waves adds to the spread.
    How many customers there are is left out: a change is about how they come about.

    Args:
        readings: Readings of one metric and one place.
        metric: Their metric.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> waves = [Reading(metric="churn", count=count, of=200) for count in (20, 30)]
        >>> pooled = pool_readings(waves, STANDARD_METRICS["churn"])
        >>> pooled.counts, pooled.n
        ({0: 350, 1: 50}, 400)
    """
    sizes = [reading.n for reading in readings if reading.n and reading.kind == "measured"]
    if not sizes or len(sizes) < len(readings):
        return None
    first, n = readings[0], sum(sizes)
    told = {
        "touchpoint": first.touchpoint, "stage": first.stage, "metric": first.metric,
        "segment": first.segment, "n": n, "n_effective": _find_worth(readings, n),
    }  # fmt: skip
    if all(reading.counts is not None for reading in readings):
        return Reading(**told, counts=_add_counts(readings))
    if metric.kind == "duration":
        return Reading(**told, **_pool_times(readings, metric, sizes))
    found = [estimate(reading, metric) for reading in readings]
    value, sd = _join([(one.value, one.sd) for one in found], sizes)
    return Reading(**told, value=value, sd=sd)


def _add_counts(readings: Sequence[Reading]) -> Mapping[int, float]:
    sums: dict[int, float] = {}
    for reading in readings:
        for code, count in (reading.counts or {}).items():
            sums[code] = sums.get(code, 0) + count
    return sums


def _find_worth(readings: Sequence[Reading], n: int) -> float | None:
    """Kish's effective number over all, where the weights of each wave sum to its n."""
    if all(reading.n_effective is None for reading in readings):
        return None
    squares = fsum((r.n or 0) ** 2 / (r.n_effective or r.n or 1) for r in readings)
    return min(float(n), n**2 / squares)


def _pool_times(
    readings: Sequence[Reading], metric: Metric, sizes: Sequence[int]
) -> dict[str, float | None]:
    geometric = metric.average == "geometric"
    values = [float(reading.value or 0) for reading in readings]
    value, sd = _join([(v, r.sd) for v, r in zip(values, readings, strict=True)], sizes)
    logs = [to_log_moments(reading, metric) for reading in readings]
    known = [moments for moments in logs if moments is not None]
    if len(known) < len(logs):
        if geometric:
            value = exp(fsum(n * log(v) for n, v in zip(sizes, values, strict=True)) / sum(sizes))
        return {"value": value}
    log_mean, log_sd = _join(known, sizes)
    if geometric:
        value = exp(log_mean)
    return {"value": value, "sd": sd, "log_mean": log_mean, "log_sd": log_sd or 0.0}


def _join(parts: Sequence[Moments], sizes: Sequence[int]) -> Moments:
    """Mean and standard deviation over all; one answer has no spread of its own."""
    n = sum(sizes)
    mean = fsum(size * m for (m, _), size in zip(parts, sizes, strict=True)) / n
    known = [(sd, size) for (_, sd), size in zip(parts, sizes, strict=True) if size > 1]
    if n < 2 or any(sd is None for sd, _ in known):
        return mean, None
    within = fsum((size - 1) * (sd or 0.0) ** 2 for sd, size in known)
    between = fsum(size * (m - mean) ** 2 for (m, _), size in zip(parts, sizes, strict=True))
    return mean, sqrt((within + between) / (n - 1))
