"""The running sums of one reading, and the reading they make."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from journeymap.fields import FrozenMap
from journeymap.metrics import Metric
from journeymap.model.readings import Reading
from journeymap.moments import HALF_UNIT, Moments


@dataclass(slots=True)
class Tally:
    """What has been counted for one reading.

    Args:
        metric: What is answered.
        n: Answers.
        weight: Sum of their weights.
        squares: Sum of their squared weights.
        codes: Weight by code, for ratings.
        values: Moments of times and gaps.
        logs: Moments of the logarithms of times.
    """

    metric: Metric
    n: int = 0
    weight: float = 0.0
    squares: float = 0.0
    codes: dict[int, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    values: Moments = field(default_factory=Moments)
    logs: Moments = field(default_factory=Moments)

    def add(self, n: int, weight: float, squares: float, value: float) -> None:
        """Takes in answers with the same value.

        A time of 0 counts as half a unit, because it has no logarithm.
        """
        self._add_weights(n, weight, squares)
        if self.metric.is_rated:
            code = int(value)
            self.codes[code] = self.codes.get(code, 0.0) + weight
            self.counts[code] = self.counts.get(code, 0) + n
        elif self.metric.kind == "duration":
            self.values.join(weight, value or HALF_UNIT)
            self.logs.join(weight, math.log(value or HALF_UNIT))
        else:
            self.values.join(weight, value)

    def add_moments(
        self, n: int, weight: float, squares: float, moments: tuple[float, float, float, float]
    ) -> None:
        """Takes in times of one weight by mean and variance of themselves and of their logarithms.

        Args:
            n: How many.
            weight: Sum of their weights.
            squares: Sum of their squared weights.
            moments: The mean and variance of the times, then those of their logarithms, with n in
                the denominator.
        """
        self._add_weights(n, weight, squares)
        mean, variance, log_mean, log_variance = moments
        self.values.join(weight, mean, variance * weight)
        self.logs.join(weight, log_mean, log_variance * weight)

    def _add_weights(self, n: int, weight: float, squares: float) -> None:
        self.n += n
        self.weight += weight
        self.squares += squares

    def to_reading(self, *, weighted: bool, **place: Any) -> Reading:
        """The reading: counts for ratings, moments for times and gaps.

        Args:
            weighted: Whether answers carry weights; then counts are scaled to sum to n.
            place: Touchpoint, stage, wave, segment and source of the reading.
        """
        n_effective = min(self.weight**2 / self.squares, self.n) if weighted else float(self.n)
        told = self._tell_counts() if self.metric.is_rated else self._tell_moments(n_effective)
        if weighted:
            told["n_effective"] = n_effective
        place["segment"] = FrozenMap(place.get("segment", {}))
        return Reading(metric=self.metric.id, n=self.n, **told, **place)

    def _tell_counts(self) -> dict[str, Any]:
        scale = self.n / self.weight
        present = sorted(code for code, n in self.counts.items() if n)
        return {"counts": {code: self.codes[code] * scale for code in present}}

    def _tell_moments(self, n_effective: float) -> dict[str, Any]:
        told: dict[str, Any] = {"value": self.values.mean, "sd": self.values.sd(n_effective)}
        if self.metric.kind == "duration":
            told |= {"log_mean": self.logs.mean, "log_sd": self.logs.sd(n_effective) or 0.0}
            if self.metric.average == "geometric":
                told["value"] = math.exp(self.logs.mean)
        return told
