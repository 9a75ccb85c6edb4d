"""The same customers twice: every change is second minus first, before to after.

Pairs say more than two independent groups of the same size, because what differs between people
drops out. They need answers joined by customer; readings are not, so whole waves are compared by
``comparisons``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from scipy.special import bdtr, chdtrc, stdtr

from journeymap.statistics.comparing.ratios import Ratio, to_ratio
from journeymap.statistics.comparing.two_groups import MOST_EXACT, Difference
from journeymap.statistics.durations import log_moments
from journeymap.statistics.intervals import critical_t, critical_z, spread_is_unknown
from journeymap.statistics.numbers import check_all_finite, check_positive, check_whole


@dataclass(frozen=True, slots=True)
class PairedShares:
    """The change of a share among the same customers.

    Args:
        difference: Second share minus first, -1 to 1.
        low: Lower end of its interval.
        high: Upper end of its interval.
        p_exact: Two-sided exact p of McNemar's test.
        p_chi2: Its p by chi squared, not corrected for continuity.
    """

    difference: float
    low: float
    high: float
    p_exact: float
    p_chi2: float


def mcnemar(
    yes_yes: int, yes_no: int, no_yes: int, no_no: int, *, level: float = 0.95
) -> PairedShares:
    """McNemar's test: of those who changed, did more change one way than the other?

    Exact: the binomial test of ``yes_no`` in ``yes_no + no_yes`` against one half; chi squared:
    (b - c)²/(b + c); McNemar 1947, Psychometrika 12:153. Interval: adjusted Wald of Bonett &
    Price 2012, Journal of Educational and Behavioral Statistics 37:479.

    Args:
        yes_yes: How many said yes both times.
        yes_no: How many said yes, then no.
        no_yes: How many said no, then yes.
        no_no: How many said no both times.
        level: Confidence, between 0 and 1.

    Raises:
        ValueError: a count is negative or no whole number, or nobody answered.

    Example:
        >>> found = mcnemar(45, 15, 5, 35)
        >>> found.difference, round(found.p_exact, 4), round(found.p_chi2, 4)
        (-0.1, 0.0414, 0.0253)
    """
    counts = (yes_yes, yes_no, no_yes, no_no)
    check_all_finite(counts=counts)
    n, changed = sum(counts), yes_no + no_yes
    if min(counts) < 0 or n == 0 or any(count != int(count) for count in counts):
        raise ValueError("pairs need whole counts from 0 up and at least one pair")
    check_whole(0, MOST_EXACT, yes_no=yes_no, no_yes=no_yes)
    fewer = min(yes_no, no_yes)
    exact = min(1.0, 2 * float(bdtr(fewer, changed, 0.5))) if changed else 1.0
    chi2 = float(chdtrc(1, (yes_no - no_yes) ** 2 / changed)) if changed else 1.0
    low, high = _paired_interval(yes_no, no_yes, n, level)
    return PairedShares((no_yes - yes_no) / n, low, high, exact, chi2)


def _paired_interval(yes_no: int, no_yes: int, n: int, level: float) -> tuple[float, float]:
    """Adjusted Wald, let out to the raw difference."""
    raw = (no_yes - yes_no) / n
    worse, better = (yes_no + 1) / (n + 2), (no_yes + 1) / (n + 2)
    gap = better - worse
    half = critical_z(level) * math.sqrt((better + worse - gap**2) / (n + 2))
    return max(-1.0, min(raw, gap - half)), min(1.0, max(raw, gap + half))


def compare_paired_means(
    before: Sequence[float],
    after: Sequence[float],
    *,
    level: float = 0.95,
    ends: tuple[float, float] | None = None,
) -> Difference:
    """The mean change of the same customers: the paired t test of Student 1908.

    Args:
        before: A value per customer.
        after: The later value of each, in the same order.
        level: Confidence, between 0 and 1.
        ends: Smallest and largest value of the scale; without them nothing is said where all
            changes are equal.

    Raises:
        ValueError: there is no pair, or the lengths differ.

    Example:
        >>> found = compare_paired_means([6, 7, 5, 8], [8, 7, 6, 9])
        >>> found.difference, round(found.p, 4)
        (1.0, 0.0917)
    """
    if len(before) != len(after):
        raise ValueError(f"pairs need as many values after as before, got {len(after)}")
    width = None if ends is None else abs(ends[1] - ends[0])
    changes = [float(two) - float(one) for one, two in zip(before, after, strict=True)]
    return mean_change(changes, level=level, width=width)


def compare_nps_panel(class_changes: Sequence[float], *, level: float = 0.95) -> Difference:
    """The change of NPS among the same customers, in points.

    A paired t on the classes: detractor -1, passive 0, promoter +1.

    Args:
        class_changes: Per customer the later class minus the earlier one, -2 to 2.
        level: Confidence, between 0 and 1.

    Raises:
        ValueError: there is no customer, or a change lies outside -2 to 2.

    Example:
        >>> found = compare_nps_panel([0, 1, 1, -1, 2, 0])
        >>> found.difference, round(found.low, 1), round(found.high, 1)
        (50.0, -60.1, 160.1)
    """
    if not all(-2 <= change <= 2 for change in class_changes):
        raise ValueError("a change of class lies between -2 and 2")
    found = mean_change([100 * float(change) for change in class_changes], level=level, width=200)
    low, high = max(-200.0, found.low), min(200.0, found.high)
    return Difference(found.difference, low, high, found.statistic, found.df, found.p)


def compare_paired_durations(
    before: Sequence[float],
    after: Sequence[float],
    *,
    level: float = 0.95,
    smallest_unit: float = 1.0,
) -> Ratio:
    """How many times as long the same customers' times are: a paired t on logarithms.

    Example:
        >>> found = compare_paired_durations([10, 20, 40, 30], [6, 9, 22, 16])
        >>> round(found.ratio, 3), round(found.low, 3), round(found.high, 3)
        (0.53, 0.438, 0.643)
    """
    logs = [
        [log_moments([value], smallest_unit=smallest_unit).log_mean for value in values]
        for values in (before, after)
    ]
    return to_ratio(compare_paired_means(*logs, level=level))


def mean_change(
    changes: Sequence[float], *, level: float = 0.95, width: float | None = None
) -> Difference:
    """A mean of changes with the t interval and the test against no change.

    Where all are equal t can't be had. With the ``width`` of the scale a change is then taken as
    one of -width to width with the largest variance there can be, width² (Popoviciu 1935);
    without, nothing is said.

    Raises:
        ValueError: there is no change.
    """
    n = len(changes)
    if n == 0:
        raise ValueError("pairs need at least one pair")
    check_all_finite(changes=changes)
    check_positive(width=width)
    mean, sd = fmean(changes), stdev(changes) if n > 1 else None
    if sd is not None and not spread_is_unknown(sd, n, width=width or 1.0):
        se = sd / math.sqrt(n)
        half, t = critical_t(level, n - 1) * se, mean / se
        return Difference(
            mean, mean - half, mean + half, t, n - 1, 2 * float(stdtr(n - 1, -abs(t)))
        )
    if width is None:
        return Difference(mean, -math.inf, math.inf, 0.0, math.inf, 1.0)
    return _bounded_change(mean, n, level, width)


def _bounded_change(mean: float, n: int, level: float, width: float) -> Difference:
    se = width / math.sqrt(n)
    half, z = critical_z(level) * se, mean / se
    p = math.erfc(abs(z) / math.sqrt(2))
    return Difference(mean, max(-width, mean - half), min(width, mean + half), z, math.inf, p)
