"""The points of an experience curve: the health of each touchpoint, in the order of a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from journeymap.analysis.evidence.estimates import Estimate, clip, estimate
from journeymap.analysis.evidence.selection import Selection, pick_metrics
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A touchpoint on an experience curve.

    Args:
        segment: The segment; everybody where empty.
        position: Where it is on the path, from 1.
        touchpoint: Its id.
        stage: The id of its stage.
        metric: The metric; several are joined by " + ".
        value: Health, 0 to 100 with 100 good.
        low: Lower end of its interval; None where nothing is known about the error.
        high: Upper end of it.
        n: How many answers, of several metrics the fewest; None where unknown.
        name: What people call it.
        reach: The chance that a journey meets it; None where the mean is not weighted by it.
    """

    segment: Mapping[str, str]
    position: int
    touchpoint: str
    stage: str
    metric: str
    value: float
    low: float | None
    high: float | None
    n: int | None
    name: str
    reach: float | None = None


def find_points(
    journey: Journey,
    selection: Selection,
    metrics: Sequence[str],
    path: Sequence[str],
    *,
    level: float,
) -> Iterator[CurvePoint]:
    """The touchpoints of a path that are measured by ten answers or more, or by unknown many.

    Args:
        journey: The journey.
        selection: The readings of a wave and segment.
        metrics: What health is made of.
        path: Touchpoint ids in order.
        level: Confidence of the intervals.
    """
    order = {id_: i for i, id_ in enumerate(metrics)}
    for touchpoint in path:
        at = selection.at("touchpoint", touchpoint)
        found = [
            e
            for id_ in pick_metrics(order, at)
            if is_usable(e := estimate(at[id_], journey.metric(id_), level=level))
        ]
        if found:
            yield CurvePoint(
                segment=selection.segment,
                position=path.index(touchpoint) + 1,
                touchpoint=touchpoint,
                stage=journey.stage_for(touchpoint).id,
                metric=" + ".join(e.metric.id for e in found),
                value=clip(fmean(e.metric.to_health(e.value) or 0.0 for e in found)) or 0.0,
                low=_mean([e.health_ends[0] for e in found]),
                high=_mean([e.health_ends[1] for e in found]),
                n=min((e.n for e in found if e.n is not None), default=None),
                name=journey.touchpoint(touchpoint).name,
            )


def is_usable(found: Estimate) -> bool:
    """Whether a reading is on the curve: measured, with a health, and not by under ten."""
    enough = found.n is None or (found.n_effective or 0) >= SMALLEST_FOR_VERDICT
    return found.reading.kind == "measured" and found.health is not None and enough


def _mean(ends: Sequence[float | None]) -> float | None:
    """The mean of the ends, as if the metrics moved together; None where one is unknown."""
    known = [end for end in ends if end is not None]
    return fmean(known) if len(known) == len(ends) else None
