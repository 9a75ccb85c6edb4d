"""Object-centric logs (OCEL 2.0) as tables: each object of one type has a trace of its own.

An event that concerns several objects of that type stands in the trace of each. Objects may come
after the events that concern them, so both are written down first, and the engine joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw

from journeymap.errors import AnswersError, Problem, quote, suggest
from journeymap.events.log import EventLog
from journeymap.events.spooled import LINE, check_wanted, open_again, open_spooled
from journeymap.model.event_sources import EventSource
from journeymap.progress import working
from journeymap.tables.refusing import refuse
from journeymap.tables.spool import Spool, spool_text
from journeymap.tables.sql import quote_text
from journeymap.text import to_nfc

CASE, ACTIVITY, TIME = "ocel:oid", "ocel:activity", "ocel:timestamp"
# what is written down; in SQL these are c0, c1 ...
_WRITTEN = ("kind", LINE, "number", "id", CASE, ACTIVITY, TIME)
_MOST_TOLD = 100
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
        blank = [""] * (1 + len(self.attributes))
        for item in items:
            if isinstance(item, Thing):
                yield ["thing", str(item.line), "", item.id, "", item.type, *blank]
            else:
                yield from self._write_event(item)

    def _write_event(self, event: Happening) -> Iterator[Sequence[str]]:
        self.events += 1
        self.timed += bool(event.time)
        if event.attributes and len(self.keys) < _MOST_KEYS:
            self.keys.update(event.attributes)
        more = [event.attributes.get(key, "") for key in self.attributes]
        start = ["event", str(event.line), str(self.events), event.id]
        for concerned in dict.fromkeys(event.objects) or ("",):
            yield [*start, concerned, event.type, event.time, *more]


@dataclass(frozen=True, slots=True)
class _Counted:
    """How much there is of one type of objects: how many, and events and rows that concern them."""

    type: str | None
    objects: int
    events: int
    rows: int


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
    # the case is a type of objects here, no column
    named = tuple(c for c in source.replace(case=None).columns if c not in (ACTIVITY, TIME))
    rows = _Rows(named)
    table, written = open_spooled(rows.write(items), (*_WRITTEN, *named), name)
    if not rows.events:
        raise refuse(name, None, "the log has no events")
    check_wanted(named, rows.keys, name)
    tall = _Tall(nw.to_native(table.frame), name)
    with working(f"joining events and objects of {name}"):
        tall.check_ids()
        counted = tall.count_types()
        chosen = _choose_type(counted, source.case, name)
        spool = tall.join(str(chosen.type), len(named))
    del written  # until here the engine has read from it
    joined = open_again(spool, (LINE, CASE, ACTIVITY, TIME, *named), name)
    has_time = source.time is not None or rows.timed > 0
    return EventLog(
        joined,
        CASE,
        source.activity or ACTIVITY,
        (source.time or TIME) if has_time else None,
        source.order,
        LINE,
        set_aside=_count_others(chosen, rows.events),
        notes=tuple(_tell(chosen, counted, has_time=has_time)),
        spool=spool,
    )


@dataclass(frozen=True, slots=True)
class _Tall:
    """What was written down, as the engine sees it."""

    relation: Any
    name: str

    def ask(self, sql: str) -> Any:
        return self.relation.query("written", sql)

    def check_ids(self) -> None:
        """Makes sure that no event comes twice, and that no object is of two types.

        Raises:
            AnswersError: with every id that is doubled.
        """
        begin = "select c3, min(cast(c1 as bigint)), max(cast(c1 as bigint)) from written where"
        end = f"order by 2, 1 limit {_MOST_TOLD}"
        number = "cast(c2 as bigint)"
        events = f"{begin} c0 = 'event' group by c3 having min({number}) <> max({number}) {end}"
        things = f"{begin} c0 = 'thing' group by c3 having min(c5) <> max(c5) {end}"
        told = [("doubled event", found) for found in self.ask(events).fetchall()]
        told += [("an object of two types", found) for found in self.ask(things).fetchall()]
        if told:
            raise AnswersError(
                Problem(
                    message,
                    value=id_,
                    file=self.name,
                    line=line,
                    hint=f"it is on line {first} too; each needs an id of its own",
                )
                for message, (id_, first, line) in told
            )

    def count_types(self) -> list[_Counted]:
        """How much there is of each type; without a type stands what leads to no object."""
        sql = f"""
            select t.type, count(distinct t.id), count(distinct cast(e.c2 as bigint)), count(e.c4)
            from ({_things()}) t
            full join (select c2, c4 from written where c0 = 'event') e on e.c4 = t.id
            group by t.type order by t.type
        """
        return [_Counted(*found) for found in self.ask(sql).fetchall()]

    def join(self, type_: str, attributes: int) -> Spool:
        """A file with the events that concern the objects of a type, in the order of the log."""
        more = "".join(f", e.c{7 + i}" for i in range(attributes))
        sql = f"""
            select e.c1, e.c4, e.c5, e.c6{more} from written e
            join ({_things()}) t on e.c4 = t.id and t.type = {quote_text(type_)}
            where e.c0 = 'event' order by cast(e.c2 as bigint), e.c4
        """
        spool = spool_text(())
        self.ask(sql).write_csv(str(spool.path), header=True)
        return spool


def _things() -> str:
    return "select distinct c3 as id, c5 as type from written where c0 = 'thing'"


def _choose_type(counted: Sequence[_Counted], asked: str | None, name: str) -> _Counted:
    types = {to_nfc(c.type): c for c in counted if c.type is not None}
    if asked is not None:
        found = types.get(to_nfc(asked))
        if found is None:
            hint = suggest(asked, list(types))
            raise AnswersError([Problem("no type of objects", value=asked, file=name, hint=hint)])
        return found
    concerned = [c for c in types.values() if c.events]
    if not concerned:
        raise refuse(name, None, "no event concerns any object", "a case is an object of one type")
    if len(concerned) > 1:
        shown = ", ".join(
            f"{quote(c.type)} ({c.objects:,} objects, {c.events:,} events)" for c in concerned[:12]
        )
        message = "events concern objects of several types"
        hint = f"{shown}: write case: TYPE"
        source_hint = f"{hint} into a source file"
        raise refuse(name, None, message, f"{hint} or --case TYPE", source_hint=source_hint)
    return concerned[0]


def _count_others(chosen: _Counted, events: int) -> dict[str, int]:
    others = events - chosen.events
    return {f"concerns no {chosen.type}": others} if others else {}


def _tell(chosen: _Counted, counted: Sequence[_Counted], *, has_time: bool) -> Iterator[str]:
    if chosen.rows > chosen.events:
        yield (
            f"an event stands in the trace of every {chosen.type} that it concerns: "
            f"{chosen.events:,} events make {chosen.rows:,} rows"
        )
    lost = sum(c.rows for c in counted if c.type is None)
    if lost:
        yield f"objects that the log does not have are named {lost:,} times"
    if not has_time:
        yield "no event has a time: the order of the file counts"
