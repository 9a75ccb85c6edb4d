"""From the events of the YAML parser to plain values, strictly, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from journeymap.errors import Problem
from journeymap.files.decoding import drop_filler, fit_json
from journeymap.files.syntax import NO_CHARACTER, explain
from journeymap.text import Plain

LOADER: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_DEPTH = 64
MOST_VALUES = 1_000_000
MOST_ALIASED = 100_000
MOST_LETTERS = 1_000_000
MOST_PROBLEMS = 1_000
_HALF = re.compile("[\ud800-\udfff]")
_WIDEST = 1 << 32
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Spots:
    """The places of all keys and values in a list or map, and in what these hold.

    Places are packed into whole numbers: half a million of them cost the collector nothing.
    """

    __slots__ = ("inside", "keys", "values")

    def __init__(self) -> None:
        self.keys: dict[str | int, int] = {}
        self.values: dict[str | int, int] = {}
        self.inside: dict[str | int, Spots] = {}


def unpack(spot: int) -> tuple[int, int]:
    """Line and column, from 1, of a packed place."""
    return divmod(spot, _WIDEST)


def _spot(event: Any) -> int:
    mark = event.start_mark
    return int((mark.line + 1) * _WIDEST + mark.column + 1)


class _Stopped(Exception):  # noqa: N818
    """Reading can't go on; the problem is already noted."""


class _Anchor:
    """A value that aliases can repeat, with what one repetition costs."""

    __slots__ = ("count", "height", "inside", "ready", "value")

    def __init__(self) -> None:
        self.value: object = None
        self.inside: Spots | None = None
        self.ready, self.count, self.height = False, 0, 0


class Builder:
    """Builds the one value of one text.

    Args:
        text: YAML 1.2 or JSON.

    Attributes:
        problems: What was found wrong so far, without the file's name.
        place: Line and column of the value.
        spots: The places in it; None where it is a scalar or can't be read.
    """

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.place = (1, 1)
        self.spots: Spots | None = None
        self._text = fit_json(text)
        self._padded = self._text != text
        self._last: Any = None
        self._names: dict[str, str] = {}
        self._anchors: dict[str, _Anchor] = {}
        self._count = self._aliased = self._deepest = 0

    def read(self) -> object:
        """The value of the text; None where it can't be read."""
        try:
            self._next = LOADER(self._text).get_event
            self._next()  # the start of the stream
            return self._read_documents()
        except _Stopped:
            return None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.problems.append(explain(error, self._text, self._last))
            return None

    def _read_documents(self) -> object:
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        event = self._next()
        value, inside = self._build(event, 1)
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._note("a second document starts here", after, hint="a file holds one; split it")
        self.place, self.spots = unpack(_spot(event)), inside
        return value

    def _build(self, event: Any, depth: int) -> tuple[object, Spots | None]:
        self._last = event
        self._grow(1, event)
        if isinstance(event, yaml.AliasEvent):
            return self._repeat(event, depth)
        if event.anchor is None:
            return self._build_bare(event, depth)
        anchor = self._anchors[event.anchor] = _Anchor()
        above, self._deepest, before = self._deepest, depth, self._count
        value, inside = self._build_bare(event, depth)
        anchor.value, anchor.inside, anchor.ready = value, inside, True
        anchor.count, anchor.height = self._count - before + 1, self._deepest - depth
        self._deepest = max(above, self._deepest)
        return value, inside

    def _build_bare(self, event: Any, depth: int) -> tuple[object, Spots | None]:
        tag = event.tag
        if tag is not None and tag != "!":
            shown = tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._note("tags are not read:", event, value=shown, hint="write the value without it")
        if isinstance(event, yaml.ScalarEvent):
            return self._read_scalar(event), None
        self._sink(depth, event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._build_mapping(depth + 1)
        return self._build_list(depth + 1)

    def _read_scalar(self, event: Any) -> str | None:
        text: str = event.value
        if len(text) > MOST_LETTERS:
            self._note(f"a text of more than {MOST_LETTERS:,} letters", event, hint="shorten it")
            return None
        if not event.style and event.tag is None:
            return None if text in _NULLS else Plain(text)
        if _HALF.search(text):  # only the pure Python parser lets these through
            self._note(NO_CHARACTER.message, event, hint=NO_CHARACTER.hint)
            return None
        return drop_filler(text) if self._padded else text

    def _build_list(self, depth: int) -> tuple[list[object], Spots]:
        values: list[object] = []
        spots = Spots()
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            place = len(values)
            spots.values[place] = spots.keys[place] = _spot(event)
            value, inside = self._build(event, depth)
            if inside is not None:
                spots.inside[place] = inside
            values.append(value)
        return values, spots

    def _build_mapping(self, depth: int) -> tuple[dict[str, object], Spots]:
        values: dict[str, object] = {}
        spots = Spots()
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._read_key(event, depth, spots.keys)
            item = self._next()
            value, inside = self._build(item, depth)
            if key is None:
                continue
            values[key] = value
            spots.keys[key], spots.values[key] = _spot(event), _spot(item)
            if inside is not None:
                spots.inside[key] = inside
        return values, spots

    def _read_key(self, event: Any, depth: int, known: dict[str | int, int]) -> str | None:
        """The text of a key; None where it can't be one, which is then noted."""
        key = self._build(event, depth)[0]
        if not isinstance(key, str):
            self._note("a key that is not a text", event, hint="write a word before the colon")
            return None
        if key == "<<" and isinstance(key, Plain):
            hint = "YAML 1.2 has none; write the keys out"
            self._note("a merge key", event, value="<<", hint=hint)
            return None
        if key in known:
            hint = f"the first is in line {unpack(known[key])[0]}; keep one of them"
            self._note("a second key", event, value=key, hint=hint)
            return None
        return self._names.setdefault(key, str(key))

    def _repeat(self, event: Any, depth: int) -> tuple[object, Spots | None]:
        """The value of an anchor again: shared, but counted as if it were written out."""
        anchor = self._anchors.get(event.anchor)
        if anchor is None or not anchor.ready:
            told = "inside its own value" if anchor else "to nothing that stands above"
            hint = "write the value out, or put a text that starts with * in quotes"
            self._note(f"an alias {told}:", event, value=f"*{event.anchor}", hint=hint)
            return None, None
        self._aliased += anchor.count
        if self._aliased > MOST_ALIASED:
            self._stop(f"aliases repeat more than {MOST_ALIASED:,} values", event)
        self._grow(anchor.count - 1, event)
        if anchor.height:
            self._sink(depth + anchor.height - 1, event)
        return anchor.value, anchor.inside

    def _grow(self, more: int, event: yaml.Event) -> None:
        self._count += more
        if self._count > MOST_VALUES:
            self._stop(f"more than {MOST_VALUES:,} values", event)

    def _sink(self, depth: int, event: yaml.Event) -> None:
        """Note how deep lists and maps nest here; ``height`` 0 is a scalar."""
        if depth > MOST_DEPTH:
            self._stop(f"lists and maps nest deeper than {MOST_DEPTH}", event)
        self._deepest = max(self._deepest, depth + 1)

    def _stop(self, message: str, event: yaml.Event) -> None:
        self._note(message, event)
        raise _Stopped

    def _note(self, message: str, event: Any, *, value: str | None = None, hint: str = "") -> None:
        mark = event.start_mark
        place = (None, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(message, "", value, hint, *place))
        if len(self.problems) == MOST_PROBLEMS:
            self._stop(f"more than {MOST_PROBLEMS:,} problems; the rest was not read", event)
