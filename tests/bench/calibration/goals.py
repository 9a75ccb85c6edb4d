"""Are nine in ten of the goals met that are called met with P = .9? Do intervals hold the truth?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.readings import measure_readings
from journeymap.model.journey import Journey
from tests.bench.calibration.curves import Coverage, Curve, make_curve
from tests.bench.calibration.populations import (
    SHAPES,
    SPREADS,
    draw_counts,
    draw_population,
    draw_sizes,
    make_journey,
)

TOUCHPOINTS = 20
SIZE_CLASSES = ((3, 9), (10, 29), (30, 99), (100, 3_000))


def simulate_goals(rng: np.random.Generator, runs: int) -> list[Curve]:
    """Curves over goals whose targets scatter like the truth does."""
    found = {kind: list(_state_goals(rng, kind, runs)) for kind in SHAPES}
    every = [statement for statements in found.values() for statement in statements]
    return [
        make_curve("all goals", every),
        *(make_curve(kind, statements) for kind, statements in found.items()),
    ]


def _state_goals(rng: np.random.Generator, kind: str, runs: int) -> Iterator[tuple[float, bool]]:
    for _ in range(runs):
        spread = float(rng.choice(SPREADS))
        population = draw_population(rng, kind, TOUCHPOINTS + 1, spread)
        sizes = draw_sizes(rng, TOUCHPOINTS + 1, low=10)
        counts = list(draw_counts(rng, population, sizes))
        # the last one only lends its true value as the target
        target = round(float(population.values[-1]), 4)
        goal = f"{population.metric} >= {target}"
        data = make_journey(population.metric, counts[:-1], goal)
        for row, truth in zip(
            measure_goals(Journey.model_validate(data)).rows, population.values, strict=False
        ):
            if row.p_met is not None:
                yield row.p_met, bool(truth >= target)


def cover_values(rng: np.random.Generator, runs: int) -> list[Coverage]:
    """How often the interval of a reading holds the true value, by kind and number of answers."""
    return [
        Coverage(f"{kind}, {low} to {high:,} answers", *_cover(rng, kind, (low, high), runs))
        for kind in SHAPES
        for low, high in SIZE_CLASSES
    ]


def _cover(
    rng: np.random.Generator, kind: str, between: tuple[int, int], runs: int
) -> tuple[int, float]:
    held = total = 0
    for _ in range(runs):
        population = draw_population(rng, kind, TOUCHPOINTS, float(rng.choice(SPREADS)))
        sizes = draw_sizes(rng, TOUCHPOINTS, *between)
        counts = list(draw_counts(rng, population, sizes))
        journey = Journey.model_validate(make_journey(population.metric, counts))
        for row, truth in zip(measure_readings(journey).rows, population.values, strict=True):
            total += 1
            held += row.low is not None and row.high is not None and row.low <= truth <= row.high
    return total, held / total
