"""Control charts on plain numbers: which of many periods says more than the usual up and down.

Limits lie three standard deviations from the centre. How much periods usually differ is read off
the moving ranges (XmR), off the binomial law (p-chart), or off both (Laney's p').
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

from journeymap.statistics.intervals import share_of
from journeymap.statistics.numbers import check_all_finite, check_finite, check_same_length

Chart = Literal["xmr", "p", "laney"]
Signal = Literal["outside", "eight_on_one_side", "three_of_four_near_limit"]
Standing = Literal["too_few", "provisional", "ok"]

FEWEST_POINTS, FIRM_POINTS = 8, 12
RUN, OF, NEAR = 8, 4, 3  # eight on one side; three of four nearer the limit than the centre
LARGE_N = 1000  # on average, from which binomial limits are too tight
MOST_UNEVEN = 3.0  # largest over smallest n that XmR takes for alike
D2 = 2 / math.sqrt(math.pi)  # expected range of two normal values, 1.1284 standard deviations
RANGE_LIMIT = 3.268
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points of a series with their limits and signals.

    Args:
        kind: "xmr", "p" or "laney".
        values: The points, oldest first.
        center: Their mean; of shares the pooled one.
        low: The lower limit at each point, clipped to the scale.
        high: The upper limit at each point, clipped to the scale.
        signals: The first rule that a point fulfils; None where it fulfils none.
        standing: Whether there are enough points for signals (8), and for firm limits (12).
        mean_range: Mean moving range; of the values (XmR) or of their z scores (Laney).
    """

    kind: Chart
    values: tuple[float, ...]
    center: float
    low: tuple[float, ...]
    high: tuple[float, ...]
    signals: tuple[Signal | None, ...]
    standing: Standing
    mean_range: float | None = None

    @property
    def signal_indices(self) -> tuple[int, ...]:
        """Where the signals are, from 0."""
        return tuple(i for i, signal in enumerate(self.signals) if signal)

    @property
    def range_limit(self) -> float | None:
        """XmR: the largest moving range that is nothing special, 3.268 mean moving ranges."""
        return self._of_mean_range("xmr", RANGE_LIMIT)

    @property
    def sigma_z(self) -> float | None:
        """Laney: how many times as far as binomial shares these vary from period to period."""
        return self._of_mean_range("laney", 1 / D2)

    def _of_mean_range(self, kind: Chart, factor: float) -> float | None:
        return None if self.mean_range is None or self.kind != kind else self.mean_range * factor

    @property
    def ranges(self) -> tuple[float, ...]:
        """The moving ranges: how far each point lies from the one before."""
        return moving_ranges(self.values)


def moving_ranges(values: Sequence[float]) -> tuple[float, ...]:
    """How far each value lies from the one before."""
    check_all_finite(values=values)
    return tuple(abs(b - a) for a, b in pairwise(values))


def xmr_chart(
    values: Sequence[float], *, ends: tuple[float, float] = (-math.inf, math.inf)
) -> ControlChart:
    """The XmR chart of any values: mean ± 3/d2 (2.66) times the mean moving range.

    The range limit is 3.268 mean moving ranges; Wheeler & Chambers 1992, Understanding Statistical
    Process Control. It takes periods to rest on about as many answers each.

    Args:
        values: At least two, oldest first.
        ends: The ends of the scale, to which limits are clipped.

    Raises:
        ValueError: There are fewer than two, or one is no finite number.

    Example:
        >>> found = xmr_chart([5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285,
        ...                    3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200])
        >>> found.center, round(found.low[0], 2), round(found.high[0], 2), found.signal_indices
        (4135.5, 3189.19, 5081.81, (15,))
    """
    points = _check(values, 2)
    if not ends[0] < ends[1]:
        raise ValueError(f"the ends of the scale must be two numbers, low first, got {ends}")
    mean_range = fmean(moving_ranges(points))
    sigma = [mean_range / D2] * len(points)
    return _chart("xmr", points, fmean(points), sigma, ends=ends, mean_range=mean_range)


def p_chart(counts: Sequence[float], ns: float | Sequence[float]) -> ControlChart:
    """The p-chart of shares: pooled share ± 3 √(p̄(1-p̄)/n), within 0 to 1.

    Shewhart 1931. With some thousand answers a period its limits are too tight: see
    ``laney_chart``.

    Args:
        counts: How many answers count, by period.
        ns: Answers by period, or one number for all.

    Raises:
        ValueError: Both are not of one length, or a count lies outside 0 to n.

    Example:
        >>> found = p_chart([5, 6, 11, 6, 4, 9, 17, 10, 12, 9], 500)
        >>> round(found.center, 4), round(found.high[0], 4), found.standing
        (0.0178, 0.0355, 'provisional')
    """
    shares, center, sigma = _to_shares(counts, ns)
    return _chart("p", shares, center, sigma)


def laney_chart(counts: Sequence[float], ns: float | Sequence[float]) -> ControlChart:
    """Laney's p' chart: the p-chart's limits, widened by how much the shares really vary.

    z = (p - p̄)/σp; limits p̄ ± 3 σp σz with σz the mean moving range of z over d2; Laney 2002,
    Quality Engineering 14:531.

    Args:
        counts: How many answers count, by period.
        ns: Answers by period, or one number for all.

    Raises:
        ValueError: Both are not of one length, a count lies outside 0 to n, or there is one only.

    Example:
        >>> found = laney_chart([2100, 2300, 1900, 2200], [4000, 4100, 3900, 4000])
        >>> round(found.center, 3), round(found.sigma_z, 2)
        (0.531, 6.45)
    """
    shares, center, sigma = _to_shares(counts, ns)
    _check(shares, 2)
    z = [(p - center) / s if s > 0 else 0.0 for p, s in zip(shares, sigma, strict=True)]
    mean_range = fmean(moving_ranges(z))
    wider = [s * mean_range / D2 for s in sigma]
    return _chart("laney", shares, center, wider, mean_range=mean_range)


def choose_chart(ns: Sequence[float | None], *, is_share: bool) -> Chart:
    """The chart that fits: shares of up to 1,000 answers a period p, of more Laney, others XmR.

    Args:
        ns: Answers by period; None where unknown.
        is_share: Whether the values are shares.

    Example:
        >>> choose_chart([80, 120], is_share=True), choose_chart([8000, 9000], is_share=True)
        ('p', 'laney')
        >>> choose_chart([80, None], is_share=True), choose_chart([80, 120], is_share=False)
        ('xmr', 'xmr')
    """
    check_all_finite(ns=ns)
    known = [n for n in ns if n is not None]
    if not is_share or len(known) < len(ns) or not known:
        return "xmr"
    return "laney" if fmean(known) > LARGE_N else "p"


def is_uneven(ns: Sequence[float | None]) -> bool:
    """Whether the largest n is over three times the smallest, which XmR takes for alike."""
    known = [n for n in ns if n]
    return bool(known) and max(known) > MOST_UNEVEN * min(known)


def find_signals(
    values: Sequence[float], center: float, sigma: Sequence[float]
) -> tuple[Signal | None, ...]:
    """The first of three rules that each point fulfils; None where there are under 8 points.

    A point outside three sigma; the eighth or later of points in a row on one side of the centre;
    one that makes three of four, on one side, nearer the limit than the centre. A point on the
    centre is on neither side.

    Args:
        values: The points, oldest first.
        center: Their centre.
        sigma: A standard deviation at each point.

    Example:
        >>> find_signals([1, 1, 1, 1, 1, 1, 1, 1, -9], 0, [2] * 9)[6:]
        (None, 'eight_on_one_side', 'outside')
    """
    check_same_length(values=values, sigma=sigma)
    check_all_finite(values=values, sigma=sigma)
    check_finite(center=center)
    if len(values) < FEWEST_POINTS:
        return (None,) * len(values)
    slack = _ROUNDING * max(map(abs, (*values, center)))
    away = [v - center if abs(v - center) > slack else 0.0 for v in values]
    over = [abs(d) - 3 * s - slack for d, s in zip(away, sigma, strict=True)]
    sides = [(d > 0) - (d < 0) for d in away]
    near = [
        side if 2 * abs(d) > 3 * s + slack else 0
        for d, s, side in zip(away, sigma, sides, strict=True)
    ]
    since = [max(0, i - RUN + 1) for i in range(len(values))]
    return tuple(
        _judge(over[i] > 0, sides[first : i + 1], near[first : i + 1])
        for i, first in enumerate(since)
    )


def _judge(outside: bool, sides: Sequence[int], near: Sequence[int]) -> Signal | None:
    """The first rule that the last of some points fulfils."""
    if outside:
        return "outside"
    if abs(sum(sides[-RUN:])) == RUN:
        return "eight_on_one_side"
    if near[-1] and near[-OF:].count(near[-1]) >= NEAR:
        return "three_of_four_near_limit"
    return None


def to_standing(points: int) -> Standing:
    """Whether so many points are enough: from 8 for signals, from 12 for firm limits."""
    if points < FEWEST_POINTS:
        return "too_few"
    return "provisional" if points < FIRM_POINTS else "ok"


def _chart(
    kind: Chart,
    points: Sequence[float],
    center: float,
    sigma: Sequence[float],
    *,
    ends: tuple[float, float] = (0.0, 1.0),
    mean_range: float | None = None,
) -> ControlChart:
    return ControlChart(
        kind,
        tuple(points),
        center,
        tuple(max(ends[0], center - 3 * s) for s in sigma),
        tuple(min(ends[1], center + 3 * s) for s in sigma),
        find_signals(points, center, sigma),
        to_standing(len(points)),
        mean_range,
    )


def _to_shares(
    counts: Sequence[float], ns: float | Sequence[float]
) -> tuple[list[float], float, list[float]]:
    """The shares, the pooled one, and a binomial standard deviation for each."""
    sizes = list(ns) if isinstance(ns, Iterable) else [float(ns)] * len(counts)
    if len(sizes) != len(counts) or not sizes:
        raise ValueError(f"{len(counts)} counts need as many n, and at least one, got {len(sizes)}")
    shares = [share_of(count, n) for count, n in zip(counts, sizes, strict=True)]
    center = min(1.0, math.fsum(counts) / math.fsum(sizes))
    return shares, center, [math.sqrt(center * (1 - center) / n) for n in sizes]


def _check(values: Iterable[float], least: int) -> list[float]:
    points = [float(value) for value in values]
    if len(points) < least or not all(map(math.isfinite, points)):
        raise ValueError(f"a chart needs at least {least} finite values, got {len(points)}")
    check_all_finite(values=points)
    return points
