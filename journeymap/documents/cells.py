"""The tables of a result as text, in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from journeymap.documents.headings import say_heading
from journeymap.documents.said_cells import say_cell
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
        heads = [say_heading(heading, words) for heading in headings]
        said = [
            [_localise(head, cell, words) for head, cell in zip(headings, row, strict=True)]
            for row in rows
        ]
        yield heads, said, right


def _localise(heading: str, cell: str, words: Words) -> str:
    told = say_cell(heading, cell, words)
    if told is not None:
        return told
    return cell if _NAMED.search(cell) else words.number(cell)
