"""Exact tests of small counts, and how many of them are worth bearing in mind at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg
from journeymap.statistics.numbers import check_same_length, check_whole


@dataclass(frozen=True, slots=True)
class Overuse:
    """How surprising it is that so many of what is marked are here.

    Args:
        p: The chance of so many or more here where the marked ones were dealt at random, 0 to 1.
        smallest: The same if as many as can be were here: no count gives a smaller p.
    """

    p: float
    smallest: float


def exact_overuse(counts: Sequence[tuple[int, int, int, int]]) -> tuple[Overuse, ...]:
    """One-sided exact tests of whether something is more frequent here than elsewhere.

    p = Σ C(K, i)·C(N - K, n - i)/C(N, n) for i from x on: Fisher's exact test (Fisher 1935, Journal
    of the Royal Statistical Society 98:39). It holds at any counts; that of a z does not where a
    count is 0 or nearly so.

    Args:
        counts: For each test x, n, x_elsewhere and n_elsewhere: how many are marked here, of how
            many, and the same elsewhere; K = x + x_elsewhere, N = n + n_elsewhere.

    Returns:
        In the same order, each with the smallest p that its K, n and N leave open.

    Raises:
        ValueError: a count is no whole number of 0 or more, or more are marked than there are.

    Example:
        >>> [found] = exact_overuse([(5, 10, 0, 20)])
        >>> round(found.p, 5), found.p == found.smallest
        (0.00177, True)
    """
    if not counts:
        return ()
    for x, n, x_elsewhere, n_elsewhere in counts:
        check_whole(0, x=x, n=n, x_elsewhere=x_elsewhere, n_elsewhere=n_elsewhere)
        if x > n or x_elsewhere > n_elsewhere:
            raise ValueError("more are marked than there are")
    import numpy as np  # noqa: PLC0415 - slow to load
    from scipy.stats import hypergeom  # noqa: PLC0415 - slow to load

    x, n, x_elsewhere, n_elsewhere = np.array(counts, dtype=np.int64).T
    marked, whole = x + x_elsewhere, n + n_elsewhere
    most = np.minimum(marked, n)
    # of nothing at all, nothing can be surprising
    p, smallest = (
        np.where(whole > 0, hypergeom.sf(least - 1, whole, marked, n), 1.0) for least in (x, most)
    )
    return tuple(
        Overuse(min(float(one), 1.0), min(float(least), float(one), 1.0))
        for one, least in zip(p, smallest, strict=True)
    )


def adjust_attainable(
    p: Sequence[float], smallest: Sequence[float], *, q: float
) -> tuple[float, ...]:
    """Benjamini-Hochberg over those tests only that could ever be significant.

    K is the smallest number such that no more than K tests have a smallest p of at most q/K
    (Tarone 1990, Biometrics 46:515); they are adjusted among themselves (Gilbert 2005, Journal of
    the Royal Statistical Society C 54:143). What can't be significant makes no false finding, so
    it need not be paid for. Which tests remain hangs on what p could be, never on what it is.

    Args:
        p: The p-values of discrete tests, each from 0 to 1.
        smallest: For each the smallest that it could have been.
        q: The share of false findings that is borne, above 0 and below 1.

    Returns:
        The adjusted ones in the same order; 1 for those that are left out.

    Raises:
        ValueError: the lists differ in length, or a number lies outside its range.

    Example:
        >>> adjust_attainable([0.01, 0.3, 0.5], [0.001, 0.3, 0.5], q=0.05)
        (0.01, 1.0, 1.0)
    """
    check_same_length(p=p, smallest=smallest)
    if not 0 < q < 1:
        raise ValueError(f"q must lie between 0 and 1, neither of them, got {q!r}")
    if not all(0 <= least <= own <= 1 for own, least in zip(p, smallest, strict=True)):
        raise ValueError("the smallest p must lie from 0 to its p, and that not above 1")
    bound = q / _count_attainable(sorted(smallest), q) if p else q
    kept = [i for i, least in enumerate(smallest) if least <= bound]
    adjusted = dict(zip(kept, adjust_benjamini_hochberg([p[i] for i in kept]), strict=True))
    return tuple(adjusted.get(i, 1.0) for i in range(len(p)))


def _count_attainable(ordered: Sequence[float], q: float) -> int:
    """The smallest K of which no more than K tests have a smallest p of at most q/K."""
    m = len(ordered)
    return next(k for k in range(1, m + 1) if k == m or ordered[k] > q / k)
