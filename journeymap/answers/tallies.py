"""The running sums of one reading, and the reading they make."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.moments import HALF_UNIT, Moments

Added = tuple[int, float, float, float | None, tuple[float, float, float, float] | None]
"""Answers that are taken in together: how many, the sums of their weights and squared weights, and
their common value, or of times with one weight the mean and variance of themselves and of their
logarithms, with n in the denominator."""


class Tally:
    """What has been counted for one reading.

    Args:
        metric: What is answered.

    Attributes:
        n: Answers.
        weight: Sum of their weights.
        squares: Sum of their squared weights.
        codes: Weight by code, for ratings.
        squared: Squared weight by code.
        values: Moments of times and gaps.
        spread: The same with squared weights.
        logs: Moments of the logarithms of times.
        n_clusters: Effective number of answers where those of one customer are alike.
    """

    # thousands of readings have a tally each
    __slots__ = (
        "codes",
        "is_rated",
        "logs",
        "metric",
        "n",
        "n_clusters",
        "spread",
        "squared",
        "squares",
        "values",
        "weight",
    )

    def __init__(self, metric: Metric) -> None:
        self.metric, self.is_rated = metric, metric.is_rated
        self.n, self.weight, self.squares = 0, 0.0, 0.0
        self.n_clusters: float | None = None
        self.codes: dict[int, float] = {}
        self.squared: dict[int, float] = {}
        if not self.is_rated:
            self.values, self.spread, self.logs = Moments(), Moments(), Moments()

    def add_all(self, added: Sequence[Added]) -> None:
        """Takes in answers, each part with its number and weights."""
        codes = self.codes
        for n, weight, squares, value, moments in added:
            self.n += n
            self.weight += weight
            self.squares += squares
            if self.is_rated and value is not None:
                code = int(value)
                codes[code] = codes.get(code, 0.0) + weight
                if squares != weight:
                    self.squared[code] = self.squared.get(code, 0.0) + squares - weight
            elif value is not None:
                self._add_value(weight, squares, value)
            elif moments is not None:
                self._add_moments(weight, squares, moments)

    def _add_value(self, weight: float, squares: float, value: float) -> None:
        """A time of 0 counts as half a unit, because it has no logarithm."""
        if self.metric.kind == "duration":
            value = value or HALF_UNIT
            self.logs.join(weight, math.log(value))
        self.values.join(weight, value)
        self.spread.join(squares, value)

    def _add_moments(
        self, weight: float, squares: float, moments: tuple[float, float, float, float]
    ) -> None:
        mean, variance, log_mean, log_variance = moments
        self.values.join(weight, mean, variance * weight)
        self.spread.join(squares, mean, variance * squares)
        self.logs.join(weight, log_mean, log_variance * weight)

    def join(self, other: Tally) -> None:
        """Takes in what another tally of the same metric has counted."""
        self.n += other.n
        self.weight += other.weight
        self.squares += other.squares
        for mine, others in ((self.codes, other.codes), (self.squared, other.squared)):
            for code, weight in others.items():
                mine[code] = mine.get(code, 0.0) + weight
        if not self.is_rated:
            pairs = ((self.values, other.values), (self.spread, other.spread))
            for moments, more in (*pairs, (self.logs, other.logs)):
                if more.weight:
                    moments.join(more.weight, more.mean, more.squares)

    @property
    def mean(self) -> float:
        """The mean of the answers' scores; of NPS the score itself."""
        if not self.is_rated:
            return self.values.mean
        score = self.metric.score
        return sum(weight * score(code) for code, weight in self.codes.items()) / self.weight

    @property
    def deviations(self) -> float:
        """The sum of w² (score - mean)², were every answer that of another customer."""
        mean = self.mean
        if not self.is_rated:
            return self.spread.squares + self.spread.weight * (self.spread.mean - mean) ** 2
        score = self.metric.score
        squared = ((code, w + self.squared.get(code, 0.0)) for code, w in self.codes.items())
        return sum(ww * (score(code) - mean) ** 2 for code, ww in squared)

    @property
    def n_kish(self) -> float:
        """The effective number of weighted answers, (sum of w)² / sum of w² (Kish 1965)."""
        return min(self.weight**2 / self.squares, float(self.n))

    def tell(self, *, weighted: bool) -> dict[str, Any]:
        """What a reading tells: counts for ratings, moments for times and gaps.

        Args:
            weighted: Whether answers carry weights; then counts are scaled to sum to n.
        """
        n_kish = self.n_kish if weighted else float(self.n)
        told = self._tell_counts() if self.is_rated else self._tell_moments(n_kish)
        told |= {"metric": self.metric.id, "n": self.n}
        if self.n_clusters is not None:
            told["n_effective"] = min(n_kish, self.n_clusters)
        elif weighted:
            told["n_effective"] = n_kish
        return told

    def _tell_counts(self) -> dict[str, Any]:
        codes, scale = self.codes, self.n / self.weight
        counts = {code: whole(codes[code] * scale) for code in sorted(codes)}
        return {"counts": FrozenMap(counts)}

    def _tell_moments(self, n_effective: float) -> dict[str, Any]:
        told: dict[str, Any] = {"value": self.values.mean, "sd": self.values.sd(n_effective)}
        if self.metric.kind == "duration":
            told |= {"log_mean": self.logs.mean, "log_sd": self.logs.sd(n_effective) or 0.0}
            if self.metric.average == "geometric":
                told["value"] = math.exp(self.logs.mean)
        return told


def whole(count: float) -> float:
    """The count as a whole number where it is one."""
    return int(count) if count.is_integer() else count
