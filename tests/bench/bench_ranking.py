"""How long it takes to load, check and rank a journey of 1,000 and of 10,000 touchpoints.

Run it as a script: ``python tests/bench/bench_ranking.py``. A ratio near 10 is linear. Below, the
draws alone against a yardstick in the same run: the model in plain numpy, all draws at once.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.files.journeys import load_journey, save_journey
from journeymap.model.journey import Journey
from journeymap.printed import to_table
from journeymap.statistics.ranking.pooling import pool_health
from journeymap.statistics.ranking.posterior import Floats

SIZES = (1_000, 10_000)
PER_STAGE = 20
DRAWS = 20_000
TAU = np.arange(0.25, 60, 0.5)


def make_journey(size: int) -> Journey:
    """A journey whose touchpoints have 5 to 500 answers of 1 to 5 each, and a goal per stage."""
    rng = np.random.default_rng(0)
    names = [f"t{i}" for i in range(size)]
    shares = rng.dirichlet([2, 3, 6, 12, 10], size)
    counts = [rng.multinomial(rng.integers(5, 500), share).tolist() for share in shares]
    return Journey.model_validate({
        "name": "Large",
        "stages": [
            {"name": f"s{i}", "goal": "csat >= 4", "touchpoints": names[i : i + PER_STAGE]}
            for i in range(0, size, PER_STAGE)
        ],
        "readings": [
            {"touchpoint": name, "metric": "csat", "counts": dict(enumerate(row, start=1))}
            for name, row in zip(names, counts, strict=True)
        ],
    })  # fmt: skip


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The fastest of some runs."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def measure(size: int) -> dict[str, float]:
    """Seconds by step."""
    journey = make_journey(size)
    data = journey.model_dump(by_alias=True)
    found = find_weakest(journey)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.json"
        save_journey(journey, path)
        return {
            "load": seconds(lambda: load_journey(path), 1),
            "validate": seconds(lambda: Journey.model_validate(data)),
            "rank": seconds(lambda: find_weakest(journey)),
            "rank the stages": seconds(lambda: find_weakest(journey, by="stage")),
            "rank with 2,000 draws": seconds(lambda: find_weakest(journey, draws=2_000)),
            "goals": seconds(lambda: measure_goals(journey)),
            "print": seconds(lambda: str(found)),
        }


def rank_plainly(y: Floats, se: Floats) -> tuple[Floats, Floats, Floats]:
    """The yardstick: P(weakest), P(bottom 2) and rank intervals as one would first write them."""
    rng, v = np.random.default_rng(0), se**2
    w = 1 / (v + TAU[:, None] ** 2)
    var = 1 / w.sum(axis=1)
    mu = (w * y).sum(axis=1) * var
    log_p = -0.5 * (TAU / 15) ** 2 + 0.5 * np.log(var) + 0.5 * np.log(w).sum(axis=1)
    log_p -= 0.5 * (w * (y - mu[:, None]) ** 2).sum(axis=1)
    p = np.exp(log_p - log_p.max())
    g = rng.choice(len(TAU), DRAWS, p=p / p.sum())
    m = mu[g] + np.sqrt(var[g]) * rng.standard_normal(DRAWS)
    pull = v / (v + TAU[g, None] ** 2)
    noise = np.sqrt((1 - pull) * v) * rng.standard_normal(pull.shape)
    rank = (pull * m[:, None] + (1 - pull) * y + noise).argsort(axis=1).argsort(axis=1) + 1
    ends = np.quantile(rank, [0.05, 0.95], axis=0, method="inverted_cdf")
    return (rank == 1).mean(axis=0), (rank <= 2).mean(axis=0), ends


def megabytes(work: Callable[[], object]) -> float:
    """The most memory that the work holds at once."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def compare_draws(size: int) -> list[list[str]]:
    """Seconds and memory of the draws for one number of touchpoints, ours and the yardstick's."""
    rng = np.random.default_rng(0)
    y, se = rng.normal(70, 8, size), rng.uniform(1, 12, size)
    ours, plain = (
        (seconds(work), megabytes(work))
        for work in (lambda: pool_health(y, se, draws=DRAWS), lambda: rank_plainly(y, se))
    )
    names = f"{size:,} touchpoints x {DRAWS:,} draws"
    ratio = [f"{a / b:.2f}" for a, b in zip(ours, plain, strict=True)]
    return [
        [f"{names}, seconds", f"{ours[0]:.2f}", f"{plain[0]:.2f}", ratio[0]],
        [f"{names}, MB at most", f"{ours[1]:.0f}", f"{plain[1]:.0f}", ratio[1]],
    ]


def main() -> None:
    """Prints the tables."""
    small, large = (measure(size) for size in SIZES)
    rows = [
        [step, f"{small[step]:.3f} s", f"{large[step]:.3f} s", f"{large[step] / small[step]:.1f}"]
        for step in small
    ]
    print(to_table(["step", *(f"{size:,}" for size in SIZES), "ratio"], rows, right=[1, 2, 3]))
    draws = [row for size in (50, 1_000) for row in compare_draws(size)]
    heads = ["draws", "pool_health", "plain numpy", "ratio"]
    print(f"\n{to_table(heads, draws, right=[1, 2, 3])}")


if __name__ == "__main__":
    main()
