"""A dataframe of answers in, a dataframe of results out; pandas works the same way."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import journeymap as jm

HERE = Path(__file__).parent


def main() -> None:
    journey = jm.load_journey(HERE / "shop.yaml")
    answers = pl.read_csv(HERE / "shop.csv").filter(pl.col("respondent_id") <= 30)

    readings = jm.measure_answers(journey, answers)
    print(readings.intake)

    weakest = jm.find_weakest(journey.with_readings(readings))
    frame = weakest.to_frame("polars")
    print(frame.select("name", "n", "value", "low", "high", "p_weakest"))


if __name__ == "__main__":
    main()
