"""The chance of being the weakest, with partial pooling of noisy health scores.

Each score is pulled towards the average of the others, the harder the fewer answers it has; then
we ask how often it would come out lowest among all plausible true scores. Ranking without the
pull over-selects the small ones: Marshall & Spiegelhalter 1998, BMJ 316:1701.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import (
    check_all_finite,
    check_at_least,
    check_positive,
    check_same_length,
    check_whole,
    to_finite_array,
    to_flags,
)
from journeymap.statistics.ranking.posterior import (
    Floats,
    check_scores,
    choose_draws,
    draw_blocks,
    fit_posterior,
    fix_order,
)
from journeymap.statistics.ranking.ranks import RankChances, count_ranks


@dataclass(frozen=True, slots=True, eq=False)
class Pooling(RankChances):
    """What pooling says of each touchpoint, in the order of the input; rank 1 is the weakest.

    Args:
        shrunk_mean: Mean of the true health, pulled; exact, without draws.
        shrunk_sd: Its standard deviation; exact, without draws.
        tau_mean: How far true health scores spread between touchpoints, in health points.
    """

    shrunk_mean: Floats
    shrunk_sd: Floats
    tau_mean: float


def moderate_counts(
    counts: Sequence[Mapping[int, float]],
    *,
    codes: Sequence[int],
    scores: Mapping[int, float],
    strength: float = 4.0,
    pool_add: float = 0.5,
    n_effective: Sequence[float | None] | None = None,
) -> Floats:
    """Standard errors of mean scores that stay honest for 0 of 5 or five equal answers.

    A touchpoint's answers are joined by ``strength`` pseudo-answers shaped like those of all
    touchpoints (plus ``pool_add`` per code); the variance of the mixture is divided by n. Our
    choice, after empirical Bayes; the mean itself stays raw.

    Args:
        counts: Answers to one metric by code, a mapping per touchpoint; no answer gives NaN.
        codes: Every code of the scale.
        scores: What each code is worth, usually in health points; the unit of the result.
        strength: Pseudo-answers.
        pool_add: Added to each code of the pool.
        n_effective: Kish's effective n of weighted answers, None where the count itself holds.

    Raises:
        ValueError: A code is not of the scale, or a count is negative.

    Example:
        >>> answers = [{1: 5}, {0: 30, 1: 70}]
        >>> moderate_counts(answers, codes=[0, 1], scores={0: 0.0, 1: 100.0}).round(2).tolist()
        [14.94, 4.58]
    """
    if unknown := sorted({code for row in counts for code in row} - set(codes)):
        raise ValueError(f"no such code on this scale: {', '.join(map(str, unknown))}")
    if unworthy := sorted(set(codes) - set(scores)):
        raise ValueError(f"scores must say what each code is worth, not so {unworthy[0]}")
    check_all_finite(scores=scores.values())
    check_positive(strength=strength)
    check_at_least(0, pool_add=pool_add)
    table = np.array([[row.get(code, 0) for code in codes] for row in counts], dtype=float)
    table = _to_effective(table.reshape(len(counts), len(codes)), n_effective)
    n = table.sum(axis=1)
    pool = (table.sum(axis=0) + pool_add) / (table.sum() + pool_add * len(codes))
    mixed = (table + strength * pool) / (n + strength)[:, None]
    worth = np.array([scores[code] for code in codes], dtype=float)
    off = worth - (mixed @ worth)[:, None]
    variance: Floats = (mixed * off**2).sum(axis=1)
    return np.sqrt(variance / np.where(n > 0, n, np.nan))


def _to_effective(table: Floats, n_effective: Sequence[float | None] | None) -> Floats:
    """Counts scaled so that each row adds up to its effective n."""
    if not (np.isfinite(table).all() and (table >= 0).all()):
        raise ValueError("counts must be finite and not negative")
    to_finite_array("counts", table)
    if n_effective is not None:
        check_same_length(n_effective=n_effective, counts=table)
        for n_known in n_effective:
            check_at_least(0, n_effective=n_known)
    n: Floats = table.sum(axis=1)
    wanted = n if n_effective is None else np.array(n_effective, dtype=float)  # None becomes NaN
    return table * np.nan_to_num(wanted / np.where(n > 0, n, np.nan), nan=1.0)[:, None]


def moderate_sds(
    sds: Sequence[float | None], ns: Sequence[float], *, value_range: float, strength: float = 4.0
) -> Floats:
    """Standard errors of means of which only sd and n are known, moderated alike.

    √(((n-1)s² + strength·s_pool²)/(n - 1 + strength)/n); s_pool² is the pooled variance, or
    value_range²/12 (flat answers) where that is 0 or not known.

    Args:
        sds: Standard deviations of the answers; None or NaN where not known.
        ns: Answers per touchpoint; 0 gives NaN.
        value_range: Width of the scale, in the unit of the sds.
        strength: Pseudo-answers.

    Example:
        >>> moderate_sds([2.0, 0.0, None], [25, 1, 4], value_range=9).round(3).tolist()
        [0.4, 2.0, 1.0]
    """
    check_same_length(sds=sds, ns=ns)
    sd, n = np.array(sds, dtype=float), np.array(ns, dtype=float)  # None becomes NaN
    if (sd < 0).any() or not (np.isfinite(n).all() and (n >= 0).all()):
        raise ValueError("sds and ns must not be negative")
    to_finite_array("sds", np.nan_to_num(sd, posinf=np.inf))
    to_finite_array("ns", n)
    check_at_least(0, value_range=value_range)
    check_positive(strength=strength)
    df = np.where(np.isnan(sd), 0.0, np.maximum(n - 1, 0.0))
    squares = df * np.nan_to_num(sd) ** 2
    pooled = squares.sum() / df.sum() if df.sum() > 0 else 0.0
    pooled = pooled if pooled > (1e-9 * value_range) ** 2 else value_range**2 / 12
    variance: Floats = (squares + strength * pooled) / (df + strength)
    return np.sqrt(variance / np.where(n > 0, n, np.nan))


def pool_health(
    health: ArrayLike,
    se: ArrayLike,
    *,
    eligible: Sequence[bool] | NDArray[np.bool_] | None = None,
    k: int = 2,
    margin: float = 2.0,
    draws: int | None = None,
    seed: int = 0,
    tau_scale: float = 15.0,
) -> Pooling:
    """How likely each touchpoint is the weakest, after partial pooling.

    y_j ~ N(theta_j, se_j²), theta_j ~ N(mu, tau²), flat mu, tau ~ half-normal(tau_scale) on a
    grid; Gelman et al., Bayesian Data Analysis, 3rd ed., sec. 5.4. The same input and seed give
    the same chances, in whatever order the touchpoints come.

    Args:
        health: Unclipped health of each measured touchpoint; leave unmeasured ones out.
        se: Standard errors, moderated (``moderate_counts``, ``moderate_sds``).
        eligible: Which ones may be named; all pull on the average.
        k: Size of the bottom group.
        margin: How near the lowest is near, in health points.
        draws: None takes 20 000, and fewer (at least 2 000) above 5 000 touchpoints.
        seed: Of the random draws.
        tau_scale: Scale of the prior of tau, in health points.

    Raises:
        ValueError: No touchpoint, a value that is not finite, or a negative standard error.

    Example:
        >>> found = pool_health([62, 71, 55], [3, 2, 8])
        >>> found.p_weakest.round(1).tolist(), found.shrunk_mean.round(1).tolist()
        ([0.4, 0.0, 0.6], [62.6, 70.4, 59.9])
    """
    y, s = check_scores(health, se)
    check_positive(tau_scale=tau_scale)
    check_whole(0, seed=seed)
    draws, able = choose_draws(draws, len(y)), to_flags("eligible", eligible, len(y))
    order = fix_order(y, s)
    back = np.argsort(order)
    model = fit_posterior(y[order], s[order] ** 2, tau_scale)
    mean, sd = model.moments()
    blocks = (theta for _, theta in draw_blocks(model, draws, np.random.default_rng(seed)))
    found = count_ranks(blocks, draws, able[order], k=k, margin=margin).take(back)
    return Pooling(
        p_weakest=found.p_weakest,
        p_near_weakest=found.p_near_weakest,
        p_bottom_k=found.p_bottom_k,
        p_weakest_eligible=found.p_weakest_eligible,
        rank_low=found.rank_low,
        rank_high=found.rank_high,
        shrunk_mean=mean[back],
        shrunk_sd=sd[back],
        expected_rank=found.expected_rank,
        tau_mean=float(model.weight @ model.tau),
        draws=draws,
    )
