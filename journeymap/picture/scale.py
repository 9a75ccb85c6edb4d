"""Numbered axes: a few ticks that people count in, and where a value lies between two pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, inf, log10

LARGEST = 1e12  # no picture can show more


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight axis from ``low`` to ``high``.

    Args:
        low: Value at the beginning.
        high: Value at the end; above ``low``.
        ticks: The values that are written, from low to high.
        digits: How many digits behind the point the ticks need.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    digits: int

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value lies between two pixels; what lies outside is put at the end.

        Example:
            >>> Scale(0, 100, (0, 50, 100), 0).place(25, 200, 600)
            300.0
        """
        share = (value - self.low) / (self.high - self.low)
        return start + (end - start) * min(1.0, max(0.0, share))

    def write(self, tick: float) -> str:
        """A tick as it is written: thousands by commas, a point before the decimals."""
        return f"{round(tick, self.digits) + 0.0:,.{self.digits}f}"


def plan_scale(
    values: Iterable[float], *, least: float = -inf, most: float = inf, ticks: int = 4
) -> Scale:
    """A scale that holds every value, with about so many steps.

    Args:
        values: What must lie on it; values beyond 10^12 are left out.
        least: Where the scale of the thing itself begins, such as 0 for shares.
        most: Where it ends.
        ticks: About how many steps.

    Example:
        >>> plan_scale([12.0, 47.5]).ticks
        (10.0, 20.0, 30.0, 40.0, 50.0)
    """
    found = [value for value in values if abs(value) < LARGEST] or [0.0, 1.0]
    low, high = max(least, min(found)), min(most, max(found))
    if high - low < 1e-9 * max(1.0, abs(high)):
        room = 0.5 * abs(high) or 0.5
        low, high = max(least, low - room), min(most, high + room)
    step = nice_step((high - low) / ticks)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = len(f"{step:.6f}".rstrip("0").partition(".")[2])
    marks = tuple(i * step for i in range(first, last + 1))
    inside = tuple(tick for tick in marks if least - 1e-9 <= tick <= most + 1e-9)
    return Scale(max(marks[0], least), min(marks[-1], most), inside, digits)


def nice_step(step: float) -> float:
    """The next step above that people count in: 1, 2, 2.5, 5 or 10 times a power of ten.

    Example:
        >>> nice_step(0.3), nice_step(7)
        (0.5, 10.0)
    """
    size = 10.0 ** floor(log10(step))
    return float(next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= step * 0.999))
