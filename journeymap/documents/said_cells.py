"""The cells of results' tables in the language of a document: signs, words and numbers.

Names and comments stay as they are, and so do sentences that explain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from journeymap.analysis.coverage.gaps import GAP_WORDS
from journeymap.views.facts import say_value
from journeymap.views.telling.coverage import say_gap
from journeymap.views.telling.goals import say_reason
from journeymap.wording.words import Words

_NUMBER = r"[<>]? ?[+\-−]?\d[\d.,]*(?: %)?"
_INTERVAL = re.compile(rf"(?:{_NUMBER}(?: \w+)? \()?{_NUMBER} to {_NUMBER}\)?")
_WORTH = re.compile(r"(?P<n>[\d,]+) \(worth (?P<worth>[\d,]+)\)")
_PARTS = re.compile(r"(?P<n>[\d,]+) of (?P<all>[\d,]+)")
_OF = re.compile(r" \([^()]*\)$")  # the unit behind a heading
_DUE = re.compile(r"(?P<goal>.+ [≥≤] \S+(?: %)?) by (?P<wave>.+)", re.S)
_STANDING = re.compile(
    r"(?P<word>met|missed|at risk|not measured|no verdict)"
    r"(?:, leaning to (?P<side>met|missed))?(?P<low>, low base)?(?: \((?P<reason>.+)\))?",
    re.S,
)


def say_cell(heading: str, cell: str, words: Words) -> str | None:
    """A cell that is made of fixed words or of numbers, as the document says it.

    Args:
        heading: Of its column, as the result prints it.
        cell: As the result prints it.
        words: The fixed words of the document.

    Returns:
        None where it is a name, a comment or a sentence.

    Example:
        >>> say_cell("status", "at risk, leaning to met, low base", Words("en"))
        'at risk, leaning to met, low base'
    """
    if heading == "status":
        return _say_standing(cell, words)
    if told := _list_words(words).get(_OF.sub("", heading), {}).get(cell):
        return told
    if heading == "goal" and (found := _DUE.fullmatch(cell)):
        return words("{goal} by {wave}", goal=words.number(found["goal"]), wave=found["wave"])
    if _INTERVAL.fullmatch(cell):
        return say_value(cell, words)
    if found := _WORTH.fullmatch(cell):
        n, worth = words.number(found["n"]), words.number(found["worth"])
        return words("{n} (worth {worth})", n=n, worth=worth)
    if found := _PARTS.fullmatch(cell):
        n, all_ = words.number(found["n"]), words.number(found["all"])
        return words("{n} of {all}", n=n, all=all_)
    return None


def _say_standing(cell: str, words: Words) -> str | None:
    """Where a goal stands, to which side it leans, and why."""
    found = _STANDING.fullmatch(cell)
    if found is None:
        return words("no primary goal") if cell == "no primary goal" else None
    told = _list_standings(words)[found["word"]]
    if found["side"]:
        leaning = words("leaning to met") if found["side"] == "met" else words("leaning to missed")
        told = f"{told}, {leaning}"
    if found["low"]:
        told = f"{told}, {words('low base')}"
    return f"{told} ({say_reason(found['reason'], words)})" if found["reason"] else told


def _list_standings(words: Words) -> dict[str, str]:
    return {
        "met": words("met"), "missed": words("missed"), "at risk": words("at risk"),
        "not measured": words("not measured"), "no verdict": words("no verdict"),
    }  # fmt: skip


@cache
def _list_words(words: Words) -> Mapping[str, Mapping[str, str]]:
    """Heading to the fixed words that stand below it."""
    changes = _list_changes(words)
    whole = {
        "whole journey": words("whole journey"),
        "journey with its stages": words("journey with its stages"),
    }
    return {
        "base": _list_bases(words),
        "kind": _list_kinds(words),
        "change": changes,
        "matters": {
            "high": words("high"), "medium": words("medium"), "low": words("low"),
        },
        "gap": _list_gaps(words),
        "advice": {
            "start": words("start"), "stop": words("stop"), "continue": words("continue"),
            "cannot tell": words("cannot tell"),
        },
        "quadrant": {
            "concentrate here": words("concentrate here"), "keep it up": words("keep it up"),
            "low priority": words("low priority"),
            "possible overkill": words("possible overkill"),
        },
        "goal": _list_standings(words),
        "place": whole,
        "taken together": whole,
        "segment": {"everybody": words("everybody")},
        "touchpoints": {"own reading": words("own reading")},
    }  # fmt: skip


def _list_bases(words: Words) -> dict[str, str]:
    return {
        "not measured": words("not measured"), "too few": words("too few"), "low": words("low"),
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


def _list_gaps(words: Words) -> dict[str, str]:
    return {english: say_gap(gap, words) for gap, english in GAP_WORDS.items()}
