"""Which test two shares get: exact where few answers are expected to count, z elsewhere."""

from __future__ import annotations

from dataclasses import replace
from math import floor

from journeymap.statistics.comparing.two_groups import (
    MOST_EXACT,
    Difference,
    compare_shares,
    exact_shares,
    fisher_p,
)
from journeymap.statistics.intervals import share_of

FEWEST_EXPECTED = 5  # Cochran 1954, Biometrics 10:417
MOST_FOR_BOSCHLOO = 100  # answers in a group; its time grows with the product of both


def smallest_expected_count(x1: float, n1: float, x2: float, n2: float) -> float:
    """The smallest count expected in the 2 x 2 table where both shares are the same.

    Example:
        >>> smallest_expected_count(7, 10, 2, 10), smallest_expected_count(0, 10, 0, 20)
        (4.5, 0.0)
    """
    pooled = min(1.0, (share_of(x1, n1) * n1 + share_of(x2, n2) * n2) / (n1 + n2))
    return min(n1, n2) * min(pooled, 1 - pooled)


def compare_shares_by_size(
    x1: float, n1: float, x2: float, n2: float, *, level: float = 0.95, quick: bool = False
) -> Difference:
    """Two shares: as ``compare_shares``, with an exact p where an expected count is under 5.

    The exact test is Boschloo's up to 100 answers a group, Fisher's beyond; weighted counts are
    rounded for it, answers down. The interval stays Newcombe's, which holds for small groups.

    Args:
        x1: Answers of the first group that count.
        n1: All its answers.
        x2: Those of the second group that count.
        n2: All its answers.
        level: Confidence of the interval, between 0 and 1.
        quick: Fisher's test for small groups, too: it is cautious, and a hundred times faster.

    Example:
        >>> round(compare_shares_by_size(7, 10, 2, 12).p, 4)
        0.0187
    """
    found = compare_shares(x1, n1, x2, n2, level=level)
    expected = smallest_expected_count(x1, n1, x2, n2)
    # nobody or everybody in both groups, or too many for any exact test
    if expected >= FEWEST_EXPECTED or expected == 0 or max(n1, n2) > MOST_EXACT:
        return found
    whole = (*_round(x1, n1), *_round(x2, n2))
    small = not quick and max(n1, n2) <= MOST_FOR_BOSCHLOO
    return replace(found, p=exact_shares(*whole).boschloo_p if small else fisher_p(*whole))


def _round(x: float, n: float) -> tuple[int, int]:
    whole = max(1, floor(n + 1e-9))
    return min(whole, round(x / n * whole)), whole
