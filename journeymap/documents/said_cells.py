"""The cells of results' tables in the language of a document: signs, words and numbers.

Results tell sentences and amounts so that they can be said in any language; what remains are words
that programs know too. Names and comments stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from journeymap.views.telling.metrics import say_metric
from journeymap.wording.told import Figure, Told
from journeymap.wording.words import Words

_OF = re.compile(r" \([^()]*\)$")  # the unit behind a heading


def say_cell(heading: str, cell: str, words: Words) -> str | None:
    """A cell that is made of fixed words or of numbers, as the document says it.

    Args:
        heading: Of its column, as the result prints it.
        cell: As the result prints it.
        words: The fixed words of the document.

    Returns:
        None where it is a name, a comment or a plain number.

    Example:
        >>> say_cell("base", "indicative", Words("en"))
        'indicative'
    """
    if isinstance(cell, Told | Figure):
        return words.say(cell)
    if heading == "metric":
        return say_metric(cell, words)
    return _list_words(words).get(_OF.sub("", heading), {}).get(cell)


@cache
def _list_words(words: Words) -> Mapping[str, Mapping[str, str]]:
    """Heading to the fixed words that stand below it."""
    return {
        "base": _list_bases(words),
        "kind": _list_kinds(words),
        "change": _list_changes(words),
        "verdict": _list_changes(words),
        "matters": {
            "high": words("high"), "medium": words("medium"), "low": words("low"),
        },
        "advice": {
            "start": words("start"), "stop": words("stop"), "continue": words("continue"),
            "cannot tell": words("cannot tell"),
        },
    }  # fmt: skip


def _list_bases(words: Words) -> dict[str, str]:
    return {
        "not measured": words("not measured"), "too few": words("too few"),
        "low": words("low::of a base"),
        "indicative": words("indicative"), "ok": words("ok"), "guess": words("guess"),
        "unknown": words("unknown"),
    }  # fmt: skip


def _list_kinds(words: Words) -> dict[str, str]:
    return {
        "measured": words("measured"), "guess": words("guess"),
        "too few answers": words("too few answers"), "not measured": words("not measured"),
        "quote": words("quote"), "pain": words("pain"),
    }  # fmt: skip


def _list_changes(words: Words) -> dict[str, str]:
    return {
        "better": words("better"), "worse": words("worse"),
        "no clear change": words("no clear change"),
        "no clear difference": words("no clear difference"),
        "not comparable": words("not comparable"),
    }  # fmt: skip
