"""Which answers are the outcome, and which are what may move it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeymap.analysis.evidence.selection import Selection, list_metrics
from journeymap.answers.parts import Asked
from journeymap.answers.variables import Variable
from journeymap.errors import UnknownNameError, suggest
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading

_KINDS = ("rating_mean", "nps", "gap", "share", "top_box", "duration")


@dataclass(frozen=True, slots=True)
class Driver:
    """A question that may move the outcome.

    Args:
        reading: What it says by itself, in the wave and the segment asked for; None where nobody
            answered it there.
        metric: Its metric.
        touchpoint: The touchpoint it is about.
        stage: The stage it is about, where it is about no touchpoint.
        name: What people call the place.
    """

    reading: Reading | None
    metric: Metric
    touchpoint: str | None
    stage: str | None
    name: str

    @property
    def id(self) -> str:
        """How it is asked for: METRIC@PLACE."""
        return f"{self.metric.id}@{self.touchpoint or self.stage or 'journey'}"

    @property
    def direction(self) -> int:
        """1 where a higher number is good, -1 where a lower one is."""
        return find_direction(self.metric)

    def to_variable(self, *, is_share: bool = False) -> Variable:
        """The question as a variable of sums."""
        value = self.reading.value if self.reading is not None else None
        is_plain_time = self.metric.kind == "duration" and self.metric.average == "arithmetic"
        centre = float(value or 0) if is_plain_time else 0.0
        return Variable(self.touchpoint, self.stage, self.metric, is_share, centre)


def find_direction(metric: Metric) -> int:
    """1 where a higher code is good, -1 where a lower one is.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> find_direction(STANDARD_METRICS["csat"]), find_direction(STANDARD_METRICS["ces_effort"])
        (1, -1)
    """
    if metric.kind == "top_box":  # by its codes: the share of the top ones is always good when high
        return 1 if (metric.best or 0) > (metric.worst or 0) else -1
    return 1 if metric.better == "high" else -1


def find_questions(journey: Journey, asked: Sequence[Asked], selection: Selection) -> list[Driver]:
    """All questions of a table: of a wide one those of its source, of a tidy one those answered.

    Args:
        journey: The journey with the readings of the table.
        asked: The questions of a wide table; none for a tidy one.
        selection: The readings of the wave and the segment.
    """
    fed = [(f.touchpoint, f.stage, f.metric) for question in asked for f in question.feeds]
    read = [(r.touchpoint, r.stage, journey.metric(r.metric)) for r in journey.readings]
    found = [_to_driver(journey, selection, *place) for place in (fed or read)]
    return list({driver.id: driver for driver in found}.values())


def _to_driver(
    journey: Journey,
    selection: Selection,
    touchpoint: str | None,
    stage: str | None,
    metric: Metric,
) -> Driver:
    if touchpoint is not None:
        at, name = selection.at("touchpoint", touchpoint), journey.touchpoint(touchpoint).name
    elif stage is not None:
        at, name = selection.at("stage", stage), journey.stage(stage).name
    else:
        at, name = selection.at("journey", journey.id), "the whole journey"
    return Driver(at.get(metric.id), metric, touchpoint, stage, name or touchpoint or stage or "")


def find_outcome(questions: Sequence[Driver], outcome: str) -> Driver:
    """The question that asks for the outcome.

    Args:
        questions: All of the table.
        outcome: METRIC of the whole journey, or METRIC@PLACE.

    Raises:
        UnknownNameError: if the table does not ask for it, with what it asks for.
    """
    metric, _, place = str(outcome).partition("@")
    wanted = f"{metric.strip()}@{place.strip() or 'journey'}"
    found = next((driver for driver in questions if driver.id == wanted), None)
    if found is not None:
        return found
    known = [driver.id.removesuffix("@journey") for driver in questions]
    overall = [id_ for id_ in known if "@" not in id_]
    hint = suggest(str(outcome), overall or known)
    if not overall and "@" not in str(outcome):
        hint = f"no question is about the whole journey (scope: journey); {hint}"
    raise UnknownNameError("outcome", outcome, known, hint=hint)


def choose_drivers(
    journey: Journey,
    questions: Sequence[Driver],
    outcome: Driver,
    asked: Sequence[Asked],
    *,
    drivers: Sequence[str] | None,
    metric: str | Iterable[str] | None,
) -> list[Driver]:
    """The questions that may move the outcome, each once whatever it feeds, in reading order.

    Args:
        journey: The journey.
        questions: All questions of the table.
        outcome: What is to be moved.
        asked: The questions of a wide table, which tell what one column feeds.
        drivers: Ids of touchpoints or stages, or METRIC@PLACE; all touchpoints where None.
        metric: Only these metrics; all where None.

    Raises:
        UnknownNameError: if there is no such place or metric.
    """
    metrics = list_metrics(journey, metric)
    wanted = None if drivers is None else list(_read(journey, drivers))
    moved = _find_question(outcome, asked)
    found: dict[object, Driver] = {}
    for driver in questions:
        question = _find_question(driver, asked)
        out = bool(metrics) and driver.metric.id not in metrics
        if out or question == moved or not _is_wanted(driver, wanted):
            continue
        known = found.get(question)
        if known is None or _rank(driver) < _rank(known):
            found[question] = driver
    return sorted(found.values(), key=lambda driver: _order(journey, driver))


def _read(journey: Journey, drivers: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Metric, if one is named, and place of each driver asked for."""
    for written in (drivers,) if isinstance(drivers, str) else drivers:
        metric, at, place = str(written).rpartition("@")
        ids = [t.id for t in journey.touchpoints] + [s.id for s in journey.stages]
        if place not in ids:
            raise UnknownNameError("driver", written, ids)
        if at:
            journey.metric(metric)
        yield (metric if at else None), place


def _is_wanted(driver: Driver, wanted: Sequence[tuple[str | None, str]] | None) -> bool:
    if wanted is None:
        return driver.touchpoint is not None
    place = driver.touchpoint or driver.stage
    return (None, place) in wanted or (driver.metric.id, place) in wanted


def _find_question(driver: Driver, asked: Sequence[Asked]) -> object:
    """What is the same for all metrics that one question feeds."""
    variable = driver.to_variable()
    for question in asked:
        fed = [feed for feed in question.feeds if variable.is_fed_by(feed)]
        if fed:
            choice = fed[0].choice
            return question.column, choice.option if choice else None, question.expectation
    return driver.id


def _rank(driver: Driver) -> int:
    """A mean says more than the share of the top codes of the same answers."""
    return _KINDS.index(driver.metric.kind)


def _order(journey: Journey, driver: Driver) -> tuple[int, int]:
    stages = [stage.id for stage in journey.stages]
    places = [touchpoint.id for touchpoint in journey.touchpoints]
    if driver.touchpoint is not None:
        stage = journey.stage_for(driver.touchpoint).id
        return stages.index(stage), places.index(driver.touchpoint)
    return stages.index(driver.stage or ""), -1
