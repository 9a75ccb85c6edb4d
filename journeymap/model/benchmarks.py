"""Benchmarks: values from elsewhere that readings are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from pydantic import model_validator

from journeymap.errors import suggest
from journeymap.fields import Count, Id, Number, Text, fail
from journeymap.metrics import Metric, explain_unknown
from journeymap.model.complaints import Complaint, complain
from journeymap.model.readings import Counts, Reading
from journeymap.model.scales import check_reading
from journeymap.problems import Location
from journeymap.record import Record


class Benchmark(Record, init=False):
    """A reference value for a metric: of the industry, of a competitor, of another country.

    Args:
        metric: The metric's id.
        name: Whose value it is.
        touchpoint: The touchpoint it is for; with neither this nor ``stage`` the whole journey.
        stage: The stage it is for.
        value: The value in the metric's own unit; shares 0 to 1.
        counts: Answers by code instead of a value.
        n: How many answers it rests on; taken as exact where absent.
        sd: Standard deviation of those answers.
        source: Where it comes from.

    Raises:
        JourneyError: if it holds no value, or a value and counts.

    Example:
        >>> Benchmark(metric="csat", value=4.1, name="Industry 2025").label
        'Industry 2025'
    """

    example: ClassVar[str] = "{metric: csat, value: 4.1, name: Industry 2025}"

    metric: Id
    name: Text | None = None
    touchpoint: Id | None = None
    stage: Id | None = None
    value: Number | None = None
    counts: Counts | None = None
    n: Count | None = None
    sd: Number | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _check(self) -> Benchmark:
        if self.touchpoint is not None and self.stage is not None:
            both = f"{self.touchpoint} and {self.stage}"
            fail("a benchmark is for a touchpoint or for a stage, not both", shown=both)
        if (self.value is None) == (self.counts is None):
            fail("a benchmark needs a value or counts, and not both", shown=self.metric)
        if self.sd is not None and self.sd < 0:
            fail("a standard deviation is 0 or more", shown=f"{self.sd:g}")
        if self.counts is not None and not float(sum(self.counts.values())).is_integer():
            fail("the counts of a benchmark sum to a whole number", "or write value and n")
        if self.counts is not None and self.n not in (None, sum(self.counts.values())):
            fail("n is not the sum of the counts", "take n out", shown=str(self.n))
        return self

    @property
    def label(self) -> str:
        """How people call it."""
        return self.name or "benchmark"

    @property
    def reading(self) -> Reading:
        """The same as a reading."""
        told = {"value": self.value, "counts": self.counts, "n": self.n, "sd": self.sd}
        return Reading(metric=self.metric, touchpoint=self.touchpoint, stage=self.stage, **told)


def check_benchmark(
    place: Location,
    benchmark: Benchmark,
    metrics: Mapping[str, Metric],
    touchpoints: Iterable[str],
    stages: Iterable[str],
) -> Iterator[Complaint]:
    """What a benchmark names that isn't there, and what lies outside its metric's scale.

    Args:
        place: Where it stands.
        benchmark: The benchmark.
        metrics: The metrics by id.
        touchpoints: The ids of the journey's touchpoints.
        stages: Those of its stages.
    """
    for word, id_, known in (
        ("touchpoint", benchmark.touchpoint, dict.fromkeys(touchpoints)),
        ("stage", benchmark.stage, dict.fromkeys(stages)),
    ):
        if id_ is not None and id_ not in known:
            yield complain((*place, word), f"unknown {word}", id_, suggest(id_, list(known)))
    metric = metrics.get(benchmark.metric)
    if metric is None:
        hint = explain_unknown(benchmark.metric, list(metrics))
        yield complain((*place, "metric"), "unknown metric", benchmark.metric, hint)
    else:
        yield from check_reading(place, benchmark.reading, metric)
