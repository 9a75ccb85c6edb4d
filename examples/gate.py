"""A gate for a pipeline: ends with 1 where a goal is missed, and says which."""

from __future__ import annotations

import sys
from pathlib import Path

import journeymap as jm

HERE = Path(__file__).parent


def main() -> int:
    journey = jm.load_journey(HERE / "shop.yaml")
    journey = journey.with_readings(jm.measure_answers(journey, HERE / "shop.csv"))
    goals = jm.measure_goals(journey)
    missed = [row for row in goals.rows if row.status == "missed"]
    for row in missed:
        print(f"{row.name}: {row.shown_goal}, measured {row.shown}, {row.n} answers")
    print(f"{len(missed)} of {len(goals.rows)} goals missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
