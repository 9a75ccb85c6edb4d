"""How far the groups lie apart at a place: both ends, the spread beyond chance, and a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from statistics import NormalDist

from journeymap.analysis.changes.windows import do_windows_overlap
from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.segments.records import SegmentSpread
from journeymap.metrics import Metric
from journeymap.statistics.comparing.spread import excess_spread
from journeymap.text import to_folded
from journeymap.wording.told import tell, tell_row

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """The groups of one metric at one place that may stand side by side.

    Args:
        place: The place.
        metric: The metric.
        groups: Group to what its reading is worth, those with ten answers or more.
    """

    place: NamedPlace
    metric: Metric
    groups: Mapping[str, Estimate]


def find_spreads(
    compared: Sequence[Compared], *, level: float, q: float
) -> tuple[SegmentSpread, ...]:
    """A row per place and metric.

    Args:
        compared: The groups of each.
        level: Confidence of the estimates' intervals, which tell their errors.
        q: The adjusted p up to which groups count as different.
    """
    rows = [_find_spread(one, level) for one in compared]
    return _adjust(rows, q)


def _adjust(rows: Sequence[SegmentSpread], q: float) -> tuple[SegmentSpread, ...]:
    tested = [row.p for row in rows if row.p is not None]
    if not tested:
        return tuple(rows)
    # loads scipy, which a table of which nothing is tested can do without
    from journeymap.statistics.comparing.multiplicity import (  # noqa: PLC0415
        adjust_benjamini_hochberg,
        is_clear,
    )

    adjusted = iter(adjust_benjamini_hochberg(tested))
    told = []
    for row in rows:
        p = None if row.p is None else next(adjusted)
        told.append(replace(row, p_adjusted=p, differs=is_clear(p, q)))
    return tuple(told)


def _find_spread(one: Compared, level: float) -> SegmentSpread:
    place, metric = one.place, one.metric
    by_value = sorted(one.groups, key=lambda group: one.groups[group].value)
    if metric.better == "low":
        by_value.reverse()
    ends = [by_value[0], by_value[-1]] if len(by_value) >= FEWEST else [None, None]
    values = [None if end is None else one.groups[end].value for end in ends]
    reason = find_reason(list(one.groups.values()))
    return SegmentSpread(
        scope=place.scope,
        touchpoint=place.id if place.scope == "touchpoint" else None,
        stage=place.stage,
        metric=metric.id,
        groups=len(by_value),
        worst=ends[0],
        worst_value=values[0],
        best=ends[1],
        best_value=values[1],
        spread=_measure_spread(list(one.groups.values()), level),
        p=None if reason else _test(list(one.groups.values())),
        p_adjusted=None,
        differs=False,
        reason=reason,
        name=place.name,
        shown=tell_row(
            [
                tell("{value} in {group}", value=one.groups[end].shown_value, group=end)
                for end in ends
                if end is not None
            ]
        ),
    )


def find_reason(found: Sequence[Estimate]) -> str:
    """Why groups can't be tested against each other; empty where they can."""
    if len(found) < FEWEST:
        return tell("fewer than two groups can be shown")
    if len({to_folded(one.reading.wording) for one in found if one.reading.wording}) > 1:
        return tell("the question was worded differently")
    readings = sorted((one.reading for one in found), key=lambda reading: reading.wave or "")
    in_waves = len({reading.wave for reading in readings}) > 1
    if in_waves and any(
        do_windows_overlap((a.wave, a.window), (b.wave, b.window)) for a, b in pairwise(readings)
    ):
        return tell("the windows of these waves overlap and share answers")
    return ""


def _test(found: Sequence[Estimate]) -> float | None:
    # both load numpy, which a table of one group can do without
    from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415
    from journeymap.analysis.changes.several import judge_several  # noqa: PLC0415

    if found[0].metric.kind == "duration" and any(one.low is None for one in found):
        return None
    return judge_change(*found).p if len(found) == FEWEST else judge_several(found)


def _measure_spread(found: Sequence[Estimate], level: float) -> float | None:
    """The spread beyond chance, in health points, or in the unit where there is no health."""
    wide = 2 * NormalDist().inv_cdf((1 + level) / 2)
    values, errors = [], []
    for one in found:
        value, low, high = (_to_axis(one.metric, x) for x in (one.value, one.low, one.high))
        if value is None or low is None or high is None or not abs(high - low) > 0:
            return None
        values.append(value)
        errors.append(abs(high - low) / wide)
    return excess_spread(values, errors) if len(values) >= FEWEST else None


def _to_axis(metric: Metric, value: float | None) -> float | None:
    """A value on the health scale, not clipped; itself where there is no health."""
    health = None if value is None else metric.to_health(value)
    found = value if health is None else health
    return found if found is not None and isfinite(found) else None
