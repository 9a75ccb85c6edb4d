"""Which activities there are in a log, and which of them count as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from journeymap.errors import AnswersError, Problem
from journeymap.tables.cells import Missing
from journeymap.text import to_nfc

MOST_ACTIVITIES, MOST_WORDS = 2_000, 100_000
IGNORED, NO_TOUCHPOINT = "ignored", "no touchpoint"
_BLANK = Missing()

Place = Callable[[str], str | None]
"""Gives what an activity counts as; None where it is no touchpoint."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often an activity's cell was seen: in all, with a case, and with a time too."""

    n: int
    with_case: int
    timed: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """The activities of a log.

    Args:
        names: What they count as, by code.
        codes: Cell to code.
        aside: How many events are left out, by reason.
        unplaced: The most frequent activities without a touchpoint, with their counts.
    """

    names: tuple[str, ...]
    codes: Mapping[str, int]
    aside: Mapping[str, int]
    unplaced: tuple[tuple[str, int], ...] = ()


def is_blank(cell: str | None) -> bool:
    """Whether a cell names no activity."""
    return _BLANK.covers(cell)


def recognise(
    cells: Mapping[str, int], ignore: Collection[str], place: Place, column: str, table: str
) -> Recognised:
    """What each activity counts as.

    Args:
        cells: Cell to its number of events; none is blank.
        ignore: Activities that are left out.
        place: What an activity counts as.
        column: The column of activities, for messages.
        table: The table's name, for messages.

    Raises:
        AnswersError: if there are too many to be activities.

    Example:
        >>> seen = {"Pay ": 2, "Pay": 1, "ping": 9}
        >>> recognise(seen, ["ping"], lambda name: name, "event", "log.csv").codes
        {'Pay ': 0, 'Pay': 0}
    """
    ignored = {to_nfc(word.strip()) for word in ignore}
    aside: Counter[str] = Counter()
    unplaced: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    meant: dict[str, str] = {}
    for cell, n in cells.items():
        activity = to_nfc(cell.strip())
        placed = None if activity in ignored else place(activity)
        if placed is not None:
            meant[cell] = placed
            totals[placed] += n
        elif activity in ignored:
            aside[IGNORED] += n
        else:
            aside[NO_TOUCHPOINT] += n
            unplaced[activity] += n
    if len(totals) > MOST_ACTIVITIES:
        raise refuse_as_too_many(column, table, MOST_ACTIVITIES)
    names = tuple(sorted(totals, key=lambda name: (-totals[name], name)))
    codes = {name: code for code, name in enumerate(names)}
    known = {cell: codes[placed] for cell, placed in meant.items()}
    return Recognised(names, known, aside, tuple(_ordered(unplaced)))


def refuse_as_too_many(column: str, table: str, most: int) -> AnswersError:
    """The error for a column that is hardly one of activities."""
    message = f"more than {most:,} different activities"
    hint = "is this the column of cases, or a free text? Name the column with --activity"
    return AnswersError([Problem(message, path=column, hint=hint, file=table)])


def _ordered(counted: Counter[str]) -> Iterator[tuple[str, int]]:
    yield from sorted(counted.items(), key=lambda item: (-item[1], item[0]))
