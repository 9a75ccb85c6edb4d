"""Three or more waves or values of a segment: does any of them differ at all?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeymap.analysis.changes.hindrances import find_hindrance
from journeymap.analysis.changes.judging import to_group_moments
from journeymap.analysis.changes.rows import MeasuredPair
from journeymap.analysis.changes.sides import Pair, PlacedMetric, Side
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.selection import to_place
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg
from journeymap.statistics.comparing.several_groups import (
    chi_squared_shares,
    compare_several_moments,
    welch_anova_from_moments,
)

Groups = Mapping[PlacedMetric, Sequence[Reading]]
FEWEST = 3


def group_waves(journey: Journey, segment: Mapping[str, str]) -> Groups:
    """All waves' readings of a segment, by place and metric, oldest first."""
    order = {wave: i for i, wave in enumerate(journey.waves)}
    found = [r for r in journey.readings if r.segment == segment and r.wave in order]
    grouped: dict[PlacedMetric, list[Reading]] = {}
    for reading in sorted(found, key=lambda r: order[r.wave or ""]):
        grouped.setdefault((to_place(reading, journey), reading.metric), []).append(reading)
    return grouped


def group_values(side: Side, key: str) -> Groups:
    """The readings of all values of a segment's key in a side's wave, by place and metric."""
    return {at: [*keys[key].values()] for at, keys in side.by_segment.items() if key in keys}


def judge_groups(
    measured: Sequence[MeasuredPair], groups: Groups, side: Side
) -> Mapping[int, float]:
    """Adjusted p of the differences among all groups, by the row's place in ``measured``.

    Shares: chi squared. Means and NPS: Welch's analysis of variance; times the same on
    logarithms. A row without three comparable groups has none.

    Args:
        measured: What is compared, in pairs.
        groups: The readings of all waves or values.
        side: The side whose journey they come from.
    """
    found: dict[int, float] = {}
    for i, one in enumerate(measured):
        place = one.pair.place
        readings = groups.get(((place.scope, place.id), one.metric.id), ())
        alike = list(_keep_comparable(one, readings, side)) if len(readings) >= FEWEST else []
        enough = len(alike) >= FEWEST
        p = judge_several([estimate(r, one.metric) for r in alike]) if enough else None
        if p is not None:
            found[i] = p
    return dict(zip(found, adjust_benjamini_hochberg([*found.values()]), strict=True))


def _keep_comparable(
    one: MeasuredPair, readings: Sequence[Reading], side: Side
) -> Iterator[Reading]:
    """The readings that could be compared with the one before them."""
    kept: list[Reading] = []
    for reading in readings:
        before = kept[-1] if kept else None
        pair = Pair(one.pair.place, one.pair.place.id, one.metric.id, before or reading, reading)
        reason = find_hindrance(pair, side, side) if before is not None else ""
        if not reason and reading.kind == "measured":
            kept.append(reading)
    yield from kept


def judge_several(found: Sequence[Estimate]) -> float | None:
    """The chance of groups that differ at least so much if all were alike; None where untold.

    Args:
        found: Measured readings of one metric, each of other answers, with how many they are.
    """
    if found[0].metric.is_share:
        worth = [one.worth for one in found]
        return chi_squared_shares([e.value * n for e, n in zip(found, worth, strict=True)], worth).p
    moments = [to_group_moments(one) for one in found]
    if found[0].metric.kind != "duration":
        return compare_several_moments(moments, ends=found[0].metric.ends).p
    try:
        return welch_anova_from_moments(moments).p
    except ValueError:  # a group whose times tell no spread, on a scale without ends
        return None
