"""Times far from 0, such as milliseconds since 1970, keep their spread wherever they lie."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from journeymap.answers.measuring import measure_answers
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.sources import Source

WAIT = Metric(id="wait", kind="duration", unit="ms")
JOURNEY = Journey(name="Shop", metrics=[WAIT], stages=[{"name": "Buy", "touchpoints": ["Pay"]}])
WEIGHTS = (1, 2, 5)


def draw_times(mean: float) -> list[float]:
    drawn = random.Random(7)
    return [round(drawn.gauss(mean, 0.58), 3) for _ in range(5000)]


def tables(frame: pl.DataFrame, folder: Path) -> Iterator[tuple[str, Any]]:
    frame.write_csv(folder / "a.csv")
    frame.write_parquet(folder / "a.parquet")
    yield "csv", folder / "a.csv"
    yield "parquet", folder / "a.parquet"
    yield "polars", frame
    yield "pandas", frame.to_pandas()
    yield "pyarrow", frame.to_arrow()


@pytest.mark.parametrize("mean", [1e6, 1e8, 1e9])
@pytest.mark.parametrize("weighted", [False, True])
def test_large_times_keep_their_spread(tmp_path: Path, mean: float, weighted: bool) -> None:
    times = draw_times(mean)
    weights = [WEIGHTS[i % 3] if weighted else 1 for i in range(len(times))]
    frame = pl.DataFrame({"score": times, "weight": weights})
    frame = frame.select(pl.lit("pay").alias("touchpoint"), pl.lit("wait").alias("metric"), "*")
    # a whole weight says the same as an answer told so often, apart from n - 1
    told = [time for time, weight in zip(times, weights, strict=True) for _ in range(weight)]
    shift = statistics.fmean(told)
    logs = [math.log1p((time - shift) / shift) for time in told]
    source = Source(weight="weight")
    for kind, table in tables(frame, tmp_path):
        (reading,) = measure_answers(JOURNEY, table, source)
        assert reading.n_effective is not None
        widen = math.sqrt(reading.n_effective / (reading.n_effective - 1))
        assert reading.value == pytest.approx(shift, rel=1e-12), kind
        assert reading.sd == pytest.approx(statistics.pstdev(told) * widen, rel=1e-6), kind
        # the logarithm of 10^9 has 15 digits, of which its spread is the tenth
        assert reading.log_sd == pytest.approx(statistics.pstdev(logs) * widen, rel=1e-4), kind


def test_places_with_different_times_do_not_blur_each_other(tmp_path: Path) -> None:
    stages = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]
    journey = Journey(name="Shop", metrics=[WAIT], stages=stages)
    near, far = draw_times(10), draw_times(1e9)
    places = ["cart"] * len(near) + ["pay"] * len(far)
    frame = pl.DataFrame({"touchpoint": places, "metric": "wait", "score": near + far})
    for kind, table in tables(frame, tmp_path):
        cart, pay = measure_answers(journey, table)
        assert cart.sd == pytest.approx(statistics.stdev(near), rel=1e-6), kind
        assert pay.sd == pytest.approx(statistics.stdev(far), rel=1e-6), kind
