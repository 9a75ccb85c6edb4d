"""Tables that are not a row per respondent: a row per answer, per event, or counted already."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from journeymap.errors import AnswersError, Problem
from journeymap.starting.guesses import Guess
from journeymap.starting.words import EVENTS, FIGURES, TIDY
from journeymap.text import to_folded, to_number


def find_tidy(columns: Sequence[str]) -> Mapping[str, str] | None:
    """Part of a tidy table to the column that plays it; None where the table is none.

    Example:
        >>> find_tidy(["Touchpoint", "KPI", "Rating", "Region"])
        {'touchpoint': 'Touchpoint', 'metric': 'KPI', 'score': 'Rating'}
    """
    found = _find_parts(columns, TIDY)
    return found if {"touchpoint", "metric", "score"} <= found.keys() else None


def _find_parts(columns: Sequence[str], parts: Mapping[str, frozenset[str]]) -> dict[str, str]:
    folded = {column: to_folded(column) for column in columns}
    found: dict[str, str] = {}
    for part, names in parts.items():
        # the part's own word first, so that "score" beside "value" is the score
        ranked = sorted(columns, key=lambda column: folded[column] != part)
        fitting = [c for c in ranked if folded[c] in names and c not in found.values()]
        if fitting:
            found[part] = fitting[0]
    return found


def refuse_other_tables(name: str, guesses: Sequence[Guess]) -> None:
    """Says what to do with a table that holds no answers.

    Raises:
        AnswersError: if it is a log of events, or holds figures that are counted already.
    """
    columns = [guess.column for guess in guesses]
    events = _find_parts(columns, EVENTS)
    if events.keys() == EVENTS.keys():
        chosen = " ".join(f"--{part} {shlex.quote(column)}" for part, column in events.items())
        hint = f"write journeymap discover {shlex.quote(name)} {chosen} -o journey.yaml"
        raise AnswersError([Problem("these are events, not answers", file=name, hint=hint)])
    figures = [g.column for g in guesses if FIGURES.search(to_folded(g.column)) and _is_counted(g)]
    if figures and not any(guess.kind in ("rating", "likely") for guess in guesses):
        listed = ", ".join(figures[:4])
        hint = (
            "they need a source file of their own that starts with aggregates: and names the "
            f"columns, here {listed}"
        )
        message = "these are aggregates that somebody has counted, not answers"
        raise AnswersError([Problem(message, file=name, hint=hint)])


def _is_counted(guess: Guess) -> bool:
    numbers = [to_number(re.sub(" *%$", "", value)) for value in guess.look.values]
    known = [number for number in numbers if number is not None]
    return len(known) > len(numbers) / 2 and guess.kind in ("number", "code", "rating", "other")
