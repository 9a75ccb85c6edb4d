"""Readings held against benchmarks: above, below or no clear difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import NamedPlace, Scope
from journeymap.model.benchmarks import Benchmark
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell

AgainstBenchmark = Literal["above", "below", "no clear difference", "cannot tell"]


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """A reading and a benchmark for the same metric at the same place.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        wave: The wave of the reading.
        benchmark: What the benchmark is called.
        source: Where the benchmark comes from.
        value: The benchmark, in the metric's unit.
        measured: The reading, in the metric's unit.
        difference: Measured minus benchmark.
        low: Lower end of its interval; None where nothing is known about the error.
        high: Upper end of it.
        standing: Where the reading stands; "cannot tell" with under ten answers or no interval.
        name: What people call the place.
        shown: All in a few words.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | None
    benchmark: str
    source: str | None
    value: float
    measured: float
    difference: float
    low: float | None
    high: float | None
    standing: AgainstBenchmark
    name: str
    shown: str


Place = tuple[str, str, str]  # scope, id, metric
Benchmarks = Mapping[Place, tuple[Benchmark, ...]]


def find_benchmarks(journey: Journey) -> Benchmarks:
    """The benchmarks of a journey by scope, id and metric of what they are for."""
    found: dict[Place, tuple[Benchmark, ...]] = {}
    for one in journey.benchmarks:
        scope, id_ = "journey", journey.id
        if one.touchpoint is not None:
            scope, id_ = "touchpoint", one.touchpoint
        elif one.stage is not None:
            scope, id_ = "stage", one.stage
        key = (scope, id_, one.metric)
        found[key] = (*found.get(key, ()), one)
    return found


def compare_with_benchmarks(
    benchmarks: Benchmarks, place: NamedPlace, found: Estimate, *, level: float
) -> Iterator[BenchmarkRow]:
    """The rows of one reading, a row per benchmark for its metric and place.

    A benchmark with n and a spread is compared as a second sample, any other as an exact value:
    then the reading's own interval is moved by it.

    Args:
        benchmarks: What ``find_benchmarks`` gives.
        place: What the reading is about.
        found: What the reading is worth; a guess is held against nothing.
        level: Confidence of the interval.
    """
    if found.reading.kind == "guess":
        return
    for one in benchmarks.get((place.scope, place.id, found.metric.id), ()):
        value, low, high = _compare(found, one, level)
        difference = found.value - value
        standing = _judge(found, low, high)
        yield BenchmarkRow(
            scope=place.scope,
            touchpoint=found.reading.touchpoint,
            stage=place.stage,
            metric=found.metric.id,
            wave=found.reading.wave,
            benchmark=one.label,
            source=one.source,
            value=value,
            measured=found.value,
            difference=difference,
            low=low,
            high=high,
            standing=standing,
            name=place.name,
            shown=_show(found, one.label, value, standing),
        )


def _compare(
    found: Estimate, benchmark: Benchmark, level: float
) -> tuple[float, float | None, float | None]:
    """The benchmark's value, and the interval of how far the reading lies above it."""
    other = estimate(benchmark.reading, found.metric, level=level)
    if found.low is None or found.high is None:
        return other.value, None, None
    if other.n is not None and found.metric.kind != "duration":
        # loads numpy, which a journey without benchmarks can do without
        from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415

        judged = judge_change(other, found, level=level)
        return other.value, judged.low, judged.high
    return other.value, found.low - other.value, found.high - other.value


def _judge(found: Estimate, low: float | None, high: float | None) -> AgainstBenchmark:
    if low is None or high is None or (found.n_effective or 0) < SMALLEST_FOR_VERDICT:
        return "cannot tell"
    return "above" if low > 0 else "below" if high < 0 else "no clear difference"


def _show(found: Estimate, label: str, value: float, standing: AgainstBenchmark) -> str:
    good = {"above": "high", "below": "low"}.get(standing)
    told = {"name": label, "value": found.metric.to_text(value)}
    if good is None:
        return (
            tell("{name} {value}: cannot tell", **told)
            if standing == "cannot tell"
            else tell("{name} {value}: no clear difference", **told)
        )
    is_better = good == found.metric.better
    match standing, is_better:
        case "above", True:
            return tell("{name} {value}: above (better)", **told)
        case "above", False:
            return tell("{name} {value}: above (worse)", **told)
        case _, True:
            return tell("{name} {value}: below (better)", **told)
    return tell("{name} {value}: below (worse)", **told)
