"""From a log of any kind to plain counts, with what became of every event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journeymap.events.activities import Place, Recognised
from journeymap.events.counting import count_log
from journeymap.events.counts import Counts
from journeymap.events.lazy_counting import count_lazily
from journeymap.events.lazy_rows import open_lazy, scan_lazily
from journeymap.events.lifecycle import note_lifecycle
from journeymap.events.log import EventLog
from journeymap.events.opening import open_events
from journeymap.events.rows import open_rows
from journeymap.events.scanning import Scan, scan
from journeymap.events.typical import find_typical
from journeymap.intake import Intake
from journeymap.model.event_sources import EventSource
from journeymap.model.given import take_source
from journeymap.tables.engines import engine_errors
from journeymap.tables.selecting import keep_only


@dataclass(frozen=True, slots=True)
class Observed:
    """A log that was counted.

    Args:
        name: The log's name.
        counts: What was counted.
        recognised: Its activities.
        intake: What became of its events.
        notes: What the log itself has told.
        stages: Activity to the name of its stage, where a column tells.
        channels: Activity to its channel, where a column tells.
        settings: Which columns were read.
    """

    name: str
    counts: Counts
    recognised: Recognised
    intake: Intake
    notes: tuple[str, ...]
    stages: Mapping[str, str]
    channels: Mapping[str, str]
    settings: Mapping[str, str | None]


def observe(
    events: object, source: EventSource, place: Place, *, detailed: bool, variants: int
) -> Observed:
    """Counts the events of a log.

    Args:
        events: A path, or any table that narwhals understands.
        source: What its columns are.
        place: What an activity counts as.
        detailed: Whether cases per activity, rework and the number of paths are counted too.
        variants: How many of the most frequent paths are wanted.

    Raises:
        AnswersError: with everything in the log that can't be used.
    """
    log = open_events(events, source)
    with engine_errors(log.table.name):
        log = replace(log, table=keep_only(log.table, source.only))
        kinds = tuple(note_lifecycle(log, source))
        looked, counts = _count(log, source, place, detailed=detailed, variants=variants)
        stages = find_typical(log, source.stage, looked.recognised)
        channels = find_typical(log, source.channel, looked.recognised)
    aside = {**log.set_aside, **log.table.aside, **looked.aside}
    used = sum(looked.visits)
    total = used + sum(aside.values())
    intake = Intake(total, total, used, aside, counted="event")
    parts = {"case": log.case, "activity": log.activity, "time": log.time, "order": log.order}
    notes = (*kinds, *log.notes, *log.table.notes, *looked.notes)
    return Observed(
        log.table.name, counts, looked.recognised, intake, notes, stages, channels, parts
    )


def _count(
    log: EventLog, source: EventSource, place: Place, *, detailed: bool, variants: int
) -> tuple[Scan, Counts]:
    # what a spool holds is written by ourselves, in ISO 8601
    rows = open_rows(log, None if log.spool else source.format.times)
    if rows is None:
        lazy = open_lazy(log)
        looked = scan_lazily(lazy, source, place)
        return looked, count_lazily(lazy, looked, detailed=detailed, variants=variants)
    with rows.tidied():
        rows, looked = scan(rows, log, source, place)
        if not looked.recognised.names:
            return looked, Counts(names=(), visits=(), edges={})
        return looked, count_log(rows, looked, detailed=detailed, variants=variants)


def choose_columns(
    source: EventSource | None, case: str | None, activity: str | None, time: str | None
) -> EventSource:
    """The source with these columns in place of its own."""
    given = {"case": case, "activity": activity, "time": time}
    named = {part: column for part, column in given.items() if column is not None}
    source = take_source(source, EventSource)
    return source.replace(**named) if named else source
