"""Which touchpoints can be ranked, and why the others can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.estimates import Estimate, estimate
from journeymap.analysis.selection import Selection, pick_metrics
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class Candidate:
    """A touchpoint in the ranking.

    Args:
        touchpoint: Its id.
        estimates: Its estimates, one per metric.
        health: Health, not clipped; the mean where there are several metrics.
        se: Moderated standard error of the health.
    """

    touchpoint: str
    estimates: tuple[Estimate, ...]
    health: float
    se: float

    @property
    def smallest(self) -> Estimate:
        """The estimate with the fewest answers (effective, if weighted)."""
        return min(self.estimates, key=lambda found: found.n_effective or 0)

    @property
    def n(self) -> float:
        """The smallest number of answers (effective, if weighted) behind it."""
        return self.smallest.n_effective or 0


def find_measured(
    journey: Journey, selection: Selection, metrics: Sequence[str], *, level: float
) -> tuple[dict[str, list[Estimate]], dict[str, str]]:
    """What can be ranked by touchpoint id, and why the other touchpoints can't."""
    order = {id_: i for i, id_ in enumerate(metrics)}
    found: dict[str, list[Estimate]] = {}
    left_out: dict[str, str] = {}
    for touchpoint in journey.touchpoints:
        at = selection.at("touchpoint", touchpoint.id)
        estimates = [
            estimate(at[id_], journey.metric(id_), level=level) for id_ in pick_metrics(order, at)
        ]
        ranked = [e for e in estimates if _can_be_ranked(e)]
        if ranked:
            found[touchpoint.id] = ranked
        else:
            left_out[touchpoint.id] = _why_not(estimates, by_others=bool(at))
    return found, left_out


def _can_be_ranked(found: Estimate) -> bool:
    return found.reading.kind == "measured" and found.n is not None and found.health is not None


def _why_not(estimates: Sequence[Estimate], *, by_others: bool) -> str:
    measured = [found for found in estimates if found.reading.kind == "measured"]
    if not measured:
        elsewhere = "measured by another metric" if by_others else "not measured"
        return "only guessed" if estimates else elsewhere
    return "a time without a target" if measured[0].n else "number of answers unknown"
