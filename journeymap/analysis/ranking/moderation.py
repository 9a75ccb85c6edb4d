"""What goes into the ranking: health, with a standard error that five equal answers can't fool."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from typing import TypeVar

from journeymap.analysis.evidence.candidates import Candidate
from journeymap.analysis.evidence.estimates import Estimate, to_log_moments
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.statistics.ranking.composites import Composite, composite
from journeymap.statistics.ranking.pooling import moderate_counts, moderate_sds

SMALLEST_ERROR = 1e-6  # health points: where all customers answered, equals still share chances
STRENGTH = 4.0  # pseudo-answers shaped like everybody's that join each touchpoint's own
USUAL_LOG_SD = 1.0  # where no spread of times is known at all: most spread by 0.5 to 1.5


Place = TypeVar("Place", bound=Hashable)


def find_candidates(
    found: Mapping[str, Sequence[Estimate]],
    *,
    weights: Mapping[str, float] | None = None,
    correlation: float = 1.0,
) -> tuple[Candidate, ...]:
    """The touchpoints with moderated standard errors, one pool of answers per metric.

    Args:
        found: Touchpoint id to its measured estimates, one per metric, each with n and health.
        weights: Metric id to its weight, for all metrics asked for; all alike where None.
        correlation: Of the errors of any two metrics of a touchpoint; 1 is cautious.
    """
    errors = moderate(found)
    made = []
    for touchpoint, estimates in found.items():
        parts = {
            e.metric.id: (raw_health(e), se)
            for e, se in zip(estimates, errors[touchpoint], strict=True)
        }
        whole = combine(parts, weights, correlation)
        se = max(SMALLEST_ERROR, whole.se)
        made.append(Candidate(touchpoint, tuple(estimates), whole.value, se, whole.coverage))
    return tuple(made)


def combine(
    parts: Mapping[str, tuple[float, float]],
    weights: Mapping[str, float] | None,
    correlation: float,
) -> Composite:
    """The composite of what is measured: metric id to health and standard error."""
    wanted = weights or dict.fromkeys(parts, 1.0)
    known = [parts.get(id_) for id_ in wanted]
    return composite(
        [part[0] if part else None for part in known],
        [part[1] if part else None for part in known],
        list(wanted.values()),
        correlation=correlation,
    )


def raw_health(found: Estimate) -> float:
    """The health of the value, not clipped; 0 where there is none."""
    return found.metric.to_health(found.value) or 0.0


def moderate(found: Mapping[Place, Sequence[Estimate]]) -> dict[Place, list[float]]:
    """Moderated standard errors of health, in health points, in the order of the estimates."""
    groups: dict[str, list[tuple[Place, Estimate]]] = {}
    for place, estimates in found.items():
        for one in estimates:
            groups.setdefault(one.metric.id, []).append((place, one))
    errors: dict[tuple[Place, str], float] = {}
    for metric, group in groups.items():
        moderated = _moderate(group[0][1].metric, [one for _, one in group])
        errors |= {(p, metric): se for (p, _), se in zip(group, moderated, strict=True)}
    return {p: [errors[p, e.metric.id] for e in estimates] for p, estimates in found.items()}


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
        found.append(sqrt(se**2 + skew) * raw_health(e) * e.error_factor)
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
