"""The questions of a report: each is asked, and what can't be answered is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.analysis.changes.waves import compare_waves
from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.flow.measuring import measure_flow
from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.priorities import find_priorities
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.readings import measure_readings
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.analysis.trends.trend import measure_trend
from journeymap.documents.methods import tell_method
from journeymap.documents.pictures import draw_section
from journeymap.documents.report import Section
from journeymap.documents.voices import gather_voices
from journeymap.errors import JourneymapError
from journeymap.picture.theme import Theme
from journeymap.result import Result
from journeymap.views.facts import Facts
from journeymap.views.telling.goals import say_goals
from journeymap.views.telling.headlines import say_headline
from journeymap.wording.words import Words

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison
    from journeymap.analysis.drivers.result import Drivers
    from journeymap.analysis.words.table import Words as SaidWords

FEWEST_WAVES_OF_A_TREND = 3
MOST_SEGMENT_KEYS = 6


@dataclass(frozen=True)
class Asked:
    """What a report is asked for: see ``plan_report``."""

    facts: Facts
    metric: str | Sequence[str] | None
    wave: str | None
    segment: Mapping[str, str] | None
    level: float
    seed: int
    theme: Theme | None
    drivers: Drivers | None
    comparison: Comparison | None
    words: SaidWords | None


Found = Result[Any] | None
Question = tuple[str, str, Callable[[], Found]]


def ask_everything(asked: Asked) -> Iterator[Section]:
    """A section for every question that has an answer, in the order in which they are read.

    Args:
        asked: What the report is asked for.
    """
    facts, words = asked.facts, asked.facts.words
    for id_, title, ask in _questions(asked, words):
        try:
            found = ask()
        except JourneymapError:
            continue  # the journey does not tell: a question without an answer is no section
        if found is None or not (found.rows or id_ in ("map", "coverage")):
            continue
        yield Section(
            id_, title, _say(id_, found, facts), draw_section(id_, found, facts, asked.theme),
            found, found.notes, tell_method(id_, words),
        )  # fmt: skip


def find_result(sections: Sequence[Section], id: str) -> Any:  # noqa: A002 - the field's own word
    """The result of the section with this id; None where there is none."""
    return next((section.result for section in sections if section.id == id), None)


def _questions(asked: Asked, words: Words) -> Iterator[Question]:
    facts, journey = asked.facts, asked.facts.journey
    place: dict[str, Any] = {"wave": asked.wave, "segment": asked.segment}
    by: dict[str, Any] = {"metric": asked.metric, **place}
    sure: dict[str, Any] = {"level": asked.level}
    drawn: dict[str, Any] = {**sure, "seed": asked.seed}
    yield "map", words("The journey"), lambda: facts.experience
    yield "weakest", words("Weakest touchpoints"), lambda: facts.weakest
    yield from _ask_what_to_do(asked, words, by, drawn)
    yield "goals", words("Goals"), lambda: facts.goals
    yield "drivers", words("What moves the outcome"), lambda: asked.drivers
    yield from _ask_changes(asked, words)
    for key in [*dict.fromkeys(key for key, _ in journey.segments)][:MOST_SEGMENT_KEYS]:
        title = words("By {key}", key=key)
        yield f"segments:{key}", title, lambda key=key: _ask_segment(asked, key)  # type: ignore[misc]
    if any(t.count for t in journey.transitions):
        flow = lambda: measure_flow(journey, level=asked.level, seed=asked.seed)  # noqa: E731
        yield "flow", words("How customers go through"), flow
    if any(point.value is not None for point in facts.experience.rows):
        yield (
            "curve", words("The experience in short"),
            lambda: measure_curve(journey, metric=asked.metric, wave=asked.wave, **sure),
        )  # fmt: skip
    yield "voices", words("In customers' words"), lambda: gather_voices(journey)
    yield "words", words("What customers talk about"), lambda: asked.words
    yield (
        "coverage",
        words("What is not known"),
        lambda: find_coverage_gaps(journey, **place, **sure),
    )
    yield "readings", words("All readings"), lambda: measure_readings(journey, **place, **sure)


def _ask_what_to_do(
    asked: Asked, words: Words, by: Mapping[str, Any], drawn: Mapping[str, Any]
) -> Iterator[Question]:
    if not asked.facts.weakest.rows:
        return  # without two measured touchpoints every line would say so again
    journey = asked.facts.journey
    importance = asked.drivers
    more: dict[str, Any] = {} if importance is None else {"importance": importance}
    yield (
        "priorities",
        words("What to fix first"),
        lambda: find_priorities(journey, **by, **drawn, **more),
    )
    yield (
        "quadrants",
        words("Importance and health"),
        lambda: find_quadrants(journey, **by, seed=asked.seed, **more),
    )
    yield "advice", words("Advice"), lambda: find_advice(journey, **by, **drawn, **more)


def _ask_changes(asked: Asked, words: Words) -> Iterator[Question]:
    journey = asked.facts.journey
    waves = journey.waves
    if asked.comparison is not None:
        yield "comparison", words("What has changed"), lambda: asked.comparison
    elif len(waves) > 1:
        at = waves.index(asked.wave) if asked.wave in waves else len(waves) - 1
        if at > 0:
            yield "comparison", words("What has changed"), lambda: compare_waves(
                journey, waves[at - 1], waves[at],
                metric=asked.metric, segment=asked.segment, level=asked.level,
            )  # fmt: skip
    if len(waves) >= FEWEST_WAVES_OF_A_TREND:
        yield (
            "trend",
            words("Over time"),
            lambda: measure_trend(
                journey, metric=asked.metric, segment=asked.segment, level=asked.level
            ),
        )


def _ask_segment(asked: Asked, key: str) -> Found:
    if asked.segment and key in asked.segment:
        return None
    return measure_segments(
        asked.facts.journey, key, metric=asked.metric, wave=asked.wave, segment=asked.segment,
        level=asked.level,
    )  # fmt: skip


def _say(id_: str, found: Result[Any], facts: Facts) -> str:
    """What a section says, in a sentence; the map says what everybody asks first."""
    if id_ == "map":
        return say_goals(facts.goals, facts.words) if facts.goals.rows else _count_measured(facts)
    if said := say_headline(found, facts.words):
        return said
    words = facts.words
    match id_:
        case "curve":
            return words("The journey at its best, at its worst and at its end.")
        case "voices":
            return words.count(
                len(found.rows), "{n} thing that customers said", "{n} things that customers said"
            )
        case "readings":
            return words.count(len(found.rows), "{n} reading", "{n} readings")
        case _:
            return _count_measured(facts)


def _count_measured(facts: Facts) -> str:
    return facts.words(
        "{n} of {all} touchpoints are measured.",
        n=facts.experience.measured, all=len(facts.journey.touchpoints),
    )  # fmt: skip
