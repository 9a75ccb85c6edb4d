"""Means and spreads of numbers that come in parts, as they can be joined."""

from __future__ import annotations

import math
from dataclasses import dataclass

HALF_UNIT = 0.5


@dataclass(slots=True)
class Moments:
    """Weight, mean and sum of squared distances of numbers that can be joined.

    Chan, Golub & LeVeque 1983, The American Statistician 37(3): sums of squares of large numbers
    would lose the spread.
    """

    weight: float = 0.0
    mean: float = 0.0
    squares: float = 0.0

    def join(self, weight: float, mean: float, squares: float = 0.0) -> None:
        """Takes in other numbers by their moments."""
        total = self.weight + weight
        distance = mean - self.mean
        self.squares += squares + distance * distance * self.weight * weight / total
        self.mean += distance * weight / total
        self.weight = total

    def sd(self, n_effective: float) -> float | None:
        """Standard deviation with n - 1; None for a single number."""
        if n_effective <= 1 + 1e-9:
            return None
        variance = max(self.squares, 0.0) / self.weight * n_effective / (n_effective - 1)
        return math.sqrt(variance)
