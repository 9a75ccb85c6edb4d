"""Object-centric logs (OCEL 2.0) as tables: each object of one type has a trace of its own.

An event that concerns several objects of that type stands in the trace of each. Objects may come
after the events that concern them, so both are written down first, and the engine joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem, quote, suggest
from journeymap.events.log import EventLog
from journeymap.events.spooled import LINE, check_wanted, open_again, open_spooled
from journeymap.model.event_sources import EventSource
from journeymap.tables.csvfile import refuse
from journeymap.tables.spool import spool_text
from journeymap.tables.table import Table

CASE, ACTIVITY, TIME = "ocel:oid", "ocel:activity", "ocel:timestamp"
_MOST_TOLD = 100
_KIND, _NUMBER, _ID, _OBJECT = "kind", "number", "id", "object"
_FIXED = (_KIND, LINE, _NUMBER, _ID, _OBJECT, ACTIVITY, TIME)
_MOST_KEYS = 1_000


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of a log: a customer, an order, a ticket."""

    line: int
    id: str
    type: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a log, with the ids of the objects that it concerns."""

    line: int
    id: str
    type: str
    time: str
    objects: Sequence[str]
    attributes: Mapping[str, str]


@dataclass(slots=True)
class _Rows:
    """Things and happenings as rows: one per thing, one per happening and object.

    Args:
        attributes: The attributes to keep.
        keys: Those that there are.
        events: How many happenings there are.
        timed: How many of them have a time.
    """

    attributes: tuple[str, ...]
    keys: set[str] = field(default_factory=set)
    events: int = 0
    timed: int = 0

    def write(self, items: Iterable[Thing | Happening]) -> Iterator[Sequence[str]]:
        blank = [""] * (2 + len(self.attributes))
        for item in items:
            if isinstance(item, Thing):
                yield ["thing", str(item.line), "", item.id, item.type, *blank]
                continue
            self.events += 1
            self.timed += bool(item.time)
            if len(self.keys) < _MOST_KEYS:
                self.keys.update(item.attributes)
            more = [item.attributes.get(key, "") for key in self.attributes]
            start = ["event", str(item.line), str(self.events), item.id]
            for concerned in dict.fromkeys(item.objects) or ("",):
                yield [*start, concerned, item.type, item.time, *more]


def open_ocel(items: Iterable[Thing | Happening], name: str, source: EventSource) -> EventLog:
    """The events of an OCEL log that concern the objects of one type, a row per object.

    Args:
        items: Its objects and events, in the order of the file.
        name: Its name for messages.
        source: ``case`` names the type of objects; where absent there must be just one.

    Raises:
        AnswersError: if ids are doubled, the type of objects is not there or not clear, or a column
            that the source names is not there.
    """
    named = [c for c in source.columns if c not in (source.case, ACTIVITY, TIME)]
    rows = _Rows(tuple(named))
    columns = (*_FIXED, *named)
    table, written = open_spooled(rows.write(items), columns, name)
    if not rows.events:
        raise refuse(name, None, "the log has no events")
    check_wanted(named, rows.keys, name)
    tall = nw.to_native(table.frame)
    _check_ids(tall, name)
    chosen = _choose_type(_count_types(tall), source.case, name)
    spool = spool_text(())
    _join(tall, chosen, len(named)).write_csv(str(spool.path), header=True)
    del written
    joined = open_again(spool, (LINE, CASE, ACTIVITY, TIME, *named), name)
    kept, several, made = _count_events(tall, chosen)
    aside = rows.events - kept
    return EventLog(
        joined,
        CASE,
        source.activity or ACTIVITY,
        (source.time or TIME) if rows.timed or source.time else None,
        source.order,
        LINE,
        set_aside={f"concerns no {chosen}": aside} if aside else {},
        notes=tuple(_tell(chosen, several, made - kept)),
        spool=spool,
    )
