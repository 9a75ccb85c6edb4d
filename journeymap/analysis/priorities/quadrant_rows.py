"""A touchpoint with its quadrant, as a flat row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeymap.analysis.evidence.candidates import Candidate
from journeymap.analysis.evidence.estimates import clip
from journeymap.analysis.priorities.weighing import Comparable, PrioritySettings, find_opportunities
from journeymap.analysis.priorities.weights import Weighting
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import Base, to_base
from journeymap.wording.told import tell

if TYPE_CHECKING:
    from journeymap.statistics.ranking.quadrants import QuadrantFigures

Cuts = tuple[float | None, float | None]
# where a touchpoint lies, and no more: what to do there is the advice, which weighs more than this
Quadrant = Literal["major_weak", "major_strong", "minor_weak", "minor_strong"]
WORDS: Mapping[Quadrant, str] = {
    "major_weak": tell("major, weak"),
    "major_strong": tell("major, strong"),
    "minor_weak": tell("minor, weak"),
    "minor_strong": tell("minor, strong"),
}
Advice = Literal["start", "continue", "stop", "cannot_tell"]
ADVICE_WORDS: Mapping[Advice, str] = {
    "start": tell("start"), "stop": tell("stop"), "continue": tell("continue"),
    "cannot_tell": tell("cannot tell"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuadrantRow:
    """A touchpoint and its quadrant, in the order of the journey.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        importance: How much it matters; the mean of all is 1, as for priorities.
        given_importance: The number as it was stated or derived, in its own unit.
        health: 0 to 100 with 100 good, as everywhere.
        pooled_health: Its health pulled towards the others, not clipped; the quadrant goes by it.
        quadrant: "major_weak", "major_strong", "minor_weak" or
            "minor_strong": where importance and pooled health lie.
        p_quadrant: The chance (0 to 1) of each quadrant; importance that is estimated is drawn.
        opportunity: Ulwick's score, 0 to 20; None unless importance is stated on 0 to 10.
        n: Its answers; of several metrics the fewest.
        n_effective: What they are worth; None where they carry no weights.
        base: The class of its base size.
        name: What people call it.
        advice: What to do there: "start", "continue", "stop" or "cannot_tell", as ``find_advice``
            tells it; None where it was not asked.
        under_way: Whether it needs work that goes on already: "continue" then means go on.
        is_weakest: Whether ``find_weakest`` names it: the weakest, or one of those it may be.
    """

    touchpoint: str
    stage: str
    importance: float
    given_importance: float
    health: float
    pooled_health: float
    quadrant: Quadrant
    p_quadrant: Mapping[str, float]
    opportunity: float | None
    n: int | None
    n_effective: float | None
    base: Base
    name: str
    advice: Advice | None = None
    under_way: bool = False
    is_weakest: bool = False


# what Martilla & James call the four, after what they would do there
_PLACES: Mapping[str, Quadrant] = dict(
    zip(("concentrate", "keep_up", "low_priority", "possible_overkill"), WORDS, strict=True)
)


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
        _to_row(journey, c, figures, i, (weighting, scores.get(c.touchpoint)))
        for i, c in enumerate(shown)
    )
    return tuple(rows), figures


def _weigh(
    measured: Comparable, weighting: Weighting, cuts: Cuts, asked: PrioritySettings
) -> QuadrantFigures:
    from journeymap.statistics.ranking.quadrants import quadrant_chances  # noqa: PLC0415 - it loads numpy

    return quadrant_chances(
        [weighting.values[i] if i in weighting.stated else None for i in measured.ids],
        [candidate.health for candidate in measured.candidates],
        [candidate.se for candidate in measured.candidates],
        importance_draws=weighting.draw_values(measured.ids, own_mean=cuts[0] is None),
        importance_cut=None if cuts[0] is None else weighting.to_value(cuts[0]),
        health_cut=cuts[1],
        draws=asked.draws,
        seed=asked.seed,
    )


def _to_row(
    journey: Journey,
    candidate: Candidate,
    figures: QuadrantFigures,
    i: int,
    wanted: tuple[Weighting, float | None],
) -> QuadrantRow:
    """The row of the i-th touchpoint, with the importance of all and its own opportunity."""
    id_, smallest = candidate.touchpoint, candidate.smallest
    return QuadrantRow(
        touchpoint=id_,
        stage=journey.stage_for(id_).id,
        importance=wanted[0].values[id_],
        given_importance=wanted[0].stated[id_],
        health=clip(candidate.health) or 0.0,
        pooled_health=float(figures.performance[i]),
        quadrant=_PLACES[figures.quadrant[i]],
        p_quadrant=dict(zip(WORDS, map(float, figures.p_quadrant[i]), strict=True)),
        opportunity=wanted[1],
        n=smallest.n,
        n_effective=smallest.reading.n_effective,
        base=to_base(candidate.n),
        name=journey.touchpoint(id_).name,
    )
