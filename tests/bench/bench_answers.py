"""How near measuring answers comes to the SQL that one would write by hand for DuckDB.

    python tests/bench/bench_answers.py [--rows 1000000] [--rounds 5]

Every figure is a whole process, from its start to its end. The two sides take turns, so that a
busy machine slows both; what counts is the median of the ratios.
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

TOUCHPOINTS = 40
ROWS = """
select 'Touchpoint ' || (random() * {last})::int as touchpoint,
       ['new', 'returning', 'loyal', 'business'][1 + (random() * 3)::int] as segment,
       ['NPS', 'CSAT', 'CES'][1 + (random() * 2)::int] as metric,
       case when random() > 0.02 then 1 + (random() * 4)::int end as score,
       timestamp '2024-01-01' + interval 1 minute * i as timestamp, i as response_id
from range({rows}) t(i)
"""
WIDE = """
select ['new', 'returning', 'loyal', 'business'][1 + (random() * 3)::int] as segment,
       {questions} from range({rows})
"""
BY_HAND = """
import duckdb
print(len(duckdb.sql('''
    select touchpoint, segment, metric, count(score) as n, sum(score) as s,
           sum(score::int * score::int) as ss, count(*) filter (score >= 9) as promoters,
           count(*) filter (score <= 6) as detractors, count(*) filter (score >= 4) as satisfied
    from {file!r} where score is not null group by all''').fetchall()))
"""
WIDE_BY_HAND = """
import duckdb
print(len(duckdb.sql('''
    select question, segment, count(score) as n, sum(score) as s, sum(score::int * score::int) as ss
    from (unpivot {file!r} on columns('q.*') into name question value score) group by all
''').fetchall()))
"""
OURS = """
from journeymap.answers.measuring import measure_answers
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
places = [dict(name=f"Touchpoint {{i}}") for i in range({touchpoints})]
journey = Journey(name="Bench", stages=[dict(name="All", touchpoints=places)])
metrics = dict(NPS="nps", CSAT="csat", CES="ces_ease")
questions = {{f"q{{i}}": dict(touchpoint=f"touchpoint-{{i}}", metric="csat") for i in range(5)}}
wide = dict(questions=questions) if {wide} else dict(metrics=metrics)
print(measure_answers(journey, {file!r}, Source(segments=dict(segment="segment"), **wide)).intake)
"""


def main() -> None:
    """Prints the table of ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    print(f"{'table':14}{'ours, s':>9}{'by hand, s':>12}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for file in write_tables(Path(folder), chosen.rows):
            wide = file.stem == "wide"
            ours = OURS.format(file=str(file), wide=wide, touchpoints=TOUCHPOINTS)
            hand = (WIDE_BY_HAND if wide else BY_HAND).format(file=str(file))
            times = [(run(ours), run(hand)) for _ in range(chosen.rounds)]
            ratio = statistics.median(mine / other for mine, other in times)
            mine, other = (statistics.median(side) for side in zip(*times, strict=True))
            print(f"{file.name:14}{mine:9.2f}{other:12.2f}{ratio:8.2f}", flush=True)


def write_tables(folder: Path, rows: int) -> list[Path]:
    """Writes a tidy and a wide table, each as Parquet and CSV."""
    questions = ", ".join(f"1 + (random() * 4)::int as q{i}" for i in range(5))
    queries = {
        "tidy": ROWS.format(rows=rows, last=TOUCHPOINTS - 1),
        "wide": WIDE.format(rows=rows // 5, questions=questions),
    }
    files = []
    for name, query in queries.items():
        relation = duckdb.sql(query)
        files += [folder / f"{name}.parquet", folder / f"{name}.csv"]
        relation.write_parquet(str(files[-2]))
        duckdb.read_parquet(str(files[-2])).write_csv(str(files[-1]))
    return files


def run(code: str) -> float:
    """Seconds that a Python process takes for this code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
