"""The questions of a report: each that the journey may be able to answer is asked, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeymap.analysis.changes.waves import compare_waves
from journeymap.analysis.coverage.finding import find_coverage_gaps
from journeymap.analysis.curve.curve import measure_curve
from journeymap.analysis.flow.measuring import measure_flow
from journeymap.analysis.priorities.advice import find_advice
from journeymap.analysis.priorities.quadrants import find_quadrants
from journeymap.analysis.readings import measure_readings
from journeymap.analysis.segments.measuring import measure_segments
from journeymap.analysis.trends.trend import measure_trend
from journeymap.documents.backstage import gather_backstage
from journeymap.documents.voices import gather_voices
from journeymap.errors import JourneymapError, UnknownNameError
from journeymap.result import Result
from journeymap.views.facts import Facts

if TYPE_CHECKING:
    from journeymap.analysis.changes.comparison import Comparison
    from journeymap.analysis.drivers.result import Drivers
    from journeymap.analysis.words.table import Words

FEWEST_WAVES_OF_A_TREND = 3
MOST_SEGMENT_KEYS = 6
_ALWAYS = ("map", "coverage")  # told even where they have no rows


@dataclass(frozen=True)
class ReportSettings:
    """What a report is asked for: see ``plan_report``."""

    facts: Facts
    metric: str | Sequence[str] | None = None
    wave: str | None = None
    segment: Mapping[str, str] | None = None
    level: float = 0.95
    seed: int = 0
    drivers: Drivers | None = None
    weights: Drivers | None = None  # the drivers, where they say what matters
    comparison: Comparison | None = None
    comments: Words | None = None

    @property
    def place(self) -> dict[str, Any]:
        """Which wave and segment."""
        return {"wave": self.wave, "segment": self.segment}

    @property
    def sure(self) -> dict[str, Any]:
        """Which wave and segment, and how wide intervals are."""
        return {**self.place, "level": self.level}


@dataclass(frozen=True)
class Answers:
    """What the journey answered.

    Args:
        found: The id of a question to its answer, in the order in which they are read.
        failed: The id of a question to why it could not be worked out.
    """

    found: Mapping[str, Result[Any]]
    failed: Mapping[str, str]


Ask = Callable[[], Result[Any] | None]
Question = tuple[str, Ask]


def ask_everything(asked: ReportSettings) -> Answers:
    """The answer to every question that has one.

    Args:
        asked: What the report is asked for.
    """
    found, failed = {}, {}
    for id_, ask in _list_questions(asked):
        try:
            answer = ask()
        except UnknownNameError:
            continue  # the readings don't tell: a question without an answer is no section
        except JourneymapError as error:
            failed[id_] = str(error)
            continue
        if answer is not None and (answer.rows or id_ in _ALWAYS):
            found[id_] = answer
    return Answers(found, failed)


def _list_questions(asked: ReportSettings) -> Iterator[Question]:
    facts, journey = asked.facts, asked.facts.journey
    yield "map", lambda: facts.experience
    yield "blueprint", lambda: gather_backstage(journey)
    yield "weakest", lambda: facts.weakest
    yield from _ask_what_to_do(asked)
    yield "goals", lambda: facts.goals
    yield "drivers", lambda: asked.drivers
    yield from _ask_changes(asked)
    for key in [*dict.fromkeys(key for key, _ in journey.segments)][:MOST_SEGMENT_KEYS]:
        yield f"segments:{key}", _ask_segment(asked, key)
    if any(transition.count for transition in journey.transitions):
        yield "flow", lambda: measure_flow(journey, level=asked.level, seed=asked.seed)
    if any(point.value is not None for point in facts.experience.rows):
        of_curve: dict[str, Any] = {"wave": asked.wave, "level": asked.level}
        yield "curve", lambda: measure_curve(journey, metric=asked.metric, **of_curve)
    yield "voices", lambda: gather_voices(journey)
    yield "words", lambda: asked.comments
    yield "coverage", lambda: find_coverage_gaps(journey, **asked.sure)
    yield "readings", lambda: measure_readings(journey, **asked.sure)


def _ask_what_to_do(asked: ReportSettings) -> Iterator[Question]:
    facts = asked.facts
    if not facts.weakest.rows:
        return  # without two measured touchpoints every line would say so again
    by: dict[str, Any] = {"metric": asked.metric, "importance": asked.weights, "seed": asked.seed}
    yield "priorities", lambda: facts.priorities
    yield "quadrants", lambda: find_quadrants(facts.journey, **asked.place, **by)
    yield "advice", lambda: find_advice(facts.journey, **asked.sure, **by)


def _ask_changes(asked: ReportSettings) -> Iterator[Question]:
    journey, waves = asked.facts.journey, asked.facts.journey.waves
    by: dict[str, Any] = {
        "metric": asked.metric, "segment": asked.segment, "level": asked.level,
    }  # fmt: skip
    at = waves.index(asked.wave) if asked.wave in waves else len(waves) - 1
    if asked.comparison is not None:
        yield "comparison", lambda: asked.comparison
    elif at > 0:
        yield "comparison", lambda: compare_waves(journey, waves[at - 1], waves[at], **by)
    if len(waves) >= FEWEST_WAVES_OF_A_TREND:
        yield "trend", lambda: measure_trend(journey, **by)


def _ask_segment(asked: ReportSettings, key: str) -> Ask:
    if asked.segment and key in asked.segment:
        return lambda: None
    return lambda: measure_segments(asked.facts.journey, key, metric=asked.metric, **asked.sure)
