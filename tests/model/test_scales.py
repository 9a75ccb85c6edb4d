from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.metrics import STANDARD_METRICS, Metric
from journeymap.model.readings import Reading
from journeymap.model.scales import check_reading, check_value
from journeymap.text import Percent
from tests.strategies import metrics, readings


def told(metric: str, **data: Any) -> list[str]:
    reading = Reading(metric=metric, **data)
    return [str(c.problem) for c in check_reading((), reading, STANDARD_METRICS[metric])]


@pytest.mark.parametrize(
    ("metric", "data"),
    [
        ("csat", {"value": 1}),
        ("csat", {"value": 5, "n": 2, "sd": 0}),
        ("csat", {"value": 3, "n": 2, "sd": 2 * 2**0.5}),
        ("csat", {"value": 3, "n": 10**6, "sd": 2}),
        ("csat", {"value": 4.98, "n": 400, "sd": 0.28}),
        ("csat", {"value": 3, "n": 100, "n_effective": 1.5, "sd": 3}),
        ("csat", {"guess": 4.5}),
        ("csat", {"counts": {1: 1, 5: 1}}),
        ("churn", {"value": 0}),
        ("churn", {"value": Percent(0.1)}),
        ("churn", {"counts": {0: 3, 1: 4}}),
        ("nps", {"value": -100}),
        ("nps", {"value": 12, "n": 80, "sd": 99}),
        ("gap", {"value": -6}),
        ("art", {"value": 1e9, "n": 3, "sd": 1e12}),
    ],
)
def test_on_the_scale(metric: str, data: dict[str, Any]) -> None:
    assert told(metric, **data) == []


@pytest.mark.parametrize(
    ("metric", "data", "sentences"),
    [
        ("csat", {"value": 0.9},
         ["value: the value lies outside the scale '0.9'; csat runs from 1 to 5"]),
        ("csat", {"value": 5.1},
         ["value: the value lies outside the scale '5.1'; csat runs from 1 to 5"]),
        ("csat", {"guess": 6},
         ["guess: the guess lies outside the scale '6'; csat runs from 1 to 5"]),
        ("csat", {"value": Percent(0.8)},
         ["value: the value is a percentage, but csat is not a share '80%'; "
          "csat runs from 1 to 5"]),
        ("nps", {"value": 101},
         ["value: the value lies outside the scale '101'; nps runs from -100 to 100"]),
        ("churn", {"value": 80},
         ["value: the value lies outside the scale '80'; write 80% or 0.8"]),
        ("churn", {"value": 101},
         ["value: the value lies outside the scale '101'; churn runs from 0 to 1"]),
        ("art", {"value": 0}, ["value: the value is not a time above 0 '0'"]),
        ("art", {"value": Percent(0.5)},
         ["value: the value is a percentage, but art is not a share '50%'; "
          "art is a time above 0 minutes"]),
        ("csat", {"counts": {0: 1, 3: 1, 6: 2}},
         ["counts[0]: an answer outside the scale '0'; csat is answered 1 to 5",
          "counts[6]: an answer outside the scale '6'; csat is answered 1 to 5"]),
        ("art", {"counts": {1: 1}},
         ["counts: art is not answered in codes 'duration'; write value, sd and n"]),
        ("csat", {"value": 3, "n": 1000, "sd": 2.1},
         ["sd: a standard deviation that the scale does not allow '2.1'; "
          "on 1 to 5 it is at most 2"]),
        ("csat", {"value": 4.9, "n": 20, "sd": 1.9},
         ["sd: a standard deviation that the value does not allow '1.9'; "
          "around 4.9 on 1 to 5 it is at most 0.624"]),
        ("art", {"value": 9, "log_mean": 1, "log_sd": 1000},
         ["log_sd: a standard deviation no times have '1000'; it is at most 100"]),
        ("csat", {"value": 3, "sd": 2.9},
         ["sd: a standard deviation that the scale does not allow '2.9'; "
          "on 1 to 5 it is at most 2"]),
        ("csat", {"value": 30, "n": 5, "sd": 20},
         ["value: the value lies outside the scale '30'; csat runs from 1 to 5",
          "sd: a standard deviation that the scale does not allow '20'; "
          "on 1 to 5 it is at most 2"]),
    ],
)  # fmt: skip
def test_off_the_scale(metric: str, data: dict[str, Any], sentences: list[str]) -> None:
    assert told(metric, **data) == sentences


def test_the_place_is_told() -> None:
    found = check_value(("goal", 0, "target"), "target", 9, STANDARD_METRICS["csat"])
    assert [complaint.place for complaint in found] == [("goal", 0, "target")]


@settings(max_examples=50)
@given(st.data())
def test_what_can_be_answered_is_on_the_scale(data: st.DataObject) -> None:
    metric: Metric = data.draw(metrics())
    reading = data.draw(readings(metric, {}, None))
    assert list(check_reading((), reading, metric)) == []
