from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import JourneyError
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.readings import Reading
from journeymap.text import Plain
from tests.strategies import readings

CSAT = {"metric": "csat"}


def told(**data: Any) -> str:
    with pytest.raises(JourneyError) as caught:
        Reading(**{**CSAT, **data})
    return str(caught.value)


@pytest.mark.parametrize(
    ("counts", "n"),
    [
        ({4: 10, 5: 30}, 40),
        ({"4": 10, "5": 30}, 40),
        ({Plain("5"): Plain("30"), Plain("4"): Plain("10")}, 40),
        ({4.0: 9.5, 5: 30.5}, 40),
        ({4: 0, 5: 1}, 1),
    ],
)
def test_counts_give_n(counts: dict[Any, Any], n: int) -> None:
    reading = Reading(**CSAT, counts=counts)
    assert reading.n == n
    assert reading.counts is not None
    assert list(reading.counts) == [4, 5]
    assert reading.kind == "measured"


def test_weighted_counts_come_with_n() -> None:
    reading = Reading(**CSAT, counts={4: 10.3, 5: 29.7000001}, n=40, n_effective=31.5)
    assert (reading.n, reading.n_effective) == (40, 31.5)


@pytest.mark.parametrize("given_", [(20, 200), (Plain("20"), Plain("200"))])
def test_count_of_is_counts_by_yes_and_no(given_: tuple[Any, Any]) -> None:
    reading = Reading(metric="fcr_gross", count=given_[0], of=given_[1])
    assert reading == Reading(metric="fcr_gross", counts={0: 180, 1: 20})
    assert reading.n == 200
    assert reading == Reading(metric="fcr_gross", count=20, of=200, n=200)
    assert reading == Reading(metric="fcr_gross", count=20, of=200, n=None)


def test_place_and_kind() -> None:
    at_touchpoint = Reading(**CSAT, touchpoint="cart", value=4)
    at_stage = Reading(**CSAT, stage="buy", guess=4)
    assert (at_touchpoint.place, at_touchpoint.kind) == ("cart", "measured")
    assert (at_stage.place, at_stage.kind) == ("buy", "guess")
    assert Reading(**CSAT, value=4).place == "journey"


def test_key_is_place_metric_wave_and_segment() -> None:
    a = Reading(**CSAT, touchpoint="cart", value=4, wave=2016, segment={"a": 1, "b": 2})
    b = Reading(**CSAT, touchpoint="cart", value=2, wave="2016", segment={"b": "2", "a": "1"})
    assert a.key == b.key
    assert hash(a.key) == hash(b.key)
    for word, other in {"wave": 2017, "segment": {}, "metric": "nps", "touchpoint": "pay"}.items():
        assert a.replace(**{word: other}).key != a.key


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "a reading needs a value, counts or a guess 'csat'"),
        (
            {"value": 4, "touchpoint": "cart", "stage": "buy"},
            "a reading is about a touchpoint or about a stage, not both 'cart and buy'",
        ),
        (
            {"value": 4, "guess": 4},
            "a reading is measured or guessed, not both; take out guess or value",
        ),
        (
            {"counts": {4: 1}, "guess": 4},
            "a reading is measured or guessed, not both; take out guess or value",
        ),
        (
            {"guess": 4, "n": 3},
            "a guess has no answers; take out n and sd, or write value instead of guess",
        ),
        (
            {"guess": 4, "sd": 1},
            "a guess has no answers; take out n and sd, or write value instead of guess",
        ),
        ({"counts": {4: 1}, "value": 4}, "counts give the value already '4'; take out value"),
        ({"value": 4, "sd": -1}, "a standard deviation is 0 or more '-1'"),
        (
            {"value": 4, "log_mean": 1, "log_sd": -1},
            "a standard deviation is 0 or more '-1'",
        ),
        ({"value": 4, "log_mean": 1}, "log_mean and log_sd go together"),
        ({"value": 4, "n": 3, "n_effective": 4}, "n_effective lies between 0 and n '4'"),
        ({"value": 4, "n_effective": 4}, "n_effective lies between 0 and n '4'"),
        ({"value": 4, "n": 3, "n_effective": 0}, "n_effective lies between 0 and n '0'"),
        (
            {"counts": {4: 10, 5: 30}, "n": 41},
            "n is not the sum of the counts '41'; 40 answers are counted",
        ),
        ({"counts": {4: 10.5}}, "counts that sum to no whole number need n '10.5'"),
        (
            {"counts": {4: 0}},
            "counts: the counts hold no answer; leave the reading out where nobody answered",
        ),
        ({"counts": {4: -1, 5: 2}}, "counts: a count is 0 or more"),
        (
            {"counts": {4: Plain("40%"), 5: Plain("60%")}},
            "counts: a count is no percentage; write how many gave each answer",
        ),
        ({"counts": {4: 10**15, 5: 1}, "n": 1}, "counts: counts of more than 10^15 answers"),
        ({"counts": {4.5: 1}}, "counts: an answer is a whole-number code '4.5'"),
        ({"counts": {"good": 1}}, "counts: an answer is a whole-number code 'good'"),
        ({"counts": {True: 1}}, "counts: an answer is a whole-number code 'True'"),
        ({"counts": {"4": 1, "4.0": 2}}, "counts: the same answer twice '4.0'"),
        ({"counts": [1, 2]}, "counts: not counts by answer; write counts: {4: 12, 5: 30}"),
        ({"counts": {4: "x"}}, "counts[4]: not a number 'x'; write a number"),
        ({"value": 4, "n": 0}, "n: not a whole number of at least 1 '0'; "
                               "leave it out where nobody answered"),
        (
            {"count": 30, "of": 20},
            "count and of are numbers, count at most of '30 of 20'; such as count: 20, of: 200",
        ),
        (
            {"count": Plain("60%"), "of": 20},
            "count and of are numbers, count at most of '60% of 20'; such as count: 20, of: 200",
        ),
        ({"count": 3, "of": 20, "n": 21}, "n is not the sum of the counts '21'; "
                                          "20 answers are counted"),
        ({"count": 3, "value": 4}, "unknown key 'count'; did you mean 'counts'?"),
    ],
)  # fmt: skip
def test_refused(data: dict[str, Any], sentence: str) -> None:
    assert told(**data) == sentence


def test_count_of_beside_counts_is_not_lost() -> None:
    assert told(counts={1: 2}, count=1, of=2) == (
        "unknown key 'count'; did you mean 'counts'?\n"
        "unknown key 'of'; expected one of touchpoint, stage, metric, wave, segment and 15 more"
    )


@given(st.sampled_from(list(STANDARD_METRICS.values())).flatmap(lambda m: readings(m, {}, None)))
def test_a_reading_made_again_from_its_fields_is_the_same(reading: Reading) -> None:
    assert Reading(**dict(reading)) == reading
    assert Reading(**reading.model_dump(exclude_defaults=True)) == reading


def test_segments_that_become_equal_are_refused() -> None:
    wrong = "segment: the same key twice, written in two ways '\u00e9'; keep one of them"
    assert told(value=4, segment={"\u00e9": "a", "e\u0301": "b"}) == wrong
