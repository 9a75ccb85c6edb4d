"""OCEL 2.0 in XML, read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from journeymap.events.log import EventLog
from journeymap.events.markup import Markup, local
from journeymap.events.ocel import Happening, Thing, open_ocel
from journeymap.model.event_sources import EventSource

TOP_TAGS = frozenset({"object-types", "event-types", "objects", "events"})
_MOST_OBJECTS = 100_000
_VERSION = "read is OCEL 2.0"


def open_ocel_xml(path: Path, name: str, source: EventSource) -> EventLog:
    """An OCEL 2.0 log in XML.

    Args:
        path: The file, which may be packed by gzip.
        name: Its name for messages.
        source: ``case`` names the type of objects; columns are the names of attributes of events.

    Raises:
        AnswersError: if it is no such log, ends early, or what the source asks for isn't there.
        OSError: if there is no such file.
    """
    return open_ocel(_Reader(path, name).read(), name, source)


@dataclass(slots=True)
class _Reader:
    """Gathers objects and events while their tags stream by."""

    path: Path
    name: str
    _markup: Markup = field(init=False)
    _items: list[Thing | Happening] = field(default_factory=list)
    _depth: int = 0
    _section: str = ""
    _part: str = ""
    _event: tuple[int, dict[str, str]] | None = None
    _objects: list[str] = field(default_factory=list)
    _attributes: dict[str, str] = field(default_factory=dict)
    _attribute: str | None = None

    def __post_init__(self) -> None:
        self._markup = Markup(self.path, self.name, self._start, self._end, self._add_text)

    def read(self) -> Iterator[Thing | Happening]:
        """The objects and events, in the order of the file."""
        for _ in self._markup.read():
            yield from self._items
            self._items.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 5:
            if self._event is not None:
                self._add_part(attributes)
        elif self._depth == 4:
            self._part = local(tag)
        elif self._depth == 3:
            self._begin(local(tag), attributes)
        elif self._depth == 2:
            self._section = local(tag)
        else:
            self._markup.check_depth(self._depth)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if (self._section, tag) == ("events", "event"):
            self._need(attributes, "id", "an event")
            self._event = self._markup.line, attributes
            self._objects, self._attributes = [], {}
        elif (self._section, tag) == ("objects", "object"):
            id_ = self._need(attributes, "id", "an object")
            type_ = self._need(attributes, "type", "an object")
            self._items.append(Thing(self._markup.line, id_, type_))

    def _add_part(self, attributes: dict[str, str]) -> None:
        """An object that the open event concerns, or the start of one of its attributes."""
        if self._part == "objects":
            self._objects.append(self._need(attributes, "object-id", "a relationship"))
            if len(self._objects) > _MOST_OBJECTS:
                self._markup.refuse(f"an event that concerns over {_MOST_OBJECTS:,} objects")
        elif self._part == "attributes" and len(self._attributes) < _MOST_OBJECTS:
            name = self._need(attributes, "name", "an attribute")
            self._attribute = name
            self._attributes[name] = self._markup.check_value(attributes.get("value", ""))

    def _add_text(self, text: str) -> None:
        if self._attribute is not None and self._depth == 5:
            whole = self._attributes[self._attribute] + text
            self._attributes[self._attribute] = self._markup.check_value(whole)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth == 4:
            self._attribute = None
        elif self._depth == 3:
            self._part = ""
        elif self._depth == 2 and self._event is not None:
            line, told = self._event
            type_, time = (self._markup.check_value(told.get(key, "")) for key in ("type", "time"))
            objects, attributes = self._objects, self._attributes
            self._items.append(Happening(line, told["id"], type_, time, objects, attributes))
            self._event = None

    def _need(self, attributes: dict[str, str], key: str, owner: str) -> str:
        value = attributes.get(key, "")
        if not value:
            self._markup.refuse(f"{owner} without {key}", _VERSION)
        return self._markup.check_value(value)
