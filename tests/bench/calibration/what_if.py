"""Does the interval of an uplift hold what the change would truly bring?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from journeymap.analysis.flow.measuring import measure_flow
from journeymap.model.journey import Journey
from tests.bench.calibration.curves import Coverage

Floats = NDArray[np.float64]
SIZES = (100, 1_000, 10_000)
TOUCHPOINTS = 6  # the last one is the success


def simulate_what_if(rng: np.random.Generator, runs: int) -> Iterator[Coverage]:
    """Journeys with loops, and the exit of one touchpoint cut by a quarter."""
    for n in SIZES:
        held = [_try(rng, n, seed=i) for i in range(runs)]
        told = [hit for hit in held if hit is not None]
        yield Coverage(f"{n:,} journeys", len(told), float(np.mean(told)))


def _try(rng: np.random.Generator, n: int, *, seed: int) -> bool | None:
    chain = _draw_chain(rng)
    changed = int(rng.integers(0, TOUCHPOINTS - 1))
    truth = _complete(_cut_exit(chain, changed)) - _complete(chain)
    counts, ends = _walk(rng, chain, n)
    journey = Journey.model_validate({
        "name": "Walked",
        "stages": [{"name": "All", "touchpoints": [f"t{i}" for i in range(TOUCHPOINTS)]}],
        "transitions": [
            {"from": f"t{i}", "to": f"t{k}", "count": int(counts[i, k])}
            for i, k in zip(*np.nonzero(counts), strict=True)
        ],
        "starts": {"t0": n},
        "ends": {f"t{i}": int(count) for i, count in enumerate(ends) if count},
    })  # fmt: skip
    if ends[changed] == 0 or not counts[changed].any():
        return None  # nobody left there, or nobody went on: there is nothing to cut
    told = measure_flow(
        journey, success=f"t{TOUCHPOINTS - 1}", what_if=f"t{changed}: exit -25%", seed=seed
    ).what_if
    if told is None or told.low is None or told.high is None:
        return None
    return bool(told.low <= truth <= told.high)


def _draw_chain(rng: np.random.Generator) -> Floats:
    """Shares of going on; what is missing from a row leaves."""
    chain = np.zeros((TOUCHPOINTS, TOUCHPOINTS))
    for i in range(TOUCHPOINTS - 1):
        onward = rng.dirichlet([1.0, 2.0, 0.5, 1.5])  # leave, next, back or stay, ahead
        chain[i, i + 1] += onward[1]
        chain[i, int(rng.integers(0, i + 1))] += onward[2]
        chain[i, int(rng.integers(i + 1, TOUCHPOINTS))] += onward[3]
    return chain


def _cut_exit(chain: Floats, i: int) -> Floats:
    """A quarter fewer leave at one touchpoint; the others go on as those who stayed."""
    cut, leaving = chain.copy(), 1 - chain[i].sum()
    cut[i] *= (1 - 0.75 * leaving) / (1 - leaving)
    return cut


def _complete(chain: Floats) -> float:
    onward = np.eye(TOUCHPOINTS - 1) - chain[:-1, :-1]
    return float(np.linalg.solve(onward, chain[:-1, -1])[0])


def _walk(rng: np.random.Generator, chain: Floats, n: int) -> tuple[Floats, Floats]:
    """Transitions and ends of so many journeys."""
    counts, ends = np.zeros_like(chain), np.zeros(TOUCHPOINTS)
    here = np.zeros(TOUCHPOINTS, dtype=int)
    here[0] = n
    while here.sum():
        following = np.zeros(TOUCHPOINTS, dtype=int)
        for i in np.flatnonzero(here):
            if i == TOUCHPOINTS - 1:
                ends[i] += here[i]
                continue
            leaving = max(0.0, 1 - chain[i].sum())
            moved = rng.multinomial(here[i], [*chain[i], leaving])
            counts[i] += moved[:-1]
            ends[i] += moved[-1]
            following += moved[:-1]
        here = following
    return counts, ends
