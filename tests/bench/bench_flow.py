"""How long it takes to measure the flow of a journey of 100 to 10,000 touchpoints.

Run it as a script: ``python tests/bench/bench_flow.py``. The yardsticks run beside it in the same
process: scipy solving one right-hand side of the same chain, and networkx's pagerank.

The journey is a funnel with detours: from each touchpoint customers go on to some of the next
twenty, go back to some before, or leave; some touchpoints (a menu, help) are met from everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve

from journeymap.analysis.evidence.flow_reach import find_reach
from journeymap.analysis.flow.measuring import measure_flow
from journeymap.graph import to_graph
from journeymap.model.journey import Journey
from journeymap.printed import to_table

SIZES = (100, 1_000, 10_000)
NEAR, HUBS, PER_STAGE = 20, 5, 100
CHANGE = "t1: exit -25%"


def make_journey(size: int) -> Journey:
    """A journey with four ways out of each touchpoint, its counts, starts and ends."""
    rng = np.random.default_rng(0)
    counts: dict[tuple[int, int], int] = {}
    for i in range(size - 1):
        forth = i + 1 + rng.integers(0, NEAR, 2)
        back, hub = i - rng.integers(0, NEAR), rng.integers(0, HUBS)
        targets = [i + 1, *forth, back, hub if rng.random() < 0.05 else i + 1]
        for target in np.clip(targets, 0, size - 1).tolist():
            counts[i, target] = counts.get((i, target), 0) + int(rng.integers(1, 200))
    return Journey.model_validate({
        "name": "Large",
        "stages": [
            {"name": f"s{i}", "touchpoints": [f"t{k}" for k in range(i, min(i + PER_STAGE, size))]}
            for i in range(0, size, PER_STAGE)
        ],
        "transitions": [
            {"from": f"t{i}", "to": f"t{k}", "count": n} for (i, k), n in counts.items()
        ],
        "starts": {"t0": 1_000},
        "ends": {f"t{i}": int(rng.integers(1, 20)) for i in range(size)},
    })  # fmt: skip


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The fastest of some runs."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def solve_once(journey: Journey) -> float:
    """Completion alone by scipy: one sparse system with one right-hand side."""
    place = {touchpoint.id: i for i, touchpoint in enumerate(journey.touchpoints)}
    last = len(place) - 1
    totals = np.array([float(journey.ends.get(id_, 0)) for id_ in place])
    rows = np.array([place[t.source] for t in journey.transitions])
    columns = np.array([place[t.target] for t in journey.transitions])
    counts = np.array([float(t.count or 0) for t in journey.transitions])
    np.add.at(totals, rows, counts)
    shares = counts / totals[rows]
    worth = np.zeros(len(place))
    inner = columns != last
    np.add.at(worth, rows[~inner], shares[~inner])
    size = (len(place), len(place))
    q = sparse.csc_array((shares[inner], (rows[inner], columns[inner])), shape=size)
    solved = spsolve(sparse.csc_array(sparse.eye_array(len(place)) - q), worth)
    return float(solved[0])


def measure(size: int) -> dict[str, float]:
    """Seconds by step, the yardsticks last."""
    journey = make_journey(size)
    last = f"t{size - 1}"
    graph = to_graph(journey)
    for _, _, told in graph.edges(data=True):
        told["weight"] = told["count"]
    flow = measure_flow(journey, success=last)
    assert flow.completion is not None
    assert abs(flow.completion.value - solve_once(journey)) < 1e-9
    repeats = 3 if size < SIZES[-1] else 1
    return {
        "reach alone": seconds(lambda: find_reach(journey), repeats),
        "flow": seconds(lambda: measure_flow(journey, success=last), repeats),
        "flow with a what-if": seconds(
            lambda: measure_flow(journey, success=last, what_if=CHANGE), repeats
        ),
        "print": seconds(lambda: str(flow.to_dict()), repeats),
        "scipy spsolve, completion alone": seconds(lambda: solve_once(journey), repeats),
        "networkx pagerank": seconds(lambda: nx.pagerank(graph), repeats),
    }


def main() -> None:
    """Prints the table."""
    by_size = [measure(size) for size in SIZES]
    steps = list(by_size[0])
    rows = [[step, *(f"{times[step]:.3f} s" for times in by_size)] for step in steps]
    for yardstick in steps[-2:]:
        ratios = (f"{times['flow'] / times[yardstick]:.1f}" for times in by_size)
        rows.append([f"flow : {yardstick}", *ratios])
    headings = ["touchpoints", *(f"{size:,}" for size in SIZES)]
    print(to_table(headings, rows, right=[1, 2, 3]))


if __name__ == "__main__":
    main()
