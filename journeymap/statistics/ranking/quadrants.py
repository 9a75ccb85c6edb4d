"""Importance against performance, and other ways to set what people want beside what they get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import (
    check_all_finite,
    check_finite,
    check_positive,
    check_whole,
    to_finite_array,
)
from journeymap.statistics.ranking.posterior import (
    Floats,
    check_scores,
    choose_draws,
    draw_blocks,
    fit_posterior,
    fix_order,
)
from journeymap.statistics.ranking.weights import Weights

Quadrant = Literal["concentrate", "keep_up", "low_priority", "possible_overkill"]
QUADRANTS: tuple[Quadrant, ...] = ("concentrate", "keep_up", "low_priority", "possible_overkill")
_ROUNDING = 1e-9  # what is equal but for rounding lies on the cut, and so counts as above it


class Quadrants(NamedTuple):
    """Each item's quadrant in the order of the input, and where both axes are cut."""

    quadrant: tuple[Quadrant, ...]
    importance_cut: float
    performance_cut: float


class KanoCoefficients(NamedTuple):
    """How far a feature can please (``better``, 0 to 1) and displease (``worse``, -1 to 0)."""

    better: float
    worse: float


def ipa_quadrants(
    importance: Sequence[float],
    performance: Sequence[float],
    *,
    importance_cut: float | None = None,
    performance_cut: float | None = None,
) -> Quadrants:
    """Importance-performance analysis: what to concentrate on, to keep up, or to leave.

    "concentrate" is important and weak, "keep_up" important and strong, "low_priority" neither,
    "possible_overkill" strong and not important. What lies on a cut counts as above it. Martilla
    & James 1977, Importance-performance analysis, Journal of Marketing 41(1).

    Args:
        importance: How important each item is, in any unit; more is more important.
        performance: How well each does; more is better.
        importance_cut: Where the importance is cut; its mean where None.
        performance_cut: Where the performance is cut; its mean where None.

    Raises:
        ValueError: No item, or not as many of one as of the other, or one is not finite.

    Example:
        >>> ipa_quadrants([0.4, 0.3, 0.2, 0.1], [55, 85, 60, 80]).quadrant
        ('concentrate', 'keep_up', 'low_priority', 'possible_overkill')
    """
    wanted = to_finite_array("importance", importance)
    had = to_finite_array("performance", performance)
    check_finite(importance_cut=importance_cut, performance_cut=performance_cut)
    if wanted.ndim != 1 or not len(wanted) or wanted.shape != had.shape:
        raise ValueError("importance and performance must be as many as each other and finite")
    cuts = (
        float(wanted.mean()) if importance_cut is None else float(importance_cut),
        float(had.mean()) if performance_cut is None else float(performance_cut),
    )
    important, strong = _is_above(wanted, cuts[0]), _is_above(had, cuts[1])
    return Quadrants(
        tuple(_name(i, s) for i, s in zip(important, strong, strict=True)), cuts[0], cuts[1]
    )


def _is_above(values: Floats, cut: float) -> list[bool]:
    return [bool(above) for above in values >= cut - _ROUNDING * max(1.0, abs(cut))]


def _name(important: bool, strong: bool) -> Quadrant:
    if important:
        return "keep_up" if strong else "concentrate"
    return "possible_overkill" if strong else "low_priority"


@dataclass(frozen=True, slots=True, eq=False)
class QuadrantFigures:
    """Quadrants with their chances, for the touchpoints that have an importance.

    Args:
        performance: The mean of each true health, pulled towards the others.
        quadrant: Where that mean and the importance lie.
        p_quadrant: Chance of each quadrant (touchpoint x quadrant, in the order of ``QUADRANTS``).
        importance_cut: Where the importance is cut.
        performance_cut: Where the performance is cut.
        draws: How many draws the chances rest on.
    """

    performance: Floats
    quadrant: tuple[Quadrant, ...]
    p_quadrant: Floats
    importance_cut: float
    performance_cut: float
    draws: int


def quadrant_chances(
    importance: Sequence[float | None],
    health: ArrayLike,
    se: ArrayLike,
    *,
    importance_draws: ArrayLike | None = None,
    importance_cut: float | None = None,
    health_cut: float | None = None,
    draws: int | None = None,
    seed: int = 0,
    tau_scale: float = 15.0,
) -> QuadrantFigures:
    """Importance-performance analysis of noisy scores: each quadrant with its chance.

    The true health is drawn as by ``pool_health``; without ``health_cut`` it is cut at the mean
    of each draw, since the mean is no more certain than what it is made of. Importance that is
    estimated is drawn from its resamples as by ``prioritise``, and cut likewise; else it is taken
    as it is.

    Args:
        importance: How important each touchpoint is; one without (None) only pulls the others.
        health: Unclipped health of each.
        se: Standard errors, moderated.
        importance_draws: The importance as resampled (resample x touchpoint; what stands for one
            without is not read); None where it is certain.
        importance_cut: Where the importance is cut, in the unit of the draws, too; its mean where
            None, and then that of each draw.
        health_cut: Where the health is cut; its mean where None.
        draws: None takes 20 000, and fewer (at least 2 000) above 5 000 touchpoints.
        seed: Of the random draws.
        tau_scale: Scale of the prior of tau, in health points.

    Raises:
        ValueError: Numbers are not finite, or not as many of one as of the other.

    Example:
        >>> found = quadrant_chances([3, 1, None], [60, 80, 70], [2, 2, 2])
        >>> found.quadrant, found.p_quadrant.round(2).tolist()
        (('concentrate', 'possible_overkill'), [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    """
    y, s = check_scores(health, se)
    if len(importance) != len(y):
        raise ValueError("importance and health must be as many as each other")
    check_all_finite(importance=importance)
    check_finite(importance_cut=importance_cut, health_cut=health_cut)
    check_positive(tau_scale=tau_scale)
    check_whole(0, seed=seed)
    kept = [i for i, weight in enumerate(importance) if weight is not None]
    draws, order = choose_draws(draws, len(y)), fix_order(y, s)
    back = np.argsort(order)
    model = fit_posterior(y[order], s[order] ** 2, tau_scale)
    mean = model.moments()[0][back][kept]
    at = ipa_quadrants(
        [weight for weight in importance if weight is not None],
        mean.tolist(),
        importance_cut=importance_cut,
        performance_cut=health_cut,
    )
    weights = Weights([weight or 0.0 for weight in importance], importance_draws)
    taken, counted = weights.choose(draws, seed), np.zeros((len(kept), len(QUADRANTS)))
    for part, theta in draw_blocks(model, draws, np.random.default_rng(seed)):
        strong = _are_above(theta[:, back[kept]], health_cut)
        important = _are_above(weights.take(taken[part])[:, kept], importance_cut)
        sides = ((important, ~strong), (important, strong), (~important, ~strong))
        for i, (one, other) in enumerate((*sides, (~important, strong))):
            counted[:, i] += (one & other).sum(axis=0)
    return QuadrantFigures(mean, at.quadrant, counted / draws, *at[1:], draws)


def _are_above(drawn: Floats, cut: float | None) -> NDArray[np.bool_]:
    """Which lie above the cut, or the mean of their draw; what lies on it does, too."""
    at = drawn.mean(axis=1, keepdims=True) if cut is None else np.array(float(cut))
    above: NDArray[np.bool_] = drawn >= at - _ROUNDING * np.maximum(1.0, np.abs(at))
    return above


def ulwick_opportunity(importance: ArrayLike, satisfaction: ArrayLike) -> Floats:
    """Importance + max(importance - satisfaction, 0), both on 0 to 10; 0 to 20, high is worth it.

    Ulwick 2002, Turn customer input into innovation, Harvard Business Review 80(1).

    Args:
        importance: How important it is, 0 to 10.
        satisfaction: How satisfied people are with it, 0 to 10.

    Raises:
        ValueError: A number lies outside 0 to 10.

    Example:
        >>> ulwick_opportunity([9.2, 8.1], [4.5, 8.6]).round(1).tolist()
        [13.9, 8.1]
    """
    wanted, had = np.asarray(importance, dtype=float), np.asarray(satisfaction, dtype=float)
    if wanted.shape != had.shape:
        raise ValueError("importance and satisfaction must be as long as each other")
    if not all(((part >= 0) & (part <= 10)).all() for part in (wanted, had)):
        raise ValueError("importance and satisfaction lie between 0 and 10")
    found: Floats = wanted + np.maximum(wanted - had, 0.0)
    return found


def kano_coefficients(
    attractive: float, one_dimensional: float, must_be: float, indifferent: float
) -> KanoCoefficients:
    """How far a feature pleases where it is there, and displeases where it isn't.

    better = (A + O)/(A + O + M + I), worse = -(O + M)/(A + O + M + I), over customers by Kano
    class from paired questions ("if it were there", "if it weren't"); reverse and questionable
    answers stay out. Berger et al. 1993, Kano's methods for understanding customer-defined
    quality, Center for Quality of Management Journal 2(4).

    Args:
        attractive: Customers to whom it is attractive (A).
        one_dimensional: To whom more of it is better (O).
        must_be: To whom it must be there (M).
        indifferent: To whom it makes no difference (I).

    Raises:
        ValueError: A count is negative or not finite, or all are 0.

    Example:
        >>> kano_coefficients(40, 30, 20, 10)
        KanoCoefficients(better=0.7, worse=-0.5)
    """
    counts = (attractive, one_dimensional, must_be, indifferent)
    total = float(sum(counts))
    if not np.isfinite(total) or min(counts) < 0 or total <= 0:
        raise ValueError("Kano classes are counts of 0 or more, and not all of them 0")
    return KanoCoefficients(
        (attractive + one_dimensional) / total, -(one_dimensional + must_be) / total
    )
