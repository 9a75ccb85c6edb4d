"""What goes into the ranking: each touchpoint's health with a standard error that five equal answers can't fool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from journeymap.analysis.estimates import Estimate, to_log_moments
from journeymap.metrics import Metric
from journeymap.model.readings import Reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """A touchpoint in the ranking.

    Args:
        touchpoint: Its id.
        estimates: Its estimates, one per metric.
        health: Health, not clipped; the mean where there are several metrics.
        se: Moderated standard error of the health.
    """

    touchpoint: str
    estimates: tuple[Estimate, ...]
    health: float
    se: float

    @property
    def n(self) -> float:
        """The smallest number of answers (effective, if weighted) behind it."""
        return min(found.n_effective or 0 for found in self.estimates)


def find_candidates(found: Mapping[str, Sequence[Estimate]]) -> tuple[Candidate, ...]:
    """The touchpoints that can be ranked, with moderated standard errors (methods: "Weakest").

    Args:
        found: Touchpoint id to its measured estimates, one per metric, each with n and health.
    """
    moderated: dict[tuple[str, str], float] = {}
    metrics = {e.metric.id: e.metric for estimates in found.values() for e in estimates}
    for id_, metric in metrics.items():
        group = [(t, e) for t, estimates in found.items() for e in estimates if e.metric.id == id_]
        errors = _moderate(metric, [e for _, e in group])
        moderated.update({(t, id_): se for (t, _), se in zip(group, errors, strict=True)})
    return tuple(
        Candidate(
            t,
            tuple(estimates),
            *_combine(estimates, [moderated[t, e.metric.id] for e in estimates]),
        )
        for t, estimates in found.items()
        if estimates
    )


def _combine(estimates: Sequence[Estimate], errors: Sequence[float]) -> tuple[float, float]:
    """Mean health; the standard errors add up as if the metrics moved together, which is cautious."""
    healths = [e.metric.to_health(e.value) or 0.0 for e in estimates]
    return sum(healths) / len(healths), sum(errors) / len(errors)


def _moderate(metric: Metric, group: Sequence[Estimate]) -> list[float]:
    if metric.kind == "duration":
        return _moderate_times(metric, group)
    per_unit = 100 / abs((metric.health_target or 0.0) - (metric.health_floor or 0.0))
    counted = [to_counts(e.reading, metric) for e in group]
    errors = _moderate_sds(metric, group)
    with_counts = [i for i, counts in enumerate(counted) if counts is not None]
    if with_counts:
        from journeymap.analysis.pooling import moderate_counts  # noqa: PLC0415 - loads numpy

        exact = moderate_counts(
            [counted[i] or {} for i in with_counts],
            codes=metric.codes,
            scores={code: metric.score(code) for code in metric.codes},
            n_effective=[group[i].reading.n_effective for i in with_counts],
        )
        for i, se in zip(with_counts, exact, strict=True):
            errors[i] = float(se)
    return [se * per_unit for se in errors]


def _moderate_sds(metric: Metric, group: Sequence[Estimate]) -> list[float]:
    from journeymap.analysis.pooling import moderate_sds  # noqa: PLC0415 - loads numpy

    low, high = metric.ends
    errors = moderate_sds(
        [e.sd for e in group], [e.n_effective or 1 for e in group], value_range=high - low
    )
    return [float(se) for se in errors]


def _moderate_times(metric: Metric, group: Sequence[Estimate]) -> list[float]:
    """SE of the logarithm, moderated like a variance, times health: health is a ratio of times."""
    from journeymap.analysis.pooling import moderate_sds  # noqa: PLC0415 - loads numpy

    logs = [to_log_moments(e.reading) for e in group]
    # without any spread to learn from, a log sd of 1 stands in: times mostly spread by 0.5 to 1.5
    errors = moderate_sds(
        [moments[1] if moments else None for moments in logs],
        [e.n_effective or 1 for e in group],
        value_range=sqrt(12.0),
    )
    return [
        float(se) * (metric.to_health(e.value) or 0.0) for se, e in zip(errors, group, strict=True)
    ]


def to_counts(reading: Reading, metric: Metric) -> Mapping[int, float] | None:
    """The answers by code; for a share with n they follow from the value."""
    if reading.counts is not None:
        return reading.counts
    if metric.kind == "share" and reading.value is not None and reading.n is not None:
        return {0: (1 - reading.value) * reading.n, 1: reading.value * reading.n}
    return None
