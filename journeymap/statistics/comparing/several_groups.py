"""Three or more groups at once: does any of them differ at all?

One test of all groups comes before the pairs: among many pairs one always looks different.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from journeymap.statistics.comparing.two_groups import MOST_ANSWERS, GroupMoments
from journeymap.statistics.intervals import share_of, share_of_scale, spread_is_unknown
from journeymap.statistics.numbers import check_all_finite, check_finite, check_same_length


@dataclass(frozen=True, slots=True)
class AnyDifference:
    """A test of whether several groups are all alike.

    Args:
        statistic: F, H or chi squared.
        df: Degrees of freedom, those above the line for F.
        df_within: Degrees of freedom below the line for F; inf elsewhere.
        p: The chance of groups that differ at least so much where all are alike.
    """

    statistic: float
    df: float
    df_within: float
    p: float


def welch_anova(groups: Sequence[Sequence[float]]) -> AnyDifference:
    """Means of several groups from the answers themselves. See ``welch_anova_from_moments``.

    Example:
        >>> found = welch_anova([[7, 9, 8, 10], [6, 7, 5, 8], [5, 6, 4, 7]])
        >>> round(found.statistic, 3), round(found.p, 4)
        (5.04, 0.052)
    """
    if any(len(group) < 2 for group in groups):
        raise ValueError("every group needs at least two answers")
    for group in groups:
        check_all_finite(groups=group)
    return welch_anova_from_moments([(fmean(g), stdev(g), len(g)) for g in groups])


def welch_anova_from_moments(moments: Sequence[GroupMoments]) -> AnyDifference:
    """Means of several groups whose spreads may differ: Welch 1951, Biometrika 38:330.

    Args:
        moments: (mean, sd, n) of each group.

    Raises:
        ValueError: there are fewer than two groups, or a group's spread says nothing (one answer,
            all equal, not known).

    Example:
        >>> found = welch_anova_from_moments([(7.9, 1.8, 64), (7.1, 2.0, 50), (7.5, 1.9, 80)])
        >>> round(found.statistic, 3), round(found.p, 4)
        (2.489, 0.0875)
    """
    k = _check_groups(moments)
    weights = []
    for mean, sd, n in moments:
        check_finite(mean=mean, n=n)
        if sd is None or spread_is_unknown(sd, n):
            raise ValueError("every group needs answers that differ")
        weights.append(n / sd**2)
    total = math.fsum(weights)
    centre = math.fsum(w * m[0] for w, m in zip(weights, moments, strict=True)) / total
    squares = (w * (m[0] - centre) ** 2 for w, m in zip(weights, moments, strict=True))
    loose = math.fsum(
        (1 - w / total) ** 2 / (m[2] - 1) for w, m in zip(weights, moments, strict=True)
    )
    f = math.fsum(squares) / (k - 1) / (1 + 2 * (k - 2) / (k**2 - 1) * loose)
    within = (k**2 - 1) / (3 * loose)
    from scipy.special import fdtrc  # noqa: PLC0415 - slow to load

    return AnyDifference(f, k - 1, within, float(fdtrc(k - 1, within, f)))


def compare_several_moments(
    moments: Sequence[GroupMoments], *, ends: tuple[float, float]
) -> AnyDifference:
    """Means of several groups, whatever their spreads: Welch's, or as shares of the scale.

    Welch's analysis of variance where every spread is known; where one says nothing (one answer,
    all equal, not known, or all customers), the means are compared as shares of the scale by chi
    squared, which is conservative, as ``compare_moments`` does with two.

    Args:
        moments: (mean, sd, n) of each group; n is inf where all customers answered.
        ends: Smallest and largest value of the scale.

    Raises:
        ValueError: there are fewer than two groups, or a mean lies outside the scale.

    Example:
        >>> groups = [(4.6, 0.6, 200), (5, 0, 10), (4.5, 0.7, 90)]
        >>> found = compare_several_moments(groups, ends=(1, 5))
        >>> round(found.statistic, 3), round(found.p, 4)
        (1.619, 0.4452)
    """
    if all(n < math.inf and not spread_is_unknown(sd, n) for _, sd, n in moments):
        return welch_anova_from_moments(moments)
    sizes = [min(n, MOST_ANSWERS) for _, _, n in moments]
    shares = [share_of_scale(mean, *ends) for mean, _, _ in moments]
    return chi_squared_shares([p * n for p, n in zip(shares, sizes, strict=True)], sizes)


def kruskal_wallis(groups: Sequence[Sequence[float]]) -> AnyDifference:
    """Ranks of several groups, ties corrected: Kruskal & Wallis 1952, JASA 47:583.

    Example:
        >>> found = kruskal_wallis([[7, 9, 8, 10], [6, 7, 5, 8], [5, 6, 4, 7]])
        >>> round(found.statistic, 3), round(found.p, 4)
        (6.101, 0.0473)
    """
    for group in groups:
        check_all_finite(groups=group)
    counted: list[dict[float, float]] = []
    for group in groups:
        tally: dict[float, float] = {}
        for value in group:
            tally[value] = tally.get(value, 0) + 1
        counted.append(tally)
    return kruskal_wallis_from_counts(counted)


def kruskal_wallis_from_counts(groups: Sequence[Mapping[float, float]]) -> AnyDifference:
    """The same from how many gave each answer, which is all that a reading of ratings keeps.

    Args:
        groups: Value to how many gave it, per group.

    Raises:
        ValueError: there are fewer than two groups, or one is empty.

    Example:
        >>> found = kruskal_wallis_from_counts([{4: 10, 5: 30}, {4: 25, 5: 15}, {4: 20, 5: 20}])
        >>> round(found.statistic, 3)
        11.65
    """
    k = _check_groups(groups)
    for group in groups:
        check_all_finite(values=group, counts=group.values())
    sizes = [math.fsum(group.values()) for group in groups]
    if min(sizes) <= 0 or any(count < 0 for group in groups for count in group.values()):
        raise ValueError("every group needs at least one answer")
    n = math.fsum(sizes)
    below, ranks, ties = 0.0, {}, 0.0
    for value in sorted({value for group in groups for value in group}):
        tied = math.fsum(group.get(value, 0) for group in groups)
        ranks[value] = below + (tied + 1) / 2
        below, ties = below + tied, ties + tied**3 - tied
    corrected = 1 - ties / (n**3 - n) if n > 1 else 0.0
    if corrected <= 1e-12:  # everybody gave the same answer
        return AnyDifference(0.0, k - 1, math.inf, 1.0)
    mean_ranks = [
        math.fsum(count * ranks[value] for value, count in group.items()) / size
        for group, size in zip(groups, sizes, strict=True)
    ]
    spread = math.fsum(
        size * (mean - (n + 1) / 2) ** 2 for size, mean in zip(sizes, mean_ranks, strict=True)
    )
    return _by_chi_squared(12 * spread / (n * (n + 1)) / corrected, k)


def chi_squared_shares(counts: Sequence[float], sizes: Sequence[float]) -> AnyDifference:
    """Shares of several groups: Pearson's chi squared of the 2 x k table, 1900.

    Args:
        counts: How many count in each group.
        sizes: How many there are in each group.

    Raises:
        ValueError: there are fewer than two groups, or a count lies outside 0 to its size.

    Example:
        >>> found = chi_squared_shares([34, 70, 18], [80, 120, 30])
        >>> round(found.statistic, 3), round(found.p, 4)
        (5.502, 0.0639)
    """
    k = _check_groups(counts)
    check_same_length(counts=counts, sizes=sizes)
    shares = [share_of(x, n) for x, n in zip(counts, sizes, strict=True)]
    pooled = math.fsum(counts) / math.fsum(sizes)
    if not 0 < pooled < 1:  # nobody or everybody, in every group
        return AnyDifference(0.0, k - 1, math.inf, 1.0)
    spread = math.fsum(n * (share - pooled) ** 2 for n, share in zip(sizes, shares, strict=True))
    return _by_chi_squared(spread / (pooled * (1 - pooled)), k)


def _by_chi_squared(statistic: float, k: int) -> AnyDifference:
    from scipy.special import chdtrc  # noqa: PLC0415 - slow to load

    return AnyDifference(statistic, k - 1, math.inf, float(chdtrc(k - 1, statistic)))


def _check_groups(groups: Sequence[object]) -> int:
    if len(groups) < 2:
        raise ValueError(f"several groups are at least two, got {len(groups)}")
    return len(groups)
