"""Chances of being the weakest by the named alternatives to pooling over every spread.

``flat`` and ``beta_binomial`` and ``dirichlet`` let each touchpoint stand alone: without pooling,
chances are over-confident about small samples. ``eb`` pools with one plugged-in spread. Chances of
the weakest are integrals where they can be; the rest comes from seeded draws. Results follow the
input's order; rank 1 is the weakest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import (
    MOST_DRAWS,
    check_finite,
    check_whole,
    to_finite_array,
    to_flags,
)
from journeymap.statistics.ranking.posterior import Floats, check_scores
from journeymap.statistics.ranking.ranks import RankChances, count_ranks
from journeymap.statistics.ranking.rules import (
    beta_binomial_p_weakest,
    flat_p_weakest,
    paule_mandel,
)

_CELLS = 500_000  # draws are made in blocks of so many, so that memory stays flat
_MOST_INTEGRATED = 500  # above so many touchpoints chances come from draws alone


def flat_chances(
    health: ArrayLike,
    se: ArrayLike,
    *,
    eligible: Sequence[bool] | None = None,
    k: int = 2,
    margin: float = 2.0,
    draws: int = 20_000,
    seed: int = 0,
) -> RankChances:
    """What independent normals y_j ± se_j say: no pooling, a reference only.

    Args:
        health: Unclipped health of each touchpoint.
        se: Standard errors, above 0.
        eligible: Which ones may be named.
        k: Size of the bottom group.
        margin: How near the lowest is near, in health points.
        draws: How many draws for all but the chance of the weakest.
        seed: Of the draws.

    Example:
        >>> flat_chances([62, 71, 55], [3, 2, 8]).p_weakest.round(3).tolist()
        [0.206, 0.0, 0.794]
    """
    y, s = check_scores(health, se)
    if not (s > 0).all():
        raise ValueError("standard errors must be above 0")
    order = np.lexsort((s, y))
    mean, sd = y[order], s[order]

    def draw(rng: np.random.Generator, size: int) -> Floats:
        return rng.standard_normal((size, len(mean))) * sd + mean

    def integrate(which: NDArray[np.intp]) -> Floats:
        return flat_p_weakest(y[which], s[which])

    return _ask(draw, integrate, order, eligible, k=k, margin=margin, draws=draws, seed=seed)


def eb_chances(
    health: ArrayLike,
    se: ArrayLike,
    *,
    eligible: Sequence[bool] | None = None,
    k: int = 2,
    margin: float = 2.0,
    draws: int = 20_000,
    seed: int = 0,
) -> RankChances:
    """What empirical Bayes with the tau² of Paule & Mandel says: its normals, taken as independent.

    Args as ``flat_chances``; where tau² is 0, all touchpoints are equally likely the weakest.

    Example:
        >>> eb_chances([62, 71, 55, 80, 68], [3, 2, 8, 4, 5]).p_weakest.round(2).tolist()
        [0.4, 0.0, 0.53, 0.0, 0.07]
    """
    found = paule_mandel(health, se)
    return flat_chances(
        found.post_mean,
        found.post_sd,
        eligible=eligible,
        k=k,
        margin=margin,
        draws=draws,
        seed=seed,
    )


def beta_binomial_chances(
    x: ArrayLike,
    n: ArrayLike,
    *,
    eligible: Sequence[bool] | None = None,
    k: int = 2,
    margin: float = 0.02,
    draws: int = 20_000,
    seed: int = 0,
) -> RankChances:
    """What independent Beta(x+1, n-x+1) say of rates: ``x`` of ``n`` answers were good.

    Args as ``flat_chances``, with ``margin`` as a rate.

    Example:
        >>> found = beta_binomial_chances([34, 70, 18], [80, 120, 30])
        >>> found.p_weakest.round(3).tolist()
        [0.937, 0.012, 0.051]
    """
    good, size_of = to_finite_array("x", x), to_finite_array("n", n)
    if good.ndim != 1 or size_of.ndim != 1:
        raise ValueError("x and n must be lists of numbers")
    beta_binomial_p_weakest(good[:1], size_of[:1])  # refuses what can't be, in its own words
    if good.shape != size_of.shape or not ((good >= 0) & (good <= size_of)).all():
        raise ValueError("x and n must be as long as each other, with 0 <= x <= n")
    order = np.lexsort((size_of, good / np.maximum(size_of, 1)))
    a, b = good[order] + 1, (size_of - good)[order] + 1

    def draw(rng: np.random.Generator, size: int) -> Floats:
        return rng.beta(a, b, (size, len(a)))

    def integrate(which: NDArray[np.intp]) -> Floats:
        return beta_binomial_p_weakest(good[which], size_of[which])

    return _ask(draw, integrate, order, eligible, k=k, margin=margin, draws=draws, seed=seed)


def dirichlet_chances(
    classes: Sequence[Sequence[float]],
    *,
    prior: float = 1.0,
    eligible: Sequence[bool] | None = None,
    k: int = 2,
    margin: float = 4.0,
    draws: int = 20_000,
    seed: int = 0,
) -> RankChances:
    """What Dirichlet posteriors of the NPS classes say: promoters minus detractors, in points.

    Shares of a touchpoint ~ Dirichlet(counts + prior). For skewed answers and small samples, where
    a normal would reach beyond ±100. All from draws.

    Args:
        classes: Promoters, passives and detractors of each touchpoint, not negative.
        prior: Pseudo-answers added to each class; 1 takes all shares as equally likely.
        eligible: Which ones may be named.
        k: Size of the bottom group.
        margin: How near the lowest is near, in NPS points.
        draws: How many draws.
        seed: Of the draws.

    Example:
        >>> found = dirichlet_chances([[40, 35, 25], [10, 5, 1], [3, 3, 6]])
        >>> found.p_weakest.round(1).tolist()
        [0.1, 0.0, 0.9]
    """
    counts = to_finite_array("classes", classes)
    check_finite(prior=prior)
    fit = counts.ndim == 2 and counts.shape[1] == 3 and len(counts) > 0
    if not fit or not np.isfinite(counts).all() or (counts < 0).any() or not prior > 0:
        raise ValueError("a touchpoint needs three counts, not negative, and the prior above 0")
    order = np.lexsort(counts.T)
    alpha = counts[order] + prior

    def draw(rng: np.random.Generator, size: int) -> Floats:
        shares = rng.standard_gamma(alpha, (size, *alpha.shape))
        score: Floats = 100 * (shares[:, :, 0] - shares[:, :, 2]) / shares.sum(axis=2)
        return score

    return _ask(draw, None, order, eligible, k=k, margin=margin, draws=draws, seed=seed)


def _ask(
    draw: Callable[[np.random.Generator, int], Floats],
    integrate: Callable[[NDArray[np.intp]], Floats] | None,
    order: NDArray[np.intp],
    eligible: Sequence[bool] | None,
    *,
    k: int,
    margin: float,
    draws: int,
    seed: int,
) -> RankChances:
    """Draws in a fixed order, so that moving touchpoints changes nothing; integrals on top."""
    size, back = len(order), np.argsort(order)
    check_whole(0, seed=seed)
    check_whole(1, MOST_DRAWS, draws=draws)
    able = to_flags("eligible", eligible, size)
    rng, block = np.random.default_rng(seed), max(1, _CELLS // size)

    def blocks() -> Iterator[Floats]:
        for start in range(0, draws, block):
            yield draw(rng, min(block, draws - start))

    found = count_ranks(blocks(), draws, able[order], k=k, margin=margin).take(back)
    if integrate is None or size > _MOST_INTEGRATED:
        return found
    exact, among = integrate(np.arange(size)), np.full(size, np.nan)
    if able.any():
        among[able] = integrate(np.flatnonzero(able))
    return replace(
        found,
        p_weakest=exact,
        # who is weakest is also near it and among the lowest, to the last digit
        p_near_weakest=np.maximum(found.p_near_weakest, exact),
        p_bottom_k=exact if k == 1 else np.maximum(found.p_bottom_k, exact),
        p_weakest_eligible=among,
    )
