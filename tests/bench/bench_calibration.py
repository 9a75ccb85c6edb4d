"""Are we right as often as we say? Stated chances and intervals against known truths.

Run it from the project's folder: ``python -m tests.bench.bench_calibration``. It writes
``docs/background/calibration.md`` and its pictures; ``--runs 0.1`` takes a tenth of the runs and
prints only. The airline answers are not ours to ship: they are taken from the folder that
JOURNEYMAP_TEST_DATA names, and left out where there is none.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from journeymap.demo import load_demo
from tests.bench.calibration.curves import Coverage, Curve, draw_curves
from tests.bench.calibration.drivers import resample_airline, simulate_drivers
from tests.bench.calibration.goals import cover_values, simulate_goals
from tests.bench.calibration.page import PAGE, write_page
from tests.bench.calibration.ranking import resample_ranking, simulate_ranking
from tests.bench.calibration.real import find_airline
from tests.bench.calibration.what_if import simulate_what_if

PICTURES = PAGE.parent / "calibration"


def measure_ranking(rng: np.random.Generator, share: float) -> list[Curve]:
    """Chances of being the weakest: simulated, and on resamples of real answers."""
    curves = simulate_ranking(rng, round(6_000 * share))
    runs = round(1_500 * share)
    curves.append(
        resample_ranking(
            rng, load_demo(), ("satisfied", "easy", "clean"), runs, "airport, resampled"
        )
    )
    if (airline := find_airline()) is not None:
        curves.append(resample_ranking(rng, airline, ("csat",), runs, "airline, resampled"))
    return curves


def show(curves: Sequence[Curve], coverages: Sequence[Coverage]) -> None:
    """Prints what the page tells."""
    for curve in curves:
        told = f"error {curve.error:.3f} bias {curve.bias:+.3f}"
        print(f"{curve.name:28} n {curve.n:7,} {told}", flush=True)
    for cover in coverages:
        told = f"held {cover.held:.3f} ± {2 * cover.error:.3f}"
        print(f"{cover.name:44} n {cover.n:7,} {told}", flush=True)


def main() -> None:
    """Measures, prints and, on a whole run, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=float, default=1.0, help="share of the runs")
    share, start = parser.parse_args().runs, perf_counter()
    rng = np.random.default_rng(20_240_601)
    ranking = measure_ranking(rng, share)
    goals = simulate_goals(rng, round(400 * share))
    values = cover_values(rng, round(300 * share))
    show([*ranking, *goals], values)
    what_if = list(simulate_what_if(rng, round(600 * share)))
    show([], what_if)
    drivers = [
        *simulate_drivers(rng, round(150 * share)),
        *resample_airline(rng, round(150 * share)),
    ]
    show([], drivers)
    print(f"{perf_counter() - start:.0f} s")
    if share >= 1:
        draw_curves([ranking[0], *ranking[-2:], goals[0]], PICTURES / "chances.svg")
        write_page(ranking, goals, values, drivers, what_if)


if __name__ == "__main__":
    main()
