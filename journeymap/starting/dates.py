"""Which columns hold dates, and how these are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from journeymap.starting.guesses import Guess
from journeymap.starting.looking import Look

_DAYS = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%d.%m.%y",
    "%m/%d/%y", "%d/%m/%y",
)  # fmt: skip
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_MOST_TRIED = 100


def guess_times(look: Look, *, named: bool = False) -> Guess | None:
    """A column of dates, with how they are written; None where it holds anything else.

    Args:
        look: What the column holds.
        named: Whether the table itself says that these are the dates of the answers.
    """
    values = list(islice(look.values, _MOST_TRIED))
    if all(_is_iso(value) for value in values):
        return _to_guess(look, "dates")
    ways = find_ways(values)
    if len(ways) == 1:
        return _to_guess(look, f"dates, written {ways[0]}", times=ways[0])
    if ways:
        says = f"dates, written {' or '.join(ways)}: which one can't be told"
        return Guess(look, "date", says, is_usable=False)
    return Guess(look, "date", "times that can't be read", is_usable=False) if named else None


def _to_guess(look: Look, says: str, times: str | None = None) -> Guess:
    if look.filled < look.rows:
        says = f"{says}, but blank in some rows"
    return Guess(look, "date", says, times=times, is_usable=look.filled == look.rows)


def _is_iso(value: str) -> bool:
    if len(value) < 10 or value[4] != "-" or value[7] != "-":
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def find_ways(values: Iterable[str]) -> list[str]:
    """The ways of writing dates, as for ``strptime``, in which all of these can be read.

    Example:
        >>> find_ways(["05/11/2016", "05/31/2016"]), find_ways(["05/11/2016"])
        (['%m/%d/%Y'], ['%d/%m/%Y', '%m/%d/%Y'])
    """
    values = list(values)
    ways = (day + clock for day in _DAYS for clock in _CLOCKS)
    return [way for way in ways if values and all(_fits(value, way) for value in values)]


def _fits(value: str, way: str) -> bool:
    try:
        datetime.strptime(value, way)
    except ValueError:
        return False
    return True
