"""The tables of a result as text, in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from journeymap.documents.headings import say_heading
from journeymap.result import Cells, Result
from journeymap.views.telling.metrics import say_metric
from journeymap.wording.told import Figure, Told
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
            [say_cell(head, cell, words) for head, cell in zip(headings, row, strict=True)]
            for row in rows
        ]
        yield heads, said, right


def say_cell(heading: str, cell: str, words: Words) -> str:
    """A cell as the document says it; names and comments stay as they are.

    Args:
        heading: Of its column, as the result prints it.
        cell: As the result prints it.
        words: The fixed words of the document.

    Example:
        >>> polish = Words("pl")
        >>> say_cell("reach", "81.5 %", polish), say_cell("touchpoint", "Gate 1.5", polish)
        ('81,5 %', 'Gate 1.5')
    """
    if isinstance(cell, Told | Figure):
        return words.say(cell)
    if heading == "metric":
        return say_metric(cell, words)
    return cell if _NAMED.search(cell) else words.number(cell)
