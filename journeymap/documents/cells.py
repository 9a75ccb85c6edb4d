"""The tables of a result as text, in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from journeymap.result import Cells, Result
from journeymap.wording.words import Words

_NAMED = re.compile(r"[^\W\d_]{4,}")  # a word of a name, whose digits must stay as they are


def read_tables(result: Result[Any], words: Words) -> Iterator[Cells]:
    """What a result prints as tables: headings, cells, and the columns that are aligned right.

    Args:
        result: What was found; without rows it has no table.
        words: The language in which numbers are written.
    """
    for headings, rows, right in result.tables():
        yield headings, [[_localise(cell, words) for cell in row] for row in rows], right


def _localise(cell: str, words: Words) -> str:
    return cell if _NAMED.search(cell) else words.number(cell)
