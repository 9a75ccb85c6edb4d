"""What to fix first: how much health is lost where, weighted by how many pass and how they care.

Plain numbers in the order of the input; health from 0 to 100, high is good. Weakest is not the
same as first to fix: few may pass the weakest touchpoint, or it may matter little to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from journeymap.statistics.intervals import critical_z
from journeymap.statistics.numbers import (
    check_finite,
    check_positive,
    check_whole,
    to_finite_array,
    to_flags,
)
from journeymap.statistics.ranking.posterior import (
    Floats,
    Posterior,
    check_scores,
    choose_draws,
    draw_blocks,
    fit_posterior,
    fix_order,
)
from journeymap.statistics.ranking.weights import Weights, to_weights

_LEAST_SD = 1e-12  # less spread than this is none
_KEPT = 20_000_000  # so many losses are kept at once, so that memory stays flat


@dataclass(frozen=True, slots=True, eq=False)
class PriorityFigures:
    """What pooling says of each touchpoint's priority, in the order of the input.

    Args:
        shortfall: Expected health points below the target; exact, without draws.
        priority: reach x importance x shortfall: health points lost per journey.
        low: Lower end of the priority's interval; never above the priority.
        high: Upper end of it; never below.
        p_first: Chance of the highest priority; with ``p_none`` it adds up to 1.
        p_first_eligible: Chance of the highest priority among the eligible; NaN for the others.
        p_short: Chance that the true health lies below the target.
        p_weakest_eligible: Chance of the lowest true health among the eligible; NaN for the
            others.
        pooled_health: Mean of the true health, pulled towards the others.
        p_none: Chance that no touchpoint loses anything.
        draws: How many draws the chances rest on.
    """

    shortfall: Floats
    priority: Floats
    low: Floats
    high: Floats
    p_first: Floats
    p_first_eligible: Floats
    p_short: Floats
    p_weakest_eligible: Floats
    pooled_health: Floats
    p_none: float
    draws: int


def expected_shortfall(mean: ArrayLike, sd: ArrayLike, target: ArrayLike) -> Floats:
    """Expected distance to a target that counts only from below: E[max(0, T - x)], x normal.

    (T - m) Phi(u) + s phi(u) with u = (T - m)/s; without spread max(0, T - m). At least 0; in
    the unit of the mean.

    Args:
        mean: Means.
        sd: Standard deviations, 0 or more.
        target: The target, one for all or one each.

    Raises:
        ValueError: A number is not finite, or a standard deviation negative.

    Example:
        >>> expected_shortfall([72, 79, 85], [3, 4, 3], 80).round(3).tolist()
        [8.004, 2.145, 0.059]
    """
    m, s = to_finite_array("mean", mean), to_finite_array("sd", sd)
    t = to_finite_array("target", target)
    if (s < 0).any():
        raise ValueError("means and sds must be finite, and no sd negative")
    if any(part.shape not in ((), m.shape) for part in (s, t)):
        raise ValueError("sd and target must be one number each, or as many as mean")
    gap, spread = t - m, np.where(s > _LEAST_SD, s, 1.0)
    u = np.clip(gap / spread, -40, 40)
    smooth = gap * ndtr(u) + spread * np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi)
    found: Floats = np.maximum(0.0, np.where(s > _LEAST_SD, smooth, gap))
    return found


def prioritise(
    health: ArrayLike,
    se: ArrayLike,
    *,
    target: float = 100.0,
    reach: ArrayLike = 1.0,
    importance: ArrayLike = 1.0,
    importance_draws: ArrayLike | None = None,
    may_not_matter: Sequence[bool] | NDArray[np.bool_] | None = None,
    eligible: Sequence[bool] | NDArray[np.bool_] | None = None,
    level: float = 0.95,
    draws: int | None = None,
    seed: int = 0,
    tau_scale: float = 15.0,
) -> PriorityFigures:
    """Reach x importance x expected shortfall after partial pooling, and the chance to be first.

    The model and the draws are those of ``pool_health``; the shortfall is E[max(0, T - theta)],
    so that over-delivery at one touchpoint makes up for nothing elsewhere. Where the importance
    is estimated, each draw takes it from one of its resamples (the bootstrap as a posterior:
    Rubin 1981, The Bayesian bootstrap, Annals of Statistics 9:130), apart from the health.
    Resampled shares of R² are never below 0 and so too large by chance; what may be chance alone
    has an interval that begins at 0, and every interval is let out to hold the priority.

    Args:
        health: Unclipped health of each measured touchpoint.
        se: Standard errors, moderated.
        target: The health that is good enough.
        reach: Chance (0 to 1) that a journey visits each touchpoint, or one for all.
        importance: Weights of 0 or more; take those with mean 1, or the unit is another.
        importance_draws: The same as resampled (resample x touchpoint); None where it is certain.
        may_not_matter: Which ones have a resampled importance that may be chance alone; none
            where None.
        eligible: Which ones may be named; all pull on the average.
        level: Confidence of the priority's interval, between 0 and 1.
        draws: None takes 20 000, and fewer (at least 2 000) above 5 000 touchpoints.
        seed: Of the random draws.
        tau_scale: Scale of the prior of tau, in health points.

    Raises:
        ValueError: No touchpoint, a value that is not finite, a negative error or weight.

    Example:
        >>> found = prioritise([62, 71, 55], [3, 2, 8], target=80, reach=[0.9, 1, 0.3])
        >>> found.priority.round(1).tolist(), found.p_first.round(1).tolist()
        ([15.6, 9.6, 6.0], [1.0, 0.0, 0.0])
    """
    y, s = check_scores(health, se)
    passed = to_weights("reach", reach, len(y))
    weight = passed * to_weights("importance", importance, len(y))
    check_finite(target=target)
    check_positive(tau_scale=tau_scale)
    check_whole(0, seed=seed)
    critical_z(level)  # refuses a wrong level in the same words
    draws, able = choose_draws(draws, len(y)), to_flags("eligible", eligible, len(y))
    idle = np.zeros(len(y), dtype=bool)
    if may_not_matter is not None:
        idle = to_flags("may_not_matter", may_not_matter, len(y))
    order = fix_order(y, s)
    back = np.argsort(order)
    model = fit_posterior(y[order], s[order] ** 2, tau_scale)
    mean, variance = model.given_tau()
    shortfall = (model.weight @ expected_shortfall(mean, np.sqrt(variance), target))[back]
    ends = (1 - level) / 2, (1 + level) / 2
    lower, upper = (model.quantile(p)[back] for p in ends)
    weights = Weights(weight, importance_draws, by=passed).in_order(order)
    lost = _Loss(weights, float(target), np.flatnonzero(able[order]))
    found = _draw(model, lost, draws, seed)
    low, high = weight * np.maximum(0.0, target - upper), weight * np.maximum(0.0, target - lower)
    at = order[weights.varying]
    lowest, high[at] = np.quantile(found.lost, ends, axis=0)
    low[at] = np.where(idle[at], 0.0, lowest)
    priority = weight * shortfall
    return PriorityFigures(
        shortfall=shortfall,
        priority=priority,
        # a mean can lie outside of quantiles, and shares are larger in resamples
        low=np.minimum(low, priority),
        high=np.maximum(high, priority),
        p_first=found.first[back],
        p_first_eligible=np.where(able, found.among[back], np.nan),
        p_short=model.p_below(target)[back],
        p_weakest_eligible=np.where(able, found.weakest[back], np.nan),
        pooled_health=model.moments()[0][back],
        p_none=found.none,
        draws=draws,
    )


class _Loss(NamedTuple):
    """What a touchpoint's health costs: its weight and the target; and which may be named."""

    weights: Weights
    target: float
    named: NDArray[np.intp]


class _Drawn(NamedTuple):
    """How often each has the highest priority, of all and of the named, and is their weakest.

    ``none`` is how often nothing is lost; ``lost`` what is lost in each draw, as far as draws are
    kept, where the weight itself is drawn.
    """

    first: Floats
    among: Floats
    weakest: Floats
    none: float
    lost: Floats


def _draw(model: Posterior, loss: _Loss, draws: int, seed: int) -> _Drawn:
    size, named, weights = len(model.y), loss.named, loss.weights
    first, among, weakest = np.zeros(size), np.zeros(size), np.zeros(size)
    varying, taken = weights.varying, weights.choose(draws, seed)
    kept = np.empty((min(draws, _KEPT // max(1, len(varying))), len(varying)))
    for part, theta in draw_blocks(model, draws, np.random.default_rng(seed)):
        lost = weights.take(taken[part]) * np.maximum(0.0, loss.target - theta)
        kept[part] = lost[: len(kept[part]), varying]
        first += _count_highest(lost)
        if len(named):
            among[named] += _count_highest(lost[:, named])
            weakest += np.bincount(named[theta[:, named].argmin(axis=1)], minlength=size)
    none = 1 - float(first.sum()) / draws
    return _Drawn(first / draws, among / draws, weakest / draws, none, kept)


def _count_highest(lost: Floats) -> NDArray[np.intp]:
    """In how many draws each is highest; a draw in which none loses anything is nobody's.

    Example:
        >>> _count_highest(np.array([[1.0, 3.0], [2.0, 1.0], [0.0, 0.0]])).tolist()
        [1, 1]
    """
    losing = lost[np.arange(len(lost)), top := lost.argmax(axis=1)] > 0
    return np.bincount(top[losing], minlength=lost.shape[1])
