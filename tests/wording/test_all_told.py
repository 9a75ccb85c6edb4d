"""Whatever results say can be said in other languages: nothing falls back to English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import journeymap
from journeymap import Drivers, Journey, ObservedFlow
from journeymap import Words as Comments
from journeymap.analysis.ranking.asked import By, Method
from journeymap.result import Result
from journeymap.wording.told import Told
from journeymap.wording.words import Words

BYS: tuple[By, ...] = ("touchpoint", "stage", "channel")
METHODS: tuple[Method, ...] = ("raw_min", "surely_bad", "flat", "rank_ci")
ENGLISH, LANGUAGES = Words("en"), (Words("pl"), Words("ru"))
NEED_MORE: set[type[Result[Any]]] = {Drivers, Comments, ObservedFlow}  # answers and events
SHOP = Journey.model_validate({"name": "Shop", "stages": [{"name": "Buy", "touchpoints": ["Pay"]}]})


@cache
def load() -> Journey:
    return journeymap.load_demo()


def ask(journey: Journey) -> Iterator[Result[Any]]:
    """Every question that needs nothing but a journey."""
    for by in BYS:
        yield journeymap.find_weakest(journey, by=by, draws=400)
        for method in METHODS:
            try:
                yield journeymap.find_weakest(journey, by=by, method=method, draws=400)
            except ValueError:
                continue  # a method that does not fit the metric
    importance = {t.id: 1.0 + i for i, t in enumerate(journey.touchpoints)}
    yield journeymap.find_priorities(journey, draws=400)
    yield journeymap.find_priorities(journey, target=40, draws=400)
    yield journeymap.find_priorities(journey, importance=dict.fromkeys(importance, 0.0), draws=400)
    yield journeymap.find_quadrants(journey, draws=400)
    yield journeymap.find_quadrants(journey, importance=importance, draws=400)
    yield journeymap.find_advice(journey, draws=400)
    yield journeymap.find_coverage_gaps(journey)
    yield journeymap.measure_goals(journey)
    yield journeymap.compare_plan(journey, journey)


def measure(journey: Journey) -> Iterator[Result[Any]]:
    """What is slower to measure, or asks for readings."""
    yield journeymap.measure_readings(journey)
    yield journeymap.measure_experience(journey)
    yield journeymap.measure_curve(journey)
    yield journeymap.measure_trend(journey)
    yield journeymap.measure_flow(journey)
    yield journeymap.measure_response(journey)
    yield journeymap.compare_journeys(journey, journey)


def compare(journey: Journey) -> Iterator[Result[Any]]:
    """What asks for two waves and for segments."""
    yield journeymap.compare_waves(journey, *journey.waves[:2])
    yield journeymap.measure_segments(journey, "wave")
    for key in dict.fromkeys(key for key, _ in journey.segments):
        groups = [{key: value} for other, value in journey.segments if other == key]
        yield journeymap.compare_segments(journey, *groups[:2])
        yield journeymap.measure_segments(journey, key)


def told_by(found: Result[Any]) -> list[str]:
    return [text for text in (found.headline(), *found.notes) if text]


def check(text: str) -> None:
    assert isinstance(text, Told), f"plain English: {text!r}"
    for words in LANGUAGES:
        assert words.say(text) != ENGLISH.say(text), f"{words.language}: {text!r}"


def test_all_that_the_demo_says_is_told() -> None:
    asked = [*ask(load()), *measure(load()), *compare(load())]
    kinds = {kind for name in journeymap.__all__ if _is_result(kind := getattr(journeymap, name))}
    assert {type(found) for found in asked} == kinds - NEED_MORE
    for found in asked:
        for text in told_by(found):
            check(text)


def _is_result(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Result)


def test_what_an_unmeasured_journey_says_is_told() -> None:
    for found in (*ask(SHOP), *measure(SHOP)):
        for text in told_by(found):
            check(text)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """A few touchpoints with few or many answers, weighted or not, with goals and counts."""
    names = draw(st.lists(st.sampled_from(("Find", "Pay; only {n}", "A, b and c", "(P 62 %)", "Ł")),
                          min_size=1, max_size=5, unique=True))  # fmt: skip
    sizes = st.sampled_from((3, 9, 10, 15, 29, 30, 200, 1400))
    readings = []
    for i, _ in enumerate(names):
        n = draw(sizes)
        reading = {"touchpoint": f"t{i}", "metric": "csat", "n": n,
                   "value": draw(st.sampled_from((2.0, 2.1, 3.0, 3.9))), "sd": 1.0}  # fmt: skip
        if draw(st.booleans()):
            reading["n_effective"] = draw(st.floats(2, n))
        if draw(st.integers(0, 5)):
            readings.append(reading)
    half = draw(st.integers(0, len(names)))
    touchpoints = [
        {"id": f"t{i}", "name": name, "channel": draw(st.sampled_from(("web", "shop"))),
         "goal": draw(st.sampled_from(([], ["csat >= 3"], ["nps >= 10"])))}
        for i, name in enumerate(names)
    ]  # fmt: skip
    stages = [
        {"id": "a", "name": "Before", "touchpoints": touchpoints[:half]},
        {"id": "b", "name": "After", "touchpoints": touchpoints[half:], "goal": "csat >= 4"},
    ]
    return Journey.model_validate({"name": "Shop", "stages": stages, "readings": readings})


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys())
def test_what_any_journey_says_is_told(journey: Journey) -> None:
    for found in ask(journey):
        for text in told_by(found):
            check(text)
