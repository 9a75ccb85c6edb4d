"""What no table may be: refused as a whole, by its path, or by the names of its columns."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from journeymap.errors import AnswersError, Problem


def check_path(path: Path, name: str) -> None:
    """Makes sure that a path leads to a regular file: what could block for ever is not opened.

    Raises:
        AnswersError: if the path holds what no path of a table can hold.
        OSError: if it is no regular file.
    """
    whole = str(path.absolute())
    # the engine takes a backslash among its marks of patterns for the end of a folder
    mixed = os.sep == "/" and "\\" in whole and any(c in whole for c in "*?[")
    if mixed or "\0" in whole or any("\ud800" <= c <= "\udfff" for c in whole):
        hint = "give the file another name"
        shown = name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
        raise refuse(shown, None, "the path can't be read", hint)
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")


def refuse(
    name: str, line: int | None, message: str, hint: str = "", *, source_hint: str = ""
) -> AnswersError:
    """The error for one thing wrong with the file as a whole."""
    return AnswersError(
        [Problem(message, file=name, line=line, hint=hint, source_hint=source_hint)]
    )


def check_names(columns: Iterable[str], name: str, line: int | None = None) -> None:
    """Makes sure that no two columns have the same name; blank names may repeat.

    Raises:
        AnswersError: with every doubled name.
    """
    counts = Counter(columns)
    hint = "each column needs a name of its own"
    problems = [
        Problem("doubled column", value=column, file=name, line=line, hint=hint)
        for column, count in counts.items()
        if column and count > 1
    ]
    if problems:
        raise AnswersError(problems)
