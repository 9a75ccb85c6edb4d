"""How long drivers of an outcome take, against resampling rows by hand in numpy.

    python tests/bench/bench_drivers.py [--rows 100000] [--draws 1000] [--rounds 3]

The yardstick reads the same Parquet file into numpy, draws respondents with replacement and makes
the correlations of each resample; it splits nothing, decodes nothing and knows no missing answer,
so it runs on the complete table only. A tenth of its resamples are timed, and taken ten times. The
two sides take turns, so that a busy machine slows both; what counts is the median of the ratios.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb
import numpy as np

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.printed import to_table

CASES = ((25, 0.0), (25, 0.1), (15, 0.0), (15, 0.1))


def main() -> None:
    """Prints the table of seconds and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--draws", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for drivers, missing in CASES:
            file = write_table(Path(folder), chosen.rows, drivers, missing)
            complete = write_table(Path(folder), chosen.rows, drivers, 0.0)
            times = [
                (measure(file, drivers, chosen.draws), resample_by_hand(complete, chosen.draws))
                for _ in range(chosen.rounds)
            ]
            ours, hand = (statistics.median(side) for side in zip(*times, strict=True))
            ratio = statistics.median(mine / other for mine, other in times)
            method = "shapley" if drivers <= 15 else "relative weights"
            rows.append([
                f"{drivers}", f"{100 * missing:.0f} %", method,
                f"{ours:.2f}", f"{hand:.2f}", f"{ratio:.3f}",
            ])  # fmt: skip
    heads = ["drivers", "missing", "method", "ours, s", "rows by hand, s", "ratio"]
    print(f"{chosen.rows:,} respondents, {chosen.draws:,} resamples")
    print(to_table(heads, rows, right=[0, 1, 3, 4, 5]))


def write_table(folder: Path, rows: int, drivers: int, missing: float) -> Path:
    """A wide table of ratings 1 to 5 that hang together, and an outcome of 0 to 10."""
    file = folder / f"{drivers}_{missing}.parquet"
    if file.exists():
        return file
    rating = "least(5, greatest(1, round(3 + mood + 2.4 * (random() + random() - 1))))::int"
    made = ", ".join(
        f"case when random() >= {missing} then {rating} end as q{i}" for i in range(drivers)
    )
    told = " + ".join(f"coalesce(q{i}, 3) * {drivers - i}" for i in range(drivers))
    duckdb.sql(f"""
        with moods as (select random() + random() - 1 as mood from range({rows})),
        asked as (select {made} from moods)
        select *, least(10, greatest(0, round(
            ({told}) * 2.5 / {drivers * (drivers + 1) // 2} - 2.5 + 3 * (random() - 0.5)
        )))::int as nps from asked
    """).write_parquet(str(file))
    return file


def measure(file: Path, drivers: int, draws: int) -> float:
    """Seconds for the whole question, from the file to the verdict."""
    ids = [f"t{i}" for i in range(drivers)]
    journey = Journey.model_validate({
        "name": "Bench", "stages": [{"name": "All", "touchpoints": ids}],
    })  # fmt: skip
    questions = {f"q{i}": {"touchpoint": id_, "metric": "csat"} for i, id_ in enumerate(ids)}
    whole = {"nps": {"scope": "journey", "metric": "nps"}}
    source = Source.model_validate({"questions": {**questions, **whole}})
    start = perf_counter()
    found = find_drivers(journey, file, source, outcome="nps", draws=draws)
    if found.verdict.kind == "none":
        raise RuntimeError(found.headline())
    return perf_counter() - start


def resample_by_hand(file: Path, draws: int) -> float:
    """Seconds for correlations of so many resamples of rows in numpy, from a tenth of them."""
    rng = np.random.default_rng(0)
    start = perf_counter()
    columns = duckdb.read_parquet(str(file)).fetchnumpy()
    table = np.column_stack([np.asarray(column, dtype=float) for column in columns.values()])
    read = perf_counter() - start
    some = max(1, draws // 10)
    start = perf_counter()
    for _ in range(some):
        drawn = table[rng.integers(0, len(table), len(table))]
        np.corrcoef(drawn, rowvar=False)
    return read + (perf_counter() - start) * draws / some


if __name__ == "__main__":
    main()
