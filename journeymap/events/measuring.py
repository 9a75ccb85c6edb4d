"""The flow of an existing journey, measured in events."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.errors import AnswersError, Problem, SourceError, UnknownNameError
from journeymap.events.activities import NO_TOUCHPOINT, Place
from journeymap.events.assembling import Filters, Told, assemble
from journeymap.events.flow import ObservedFlow
from journeymap.events.naming import show_names
from journeymap.events.observing import Observed, choose_columns, observe
from journeymap.events.paths import observe_paths
from journeymap.model.event_sources import EventSource
from journeymap.model.given import need_journey_first
from journeymap.model.journey import Journey
from journeymap.text import to_nfc


def measure_events(
    journey: Journey,
    events: object,
    *,
    source: EventSource | None = None,
    case: str | None = None,
    activity: str | None = None,
    time: str | None = None,
    min_count: int | None = None,
    min_share: float | None = None,
    variants: int = 10,
) -> ObservedFlow:
    """How customers go through this journey, as events show it.

    An activity belongs to the touchpoint that ``source.touchpoints`` names, else to the one whose
    id or name it is, in upper or lower case. Events of other activities are left out before it is
    told what follows what, so that a transition may pass over them; how many, is told.

    Args:
        journey: The journey; ``journey.with_flow(flow)`` takes the flow in.
        events: A path of a log, or any table that narwhals understands.
        source: How the log is to be read.
        case: The column that tells whose journey an event belongs to.
        activity: The column that names what happened.
        time: The column that tells when.
        min_count: Hides transitions that occur less often, and tells how many.
        min_share: Hides those that a smaller share (0 to 1) of the visits to their source takes.
        variants: How many of the most frequent paths are told; 0 counts no paths and no rework.

    Raises:
        AnswersError: with everything in the log that can't be used, each with its line.
        SourceError: if the source names a touchpoint that the journey does not have.
        TypeError: if ``journey`` is none.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Pay"]}])
        >>> rows = {"case_id": [1, 1, 1], "activity": ["CART", "ping", "paid"],
        ...         "time": ["2026-01-01", "2026-01-02", "2026-01-03"]}
        >>> source = EventSource(touchpoints={"paid": "pay"})
        >>> flow = measure_events(journey, pl.DataFrame(rows), source=source)
        >>> flow.rows[0].source, flow.rows[0].target, str(flow.intake)
        ('cart', 'pay', '3 events: 2 used, 1 set aside (no touchpoint 1)')
        >>> journey.with_flow(flow).transitions[0].count
        1
    """
    need_journey_first(journey, events)
    filters = Filters(min_count, min_share)
    chosen = choose_columns(source, case, activity, time)
    look = observe if chosen.path is None else observe_paths
    place = _to_place(journey, chosen)
    seen = look(events, chosen, place, detailed=variants > 0, variants=variants)
    _check_some_placed(seen)
    asked = {"min_count": min_count, "min_share": min_share}
    ids = {touchpoint.id: touchpoint.id for touchpoint in journey.touchpoints}
    told = Told(
        journey=journey.id,
        settings={"events": seen.name, **seen.settings, **asked},
        intake=seen.intake,
        notes=(*_note_unplaced(journey, seen), *_note_stages(chosen), *seen.notes),
        ids=ids,
        names={touchpoint.id: touchpoint.name for touchpoint in journey.touchpoints},
    )
    return assemble(seen.counts, told, filters)


def _note_stages(source: EventSource) -> Iterator[str]:
    if source.stages or source.stage:
        yield "the stages of the source are for discovery; the journey keeps its own"


def _to_place(journey: Journey, source: EventSource) -> Place:
    """What gives an activity's touchpoint: the mapping, else ids, else names that are unique."""
    problems = []
    mapped: dict[str, str] = {}
    for activity, id_ in source.touchpoints.items():
        try:
            mapped[to_nfc(activity.strip())] = journey.touchpoint(id_).id
        except UnknownNameError as error:
            problems.append(error.to_problem(f"touchpoints.{activity}"))
    if problems:
        raise SourceError(problems)
    names: dict[str, list[str]] = {}
    for touchpoint in journey.touchpoints:
        names.setdefault(_fold(touchpoint.name), []).append(touchpoint.id)
    known = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
    known |= {_fold(touchpoint.id): touchpoint.id for touchpoint in journey.touchpoints}

    def place(activity: str) -> str | None:
        return mapped.get(activity) or known.get(_fold(activity))

    return place


def _check_some_placed(seen: Observed) -> None:
    unplaced = seen.recognised.unplaced
    if unplaced and not seen.recognised.names:
        hint = "write which belongs where in touchpoints: {ACTIVITY: TOUCHPOINT}"
        message = "no activity belongs to a touchpoint of the journey"
        told = f"there are {show_names(unplaced)}; {hint}"
        column = seen.settings.get("activity") or seen.settings.get("path") or ""
        raise AnswersError([Problem(message, path=column, hint=told, file=seen.name)])


def _fold(name: str) -> str:
    return to_nfc(" ".join(name.casefold().split()))


def _note_unplaced(journey: Journey, seen: Observed) -> Iterator[str]:
    unplaced = seen.recognised.unplaced
    if unplaced:
        n = seen.recognised.aside[NO_TOUCHPOINT]
        yield (
            f"{n:,} events of {len(unplaced):,} activities belong to no touchpoint and are left"
            f" out before it is told what follows what: {show_names(unplaced)}"
        )
    unseen = [t.name for t in journey.touchpoints if t.id not in seen.recognised.names]
    if unseen and len(unseen) < len(journey.touchpoints):
        word = "touchpoint is" if len(unseen) == 1 else "touchpoints are"
        yield f"{len(unseen):,} {word} in no event: {show_names((name, None) for name in unseen)}"
