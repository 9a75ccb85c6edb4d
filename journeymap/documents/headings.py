"""The headings of results' tables in the language of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from journeymap.views.telling.metrics import say_metric
from journeymap.wording.words import Words

_OF_LEVEL = re.compile(r"(?P<name>.+) \((?P<level>[\d.]+) %(?P<interval> interval)?\)")
_OF_UNIT = re.compile(r"(?P<name>.+) \((?P<unit>[^()]*)\)")


def say_heading(heading: str, words: Words) -> str:
    """A heading in the language of the document; names and metrics stay as they are.

    Args:
        heading: As a result prints it.
        words: The fixed words of the document.

    Example:
        >>> say_heading("points lost (95 %)", Words("en"))
        'points lost (95 %)'
    """
    known = _list_headings(words)
    if heading in known:
        return known[heading]
    if found := _OF_LEVEL.fullmatch(heading):
        name, level = _say_name(found["name"], words), words.number(found["level"])
        if found["interval"]:
            return words("{name} ({level} % interval)", name=name, level=level)
        return f"{name} ({level} %)"
    if found := _OF_UNIT.fullmatch(heading):
        return f"{_say_name(found['name'], words)} ({words.number(found['unit'])})"
    return say_metric(words.number(heading), words)


def _say_name(heading: str, words: Words) -> str:
    """A heading without what stands in brackets; of a metric its name."""
    known = _list_headings(words)
    return known[heading] if heading in known else say_metric(heading, words)


@cache
def _list_headings(words: Words) -> Mapping[str, str]:
    return _list_places(words) | _list_figures(words) | _list_flow(words) | _list_said(words)


def _list_places(words: Words) -> dict[str, str]:
    return {
        "touchpoint": words("touchpoint"),
        "touchpoints": words("touchpoints"),
        "stage": words("stage"),
        "channel": words("channel"),
        "place": words("place"),
        "everybody": words("everybody"),
        "segment": words("segment"),
        "wave": words("wave"),
        "metric": words("metric"),
        "kind": words("kind"),
        "goal": words("goal"),
        "goals": words("goals"),
        "status": words("status"),
        "taken together": words("taken together"),
        "weakest link": words("weakest link"),
        "driver": words("driver"),
        "benchmark": words("benchmark"),
        "sign": words("sign"),
        "frontstage": words("frontstage"),
        "backstage": words("backstage"),
        "systems": words("systems"),
    }


def _list_figures(words: Words) -> dict[str, str]:
    return {
        "value": words("value"),
        "value (worst to best)": words("value (worst to best)"),
        "answers": words("answers"),
        "invited": words("invited"),
        "rate": words("rate"),
        "base": words("base"),
        "health": words("health"),
        "rank": words("rank"),
        "bounds": words("bounds"),
        "importance": words("importance"),
        "shortfall": words("shortfall"),
        "points lost": words("points lost"),
        "P(weakest)": words("P(weakest)"),
        "P(first)": words("P(first)"),
        "P(met)": words("P(met)"),
        "P(all met)": words("P(all met)"),
        "P(quadrant)": words("P(quadrant)"),
        "quadrant": words("quadrant"),
        "difference": words("difference"),
        "change": words("change"),
        "before → after": words("before → after"),
        "p adj.": words("p adj."),
        "p adjusted": words("p adjusted"),
        "share of R²": words("share of R²"),
        "control limits": words("control limits"),
        "signal": words("signal"),
    }


def _list_flow(words: Words) -> dict[str, str]:
    return {
        "reach": words("reach"),
        "visits": words("visits"),
        "lost here": words("lost here"),
        "of visits": words("of visits"),
        "if median": words("if median"),
        "removal": words("removal"),
        "left": words("left"),
        "mean": words("mean"),
        "peak": words("peak"),
        "end": words("end"),
        "peak-end": words("peak-end"),
        "worst": words("worst"),
        "worst-end": words("worst-end"),
        "from": words("from"),
        "to": words("to"),
        "plan": words("plan"),
        "count": words("count"),
        "share": words("share"),
    }


def _list_said(words: Words) -> dict[str, str]:
    return {
        "opportunity": words("opportunity"),
        "advice": words("advice"),
        "because": words("because"),
        "words": words("words"),
        "word": words("word"),
        "comments": words("comments"),
        "odds to elsewhere": words("odds to elsewhere"),
        "said by": words("said by"),
        "how many": words("how many"),
        "matters": words("matters"),
        "gap": words("gap"),
        "what": words("what"),
        "what to do": words("what to do"),
    }
