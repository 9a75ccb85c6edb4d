"""Do the bootstrap intervals of a driver's share hold its true share?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from journeymap.analysis.drivers.finding import find_drivers
from journeymap.model.journey import Journey
from journeymap.model.sources import Source
from journeymap.statistics.drivers.shares import shapley_shares
from tests.bench.calibration.curves import Coverage
from tests.bench.calibration.real import OUTCOME, airline_path, make_airline

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]
WHOLE = 200_000  # answers that stand for the truth of a simulated survey
RESAMPLES = 500
SIZES = (400, 1_000, 4_000)


def simulate_drivers(rng: np.random.Generator, runs: int) -> Iterator[Coverage]:
    """Correlated ratings from 1 to 5 that move a rating from 1 to 5, with a share left blank."""
    for blank in (0.0, 0.3):
        for n in SIZES:
            held = [hit for i in range(runs) for hit in _simulate(rng, n, blank, seed=i)]
            told = f"simulated, {n:,} answers, {100 * blank:.0f} % blank"
            yield Coverage(told, len(held), float(np.mean(held)))


def _simulate(rng: np.random.Generator, n: int, blank: float, *, seed: int) -> Iterator[bool]:
    drivers = int(rng.integers(3, 8))
    loadings, effects = rng.uniform(0.3, 0.8, drivers), rng.uniform(0.1, 1.0, drivers)
    whole = _answer(rng, WHOLE, loadings, effects)
    correlations: Floats = np.asarray(np.corrcoef(whole, rowvar=False))
    parts = np.array(shapley_shares(correlations[:-1, :-1], correlations[:-1, -1]))
    answers = _answer(rng, n, loadings, effects).astype(float)
    answers[:, :-1][rng.random((n, drivers)) < blank] = np.nan
    names = [f"q{i}" for i in range(drivers)]
    journey = Journey.model_validate({
        "name": "Survey", "stages": [{"name": "All", "touchpoints": names}],
    })  # fmt: skip
    questions: dict[str, Mapping[str, str]] = {
        name: {"touchpoint": name, "metric": "csat"} for name in names
    }
    questions["overall"] = {"scope": "journey", "metric": "csat"}
    frame = pl.DataFrame(answers, schema=[*names, "overall"]).with_columns(
        pl.all().fill_nan(None).cast(pl.Int64)
    )
    source = Source(wave="one", questions=questions)
    truth = dict(zip(names, (parts / parts.sum()).tolist(), strict=True))
    yield from _hold(journey, frame, source, "csat", truth, seed=seed)


def _answer(rng: np.random.Generator, n: int, loadings: Floats, effects: Floats) -> Codes:
    """Ratings with one thing behind all of them, and the overall one in the last column."""
    mood = rng.standard_normal((n, 1))
    noise = rng.standard_normal((n, len(loadings))) * np.sqrt(1 - loadings**2)
    felt = mood * loadings + noise
    overall = felt @ effects
    overall = overall / overall.std() + rng.standard_normal(n)
    cuts = (-1.5, -0.7, 0.1, 1.0)
    ratings: Codes = np.digitize(np.column_stack([felt, overall / overall.std()]), cuts) + 1
    return ratings


def _hold(
    journey: Journey,
    answers: object,
    source: Source,
    outcome: str,
    truth: Mapping[str, float],
    *,
    seed: int,
) -> Iterator[bool]:
    found = find_drivers(journey, answers, source, outcome=outcome, draws=RESAMPLES, seed=seed)
    for row in found.rows:
        if row.low is not None and row.high is not None and row.touchpoint is not None:
            yield row.low <= truth[row.touchpoint] <= row.high


def resample_airline(rng: np.random.Generator, runs: int) -> Iterator[Coverage]:
    """Resamples of the airline survey, where its shares over all passengers are the truth."""
    path = airline_path()
    if path is None:
        return
    journey, source = make_airline()
    frame = pl.read_csv(path)
    whole = find_drivers(journey, frame, source, outcome=OUTCOME, draws=100)
    truth = {row.touchpoint: row.share for row in whole.rows if row.touchpoint and row.share}
    for n in SIZES[1:]:
        held = [hit for i in range(runs) for hit in _resample(rng, frame, n, truth, seed=i)]
        yield Coverage(f"airline, {n:,} passengers", len(held), float(np.mean(held)))


def _resample(
    rng: np.random.Generator, frame: pl.DataFrame, n: int, truth: Mapping[str, float], *, seed: int
) -> Iterator[bool]:
    journey, source = make_airline()
    rows: Sequence[int] = rng.integers(0, frame.height, n).tolist()
    yield from _hold(journey, frame[rows], source, OUTCOME, truth, seed=seed)
