"""What the cells of a table are sorted by: the value of the row, not the text that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from journeymap.result import Cells

# heading: the row's key that it shows; where rows have several of them, the first
_KEYS: Mapping[str, tuple[str, ...]] = {
    "value": ("value",),
    "answers": ("n",),
    "health": ("health",),
    "reach": ("reach",),
    "importance": ("importance",),
    "shortfall": ("shortfall",),
    "points lost": ("priority",),
    "P(first)": ("p_first",),
    "P(weakest)": ("p_weakest",),
    "P(met)": ("p_met",),
    "rank": ("rank_low",),
    "difference": ("difference",),
    "p adj.": ("p_adjusted",),
    "p adjusted": ("p_adjusted",),
    "share of R²": ("share",),
    "share": ("share",),
    "r": ("r",),
    "visits": ("visits",),
    "lost here": ("drop_off",),
    "of visits": ("exit_rate",),
    "removal": ("removal_effect",),
    "left": ("departures",),
    "touchpoints": ("n_touchpoints",),
    "mean": ("mean",),
    "peak": ("peak",),
    "end": ("end",),
    "peak-end": ("peak_end",),
    "worst": ("worst",),
    "worst-end": ("worst_end",),
    "odds to elsewhere": ("log_odds",),
    "comments": ("documents",),
    "how many": ("count",),
    "count": ("count",),
}
_UNIT = re.compile(r" \([^()]*\)$")  # what stands in brackets behind a heading
_NUMBER = re.compile(r"^([<>]\s)?([+\-\u2212]?\d[\d,]*(?:\.\d+)?)")
_ABSENT = frozenset({"", "–"})


def find_sort_keys(printed: Cells, rows: Sequence[Any]) -> list[list[str]]:
    """For each column what each of its cells is sorted by; empty where that is its text.

    Args:
        printed: The table as the result prints it.
        rows: The rows that it shows, one to a line; a table of something else has others, and is
            sorted by the numbers that its cells begin with.
    """
    headings, lines, _ = printed
    matched = rows if len(rows) == len(lines) else ()
    columns = [[line[i] for line in lines] for i in range(len(headings))]
    return [
        _read_rows(heading, matched) or _read_texts(texts)
        for heading, texts in zip(headings, columns, strict=True)
    ]


def _read_rows(heading: str, rows: Sequence[Any]) -> list[str]:
    """The values that a column shows; nothing where it shows none that its rows know."""
    name = _UNIT.sub("", heading)
    metrics = {getattr(row, "metric", None) for row in rows}
    for key in ("value",) if metrics == {name} else _KEYS.get(name, ()):
        values = [getattr(row, key, None) for row in rows]
        if any(isinstance(value, int | float) for value in values):
            return list(map(_write, values))
    return []


def _write(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.7g}" if isfinite(value) else ""
    return str(value) if isinstance(value, int) else ""


def _read_texts(texts: Sequence[str]) -> list[str]:
    known = [text for text in texts if text not in _ABSENT]
    are_numbers = bool(known) and all(map(_NUMBER.match, known))
    return [read_number(text) if are_numbers else "" for text in texts]


def read_number(shown: str) -> str:
    """The number that a text begins with; empty where it begins with none.

    Example:
        >>> [read_number(shown) for shown in ("1,204 (worth 9)", "\u221254", "–")]
        ['1204', '-54', '']
    """
    found = _NUMBER.match(shown)
    if found is None:
        return ""
    number = float(found[2].replace(",", "").replace("\u2212", "-"))
    # beyond the end of a scale, as in "< 1 %"
    beyond = {"<": -0.001, ">": 0.001}.get((found[1] or "")[:1], 0.0)
    return f"{number + beyond:.10g}"
