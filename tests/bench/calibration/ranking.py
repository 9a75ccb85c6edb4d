"""Is the touchpoint that is called the weakest with P = .7 the weakest in seven of ten cases?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from tests.bench.calibration.curves import Curve, make_curve
from tests.bench.calibration.populations import (
    SHAPES,
    SIZES,
    SPREADS,
    draw_counts,
    draw_population,
    draw_sizes,
    make_journey,
)

DRAWS = 4_000
FEWEST = 100  # answers of a real reading that can stand for a truth
Statement = tuple[float, bool]


def simulate_ranking(rng: np.random.Generator, runs: int) -> list[Curve]:
    """Curves over simulated journeys: all kinds together, then each kind alone."""
    found: dict[str, list[Statement]] = {kind: [] for kind in SHAPES}
    for i in range(runs):
        kind = list(SHAPES)[i % len(SHAPES)]
        size, spread = int(rng.choice(SIZES)), float(rng.choice(SPREADS))
        population = draw_population(rng, kind, size, spread)
        sizes = draw_sizes(rng, size)
        counts = list(draw_counts(rng, population, sizes))
        found[kind].append(
            state_weakest(population.metric, counts, population.health.tolist(), seed=i)
        )
    every = [statement for statements in found.values() for statement in statements]
    return [
        make_curve("simulated journeys", every),
        *(make_curve(kind, statements) for kind, statements in found.items()),
    ]


def state_weakest(
    metric: str, counts: Sequence[Mapping[int, int]], truth: Sequence[float], *, seed: int
) -> Statement:
    """The chance given to the first of the ranking, and whether it is the weakest."""
    journey = Journey.model_validate(make_journey(metric, counts))
    first = find_weakest(journey, metric=metric, draws=DRAWS, seed=seed).rows[0]
    return first.p_weakest or 0.0, int(first.touchpoint[1:]) == int(np.argmin(truth))


def resample_ranking(
    rng: np.random.Generator, journey: Journey, metrics: Sequence[str], runs: int, name: str
) -> Curve:
    """A curve over resamples of real answers, where all answers are the truth.

    Every metric, wave and segment is a survey of its own with its own truth: with one survey alone
    two touchpoints that are as good as equal would decide everything.
    """
    groups = [group for group in _find_surveys(journey) if group[0].metric in metrics]
    statements = [
        _restate(rng, journey, groups[int(rng.integers(len(groups)))], seed=i) for i in range(runs)
    ]
    return make_curve(name, statements)


def _find_surveys(journey: Journey) -> list[list[Reading]]:
    """Readings by metric, wave and segment; where there are counts at three touchpoints or more."""
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in journey.readings:
        if reading.touchpoint and reading.counts and (reading.n or 0) >= FEWEST:
            key = (reading.metric, reading.wave, tuple(reading.segment.items()))
            groups.setdefault(key, []).append(reading)
    return [group for group in groups.values() if len(group) >= min(SIZES)]


def _restate(
    rng: np.random.Generator, journey: Journey, group: Sequence[Reading], *, seed: int
) -> Statement:
    size = min(len(group), int(rng.choice(SIZES)))
    chosen = [group[k] for k in rng.choice(len(group), size, replace=False)]
    metric = journey.metric(group[0].metric)
    counts, truth = [], []
    for reading, n in zip(chosen, draw_sizes(rng, size), strict=True):
        codes, shares = zip(*_to_shares(reading).items(), strict=True)
        counts.append(dict(zip(codes, rng.multinomial(n, shares).tolist(), strict=True)))
        value = sum(share * metric.score(c) for c, share in zip(codes, shares, strict=True))
        truth.append(metric.to_health(value) or 0.0)
    data = make_journey(metric.id, counts)
    data["metrics"] = [own for own in journey.metrics if own.id == metric.id]
    found = find_weakest(Journey.model_validate(data), metric=metric.id, draws=DRAWS, seed=seed)
    first = found.rows[0]
    return first.p_weakest or 0.0, int(first.touchpoint[1:]) == int(np.argmin(truth))


def _to_shares(reading: Reading) -> dict[int, float]:
    counts = reading.counts or {}
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()}
