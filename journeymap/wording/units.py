"""Units of time: an amount in a sentence, its sign in a table, and the name on an axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeymap.wording.told import Figure, Told, tell

_NAMES: Mapping[str, Told] = {
    "seconds": tell("seconds"), "minutes": tell("minutes"), "hours": tell("hours"),
    "days": tell("days"), "weeks": tell("weeks"),
}  # fmt: skip
_AMOUNTS: Mapping[str, Callable[[Figure], Told]] = {
    "seconds": lambda n: tell("{n} seconds", n=n),
    "minutes": lambda n: tell("{n} minutes", n=n),
    "hours": lambda n: tell("{n} hours", n=n),
    "days": lambda n: tell("{n} days", n=n),
    "weeks": lambda n: tell("{n} weeks", n=n),
}
_SHORT: Mapping[str, Callable[[Figure], Told]] = {
    "seconds": lambda n: tell("{n} s", n=n),
    "minutes": lambda n: tell("{n} min", n=n),
    "hours": lambda n: tell("{n} h", n=n),
    "days": lambda n: tell("{n} d", n=n),
}


def tell_amount(shown: str, unit: str) -> Told:
    """A number with its unit of time.

    Example:
        >>> tell_amount("58.6", "minutes"), tell_amount("3", "working days")
        ('58.6 minutes', '3 working days')
    """
    if unit in _AMOUNTS:
        return _AMOUNTS[unit](Figure(shown))
    return tell("{n} {unit}", n=Figure(shown), unit=unit)


def tell_short(shown: str, unit: str) -> Told:
    """A number with the sign of its unit of time: seconds to days.

    Example:
        >>> tell_short("90", "seconds"), tell_short("1.5", "hours")
        ('90 s', '1.5 h')
    """
    return _SHORT[unit](Figure(shown))


def name_unit(unit: str) -> str:
    """A unit of time alone, as the axis of a chart says it; other units stay.

    Example:
        >>> name_unit("minutes"), name_unit("working days")
        ('minutes', 'working days')
    """
    return _NAMES.get(unit, unit)
