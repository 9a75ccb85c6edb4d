"""In English, what is told is what the result itself says: for journeys of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.analysis.changes.segments import compare_segments
from journeymap.analysis.changes.waves import compare_waves
from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.plans.comparing import compare_plan
from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.ranking.asked import By, Method
from journeymap.analysis.ranking.weakest import find_weakest
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.errors import JourneymapError
from journeymap.model.journey import Journey
from journeymap.result import Result
from journeymap.views.telling.headlines import say_headline
from journeymap.wording.told import Told
from journeymap.wording.words import Words

BYS: tuple[By, ...] = ("touchpoint", "stage", "channel")
ENGLISH, POLISH = Words("en"), Words("pl")
METHODS: tuple[Method, ...] = ("raw_min", "surely_bad", "flat", "rank_ci")


def ask(journey: Journey) -> Iterator[Result[Any]]:
    """Everything whose headline can be said in other languages."""
    for by in BYS:
        yield find_weakest(journey, by=by, draws=400)
        for method in METHODS:
            try:
                yield find_weakest(journey, by=by, method=method, draws=400)
            except ValueError:
                continue  # a method that does not fit the metric
    yield find_weakest(journey, top=1, draws=400)
    importance = {t.id: 1.0 + i for i, t in enumerate(journey.touchpoints)}
    yield find_priorities(journey, draws=400)
    yield find_priorities(journey, target=40, draws=400)
    yield find_priorities(journey, importance=dict.fromkeys(importance, 0.0), draws=400)
    yield find_quadrants(journey, draws=400)
    yield find_quadrants(journey, importance=importance, draws=400)
    yield find_advice(journey, draws=400)
    yield measure_goals(journey)
    yield find_coverage_gaps(journey)
    yield from ask_sides(journey)


def ask_sides(journey: Journey) -> Iterator[Result[Any]]:
    yield compare_plan(journey, journey)
    if len(journey.waves) > 1:
        yield compare_waves(journey, *journey.waves[:2])
    for key in dict.fromkeys(key for key, _ in journey.segments):
        groups = [{key: value} for other, value in journey.segments if other == key]
        yield compare_segments(journey, *groups[:2])
    for key in {key for key, _ in journey.segments} | {"wave"}:
        try:
            yield measure_segments(journey, key)
        except JourneymapError:
            continue


def without_hint(headline: str) -> str:
    """What a picture says: nothing about options of a terminal."""
    hint = headline.hint if isinstance(headline, Told) else ""
    return f"{headline.removesuffix(hint)}." if hint else headline


def test_english_is_the_headline(journey: Journey) -> None:
    for found in ask(journey):
        expected = without_hint(found.headline()).replace("time_of_day", "time of day")
        said = say_headline(found, ENGLISH).replace("time_of_day", "time of day")
        assert said == expected
        assert bool(say_headline(found, POLISH)) == bool(found.headline())


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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(journeys())
def test_english_is_the_headline_of_any_journey(journey: Journey) -> None:
    for found in ask(journey):
        assert say_headline(found, ENGLISH) == without_hint(found.headline())
