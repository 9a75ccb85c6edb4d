"""How near discovering transitions comes to the window query that one would write for DuckDB.

    python tests/bench/bench_events.py [--events 1000000] [--rounds 5] [--file EVENTS.parquet]

Every figure is a whole process, from its start to its end. The two sides take turns, so that a
busy machine slows both; what counts is the median of the ratios. By hand there are counts, mean,
shortest and longest times; ours has medians and quantiles too, and has looked for faults.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

LOG = """
select (hash(i) % ({events} // 8))::bigint * 3 + 1000003 as case_id,
       'Touchpoint ' || (hash(i, 1) % 40) as activity,
       timestamp '2024-01-01' + interval 1 millisecond * (i * 6) as timestamp
from range({events}) t(i)
"""
BY_HAND = """
import duckdb
print(len(duckdb.sql('''
    select activity, nxt, count(*), sum(d), sum(d::double * d), min(d), max(d) from (
        select activity, lead(activity) over w as nxt,
               epoch_us(lead(timestamp) over w) - epoch_us(timestamp) as d
        from {file!r} window w as (partition by case_id order by timestamp)) group by all
''').fetchall()))
"""
JOURNEY = """
from journeymap import discover_journey
print(len(discover_journey({file!r}).transitions))
"""
FLOW = """
from journeymap import discover_flow
print(discover_flow({file!r}).headline())
"""
MEMORY = "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"


def main() -> None:
    """Runs the sides in turn and prints the times, their ratios and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = asked.file or Path(folder, "events.parquet")
        if asked.file is None:
            duckdb.sql(LOG.format(events=asked.events)).write_parquet(str(file))
        _compare(str(file), asked.rounds)


def _compare(file: str, rounds: int) -> None:
    sides = {"by hand": BY_HAND, "discover_journey": JOURNEY, "discover_flow": FLOW}
    runs = [
        {name: _run(code.format(file=file)) for name, code in sides.items()} for _ in range(rounds)
    ]
    for name in sides:
        seconds = [run[name][0] for run in runs]
        ratio = statistics.median(run[name][0] / run["by hand"][0] for run in runs)
        peak = max(run[name][1] for run in runs)
        print(f"{name}: {statistics.median(seconds):.2f} s, {ratio:.2f} x by hand, {peak} MB")


def _run(code: str) -> tuple[float, int]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + MEMORY], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, int(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
