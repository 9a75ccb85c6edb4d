"""XML read as a stream, safe against hostile files: no DOCTYPE, no entities, nothing from outside.

Expat before 2.6 reads a long token again with every piece (CVE-2023-52425), and no version bounds
what it keeps of one, so tokens and depth are bounded here. Text outside of tags costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from journeymap.errors import InputError
from journeymap.events.unpacking import read_pieces
from journeymap.tables.refusing import refuse

MOST_DEPTH = 100
LONGEST_VALUE = 10_000
_LONGEST_TOKEN = 1 << 20
_ENDS_EARLY = frozenset({3, 5, 13, 20})  # no element, token, character or CDATA section ended
_BAD_LETTER = 4
_UNKNOWN_ENTITY = 11
_ENCODING = frozenset({18, 19})

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


@dataclass(slots=True)
class Markup:
    """A stream of tags.

    Args:
        path: Where the file is.
        name: Its name for messages.
        start: Told of the start of every element, with its attributes; prefixes are kept.
        end: Told of the end of every element.
        text: Told of every piece of text, if given.
    """

    path: Path
    name: str
    start: Start
    end: End
    text: Callable[[str], None] | None = None
    _parser: expat.XMLParserType = field(init=False)

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self.text
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        # newer versions put off long tokens, which are bounded here already
        if put_off := getattr(self._parser, "SetReparseDeferralEnabled", None):
            put_off(False)

    @property
    def line(self) -> int:
        """The line, from 1, of what is being told."""
        return self._parser.CurrentLineNumber

    def read(self) -> Iterator[None]:
        """Reads the file, and stops after every piece of it.

        Raises:
            AnswersError: if it is no XML, ends early, or holds what no log needs.
            OSError: if there is no such file.
        """
        total = 0
        for piece in read_pieces(self.path, self.name):
            self._feed(piece)
            total += len(piece)
            if total - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
                self.refuse("a tag or comment of over a million characters", "no log needs one")
            yield
        self._feed(b"", last=True)
        yield

    def refuse(self, message: str, hint: str = "", line: int | None = None) -> NoReturn:
        """Raises what is wrong at this place of the file.

        Raises:
            AnswersError: always.
        """
        raise refuse(self.name, line or self.line, message, hint)

    def check_depth(self, depth: int) -> None:
        """Makes sure that elements are not nested without end."""
        if depth > MOST_DEPTH:
            self.refuse(f"elements are nested over {MOST_DEPTH} deep", "no log needs that")

    def check_value(self, value: str) -> str:
        """The value, if it is no longer than a name or an id can be."""
        if len(value) > LONGEST_VALUE:
            self.refuse(f"a value of {len(value):,} characters", f"at most {LONGEST_VALUE:,}")
        return value

    def _feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            message, hint = _explain(error)
            self.refuse(message, hint, error.lineno)
        except InputError:
            raise
        except (LookupError, ValueError):  # Python does not know the encoding, or not as bytes
            self.refuse("the encoding of the file can't be read", "save it as UTF-8", 1)

    def _refuse_doctype(self, *_: object) -> None:
        self.refuse("a DOCTYPE is not read, because it may hide other files", "take it out")


def _explain(error: expat.ExpatError) -> tuple[str, str]:
    told = expat.ErrorString(error.code) or "unknown error"
    if error.code in _ENDS_EARLY:
        return "the file ends early", "export the log again"
    if error.code == _BAD_LETTER:
        return (
            "a character that can't stand there",
            "it may be in another encoding than its first line says: save it as UTF-8",
        )
    if error.code == _UNKNOWN_ENTITY:
        return "an unknown entity", "XML knows &amp; &lt; &gt; &quot; and &apos;"
    if error.code in _ENCODING:
        return "the encoding of the file can't be read", "save it as UTF-8"
    return f"not XML: {told}", "export the log again"


def local(tag: str) -> str:
    """The name of a tag without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag


def find_tags(path: Path, name: str) -> list[str]:
    """The first two tags of a file: its root and what comes first inside.

    Raises:
        AnswersError: if it does not start like XML.
        OSError: if there is no such file.
    """
    tags: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if len(tags) < 2:
            tags.append(local(tag))

    for _ in Markup(path, name, start, lambda _: None).read():
        if len(tags) == 2:
            break
    return tags
