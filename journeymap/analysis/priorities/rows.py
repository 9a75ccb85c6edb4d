"""A touchpoint with what is lost there, as a flat row."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.analysis.evidence.estimates import clip
from journeymap.analysis.priorities.weighing import Weighed, find_opportunities
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import Base, to_base


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A touchpoint and what is lost there, the highest priority first.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        metric: The metric it is compared by; several are joined by " + ".
        n: Its answers; of several metrics the fewest.
        n_effective: What they are worth; None where they carry no weights.
        reach: Chance (0 to 1) that a journey passes it.
        importance: How much it matters; the mean of all is 1.
        given_importance: The number that was stated or derived; None where none was.
        shortfall: Health points expected to be missing to the target, 0 or more.
        priority: reach x importance x shortfall: health points lost per journey.
        low: Lower end of the priority's interval; 0 where its importance may be chance alone.
        high: Upper end of it.
        lost_per_100: The priority of 100 journeys.
        p_first: Chance (0 to 1) that its priority is the highest.
        p_short: Chance (0 to 1) that its true health lies below the target.
        opportunity: Ulwick's score, 0 to 20; None unless importance is stated on 0 to 10.
        health: 0 to 100 with 100 good.
        pooled_health: Its health pulled towards the others, not clipped.
        base: The class of its base size.
        name: What people call it.
    """

    touchpoint: str
    stage: str
    metric: str
    n: int | None
    n_effective: float | None
    reach: float
    importance: float
    given_importance: float | None
    shortfall: float
    priority: float
    low: float
    high: float
    lost_per_100: float
    p_first: float
    p_short: float
    opportunity: float | None
    health: float
    pooled_health: float
    base: Base
    name: str


def to_priority_rows(journey: Journey, weighed: Weighed) -> tuple[PriorityRow, ...]:
    """A row per candidate, the highest priority first."""
    pooled = dict(zip(weighed.measured.ids, weighed.figures.pooled_health, strict=True))
    opportunities = find_opportunities(weighed.importance, pooled)
    rows = [
        _to_row(journey, weighed, i, opportunities.get(id_))
        for i, id_ in enumerate(weighed.measured.ids)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.priority, -row.p_first)))


def _to_row(journey: Journey, weighed: Weighed, i: int, opportunity: float | None) -> PriorityRow:
    candidate, figures = weighed.measured.candidates[i], weighed.figures
    id_, smallest = candidate.touchpoint, candidate.smallest
    return PriorityRow(
        touchpoint=id_,
        stage=journey.stage_for(id_).id,
        metric=" + ".join(e.metric.id for e in candidate.estimates),
        n=smallest.n,
        n_effective=smallest.reading.n_effective,
        reach=weighed.reach.values[id_],
        importance=weighed.importance.values[id_],
        given_importance=weighed.importance.stated.get(id_),
        shortfall=float(figures.shortfall[i]),
        priority=float(figures.priority[i]),
        low=float(figures.low[i]),
        high=float(figures.high[i]),
        lost_per_100=100 * float(figures.priority[i]),
        p_first=float(figures.p_first[i]),
        p_short=float(figures.p_short[i]),
        opportunity=opportunity,
        health=clip(candidate.health) or 0.0,
        pooled_health=float(figures.pooled_health[i]),
        base=to_base(candidate.n),
        name=journey.touchpoint(id_).name,
    )
