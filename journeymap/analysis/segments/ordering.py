"""In which order groups stand: amounts by their number, others as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journeymap.model.wave_order import to_wave_order

_LESS = "under|below|less than|fewer than|up to|younger than|poniżej|mniej niż|do|до|младше|менее"
_MORE = "over|above|more than|older than|from|at least|powyżej|ponad|od|от|свыше|старше|более"
_AMOUNT = re.compile(
    rf"\W*?(?:(?P<less>[<≤]=?|\b(?:{_LESS})\b)|(?P<more>[>≥]=?|\b(?:{_MORE})\b))?[^\w.,]*"
    r"(?P<number>\d+(?:[., ]\d{3})*(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[., ](?=\d{3}(?!\d))")
Amount = tuple[float, int]  # its first number, and whether it lies below, at or above it


def order_groups(groups: Iterable[str]) -> tuple[str, ...]:
    """The groups as people expect them.

    Groups that are mostly amounts, such as ages, stand by their first number, "under 40" before
    "40-64" and "over 64" behind it, and the others after them. Groups that all hold a number, such
    as "gate 9" and "gate 10", count up. All others keep the order in which they are given.

    Args:
        groups: Their names in the order of the file, each once.

    Example:
        >>> order_groups(["41-65", "over 65", "under 40"])
        ('under 40', '41-65', 'over 65')
        >>> order_groups(["phone", "tablet", "computer"])
        ('phone', 'tablet', 'computer')
    """
    names = tuple(groups)
    amounts = {name: amount for name in names if (amount := find_amount(name))}
    if 2 * len(amounts) > len(names):
        rest = (name for name in names if name not in amounts)
        return (*sorted(amounts, key=lambda name: (amounts[name], to_wave_order(name))), *rest)
    if names and all(re.search(r"\d", name) for name in names):
        return tuple(sorted(names, key=to_wave_order))
    return names


def find_amount(group: str) -> Amount | None:
    """The number that a group's name begins with, and its side of it; None where it has none.

    Example:
        >>> find_amount("under 1,000"), find_amount("1.5 h"), find_amount("gate 9")
        ((1000.0, -1), (1.5, 0), None)
    """
    found = _AMOUNT.match(group)
    if not found:
        return None
    plain = _THOUSANDS.sub("", found["number"]).replace(",", ".")
    side = -1 if found["less"] else 1 if found["more"] else 0
    return float(plain), side
