"""Retention and churn of one base of customers, as readings that sum to 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeymap.fields import FrozenMap
from journeymap.model.journey import Journey
from journeymap.model.operational import OperationalSource
from journeymap.model.readings import Reading

CENSUS = "all customers are counted: intervals tell how far rates vary by chance, none is a sample"


def to_rates(start: int, lost: int, **told: Any) -> Iterator[Reading]:
    """Churn and retention of those who were customers at the start.

    Args:
        start: How many they were, at least 1.
        lost: How many of them were lost within the period.
        told: What else the readings hold.

    Example:
        >>> churn, retention = to_rates(200, 20)
        >>> churn.counts, retention.counts
        ({0: 180, 1: 20}, {0: 20, 1: 180})
    """
    for metric, yes in (("churn", lost), ("retention", start - lost)):
        yield to_share(metric, yes, start, **told)


def to_share(metric: str, yes: int, n: int, **told: Any) -> Reading:
    """A share as a reading with its counts.

    Args:
        metric: The metric's id.
        yes: How many count.
        n: Of how many.
        told: What else the reading holds.
    """
    return Reading(metric=metric, counts={0: n - yes, 1: yes}, n=n, **told)


def describe(
    journey: Journey, source: OperationalSource, segment: Mapping[str, str], name: str
) -> dict[str, Any]:
    """What all readings of one source and segment hold.

    Args:
        journey: It has the places.
        source: It names the place.
        segment: The segment; everybody where empty.
        name: The table's name.
    """
    told: dict[str, Any] = {"segment": FrozenMap(dict(segment)), "source": name}
    if source.touchpoint is not None:
        told["touchpoint"] = journey.touchpoint(source.touchpoint).id
    if source.stage is not None:
        told["stage"] = journey.stage(source.stage).id
    return told
