"""In which order groups stand: amounts by their number, others as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from journeymap.model.wave_order import to_wave_order

_LESS = "under|below|less than|fewer than|up to|younger than|poniżej|mniej niż|do|до|младше|менее"
_MORE = "over|above|more than|older than|from|at least|powyżej|ponad|od|от|свыше|старше|более"
_NUMBER = r"[-−]?\d+(?:[., ]\d{3})*(?:[.,]\d+)?"
_AMOUNT = re.compile(
    rf"\W*?(?:(?P<less>[<≤]=?|\b(?:{_LESS})\b)|(?P<more>[>≥]=?|\b(?:{_MORE})\b))?[^\w.,]*?"
    rf"(?P<number>{_NUMBER})(?:\s*(?:[-–—]|to|do|до)\s*(?P<end>{_NUMBER}))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OR_LESS = re.compile(
    r"\b(?:or|and|lub|i|или|и) (?:less|fewer|under|below|younger|mniej|менее|младше)$"
)
_LINKS = frozenset(  # they may stand between or behind numbers
    (
        *("to", "and", "or", "more", "less", "fewer", "over", "under", "above", "below", "up"),
        *("older", "younger", "do", "i", "lub", "więcej", "mniej", "powyżej", "poniżej"),
        *("до", "и", "или", "более", "больше", "менее", "меньше", "старше", "младше"),
    )
)
_THOUSANDS = re.compile(r"[., ](?=\d{3}(?!\d))")


class Amount(NamedTuple):
    """The amount that a group's name begins with.

    Args:
        number: Its first number.
        side: Whether the group lies below (-1), at (0) or above (1) it.
        unit: The words after the number, such as "min" or "k"; None where they contradict each
            other, as in "500k-1M".
    """

    number: float
    side: int
    unit: frozenset[str] | None


def order_groups(groups: Iterable[str]) -> tuple[str, ...]:
    """The groups as people expect them.

    Groups that are mostly amounts of one unit, such as ages, stand by their first number, "under
    40" before "40-64" and "over 64" behind it, and the others after them. Groups that differ in
    numbers only, such as "gate 9" and "gate 10", count up. All others keep the order in which they
    are given, amounts of several units ("30 min", "1 h") too: nothing here knows what they are
    worth.

    Args:
        groups: Their names in the order of the file, each once.

    Example:
        >>> order_groups(["41-65", "over 65", "under 40"])
        ('under 40', '41-65', 'over 65')
        >>> order_groups(["under 30 min", "30-60 min", "1-2 h"])
        ('under 30 min', '30-60 min', '1-2 h')
    """
    names = tuple(groups)
    amounts = {name: amount for name in names if (amount := find_amount(name))}
    if 2 * len(amounts) > len(names):
        if not _share_a_unit(amounts.values()):
            return names
        rest = (name for name in names if name not in amounts)
        return (*sorted(amounts, key=lambda name: (amounts[name][:2], to_wave_order(name))), *rest)
    shapes = {re.sub(r"\d+", "0", name) for name in names}
    if len(shapes) == 1 and "0" in next(iter(shapes)):
        return tuple(sorted(names, key=to_wave_order))
    return names


def find_amount(group: str) -> Amount | None:
    """The amount that a group's name begins with; None where it begins with none.

    Example:
        >>> find_amount("under 1,000")[:2], find_amount("-1.5 to 0")[:2], find_amount("gate 9")
        ((1000.0, -1), (-1.5, 0), None)
        >>> sorted(find_amount("30 to 60 min").unit), find_amount("500k-1M").unit
        (['min'], None)
    """
    found = _AMOUNT.match(group)
    if not found:
        return None
    number, rest = _to_float(found["number"]), found["rest"].strip()
    below = found["less"] or _OR_LESS.search(rest)
    side = -1 if below else 1 if found["more"] else 0
    return Amount(number, side, _find_unit(number, found["end"], rest))


def _find_unit(number: float, end: str | None, rest: str) -> frozenset[str] | None:
    """The words after a number or a range; None where its two ends are of different units."""
    units = {words for piece in re.split(r"\d+", rest) if (words := _find_words(piece))}
    if len(units) > 1:
        return None
    unit = next(iter(units), frozenset[str]())
    falls = end is not None and _to_float(end) < number  # as in "500-1k"
    return None if unit and falls else unit


def _find_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+|%", text)) - _LINKS


def _share_a_unit(amounts: Iterable[Amount]) -> bool:
    units = {amount.unit for amount in amounts}
    return len(units) == 1 and None not in units


def _to_float(number: str) -> float:
    return float(_THOUSANDS.sub("", number).replace(",", ".").replace("−", "-"))
