"""A touchpoint with its quadrant, as a flat row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.analysis.evidence.candidates import Candidate
from journeymap.analysis.priorities.weighing import Comparable, PrioritySettings, find_opportunities
from journeymap.analysis.priorities.weights import Weighting
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import Base, to_base

if TYPE_CHECKING:
    from journeymap.statistics.ranking.quadrants import Quadrant, QuadrantFigures

_WHOLE, _SMALLEST_SHOWN = 100, 0.001
Cuts = tuple[float | None, float | None]
WORDS: Mapping[Quadrant, str] = {
    "concentrate": "concentrate here", "keep_up": "keep it up",
    "low_priority": "low priority", "possible_overkill": "possible overkill",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuadrantRow:
    """A touchpoint and its quadrant, in the order of the journey.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        importance: As it was stated or derived, in its own unit.
        performance: Its health pulled towards the others, not clipped.
        quadrant: "concentrate" (important and weak), "keep_up" (important and strong),
            "low_priority" (neither) or "possible_overkill" (strong and not important).
        p_quadrant: The chance (0 to 1) of each quadrant; the importance is taken as it is.
        opportunity: Ulwick's score, 0 to 20; None unless importance is stated on 0 to 10.
        n: Its answers; of several metrics the fewest.
        n_effective: What they are worth; None where they carry no weights.
        base: The class of its base size.
        name: What people call it.
    """

    touchpoint: str
    stage: str
    importance: float
    performance: float
    quadrant: Quadrant
    p_quadrant: Mapping[str, float]
    opportunity: float | None
    n: int | None
    n_effective: float | None
    base: Base
    name: str


def show_importance(value: float) -> str:
    """An importance in its own unit: three digits that count, never a power of ten.

    Example:
        >>> show_importance(6.6), show_importance(0.1234), show_importance(1e15)
        ('6.6', '0.123', '1,000,000,000,000,000')
    """
    if 0 < value < _SMALLEST_SHOWN:
        return f"< {_SMALLEST_SHOWN:g}"
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:.3g}"


def can_be_cut(measured: Comparable, weighting: Weighting) -> bool:
    """Whether at least two touchpoints are measured and have an importance."""
    return sum(id_ in weighting.stated for id_ in measured.ids) > 1


def make_quadrant_rows(
    journey: Journey,
    measured: Comparable,
    weighting: Weighting,
    asked: PrioritySettings,
    cuts: Cuts = (None, None),
) -> tuple[tuple[QuadrantRow, ...], QuadrantFigures]:
    """A row per touchpoint that has an importance, and the figures behind them."""
    figures = _weigh(measured, weighting, cuts, asked)
    shown = [c for c in measured.candidates if c.touchpoint in weighting.stated]
    health = {c.touchpoint: float(figures.performance[i]) for i, c in enumerate(shown)}
    scores = find_opportunities(weighting, health)
    rows = (
        _to_row(journey, c, figures, i, (weighting.stated[c.touchpoint], scores.get(c.touchpoint)))
        for i, c in enumerate(shown)
    )
    return tuple(rows), figures


def _weigh(
    measured: Comparable, weighting: Weighting, cuts: Cuts, asked: PrioritySettings
) -> QuadrantFigures:
    from journeymap.statistics.ranking.quadrants import quadrant_chances  # noqa: PLC0415 - it loads numpy

    return quadrant_chances(
        [weighting.stated.get(id_) for id_ in measured.ids],
        [candidate.health for candidate in measured.candidates],
        [candidate.se for candidate in measured.candidates],
        importance_cut=cuts[0],
        health_cut=cuts[1],
        draws=asked.draws,
        seed=asked.seed,
    )


def _to_row(
    journey: Journey,
    candidate: Candidate,
    figures: QuadrantFigures,
    i: int,
    stated: tuple[float, float | None],
) -> QuadrantRow:
    """The row of the i-th touchpoint, with its importance and its opportunity as stated."""
    id_, smallest = candidate.touchpoint, candidate.smallest
    return QuadrantRow(
        touchpoint=id_,
        stage=journey.stage_for(id_).id,
        importance=stated[0],
        performance=float(figures.performance[i]),
        quadrant=figures.quadrant[i],
        p_quadrant=dict(zip(WORDS, map(float, figures.p_quadrant[i]), strict=True)),
        opportunity=stated[1],
        n=smallest.n,
        n_effective=smallest.reading.n_effective,
        base=to_base(candidate.n),
        name=journey.touchpoint(id_).name,
    )
