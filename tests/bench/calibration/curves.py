"""Stated chances against how often they came true; intervals against how often they held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0000001)


@dataclass(frozen=True)
class Bin:
    """Statements of about the same chance: how many, what they said, how often it was so."""

    n: int
    stated: float
    true: float


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
    bins: tuple[Bin, ...]
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
    pairs = np.array([(p, float(true)) for p, true in statements])
    p, true = pairs[:, 0], pairs[:, 1]
    place = np.digitize(p, EDGES)
    bins = tuple(
        Bin(int(hit.sum()), float(p[hit].mean()), float(true[hit].mean()))
        for hit in (place == i for i in range(1, len(EDGES)))
        if hit.any()
    )
    error = sum(b.n * abs(b.stated - b.true) for b in bins) / len(p)
    return Curve(name, bins, len(p), error, float(p.mean() - true.mean()))


def draw_curves(curves: Sequence[Curve], path: Path) -> None:
    """Stated against true, a panel per curve; dots as large as there are statements."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "journeymap", "font.size": 9}):
        figure = Figure(figsize=(3.1 * len(curves), 3.3), layout="constrained")
        for i, curve in enumerate(curves, start=1):
            axes = figure.add_subplot(1, len(curves), i)
            axes.plot([0, 1], [0, 1], color="#8a8f98", linewidth=1, linestyle="--")
            stated, true = [b.stated for b in curve.bins], [b.true for b in curve.bins]
            sizes = [12 + 60 * (b.n / curve.n) ** 0.5 for b in curve.bins]
            axes.plot(stated, true, color="#1f5fa8", linewidth=1)
            axes.scatter(stated, true, s=sizes, color="#1f5fa8", zorder=3)
            axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xlabel="stated", title=curve.name)
            axes.set_aspect("equal")
            if i == 1:
                axes.set_ylabel("came true")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None})
