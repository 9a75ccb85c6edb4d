"""JSON read as a stream, safe against hostile files: nothing in it is kept but one line's parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import ijson  # type: ignore[import-untyped]

from journeymap.events.unpacking import read_pieces
from journeymap.tables.refusing import refuse

Told = list[tuple[str, Any]]
"""Kinds, such as "start_map", "map_key" or "string", each with its value."""
_LONGEST_TOKEN = 1 << 20
_MARK = b"\xef\xbb\xbf"
_FORBIDDEN = "JSON is UTF-8 and knows no NaN, no Infinity, no comments and no comma at an end"


@dataclass(slots=True)
class JsonStream:
    """A stream of the parts of a JSON file.

    Args:
        path: Where the file is.
        name: Its name for messages.
        line: The line, from 1, of what is being told.
    """

    path: Path
    name: str
    line: int = 1

    def read(self) -> Iterator[Told]:
        """What stands on each line; the list is emptied when the next is asked for.

        Raises:
            AnswersError: if it is no JSON, or ends early.
            OSError: if there is no such file.
        """
        told: Told = ijson.sendable_list()
        parser, silent = ijson.basic_parse_coro(told), 0
        for number, piece in enumerate(read_pieces(self.path, self.name)):
            bare = piece if number else piece.removeprefix(_MARK)
            for part in bare.splitlines(keepends=True):
                self._send(parser, part)
                silent = 0 if told else silent + len(part)
                if silent > _LONGEST_TOKEN:
                    self.refuse("a value of over a million characters", "no log needs one")
                yield told
                told.clear()
                self.line += part.endswith(b"\n")
        self._close(parser)
        yield told

    def refuse(self, message: str, hint: str = "", line: int | None = None) -> NoReturn:
        """Raises what is wrong at this line of the file.

        Raises:
            AnswersError: always.
        """
        raise refuse(self.name, line or self.line, message, hint)

    def _send(self, parser: Any, part: bytes) -> None:
        try:
            parser.send(part)
        except (ijson.JSONError, ValueError, ArithmeticError, SystemError):
            # a number of over 4,300 digits is a ValueError, which ijson 3.6 makes a SystemError
            self.refuse("not JSON", _FORBIDDEN)

    def _close(self, parser: Any) -> None:
        try:
            parser.close()
        except ijson.JSONError:
            self.refuse("the file ends early", "export the log again")
