"""Named alternatives to the default ranking.

Health from 0 to 100, high is good; rank 1 is the weakest. Results follow the input's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv, ndtr, ndtri

from journeymap.statistics.intervals import critical_z
from journeymap.statistics.numbers import to_finite_array
from journeymap.statistics.ranking.posterior import Floats, check_scores


class PauleMandel(NamedTuple):
    """Variance between touchpoints, their mean, and mean and sd of each true health."""

    tau2: float
    mu: float
    post_mean: Floats
    post_sd: Floats


@dataclass(frozen=True, slots=True, eq=False)
class RankIntervals:
    """The ranks each touchpoint may have, where ``low == 1`` may be the weakest; the z used."""

    low: NDArray[np.int_]
    high: NDArray[np.int_]
    critical_z: float


def rank_raw_min(health: ArrayLike) -> tuple[int, ...]:
    """Indices by the raw score, lowest first; it says nothing of chance.

    Example:
        >>> rank_raw_min([62, 71, 55])
        (2, 0, 1)
    """
    y, _ = check_scores(health, np.zeros(np.shape(health)))
    return tuple(np.argsort(y, kind="stable").tolist())


def rank_surely_bad(health: ArrayLike, se: ArrayLike, *, level: float = 0.95) -> tuple[int, ...]:
    """Indices by the upper end of the interval, lowest first: bad even with luck.

    Ranks by y + z·se: no model and no probability.

    Example:
        >>> rank_surely_bad([62, 71, 55], [3, 2, 8])
        (0, 2, 1)
    """
    y, s = check_scores(health, se)
    return tuple(np.argsort(y + critical_z(level) * s, kind="stable").tolist())


def flat_p_weakest(health: ArrayLike, se: ArrayLike) -> Floats:
    """Chance of being the weakest if each score stood alone: independent normals, no pooling.

    ∫ f_i ∏(1 - F_j) by quadrature. A reference only: over-confident about small samples. Made
    for up to some hundred touchpoints; standard errors must be above 0.

    Example:
        >>> flat_p_weakest([62, 71, 55], [3, 2, 8]).round(3).tolist()
        [0.206, 0.0, 0.794]
    """
    y, s = check_scores(health, se)
    if not (s > 0).all():
        raise ValueError("standard errors must be above 0")
    grid = _shared_grid(y[:, None] + s[:, None] * _standard_points(len(y)))
    return _chance_lowest(ndtr((y - grid[:, None]) / s))


def beta_binomial_p_weakest(x: ArrayLike, n: ArrayLike) -> Floats:
    """Chance of the lowest rate, for one yes/no metric: independent Beta(x+1, n-x+1).

    ``x`` of ``n`` answers were good at each touchpoint. Flat priors, no pooling.

    Example:
        >>> beta_binomial_p_weakest([34, 70, 18], [80, 120, 30]).round(3).tolist()
        [0.937, 0.012, 0.051]
    """
    good, size = to_finite_array("x", x), to_finite_array("n", n)
    fit = good.ndim == 1 and len(good) > 0 and good.shape == size.shape
    if not fit or not ((good >= 0) & (good <= size)).all():
        raise ValueError("x and n must be as long as each other, with 0 <= x <= n")
    a, b = good + 1, size - good + 1
    grid = _shared_grid(betaincinv(a[:, None], b[:, None], ndtr(_standard_points(len(a)))))
    return _chance_lowest(betainc(b, a, 1 - grid[:, None]))


def _standard_points(size: int) -> Floats:
    """From tail to tail in standard deviations: fewer points where many share the axis."""
    return np.linspace(-8, 8, max(41, 6000 // size))


def _shared_grid(spots: ArrayLike) -> Floats:
    """Every touchpoint's quantiles on one axis, up to where one of them surely lies below."""
    rows = np.asarray(spots, dtype=np.float64)
    grid = np.unique(rows[rows <= rows[:, -1].min()])
    # thinned so that the table of all touchpoints along the axis stays small
    return grid[:: max(1, len(grid) * len(rows) // 2_000_000)]


def _chance_lowest(above: ArrayLike) -> Floats:
    """∫ ∏_{j≠i} S_j dF_i for each i, by trapezoid; ``above`` holds S_j in rows along the axis."""
    survival = np.asarray(above, dtype=np.float64)
    logs = np.log(np.maximum(survival, 1e-300))
    others = np.exp(logs.sum(axis=1)[:, None] - logs)
    chance: Floats = (-np.diff(survival, axis=0) * (others[1:] + others[:-1])).sum(axis=0)
    total: float = chance.sum()
    return chance / total


def paule_mandel(health: ArrayLike, se: ArrayLike) -> PauleMandel:
    """Empirical-Bayes pooling with the plug-in tau² of Paule & Mandel.

    tau² solves Σ w(y - mu)² = K - 1 with w = 1/(se² + tau²), or is 0; Paule & Mandel 1982,
    J. Res. NBS 87:377. No draws and no seed; often tau² = 0 with fewer than 8 touchpoints.

    Example:
        >>> found = paule_mandel([62, 71, 74, 68, 77, 55], [3, 2, 5, 2.5, 4, 8])
        >>> round(found.tau2, 3), round(found.mu, 3)
        (33.576, 68.731)
    """
    y, s = check_scores(health, se)
    if not (s > 0).all():
        raise ValueError("standard errors must be above 0")

    def excess(tau2: float) -> float:
        w = 1 / (s**2 + tau2)
        return float((w * (y - np.average(y, weights=w)) ** 2).sum()) - (len(y) - 1)

    tau2 = 0.0
    if len(y) > 1 and excess(0.0) > 0:
        from scipy.optimize import brentq  # noqa: PLC0415  # slow to load, for this rule only

        # from the plain variance of y up, the sum can no longer exceed K - 1
        tau2 = float(brentq(excess, 0.0, 2 * y.var(ddof=1), xtol=1e-10))
    w = 1 / (s**2 + tau2)
    mu, pull = float(np.average(y, weights=w)), s**2 * w
    sd: Floats = np.sqrt((1 - pull) * s**2 + pull**2 / w.sum())
    return PauleMandel(tau2, mu, y + pull * (mu - y), sd)


def rank_intervals(health: ArrayLike, se: ArrayLike, *, alpha: float = 0.05) -> RankIntervals:
    """Frequentist rank intervals: two ranks differ only where the pairwise z is significant.

    Two-sided z tests at alpha/(K-1) for each touchpoint; the idea of Mogstad, Romano, Shaikh &
    Wilhelm 2023, Review of Economic Studies, with a Bonferroni critical value. Very wide.

    Example:
        >>> found = rank_intervals([62, 71, 55], [3, 2, 8])
        >>> found.low.tolist(), found.high.tolist()
        ([1, 2, 1], [2, 3, 3])
    """
    y, s = check_scores(health, se)
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie between 0 and 1, got {alpha}")
    critical = float(ndtri(1 - alpha / (2 * max(1, len(y) - 1))))
    below, above = np.zeros(len(y), dtype=int), np.zeros(len(y), dtype=int)
    for j in range(len(y)):  # row by row, so that memory stays flat
        gap, width = y - y[j], critical * np.hypot(s, s[j])
        below[j], above[j] = (gap < -width).sum(), (gap > width).sum()
    return RankIntervals(1 + below, len(y) - above, critical)
