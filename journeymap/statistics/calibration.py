"""Whether stated chances hold: what was said against how often it came true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from journeymap.statistics.intervals import share_interval

EDGES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Statements of about the same chance.

    Args:
        n: How many statements.
        stated: The mean of the chances they stated, 0 to 1.
        came_true: The share of them that came true, 0 to 1.
        low: Lower end of that share's interval.
        high: Upper end of it.
    """

    n: int
    stated: float
    came_true: float
    low: float
    high: float


def bin_statements(
    statements: Iterable[tuple[float, bool]],
    *,
    edges: Sequence[float] = EDGES,
    level: float = 0.95,
) -> tuple[CalibrationBin, ...]:
    """Statements by their chance, from low to high; the bins of a reliability diagram.

    After Murphy & Winkler (1977), Applied Statistics 26; intervals by Wilson (1927).

    Args:
        statements: A chance (0 to 1) and whether it came true.
        edges: Where one bin ends and the next begins, from low to high; finer at the ends, where
            verdicts are made.
        level: Confidence of the intervals, between 0 and 1.

    Returns:
        A bin for each stretch in which there are statements.

    Raises:
        ValueError: if a chance lies outside of 0 to 1.

    Example:
        >>> found = bin_statements([(0.9, True)] * 9 + [(0.9, False)])[0]
        >>> found.n, round(found.stated, 2), found.came_true
        (10, 0.9, 0.9)
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for chance, came_true in statements:
        if not 0 <= chance <= 1:
            raise ValueError(f"a chance lies between 0 and 1, got {chance!r}")
        held.setdefault(bisect_right(edges, chance), []).append((chance, came_true))
    return tuple(_make_bin(held[i], level) for i in sorted(held))


def _make_bin(statements: Sequence[tuple[float, bool]], level: float) -> CalibrationBin:
    n, true = len(statements), sum(came_true for _, came_true in statements)
    interval = share_interval(true, n, level=level)
    stated = fsum(chance for chance, _ in statements) / n
    return CalibrationBin(n, stated, true / n, interval.low, interval.high)


def calibration_error(bins: Sequence[CalibrationBin]) -> float:
    """The expected calibration error: mean distance between stated and true, weighted by size.

    Naeini, Cooper & Hauskrecht (2015), AAAI 29; 0 to 1, 0 is perfect.

    Args:
        bins: One at least.

    Raises:
        ValueError: if there are none.

    Example:
        >>> calibration_error([CalibrationBin(30, 0.9, 0.8, 0.6, 0.9)]).__round__(3)
        0.1
    """
    total = sum(one.n for one in bins)
    if not total:
        raise ValueError("an error needs one statement at least")
    return fsum(one.n * abs(one.stated - one.came_true) for one in bins) / total
