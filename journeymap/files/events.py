"""From the events of the YAML parser to plain values, strictly, with the place of every value."""

from __future__ import annotations

from typing import TypeAlias

import yaml

from journeymap.errors import Problem
from journeymap.files.decoding import drop_filler
from journeymap.files.syntax import explain
from journeymap.text import Plain

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_DEPTH = 64
MOST_VALUES = 1_000_000
MOST_ALIASED = 100_000
MOST_LETTERS = 1_000_000
MOST_PROBLEMS = 1_000
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

Inside: TypeAlias = "dict[str | int, Spot] | None"
Spot: TypeAlias = tuple[yaml.Mark, yaml.Mark, Inside]  # of the key, of the value, of what is in it


class _Stopped(Exception):  # noqa: N818
    """Reading can't go on; the problem is already noted."""


class _Anchor:
    """A value that aliases can repeat, with what one repetition costs."""

    __slots__ = ("count", "height", "inside", "ready", "value")

    def __init__(self) -> None:
        self.value: object = None
        self.inside: Inside = None
        self.ready, self.count, self.height = False, 0, 0


class Builder:
    """Builds the one value of one text.

    Args:
        text: YAML 1.2 or JSON.

    Attributes:
        problems: What was found wrong so far, without the file's name.
        root: The place of the value; None until it is built.
    """

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.root: Spot | None = None
        self._text = text
        self._last: yaml.Event | None = None
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
        self.root = (event.start_mark, event.start_mark, inside)
        return value

    def _build(self, event: yaml.Event, depth: int) -> tuple[object, Inside]:
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

    def _build_bare(self, event: yaml.Event, depth: int) -> tuple[object, Inside]:
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

    def _read_scalar(self, event: yaml.ScalarEvent) -> str | None:
        text: str = event.value
        if not event.style:
            if event.tag is not None:
                return text
            return None if text in _NULLS else Plain(text)
        if len(text) > MOST_LETTERS:
            return None
        return text

    def _build_list(self, depth: int) -> tuple[list[object], Inside]:
        values: list[object] = []
        spots: dict[str | int, Spot] = {}
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            mark = event.start_mark
            value, inside = self._build(event, depth)
            spots[len(values)] = (mark, mark, inside)
            values.append(value)
        return values, spots

    def _build_mapping(self, depth: int) -> tuple[dict[str, object], Inside]:
        values: dict[str, object] = {}
        spots: dict[str | int, Spot] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._read_key(event, depth, spots)
            item = self._next()
            value, inside = self._build(item, depth)
            if key is not None:
                values[key] = value
                spots[key] = (event.start_mark, item.start_mark, inside)
        return values, spots

    def _read_key(
        self, event: yaml.Event, depth: int, known: dict[str | int, Spot]
    ) -> str | None:
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
            hint = f"the first is in line {known[key][0].line + 1}; keep one of them"
            self._note("a second key", event, value=key, hint=hint)
            return None
        return str(key)

    def _repeat(self, event: yaml.AliasEvent, depth: int) -> tuple[object, Inside]:
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

    def _note(
        self, message: str, event: yaml.Event, *, value: str | None = None, hint: str = ""
    ) -> None:
        mark = event.start_mark
        place = (None, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(message, "", value, hint, *place))
        if len(self.problems) == MOST_PROBLEMS:
            self._stop(f"more than {MOST_PROBLEMS:,} problems; the rest was not read", event)
