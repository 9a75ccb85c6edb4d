"""The rows of a place: its groups side by side, and everybody."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.hiding import find_hidden
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.segments.choosing import WAVE, Choice, Groups
from journeymap.analysis.segments.records import SegmentRow
from journeymap.analysis.segments.rest import NOT_TOLD, FromEverybody, compare_with_everybody
from journeymap.analysis.segments.spreads import Compared
from journeymap.metrics import Metric
from journeymap.model.journey import Journey
from journeymap.wording.told import tell


def measure_place(
    journey: Journey,
    place: NamedPlace,
    metric: str,
    groups: Groups,
    choice: Choice,
    *,
    level: float,
) -> tuple[Compared, tuple[SegmentRow, ...]]:
    """The groups that can be compared at a place, and a row per group, everybody first.

    Args:
        journey: The journey.
        place: The place.
        metric: The metric's id.
        groups: Its measured readings; None is everybody.
        choice: What stands side by side.
        level: Confidence of the intervals.
    """
    found = {g: estimate(r, journey.metric(metric), level=level) for g, r in groups.items()}
    hidden = find_hidden(groups, is_total=choice.by != WAVE)
    order = [group for group in (None, *choice.groups) if group in found]
    rows = []
    for group in order:
        away = _compare(found, group, hidden, level)
        rows.append(_to_row(place, found[group], away, group=group, reason=hidden.get(group, "")))
    alike = {g: found[g] for g in order if g is not None and g not in hidden and found[g].n}
    return Compared(place, journey.metric(metric), alike), tuple(rows)


def _compare(
    found: Mapping[str | None, Estimate],
    group: str | None,
    hidden: Mapping[str | None, str],
    level: float,
) -> FromEverybody:
    everybody = found.get(None)
    if group is None or everybody is None or hidden.keys() & {group, None}:
        return NOT_TOLD
    return compare_with_everybody(found[group], everybody.reading, level=level)


def _to_row(
    place: NamedPlace, found: Estimate, away: FromEverybody, *, group: str | None, reason: str
) -> SegmentRow:
    reading, known = found.reading, not reason
    return SegmentRow(
        scope=place.scope,
        touchpoint=reading.touchpoint,
        stage=place.stage,
        metric=found.metric.id,
        group=group,
        wave=reading.wave,
        segment=reading.segment,
        n=found.n,
        n_effective=reading.n_effective,
        value=found.value if known else None,
        low=found.low if known else None,
        high=found.high if known else None,
        health=found.health if known else None,
        base=found.base,
        difference=away.difference,
        difference_low=away.low,
        difference_high=away.high,
        reason=reason,
        name=place.name,
        shown=found.shown if known else "–",
        shown_value=found.shown_value if known else "–",
        shown_difference=_show(found.metric, away),
    )


def _show(metric: Metric, away: FromEverybody) -> str:
    """A difference with its interval, without unit; nothing where it can't be told."""
    if away.difference is None or away.low is None or away.high is None:
        return ""
    value, low, high = (
        metric.to_text(end, signed=True, unit=False)
        for end in (away.difference, away.low, away.high)
    )
    return tell("{value} ({low} to {high})", value=value, low=low, high=high)
