"""XES logs (IEEE 1849) as tables: traces are cases, attributes are columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

from journeymap.events.log import EventLog
from journeymap.events.markup import Markup, local
from journeymap.events.spooled import LINE, check_wanted, open_spooled
from journeymap.model.event_sources import EventSource
from journeymap.tables.refusing import refuse

CASE, ACTIVITY, TIME, LIFECYCLE = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "lifecycle:transition",
)
_OF_TRACE = "case:"
_MOST_KEYS = 1_000
_NOWHERE = -1

_Places: TypeAlias = Mapping[str, int]


def open_xes(path: Path, name: str, source: EventSource) -> EventLog:
    """An XES log as a table with the columns that the source needs, named as pm4py names them.

    Of the attributes only those directly at a trace or an event are columns; the defaults in
    ``global`` are not filled in. Where no event has a time, the order of the file counts.

    Args:
        path: The file, which may be packed by gzip.
        name: Its name for messages.
        source: What the columns are.

    Raises:
        AnswersError: if it is no XES log, ends early, has no events, or lacks a column that the
            source names.
        OSError: if there is no such file.
    """
    case, activity, time = source.case or CASE, source.activity or ACTIVITY, source.time or TIME
    columns = tuple(dict.fromkeys((LINE, case, activity, time, LIFECYCLE, *source.columns)))
    reader = _Reader(path, name, columns, case)
    table, spool = open_spooled(reader.read(), columns, name)
    if not reader.events:
        raise refuse(name, None, "the log has no events")
    check_wanted(source.columns, reader.keys, name)
    has_time = time in reader.keys
    notes = tuple(_tell(reader, has_time=has_time))
    told = time if has_time else None
    return EventLog(table, case, activity, told, source.order, LINE, notes=notes, spool=spool)


def _tell(reader: _Reader, *, has_time: bool) -> Iterator[str]:
    if n := reader.empty_traces:
        traces = "1 trace has" if n == 1 else f"{n:,} traces have"
        yield f"{traces} no events: no case is made of them"
    if n := reader.named_again:
        traces = "1 trace has" if n == 1 else f"{n:,} traces have"
        yield f"{traces} the name of an earlier one: traces of one name make one case"
    if not has_time:
        yield "no event has a time: the order of the file counts"


@dataclass(slots=True)
class _Reader:
    """Gathers the rows of a log while its tags stream by.

    Args:
        path: Where the log is.
        name: Its name for messages.
        columns: The columns to gather, the line first.
        case: The one that tells whose journey an event belongs to.
        keys: The attributes that there are, those of traces with ``case:`` before them.
        events: How many events there are.
        empty_traces: How many traces have none.
        named_again: How many traces with events have the name of an earlier one.
    """

    path: Path
    name: str
    columns: Sequence[str]
    case: str
    keys: set[str] = field(default_factory=set)
    events: int = 0
    empty_traces: int = 0
    named_again: int = 0
    _names: set[int] = field(default_factory=set)  # only their hashes, because there may be many
    _markup: Markup = field(init=False)
    _of_event: _Places = field(init=False)
    _of_trace: _Places = field(init=False)
    _of_case: int = field(init=False)
    _rows: list[list[str]] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _trace: list[str] = field(default_factory=list)
    _trace_begins: int = _NOWHERE
    _depth: int = 0
    # the depth of the attributes of the open event; nested ones and lists stand deeper
    _inside: int = _NOWHERE

    def __post_init__(self) -> None:
        self._markup = Markup(self.path, self.name, self._start, self._end)
        places = {column: i for i, column in enumerate(self.columns) if column != LINE}
        of_trace = {c: i for c, i in places.items() if c.startswith(_OF_TRACE)}
        self._of_event = _in_both_forms({c: i for c, i in places.items() if c not in of_trace})
        self._of_trace = _in_both_forms({c[len(_OF_TRACE) :]: i for c, i in of_trace.items()})
        self._trace = [""] * len(self.columns)
        self._of_case = self.columns.index(self.case)

    def read(self) -> Iterator[list[str]]:
        """The rows, one per event."""
        for _ in self._markup.read():
            self.events += len(self._rows)
            yield from self._rows
            self._rows.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == self._inside:
            key = attributes.get("key", "")
            place = self._of_event.get(key)
            if place is not None:
                self._keep(self._row, place, attributes)
            if key not in self.keys:
                self._add_key(key)
        elif self._inside != _NOWHERE or self._depth > 3:
            self._markup.check_depth(self._depth)
        else:
            self._start_outside(local(tag), attributes)

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        """The log itself, a trace, an attribute of a trace or the start of an event."""
        in_trace = self._trace_begins != _NOWHERE
        if self._depth == 1:
            if tag != "log":
                self._markup.refuse("not an XES log", f"it starts with <{tag[:60]}>, not <log>")
        elif tag == "event" and (self._depth == 2 or in_trace):
            self._row = self._trace.copy()
            self._row[0] = str(self._markup.line)
            self._inside = self._depth + 1
        elif tag == "trace" and self._depth == 2:
            self._trace_begins = self.events + len(self._rows)
        elif in_trace and self._depth == 3:
            self._keep_of_trace(attributes)

    def _keep_of_trace(self, attributes: dict[str, str]) -> None:
        key = attributes.get("key", "")
        place = self._of_trace.get(key)
        if place is not None:
            if self._trace_begins < self.events + len(self._rows):
                hint = "attributes of a trace stand before its events"
                self._markup.refuse(f"{key[:60]} of a trace comes too late", hint)
            self._keep(self._trace, place, attributes)
        self._add_key(_OF_TRACE + key)

    def _keep(self, cells: list[str], place: int, attributes: dict[str, str]) -> None:
        if cells[place]:
            self._markup.refuse(f"{attributes['key'][:60]} is given twice", "keep one of them")
        cells[place] = self._markup.check_value(attributes.get("value", ""))

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth == self._inside - 2:
            self._rows.append(self._row)
            self._inside = _NOWHERE
        elif self._depth == 1 and self._trace_begins != _NOWHERE:
            self._count_trace()
            self._trace_begins = _NOWHERE
            self._trace = [""] * len(self.columns)

    def _count_trace(self) -> None:
        if self._trace_begins == self.events + len(self._rows):
            self.empty_traces += 1
        elif self.case.startswith(_OF_TRACE) and (name := self._trace[self._of_case]):
            known = len(self._names)
            self._names.add(hash(name))
            self.named_again += len(self._names) == known

    def _add_key(self, key: str) -> None:
        if len(self.keys) < _MOST_KEYS:
            self.keys.add(normalize("NFC", key))


def _in_both_forms(places: _Places) -> _Places:
    """Names as the file may write them: Unicode knows a composed and a decomposed form."""
    return {**{normalize("NFD", name): i for name, i in places.items()}, **places}
