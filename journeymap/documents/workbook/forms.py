"""How a cell of a tidy table is written: as a number with its format, or as nothing but text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.errors import JourneymapError
from journeymap.model.journey import Journey
from journeymap.picture.lettering import clean_line

LONGEST = 32_767  # characters that a cell can hold
CUT = " […]"

WHOLE, TENTHS, PERCENT, CHANCE, THOUSANDTHS, GENERAL = (
    "#,##0", "0.0", "0.0%", "0%", "0.000", "0.00",
)  # fmt: skip
_IN_THE_METRICS_UNIT = frozenset({
    "value", "low", "high", "target", "before", "after", "difference", "center", "limit_low",
    "limit_high", "change", "change_low", "change_high", "benchmark", "against_benchmark",
    "spread", "rest", "rest_low", "rest_high",
})  # fmt: skip
_SHARES = frozenset({
    "reach", "coverage", "drop_off", "exit_rate", "exit_low", "exit_high", "removal_effect",
    "gained_if_median", "rate", "share", "response_rate", "importance_share",
})  # fmt: skip
_P_VALUES = frozenset({"p", "p_adjusted", "p_any"})


def find_form(key: str, row: Mapping[str, Any], value: Any, journey: Journey) -> str:
    """The number format of a value.

    Args:
        key: The name of its column.
        row: The row it stands in: its metric says whether values are shares.
        value: The number.
        journey: Whose metrics those are.

    Example:
        >>> journey = Journey(name="Shop", stages=["Buy"])
        >>> find_form("value", {"metric": "churn"}, 0.8, journey), find_form("n", {}, 8, journey)
        ('0.0%', '#,##0')
    """
    if key in _P_VALUES:
        return THOUSANDTHS
    if key.startswith("p_"):
        return CHANCE
    if key in _SHARES:
        return PERCENT
    if key in _IN_THE_METRICS_UNIT and "lost_per_100" not in row:
        return PERCENT if _is_share(row.get("metric"), journey) else GENERAL
    if isinstance(value, int):
        return WHOLE
    return TENTHS if abs(value) >= 10 else GENERAL


def to_text(value: Any) -> str:
    """A value as the text of a cell: without characters that a file can't hold, nor too long."""
    if isinstance(value, Mapping):
        value = "; ".join(f"{key}={to_text(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        value = ", ".join(map(to_text, value))
    text = clean_line(str(value))
    whole = cut_text(text, LONGEST)
    return text if whole == text else f"{cut_text(text, LONGEST - len(CUT))}{CUT}"


def cut_text(text: str, most: int) -> str:
    """A text of at most so many characters as Excel counts them: emoji and rare letters twice.

    Example:
        >>> cut_text("Pay 🛒", 6), cut_text("Pay 🛒", 5)
        ('Pay 🛒', 'Pay ')
    """
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _is_share(metric: Any, journey: Journey) -> bool:
    try:
        return journey.metric(str(metric)).is_share
    except JourneymapError:
        return False
