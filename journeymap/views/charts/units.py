"""The unit of a chart's axis, read from what people read of values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBER = re.compile(r"[+\-−]?[\d.,]+(?:e[+\-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of values: what they are multiplied by to be shown, and what it is called."""

    factor: float = 1.0
    name: str = ""


def read_unit(found: Iterable[tuple[float | None, str]]) -> Unit:
    """The unit of values, which results hold only in what people read.

    Args:
        found: Values in their metric's unit, each as people read it, the unit behind the number.

    Example:
        >>> read_unit([(0.567, "56.7 % (54.8 to 58.6)")]), read_unit([(3.2, "3.20")])
        (Unit(factor=100.0, name='%'), Unit(factor=1.0, name=''))
    """
    for value, shown in found:
        number = _NUMBER.match(shown)
        if value is None or number is None:
            continue
        name = shown[number.end() :].partition(" (")[0].strip()
        told = float(number[0].replace(",", "").replace("−", "-"))
        is_percent = name == "%" and abs(told - 100 * value) <= 0.051
        return Unit(100.0 if is_percent else 1.0, name)
    return Unit()


def scale_by(value: float | None, unit: Unit) -> float | None:
    """A value as its axis shows it."""
    return None if value is None else value * unit.factor
