"""What partial pooling knows of the true health of each touchpoint: its posterior, and draws of it.

y_j ~ N(theta_j, v_j), theta_j ~ N(mu, tau²), flat mu, tau ~ half-normal on a grid; Gelman et al.,
Bayesian Data Analysis, 3rd ed., sec. 5.4. Everything that asks about true health draws from here,
with the same seed the same draws, so that answers to different questions agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from journeymap.statistics.numbers import MOST_DRAWS, SMALLEST, check_whole, to_finite_array

Floats = NDArray[np.float64]

_GRID = np.arange(0.5, 120) / 30  # tau in units of its prior scale: 0.25 ... 59.75 at 15
_LEAST_WEIGHT = 1e-12  # a tau less likely than this moves no quantile that anybody reads
_LEAST_VARIANCE = 1e-24
_HALVINGS = 50
_CELLS = 500_000  # draws are made in blocks of so many, so that memory stays flat


class Posterior(NamedTuple):
    """The data, and for each tau of the grid its weight and the mean and variance of mu."""

    y: Floats
    v: Floats
    tau: Floats
    weight: Floats
    mu: Floats
    mu_var: Floats

    def given_tau(self) -> tuple[Floats, Floats]:
        """Mean and variance of each true health at each tau (tau x touchpoint): normal there."""
        pull = self.v / (self.v + self.tau[:, None] ** 2)
        mean = self.y + pull * (self.mu[:, None] - self.y)
        return mean, (1 - pull) * self.v + pull**2 * self.mu_var[:, None]

    def moments(self) -> tuple[Floats, Floats]:
        """Mean and sd of each true health: a mixture over tau, added up without draws."""
        given, variance = self.given_tau()
        mean = self.weight @ given
        return mean, np.sqrt(self.weight @ (variance + (given - mean) ** 2))

    def p_below(self, limit: float | Floats) -> Floats:
        """Chance that each true health lies below a limit, one for all or one each; exact."""
        from scipy.special import ndtr  # noqa: PLC0415 - slow to load, and draws need none

        mean, variance = self.given_tau()
        # without spread the normal is a step, and a limit right on it is neither below nor above
        z = (limit - mean) / np.sqrt(np.maximum(variance, _LEAST_VARIANCE))
        chance: Floats = self.weight @ ndtr(np.clip(z, -40, 40))
        return chance

    def quantile(self, p: float) -> Floats:
        """The p-quantile of each true health: a mixture over tau, halved in on without draws."""
        kept = self.weight > _LEAST_WEIGHT
        part = Posterior(
            self.y, self.v, self.tau[kept], self.weight[kept], self.mu[kept], self.mu_var[kept]
        )
        mean, variance = part.given_tau()
        low = (mean - 9 * np.sqrt(variance)).min(axis=0)
        high = (mean + 9 * np.sqrt(variance)).max(axis=0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            under = part.p_below(middle) < p
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        found: Floats = (low + high) / 2
        return found


def check_scores(health: ArrayLike, se: ArrayLike) -> tuple[Floats, Floats]:
    """Both as arrays.

    Raises:
        ValueError: No touchpoint, a value that is not finite, or a negative standard error.
    """
    y, s = to_finite_array("health", health), to_finite_array("se", se)
    if y.ndim != 1 or not len(y) or y.shape != s.shape or (s < 0).any():
        raise ValueError("health and se must be as long as each other and finite, se not negative")
    if ((s > 0) & (s < SMALLEST)).any():
        raise ValueError(f"se must be 0 or at least {SMALLEST:g}, got {s[s > 0].min():g}")
    return y, s


def fix_order(y: Floats, s: Floats) -> NDArray[np.intp]:
    """The order in which touchpoints are drawn, so that renaming or moving them changes nothing."""
    return np.lexsort((s, y))


def choose_draws(draws: int | None, size: int) -> int:
    """As many draws as asked for, or 20 000, and fewer (at least 2 000) above 5 000 touchpoints."""
    check_whole(1, MOST_DRAWS, draws=draws)
    return draws or min(20_000, max(2_000, 100_000_000 // size))


def fit_posterior(y: Floats, v: Floats, scale: float = 15.0) -> Posterior:
    """The posterior of tau, and of mu given tau.

    Args:
        y: Unclipped health of each measured touchpoint.
        v: Squared standard errors.
        scale: Scale of the prior of tau, in health points.

    Example:
        >>> found = fit_posterior(np.array([62.0, 71.0, 55.0]), np.array([9.0, 4.0, 64.0]))
        >>> float((found.weight @ found.given_tau()[0]).round(1)[0])
        62.6
    """
    tau = _GRID * scale
    w = 1 / (v + tau[:, None] ** 2)
    mu_var = 1 / w.sum(axis=1)
    mu = (w * y).sum(axis=1) * mu_var
    misfit = (w * (y - mu[:, None]) ** 2).sum(axis=1)
    log_p = 0.5 * (np.log(mu_var) + np.log(w).sum(axis=1) - misfit - (tau / scale) ** 2)
    weight = np.exp(log_p - log_p.max())
    return Posterior(y, v, tau, weight / weight.sum(), mu, mu_var)


def draw_blocks(
    model: Posterior, draws: int, rng: np.random.Generator
) -> Iterator[tuple[slice, Floats]]:
    """True health (draw x touchpoint) in blocks, each with the slice of the draws that it is.

    Args:
        model: What ``fit_posterior`` gives; for the same draws in the order of ``fix_order``.
        draws: How many draws in all.
        rng: The same state gives the same draws.
    """
    cell = rng.choice(len(model.tau), draws, p=model.weight)
    centre = (model.mu[cell] + np.sqrt(model.mu_var[cell]) * rng.standard_normal(draws))[:, None]
    block = max(1, _CELLS // len(model.y))
    used, cell = np.unique(cell, return_inverse=True)
    # the same few tau come back in every block, so what hangs on tau alone is worked out once
    pull = model.v / (model.v + model.tau[used, None] ** 2)
    own, spread = (1 - pull) * model.y, np.sqrt((1 - pull) * model.v)
    for part in (slice(start, start + block) for start in range(0, draws, block)):
        at = cell[part]
        theta = rng.standard_normal((len(centre[part]), len(model.y)))
        theta *= spread[at]
        theta += own[at]
        theta += pull[at] * centre[part]
        yield part, theta
