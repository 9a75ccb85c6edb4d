"""Which touchpoints can be ranked, and why the others can't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.selection import Selection, pick_metrics
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.wording.told import tell

WhyNot = Literal["not_measured", "other_metric", "guessed", "no_target", "no_n"]
WHY_NOT_WORDS: Mapping[WhyNot, str] = {
    "not_measured": tell("not measured"),
    "other_metric": tell("measured by another metric"),
    "guessed": tell("only guessed"),
    "no_target": tell("a time without a target"),
    "no_n": tell("number of answers unknown"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A touchpoint in the ranking.

    Args:
        touchpoint: Its id.
        estimates: Its estimates, one per metric.
        health: Health, not clipped; the weighted mean where there are several metrics.
        se: Moderated standard error of the health; less where many of all customers answered.
        coverage: The share (0 to 1) of the metrics' weight that is measured here.
    """

    touchpoint: str
    estimates: tuple[Estimate, ...]
    health: float
    se: float
    coverage: float = 1.0

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
) -> tuple[dict[str, list[Estimate]], dict[str, WhyNot]]:
    """What can be ranked by touchpoint id, and why the other touchpoints can't."""
    order = {id_: i for i, id_ in enumerate(metrics)}
    found: dict[str, list[Estimate]] = {}
    left_out: dict[str, WhyNot] = {}
    for touchpoint in journey.touchpoints:
        estimates = estimate_at(
            journey, selection.at("touchpoint", touchpoint.id), order, level=level
        )
        ranked = [e for e in estimates if can_be_ranked(e)]
        if ranked:
            found[touchpoint.id] = ranked
        else:
            at = selection.at("touchpoint", touchpoint.id)
            left_out[touchpoint.id] = _why_not(estimates, by_others=bool(at))
    return found, left_out


def estimate_at(
    journey: Journey, at: Mapping[str, Reading], order: Mapping[str, int], *, level: float
) -> list[Estimate]:
    """The estimates of a place's readings by the metrics in question, in the order of these."""
    return [estimate(at[id_], journey.metric(id_), level=level) for id_ in pick_metrics(order, at)]


def can_be_ranked(found: Estimate) -> bool:
    """Whether it is measured, with a number of answers and a health."""
    return found.reading.kind == "measured" and found.n is not None and found.health is not None


def _why_not(estimates: Sequence[Estimate], *, by_others: bool) -> WhyNot:
    measured = [found for found in estimates if found.reading.kind == "measured"]
    if measured:
        return "no_target" if measured[0].n else "no_n"
    if estimates:
        return "guessed"
    return "other_metric" if by_others else "not_measured"
