"""OCEL 2.0 in JSON, read as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from journeymap.errors import quote
from journeymap.events.jsonstream import JsonStream
from journeymap.events.log import EventLog
from journeymap.events.markup import LONGEST_VALUE, MOST_DEPTH
from journeymap.events.ocel import Happening, Thing, open_ocel
from journeymap.model.event_sources import EventSource

_LARGEST_ENTRY = 1_000_000
_MOST_SECTIONS = 100
_OURS = ("objects", "events")
_LISTS = ("attributes", "relationships")
_VERSION = "read is OCEL 2.0, which holds objects and events; save a plain table as CSV"


def open_ocel_json(path: Path, name: str, source: EventSource) -> EventLog:
    """An OCEL 2.0 log in JSON.

    Args:
        path: The file, which may be packed by gzip.
        name: Its name for messages.
        source: ``case`` names the type of objects; columns are the names of attributes of events.

    Raises:
        AnswersError: if it is no such log, ends early, or what the source asks for isn't there.
        OSError: if there is no such file.
    """
    return open_ocel(_Reader(JsonStream(path, name)).read(), name, source)


@dataclass(slots=True)
class _Reader:
    """Gathers objects and events while their parts stream by, each at its depth.

    The file is a mapping (1) of lists (2) of entries (3), which hold lists (4) of parts (5);
    whatever stands elsewhere is passed over.
    """

    stream: JsonStream
    _items: list[Thing | Happening] = field(default_factory=list)
    _sections: dict[str, None] = field(default_factory=dict)
    _section: str = ""
    _depth: int = 0
    _begun: int = 0
    _size: int = 0
    _key: str = ""
    _in_list: bool = False
    _list: list[dict[str, Any]] = field(default_factory=list)
    _entry: dict[str, Any] = field(default_factory=dict)
    _part: dict[str, Any] = field(default_factory=dict)

    def read(self) -> Iterator[Thing | Happening]:
        """The objects and events, in the order of the file."""
        take: Mapping[str, Callable[[Any], None]] = {
            **dict.fromkeys(("string", "number", "boolean", "null"), self._take_value),
            "map_key": self._take_key,
            "start_map": self._start_map,
            "end_map": self._end_map,
            "start_array": self._start_list,
            "end_array": self._end_list,
        }
        for told in self.stream.read():
            for kind, value in told:
                take[kind](value)
            if self._items:
                yield from self._items
                self._items.clear()
        if not set(_OURS) <= set(self._sections):
            shown = ", ".join(map(quote, list(self._sections)[:8])) or "no lists by name"
            self.stream.refuse(f"not an OCEL log: it holds {shown}", _VERSION)

    def _take_value(self, value: Any) -> None:
        if self._in_list:
            if self._depth == 5:
                self._part[self._key] = value
            elif self._depth == 4:
                self._refuse_shape(self._key)
        elif self._section and self._depth == 3:
            self._entry[self._key] = value
        elif self._section and self._depth < 3:
            self._refuse_shape(self._section)

    def _take_key(self, key: str) -> None:
        self._check_once(key)
        self._key = key
        self._size += 1
        if self._depth == 1:
            self._section = key if key in _OURS else ""
            if len(self._sections) < _MOST_SECTIONS:
                self._sections[key] = None

    def _check_once(self, key: str) -> None:
        """Of a key that stands twice in braces, JSON would silently mean the last."""
        in_entry = self._section and self._depth == 3 and key in self._entry
        if in_entry or (self._in_list and self._depth == 5 and key in self._part):
            self.stream.refuse(f"{quote(key)} is given twice in an entry", "write it once")

    def _start_map(self, _: Any) -> None:
        self._go_down()
        if self._depth == 5 and self._in_list:
            self._part = {}
        elif self._depth == 3:
            self._begun, self._size, self._entry = self.stream.line, 0, {}
        elif self._section and self._depth == 2:
            self._refuse_shape(self._section)
        elif self._section and self._depth == 4 and self._key in _LISTS:
            self._refuse_shape(self._key)

    def _end_map(self, _: Any) -> None:
        self._depth -= 1
        if self._depth == 4 and self._in_list:
            self._list.append(self._part)
        elif self._depth == 2 and self._section:
            self._items.append(self._finish())

    def _start_list(self, _: Any) -> None:
        self._go_down()
        if self._section and self._depth == 4 and self._key in _LISTS:
            self._list = self._entry[self._key] = []
            self._in_list = True
        elif self._section and (self._depth == 3 or (self._depth == 5 and self._in_list)):
            self._refuse_shape(self._section if self._depth == 3 else self._key)

    def _end_list(self, _: Any) -> None:
        self._depth -= 1
        if self._depth == 3:
            self._in_list = False
        elif self._depth == 1:
            self._section = ""

    def _go_down(self) -> None:
        self._depth += 1
        self._size += 1
        too_large = self._section and self._size > _LARGEST_ENTRY
        if self._depth > MOST_DEPTH or too_large:
            self.stream.refuse("an entry too large or too deep to be an event", "no log needs one")

    def _refuse_shape(self, key: str) -> NoReturn:
        self.stream.refuse(f"{key} is no list of entries in braces", _VERSION)

    def _finish(self) -> Thing | Happening:
        entry, owner = self._entry, self._section
        id_ = self._need(entry, "id", owner)
        if owner == "objects":
            return Thing(self._begun, id_, self._need(entry, "type", owner))
        concerned = self._parts(entry, "relationships")
        return Happening(
            self._begun,
            id_,
            self._text(entry.get("type")),
            self._text(entry.get("time")),
            [self._need(part, "objectId", "relationships") for part in concerned],
            {
                self._need(part, "name", "attributes"): self._text(part.get("value"))
                for part in self._parts(entry, "attributes")
            },
        )

    def _parts(self, entry: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
        found = entry.get(key)
        if found is not None and not isinstance(found, list):
            self._refuse_shape(key)
        return found or ()

    def _need(self, entry: Mapping[str, Any], key: str, owner: str) -> str:
        text = self._text(entry.get(key))
        if not text:
            self.stream.refuse(f"an entry of {owner} without {key}", _VERSION, self._begun)
        return text

    def _text(self, value: Any) -> str:
        if value is None:
            return ""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if len(text) > LONGEST_VALUE or "\0" in text:
            message = "a value with a NUL in it, or too long"
            self.stream.refuse(message, f"at most {LONGEST_VALUE:,} characters", self._begun)
        return text
