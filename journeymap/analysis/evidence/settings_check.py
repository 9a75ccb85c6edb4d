"""The settings that all questions share, checked once where a question comes in.

Each check gives back the setting as a plain number, so that a result can always be written as
JSON, and raises ``ValueError`` with a sentence where it can't be meant.
"""

from __future__ import annotations

from numbers import Integral, Real

FEWEST_DRAWS = 100  # with fewer a chance is good to ten points at best


def check_level(level: float) -> float:
    """The confidence of intervals: between 0 and 1, neither of them.

    Example:
        >>> check_level(0.95)
        0.95
    """
    return _check_share("level", level, 0.0)


def check_q(q: float) -> float:
    """The adjusted p up to which a difference counts as clear: between 0 and 1, neither of them.

    Example:
        >>> check_q(0.05)
        0.05
    """
    return _check_share("q", q, 0.0)


def check_sure(sure: float) -> float:
    """The chance from which a goal counts as met: between 0.5 and 1, neither of them.

    Example:
        >>> check_sure(0.9)
        0.9
    """
    return _check_share("sure", sure, 0.5)


def check_count(name: str, value: int, least: int) -> int:
    """A whole number of at least ``least``, of any size.

    Example:
        >>> check_count("seed", 10**20, 0)
        100000000000000000000
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")
    return int(value)


def check_optional_count(name: str, value: int | None, least: int) -> int | None:
    """The same for a setting that may be left out."""
    return None if value is None else check_count(name, value, least)


def _check_share(name: str, value: float, low: float) -> float:
    if not isinstance(value, Real) or isinstance(value, bool) or not low < value < 1:
        raise ValueError(f"{name} must lie between {low:g} and 1, neither of them, got {value!r}")
    return float(value)
