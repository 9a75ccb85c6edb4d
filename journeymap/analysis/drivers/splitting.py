"""R² split between drivers, with what resampling says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr, stdtrit

from journeymap.analysis.drivers.usable import Usable
from journeymap.statistics.drivers.pair_sums import Floats
from journeymap.statistics.drivers.shares import FEWEST_PERMUTATIONS, explain, weigh_relatively
from journeymap.statistics.drivers.subsets import MOST_EXACT, share_by_permutations, share_exactly

Method = Literal["shapley", "relative_weights"]
METHODS: tuple[Method, ...] = ("shapley", "relative_weights")
_TIE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """What each driver has of R², with intervals.

    Args:
        method: How R² was split.
        parts: What each driver has; together R².
        low: Lower end of the interval of each driver's share of R², 0 to 1; None without draws.
        high: Upper end.
        p_first: Chance of each to have the largest part.
        r_squared: R² and the ends of its interval.
        adjusted: R² less what as many useless drivers would explain by chance.
        draws: How many resamples could be used.
        resampled: The share of R² of each driver in each of them (resample x driver).
    """

    method: Method
    parts: Floats
    low: Floats | None
    high: Floats | None
    p_first: Floats | None
    r_squared: tuple[float, float | None, float | None]
    adjusted: float
    draws: int
    resampled: Floats | None = None

    @property
    def shares(self) -> Floats:
        """The share of R² of each driver, 0 to 1."""
        total = float(self.parts.sum())
        return self.parts / total if total > 0 else self.parts


def choose_method(method: str | None, drivers: int) -> Method:
    """The method asked for; the exact one for up to 15 drivers where none is.

    Raises:
        ValueError: if there is no such method, or it would take minutes.
    """
    if method == "shapley" and drivers > MOST_EXACT:
        raise ValueError(
            f"shapley splits R² exactly among up to {MOST_EXACT} drivers, and there are {drivers}; "
            "name fewer, or take relative_weights"
        )
    for known in METHODS:
        if method == known:
            return known
    if method is not None:
        raise ValueError(f"method must be {' or '.join(map(repr, METHODS))}, got {method!r}")
    return "shapley" if drivers <= MOST_EXACT else "relative_weights"


def split_r_squared(
    usable: Usable, method: Method, *, draws: int, seed: int, level: float
) -> Split:
    """R² split by the method, with percentile intervals from resampled respondents.

    A driver that has nothing to do with the outcome still gets about 1 / n by chance, and never
    less than 0; so an interval that reaches down to that begins at 0. R² itself is too large by
    chance, and in resamples once more, so its interval is moved back by twice that much (bias as
    estimated by the bootstrap: Efron & Tibshirani 1993, ch. 10).

    Args:
        usable: The drivers.
        method: How to split.
        draws: How many resamples.
        seed: Their seed.
        level: Confidence of the intervals.
    """
    here = usable.correlations[None]
    parts, r2 = share(here, method, seed)[0], float(explain(here)[0])
    n, p = usable.fewest, len(usable.drivers)
    adjusted = 1 - (1 - r2) * (n - 1) / (n - p - 1) if n > p + 1 else 0.0
    resampled = usable.sums.resample(draws, seed) * np.outer(usable.signs, usable.signs)
    if not len(resampled) or r2 <= 0:
        return Split(method, parts, None, None, None, (r2, None, None), adjusted, 0)
    drawn = share(resampled, method, seed)
    totals = drawn.sum(axis=1)
    ends = expand(level, n, p)
    shares = drawn / np.where(totals > 0, totals, 1.0)[:, None]
    low, high = np.quantile(shares, ends, axis=0)
    by_chance = 1 / n / r2
    moved = np.quantile(totals, ends) - 2 * (totals.mean() - r2)
    interval = np.clip(moved, 0.0, 1.0).tolist()
    return Split(
        method,
        parts,
        np.where(low <= by_chance, 0.0, low),
        high,
        find_first(drawn),
        (r2, min(interval[0], r2), max(interval[1], r2)),
        adjusted,
        len(resampled),
        shares,
    )


def expand(level: float, n: int, drivers: int) -> tuple[float, float]:
    """The percentiles between which resamples lie with this confidence, a little wider for few.

    Percentiles of resamples are too narrow where answers are few: as much as the normal is
    narrower than Student's t, and the spread about a fit with p drivers by (n - p - 1) / n
    (the expanded percentile interval of Hesterberg 2015, The American Statistician 69:4).

    Example:
        >>> [round(end, 4) for end in expand(0.95, 100, 10)]
        [0.0176, 0.9824]
    """
    free = max(n - drivers - 1, 1)
    end = float(ndtr(np.sqrt(n / free) * stdtrit(free, (1 - level) / 2)))
    return end, 1 - end


def share(correlations: Floats, method: Method, seed: int) -> Floats:
    """What each driver has of R², for stacked matrices with the outcome last."""
    if method == "relative_weights":
        return weigh_relatively(correlations)
    if correlations.shape[-1] - 1 <= MOST_EXACT:
        return share_exactly(correlations)
    each = [share_by_permutations(one, FEWEST_PERMUTATIONS, seed) for one in correlations]
    return np.stack(each)


def find_first(drawn: Floats) -> Floats:
    """How often each driver has the largest part; those with equal parts have a share each."""
    first = drawn >= drawn.max(axis=1, keepdims=True) - _TIE
    found: Floats = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    return found
