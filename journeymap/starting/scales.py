"""Which scale a handful of codes was probably answered on, and which of them mean no answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# how much less likely a scale is than the commonest ones, in the unit of the costs below
_SCALES = {
    (1, 5): 0.0, (0, 10): 0.0, (1, 10): 0.0, (1, 7): 0.5, (-2, 2): 1.0, (-3, 3): 1.0,
    (1, 4): 1.5, (1, 3): 2.0, (1, 6): 2.2, (0, 4): 3.0, (1, 9): 3.0, (0, 5): 4.0, (0, 6): 4.0,
}  # fmt: skip
_COMMON = 1.0  # up to this a scale needs nothing else to speak for it
_USUAL_GAPS = frozenset({-1, -2, -8, -9, -77, -88, -98, -99, 77, 88, 96, 97, 98, 99, 777, 888, 999})
MOST_COST = 5.0


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """A scale that codes may have been answered on.

    Args:
        low: Its lowest code.
        high: Its highest code.
        missing: Codes beside it, which then mean that there is no answer.
        cost: How much speaks against it; 0 where nothing does.
        is_common: Whether it is one that hardly anything else than a question is coded by.
    """

    low: int
    high: int
    missing: tuple[int, ...]
    cost: float
    is_common: bool


def guess_scale(codes: Collection[int]) -> ScaleGuess | None:
    """The likeliest scale of some codes; None where none fits.

    Our own costs: a rare scale, an end or a code between that nobody gave, and codes that stand
    beside the scale. A code far off, such as 99, costs least: that is what gap codes are for.

    Example:
        >>> found = guess_scale([0, 1, 2, 3, 4, 5, 6])
        >>> found.low, found.high, found.missing
        (1, 5, (0, 6))
        >>> guess_scale(range(11)).missing, guess_scale([1, 2, 3, 4, 5, 99]).missing
        ((), (99,))
    """
    guesses = [found for ends in _SCALES if (found := fit_scale(codes, *ends)) is not None]
    best = min(guesses, key=lambda found: found.cost, default=None)
    return best if best is not None and best.cost <= MOST_COST else None


def fit_scale(codes: Collection[int], low: int, high: int) -> ScaleGuess | None:
    """These codes on this scale; None where too many lie beside it."""
    inside = {code for code in codes if low <= code <= high}
    beside = sorted(set(codes) - inside)
    if len(inside) < 3 or not all(_may_be_missing(code, low, high) for code in beside):
        return None
    # nought and the code behind the last together are a pattern: left blank, and don't know
    pattern = 1.0 if {low - 1, high + 1} <= set(beside) else 0.0
    ends = 2.0 * sum(end not in inside for end in (low, high))
    between = sum(code not in inside for code in range(low + 1, high))
    rarity = _SCALES.get((low, high), MOST_COST)
    cost = rarity + ends + between + sum(_cost_of(c, low, high) for c in beside) - pattern
    return ScaleGuess(low, high, tuple(beside), cost, rarity <= _COMMON)


def _may_be_missing(code: int, low: int, high: int) -> bool:
    single = code in (8, 9) and high <= 7
    return single or code in _USUAL_GAPS or code in (0, high + 1) or code == low - 1


def _cost_of(code: int, low: int, high: int) -> float:
    if code == high + 1:
        return 2.5
    return 1.0 if code == low - 1 else 0.5
