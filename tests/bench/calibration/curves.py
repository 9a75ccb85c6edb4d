"""Stated chances against how often they came true; intervals against how often they held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from journeymap.statistics.calibration import CalibrationBin, bin_statements, calibration_error
from journeymap.views.charts.calibration import draw_calibration


@dataclass(frozen=True)
class Curve:
    """How well stated chances hold.

    Args:
        name: What was stated.
        bins: From low chances to high ones.
        n: How many statements.
        error: Mean distance between stated and true over the bins, weighted by their size.
        bias: Mean stated minus share true; above 0 is over-confident.
    """

    name: str
    bins: tuple[CalibrationBin, ...]
    n: int
    error: float
    bias: float


@dataclass(frozen=True)
class Coverage:
    """How often intervals of 95 % held the truth."""

    name: str
    n: int
    held: float

    @property
    def error(self) -> float:
        """The standard error of that share."""
        return float(np.sqrt(self.held * (1 - self.held) / self.n))


def make_curve(name: str, statements: Iterable[tuple[float, bool]]) -> Curve:
    """A curve from chances and whether each came true."""
    told = [(min(1.0, float(p)), bool(true)) for p, true in statements]
    bins = bin_statements(told)
    bias = fmean(p for p, _ in told) - fmean(true for _, true in told)
    return Curve(name, bins, len(told), calibration_error(bins), bias)


def draw_curves(curves: Sequence[Curve], path: Path) -> None:
    """Stated against true, a panel per curve; dots as large as there are statements."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draw_calibration({curve.name: curve.bins for curve in curves}, out=path)
