from __future__ import annotations

from typing import Any

import pytest

from journeymap.errors import JourneyError
from journeymap.model.benchmarks import Benchmark
from journeymap.model.journey import Journey

STAGES = [{"name": "Buy", "touchpoints": ["Cart", "Pay"]}]


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        Benchmark(metric="csat", **data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "a benchmark needs a value or counts, and not both 'csat'"),
        ({"value": 4, "counts": {4: 1}},
         "a benchmark needs a value or counts, and not both 'csat'"),
        (
            {"value": 4, "touchpoint": "cart", "stage": "buy"},
            "a benchmark is for a touchpoint or for a stage, not both 'cart and buy'",
        ),
        ({"value": 4, "sd": -1}, "a standard deviation is 0 or more '-1'"),
        ({"counts": {4: 3}, "n": 4}, "n is not the sum of the counts '4'; take n out"),
        ({"counts": {4: 0.5}}, "the counts of a benchmark sum to a whole number; "
         "or write value and n"),
    ],
)  # fmt: skip
def test_what_contradicts_itself(data: dict[str, Any], said: str) -> None:
    assert told(**data) == said


def test_it_is_a_reading() -> None:
    counted = Benchmark(metric="csat", counts={4: 3, 5: 1}, n=4, stage="buy")
    assert (counted.reading.n, counted.reading.stage, counted.label) == (4, "buy", "benchmark")
    valued = Benchmark(metric="csat", value=4.1, n=90, sd=0.5, touchpoint="cart", name="Best")
    assert (valued.reading.value, valued.reading.sd, valued.label) == (4.1, 0.5, "Best")


def test_what_it_names_must_be_there_and_on_the_scale() -> None:
    with pytest.raises(JourneyError) as caught:
        Journey(name="Shop", stages=STAGES, benchmarks=[
            {"metric": "csat", "value": 7},
            {"metric": "ces", "value": 4, "touchpoint": "crt"},
            {"metric": "churn", "value": 8, "stage": "bye"},
            {"metric": "csat", "value": 4, "name": "benchmark"},
            {"metric": "csat", "value": 4, "name": "Best"},
        ])  # fmt: skip
    assert [str(problem) for problem in caught.value.problems] == [
        "benchmarks[0].value: the value lies outside the scale '7'; csat runs from 1 to 5",
        "benchmarks[1].touchpoint: unknown touchpoint 'crt'; did you mean 'cart'?",
        "benchmarks[1].metric: unknown metric 'ces'; write ces_effort (1-5, low is good) or "
        "ces_ease (1-7, high is good)",
        "benchmarks[2].stage: unknown stage 'bye'; did you mean 'buy'?",
        "benchmarks[2].value: the value lies outside the scale '8'; write 8% or 0.08",
        "benchmarks[3].metric: the same benchmark twice 'csat'; the first is benchmarks[0]; "
        "a name tells benchmarks apart",
    ]


def test_of_a_metric_that_cannot_be_read_nothing_is_said() -> None:
    from journeymap.files.checking import check_journey

    text = "name: Shop\nstages: [{name: Buy, touchpoints: [Cart]}]\n"
    text += "metrics: [{id: own, kind: rating}]\nbenchmarks: [{metric: own, value: 3}]\n"
    (problem,) = check_journey(text.encode(), file="shop.yaml").problems
    assert problem.path == "metrics[0].kind"
