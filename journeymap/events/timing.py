"""Times between touchpoints in a unit that reads well."""

from __future__ import annotations

from typing import Literal

from journeymap.model.elements import TransitionTime
from journeymap.wording.units import tell_short

Unit = Literal["seconds", "minutes", "hours", "days"]
_SECONDS: dict[Unit, int] = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
_FEWEST = 2
_DIGITS = 6


def to_transition_time(
    mean: float | None, median: float | None, p90: float | None
) -> TransitionTime | None:
    """Times in seconds as a journey keeps them, in the largest unit of which the median has two.

    Six digits are kept. None where there are no times.

    Example:
        >>> to_transition_time(5400.0, 7200.0, 14400.0).unit
        'hours'
    """
    if mean is None or median is None or p90 is None:
        return None
    unit = _choose_unit(median or mean)
    mean, median, p90 = (float(f"{t / _SECONDS[unit]:.{_DIGITS}g}") for t in (mean, median, p90))
    return TransitionTime(mean=mean, median=median, p90=p90, unit=unit)


def show_seconds(seconds: float | None) -> str:
    """A time as people read it.

    Example:
        >>> show_seconds(90.0), show_seconds(36000.0), show_seconds(0.25), show_seconds(None)
        ('90 s', '10 h', '0.25 s', '–')
    """
    if seconds is None:
        return "–"
    unit = _choose_unit(seconds)
    amount = seconds / _SECONDS[unit]
    return tell_short(f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}", unit)


def _choose_unit(seconds: float) -> Unit:
    fitting = (unit for unit, size in _SECONDS.items() if seconds >= _FEWEST * size)
    return next(fitting, "seconds")
