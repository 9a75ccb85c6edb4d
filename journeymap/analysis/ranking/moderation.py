"""What goes into the ranking: health, with a standard error that five equal answers can't fool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from journeymap.analysis.evidence.candidates import Candidate
from journeymap.analysis.evidence.estimates import Estimate, to_log_moments
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.statistics.pooling import moderate_counts, moderate_sds

SMALLEST_ERROR = 1e-6  # health points: where all customers answered, equals still share chances
STRENGTH = 4.0  # pseudo-answers shaped like everybody's that join each touchpoint's own
USUAL_LOG_SD = 1.0  # where no spread of times is known at all: most spread by 0.5 to 1.5


def find_candidates(found: Mapping[str, Sequence[Estimate]]) -> tuple[Candidate, ...]:
    """The touchpoints with moderated standard errors, one pool of answers per metric.

    Args:
        found: Touchpoint id to its measured estimates, one per metric, each with n and health.
    """
    groups: dict[str, list[tuple[str, Estimate]]] = {}
    for touchpoint, estimates in found.items():
        for one in estimates:
            groups.setdefault(one.metric.id, []).append((touchpoint, one))
    errors: dict[str, list[float]] = {touchpoint: [] for touchpoint in found}
    for group in groups.values():
        moderated = _moderate(group[0][1].metric, [one for _, one in group])
        for (touchpoint, _), se in zip(group, moderated, strict=True):
            errors[touchpoint].append(se)
    return tuple(_combine(t, estimates, errors[t]) for t, estimates in found.items())


def _combine(touchpoint: str, estimates: Sequence[Estimate], errors: Sequence[float]) -> Candidate:
    """Mean health; errors add up as if the metrics moved together, which is cautious."""
    healths = [e.metric.to_health(e.value) or 0.0 for e in estimates]
    k = len(estimates)
    se = max(SMALLEST_ERROR, sum(errors) / k)
    return Candidate(touchpoint, tuple(estimates), sum(healths) / k, se)


def _moderate(metric: Metric, group: Sequence[Estimate]) -> list[float]:
    """Standard errors of health, in health points."""
    if metric.kind == "duration":
        return _moderate_times(metric, group)
    per_unit = 100 / abs((metric.health_target or 0.0) - (metric.health_floor or 0.0))
    errors = _moderate_spreads(metric, group)
    counted = {i: c for i, e in enumerate(group) if (c := to_counts(e.reading, metric)) is not None}
    exact = moderate_counts(
        list(counted.values()),
        codes=metric.codes,
        scores={code: metric.score(code) for code in metric.codes},
        strength=STRENGTH,
        n_effective=[group[i].reading.n_effective for i in counted],
    )
    errors.update(zip(counted, map(float, exact), strict=True))
    return [errors[i] * per_unit * e.error_factor for i, e in enumerate(group)]


def _moderate_spreads(metric: Metric, group: Sequence[Estimate]) -> dict[int, float]:
    """For readings that came as value, sd and n; those with counts add to the pooled spread."""
    low, high = metric.ends
    ns, sds = [e.n_effective or 1 for e in group], [e.sd for e in group]
    errors = moderate_sds(sds, ns, value_range=high - low, strength=STRENGTH)
    return dict(enumerate(map(float, errors)))


def _moderate_times(metric: Metric, group: Sequence[Estimate]) -> list[float]:
    """Health is a ratio of times, so its error is health times that of the mean's logarithm.

    With s² the moderated variance of the logarithms the geometric mean has s²/n; the arithmetic
    mean has s²/n + s⁴/(2d) (Olsson 2005), where moderation makes d = n + 3 of n - 1.
    """
    logs = [to_log_moments(e.reading, metric) for e in group]
    ns = [e.n_effective or 1 for e in group]
    errors = moderate_sds(
        [moments[1] if moments else None for moments in logs],
        ns,
        value_range=sqrt(12) * USUAL_LOG_SD,
        strength=STRENGTH,
    )
    found = []
    for e, moments, n, se in zip(group, logs, ns, map(float, errors), strict=True):
        df = STRENGTH + (n - 1 if moments else 0)
        skew = (n * se**2) ** 2 / (2 * df) if metric.average == "arithmetic" else 0.0
        health = metric.to_health(e.value) or 0.0
        found.append(sqrt(se**2 + skew) * health * e.error_factor)
    return found


def to_counts(reading: Reading, metric: Metric) -> Mapping[int, float] | None:
    """The answers by code; for a share with n they follow from the value."""
    if reading.counts is not None:
        return reading.counts
    if not metric.is_share or reading.value is None or reading.n is None:
        return None
    yes = next(code for code in metric.codes if metric.score(code) == 1)
    no = next((code for code in metric.codes if metric.score(code) == 0), None)
    counts = {yes: reading.value * reading.n}
    # a top box of all codes leaves nobody outside
    return counts if no is None else {**counts, no: (1 - reading.value) * reading.n}
