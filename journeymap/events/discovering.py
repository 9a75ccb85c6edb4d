"""From events to a flow, and from a flow to a journey to start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from journeymap.errors import AnswersError, Problem
from journeymap.events.assembling import Filters, Told, assemble
from journeymap.events.flow import ObservedFlow
from journeymap.events.naming import to_ids, to_name
from journeymap.events.observing import choose_columns, observe
from journeymap.events.paths import observe_paths
from journeymap.model.elements import Stage, Touchpoint
from journeymap.model.event_sources import EventSource
from journeymap.model.journey import Journey
from journeymap.text import to_id, to_nfc

UNSORTED = "Not yet sorted into stages"
Stages = Mapping[str, Sequence[str] | str] | Callable[[str], str | None]


def discover_flow(
    events: object,
    *,
    case: str | None = None,
    activity: str | None = None,
    time: str | None = None,
    source: EventSource | None = None,
    min_count: int | None = None,
    min_share: float | None = None,
    variants: int = 10,
) -> ObservedFlow:
    """How customers go from touchpoint to touchpoint, as events show it.

    Events of a case follow each other by time; those of the same time keep the order of the
    column ``order`` of the source, else that of the rows.

    Args:
        events: A path of a log (CSV, Parquet, XES, OCEL 2.0), of a table of whole paths where the
            source says so, or any table that narwhals understands.
        case: The column that tells whose journey an event belongs to.
        activity: The column that names what happened.
        time: The column that tells when.
        source: All that can be said of a log; what stands above goes before it.
        min_count: Hides transitions that occur less often, and tells how many.
        min_share: Hides those that a smaller share (0 to 1) of the visits to their source takes.
        variants: How many of the most frequent paths are told; with 0 paths, cases per touchpoint
            and rework are not counted, which takes about half the time.

    Returns:
        A row per transition, most frequent first. ``.intake`` tells what became of every event,
        ``.hidden`` what the filters hide.

    Raises:
        AnswersError: with everything in the log that can't be used, each with its line.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> rows = {"case_id": [1, 1, 2], "activity": ["Cart", "Pay", "Cart"],
        ...         "time": ["2026-01-01", "2026-01-03", "2026-01-01"]}
        >>> flow = discover_flow(pl.DataFrame(rows))
        >>> [(row.source, row.target, row.count, row.median) for row in flow.rows]
        [('cart', 'pay', 1, 172800.0)]
        >>> flow.ends
        {'cart': 1, 'pay': 1}
    """
    filters = Filters(min_count, min_share)
    chosen = choose_columns(source, case, activity, time)
    look = observe if chosen.path is None else observe_paths
    merged = {to_nfc(activity.strip()): word for activity, word in chosen.touchpoints.items()}
    seen = look(
        events,
        chosen,
        lambda activity: merged.get(activity, activity),
        detailed=variants > 0,
        variants=variants,
    )
    asked = {"min_count": min_count, "min_share": min_share}
    told = Told(
        journey=_name_log(seen.name)[1],
        settings={"events": _name_log(seen.name)[0], **seen.settings, **asked},
        intake=seen.intake,
        notes=seen.notes,
        stages=seen.stages or chosen.stage_by_activity,
        channels=seen.channels,
    )
    return assemble(seen.counts, told, filters)


def discover_journey(
    events: object,
    *,
    case: str | None = None,
    activity: str | None = None,
    time: str | None = None,
    source: EventSource | None = None,
    stages: Stages | None = None,
    name: str | None = None,
    min_count: int | None = None,
    min_share: float | None = None,
) -> Journey:
    """A journey to start from, made of what events show.

    Every activity becomes a touchpoint; touchpoints and stages stand in typical order.

    Args:
        events: As for ``discover_flow``.
        case: The column that tells whose journey an event belongs to.
        activity: The column that names what happened.
        time: The column that tells when.
        source: All that can be said of a log; what stands above goes before it.
        stages: Stage to its activities, or a rule that gives the name of an activity's stage. Else
            the source tells; what has no stage stands in one whose name says so.
        name: The journey's name; made from the log's name where absent.
        min_count: Leaves out transitions that occur less often.
        min_share: Leaves out those that a smaller share (0 to 1) of the visits takes.

    Returns:
        The journey with transitions, starts and ends.

    Raises:
        AnswersError: with everything in the log that can't be used, each with its line.
        OSError: if there is no such file.

    Example:
        >>> import polars as pl
        >>> rows = {"case_id": [1, 1], "activity": ["Cart", "Pay"],
        ...         "time": ["2026-01-01", "2026-01-03"]}
        >>> journey = discover_journey(pl.DataFrame(rows), stages={"Buy": ["Cart", "Pay"]})
        >>> journey.stages[0].id, journey.transitions[0].time.unit
        ('buy', 'days')
    """
    flow = discover_flow(
        events,
        case=case,
        activity=activity,
        time=time,
        source=source,
        min_count=min_count,
        min_share=min_share,
        variants=0,
    )
    return to_journey(flow, stages=stages, name=name)


def to_journey(
    flow: ObservedFlow, *, stages: Stages | None = None, name: str | None = None
) -> Journey:
    """A journey to start from, made of an observed flow.

    Args:
        flow: What ``discover_flow`` gives.
        stages: Stage to its activities, or a rule that gives the name of an activity's stage.
        name: The journey's name.

    Raises:
        AnswersError: if the flow has no touchpoint.

    Example:
        >>> import polars as pl
        >>> rows = {"case_id": [1, 1], "activity": ["Cart", "Pay"],
        ...         "time": ["2026-01-01", "2026-01-03"]}
        >>> to_journey(discover_flow(pl.DataFrame(rows)), name="Shop").touchpoints[1].name
        'Pay'
    """
    if not flow.touchpoints:
        hint = f"a journey needs at least one; {flow.intake}"
        raise AnswersError([Problem("no event tells of a touchpoint", hint=hint)])
    rule = _to_callable(stages)
    by_stage: dict[str, list[Touchpoint]] = {}
    for seen in flow.touchpoints:
        stage = (rule(seen.name) if rule else seen.stage) or UNSORTED
        made = Touchpoint(id=seen.touchpoint, name=seen.name, channel=seen.channel)
        by_stage.setdefault(to_name(stage), []).append(made)
    title = name or str(flow.settings.get("events") or "Journey")
    journey = Journey(
        id=to_id(title) or "journey",
        name=title,
        stages=list(_to_stages(by_stage)),
    )
    return journey.with_flow(flow)


def _to_stages(by_stage: Mapping[str, list[Touchpoint]]) -> Iterator[Stage]:
    """Stages in the order of their first touchpoints; what has none stands last."""
    ids = to_ids(by_stage)
    for name in sorted(by_stage, key=lambda name: name == UNSORTED):
        yield Stage(id=ids[name], name=name, touchpoints=by_stage[name])


def _to_callable(stages: Stages | None) -> Callable[[str], str | None] | None:
    if stages is None or callable(stages):
        return stages
    of = {
        to_name(to_nfc(activity)): stage
        for stage, activities in stages.items()
        for activity in ([activities] if isinstance(activities, str) else activities)
    }
    return of.get


def _name_log(name: str) -> tuple[str, str]:
    """A log's name without folders and endings, and the id made from it."""
    file = Path(name).name
    stem = file.partition(".")[0] or file
    title = to_name(stem.replace("_", " ").replace("-", " "))
    return title, to_id(title) or "events"
