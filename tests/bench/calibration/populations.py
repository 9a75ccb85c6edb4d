"""Populations whose truth is known, and samples of answers from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journeymap.metrics import Metric, find_metric

Floats = NDArray[np.float64]

# answers as they are often given: the shape that every touchpoint's answers are tilted from
SHAPES: Mapping[str, tuple[str, Sequence[int], Sequence[float]]] = {
    "NPS": ("nps", range(11), [4, 2, 3, 3, 4, 8, 8, 15, 20, 15, 18]),
    "1 to 5": ("csat", range(1, 6), [6, 9, 20, 38, 27]),
    "1 to 10": ("ten", range(1, 11), [3, 3, 4, 6, 9, 12, 18, 22, 14, 9]),
    "yes or no": ("solved", (0, 1), [28, 72]),
}
OWN_METRICS = (
    {"id": "ten", "kind": "rating_mean", "worst": 1, "best": 10},
    {"id": "solved", "kind": "share", "worst": 0, "best": 1},
)
SPREADS = (2.0, 5.0, 10.0)  # of true health between touchpoints
SIZES = (3, 5, 8, 12, 20, 40)


@dataclass(frozen=True)
class Population:
    """A journey's touchpoints as they truly are.

    Args:
        kind: Which of the shapes.
        metric: The metric's id.
        codes: The codes of its scale.
        shares: Touchpoint by code: the true share of each answer.
        health: The true health of each touchpoint, 0 to 100.
        values: The true value of each touchpoint, in the metric's unit.
    """

    kind: str
    metric: str
    codes: Sequence[int]
    shares: Floats
    health: Floats
    values: Floats


def metric_of(id_: str) -> Metric:
    """The metric, the two of this benchmark included."""
    own = {str(data["id"]): Metric.model_validate(data) for data in OWN_METRICS}
    return find_metric(id_, own)


def draw_population(rng: np.random.Generator, kind: str, size: int, spread: float) -> Population:
    """Touchpoints whose true health scatters around a common one."""
    metric_id, codes, shape = SHAPES[kind]
    metric, base = metric_of(metric_id), np.array(shape, dtype=float) / sum(shape)
    scores = np.array([metric.score(code) for code in codes], dtype=float)
    worth = np.array([metric.to_health(score) for score in scores], dtype=float)
    # a tilt by one moves the mean by the variance, so health scatters about as asked
    variance = float(base @ (worth - base @ worth) ** 2)
    tilt = rng.normal(0, spread / variance, size)
    shares = base * np.exp(tilt[:, None] * worth)
    shares /= shares.sum(axis=1, keepdims=True)
    return Population(kind, metric_id, codes, shares, shares @ worth, shares @ scores)


def draw_sizes(rng: np.random.Generator, size: int, low: int = 3, high: int = 3_000) -> list[int]:
    """Numbers of answers, small ones as likely as large ones."""
    found: list[int] = np.exp(rng.uniform(np.log(low), np.log(high), size)).astype(int).tolist()
    return found


def draw_counts(
    rng: np.random.Generator, population: Population, sizes: Sequence[int]
) -> Iterator[Mapping[int, int]]:
    """Answers by code, a mapping per touchpoint."""
    for n, share in zip(sizes, population.shares, strict=True):
        yield dict(zip(population.codes, rng.multinomial(n, share).tolist(), strict=True))


def make_journey(
    metric: str, counts: Sequence[Mapping[int, int]], goal: str | None = None
) -> dict[str, object]:
    """A journey file's data with these answers, a goal for each touchpoint where one is asked."""
    ids = [f"t{i}" for i in range(len(counts))]
    touchpoints = [{"id": id_, **({"goal": goal} if goal else {})} for id_ in ids]
    readings = [
        {"touchpoint": id_, "metric": metric, "counts": row}
        for id_, row in zip(ids, counts, strict=True)
    ]
    return {
        "name": "Simulated",
        "metrics": [data for data in OWN_METRICS if data["id"] == metric],
        "stages": [{"name": "All", "touchpoints": touchpoints}],
        "readings": readings,
    }
