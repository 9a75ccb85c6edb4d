"""How long it takes to load, check and rank a journey of 1,000 and of 10,000 touchpoints.

Run it as a script: ``python tests/bench/bench_ranking.py``. A ratio near 10 is linear.
"""

from __future__ import annotations

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

SIZES = (1_000, 10_000)
PER_STAGE = 20


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
            "rank with 2,000 draws": seconds(lambda: find_weakest(journey, draws=2_000)),
            "goals": seconds(lambda: measure_goals(journey)),
            "print": seconds(lambda: str(found)),
        }


def main() -> None:
    """Prints the table."""
    small, large = (measure(size) for size in SIZES)
    rows = [
        [step, f"{small[step]:.3f} s", f"{large[step]:.3f} s", f"{large[step] / small[step]:.1f}"]
        for step in small
    ]
    print(to_table(["step", *(f"{size:,}" for size in SIZES), "ratio"], rows, right=[1, 2, 3]))


if __name__ == "__main__":
    main()
