"""Before and after an intervention: an association in time, which is not yet an effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from journeymap.analysis.changes.hindrances import find_spreadless
from journeymap.analysis.evidence.estimates import Estimate, estimate
from journeymap.analysis.evidence.places import NamedPlace, Scope
from journeymap.analysis.trends.pooling import pool_readings
from journeymap.analysis.trends.series import Series
from journeymap.metrics import Metric
from journeymap.model.interventions import Intervention
from journeymap.model.readings import Reading
from journeymap.model.wave_order import WaveOrder, to_wave_order
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg, is_clear
from journeymap.wording.told import Figure, tell, tell_row

if TYPE_CHECKING:
    from journeymap.analysis.changes.judging import JudgedChange

Change = Literal["better", "worse", "no clear change", "cannot tell"]
NOTE = tell(
    "Before and after an intervention is an association in time, not an "
    "effect: whatever else changed then is in it, and waves on one side are "
    "taken as one."
)


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """One metric at one place before and since an intervention.

    Args:
        intervention: What was done.
        wave: The first wave in which it was in force.
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        waves_before: The waves before.
        waves_after: The waves since.
        n_before: Answers before; None where unknown.
        n_after: Answers since.
        before: The value over all waves before, in the metric's unit; the mean of the waves where
            a number of answers is unknown.
        after: The value over all waves since.
        difference: After minus before.
        low: Lower end of its interval; None for times, whose interval is that of the ratio.
        high: Upper end of it.
        ratio: Times: after over before.
        ratio_low: Lower end of the ratio's interval.
        ratio_high: Upper end of it.
        p: Two-sided; None where it can't be tested.
        p_adjusted: The same, adjusted for how many are shown (Benjamini and Hochberg).
        change: What may be said.
        reason: Why nothing may be said; empty otherwise.
        name: What people call the place.
        shown: Before and after as people read them.
        shown_difference: The difference, or of times the ratio, with its interval.
    """

    intervention: str
    wave: str
    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    waves_before: tuple[str, ...]
    waves_after: tuple[str, ...]
    n_before: int | None
    n_after: int | None
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None
    p_adjusted: float | None
    change: Change
    reason: str
    name: str
    shown: str
    shown_difference: str


def compare_before_and_after(
    interventions: Iterable[Intervention], series: Sequence[Series], *, level: float, q: float
) -> tuple[InterventionRow, ...]:
    """A row per intervention, place and metric it is about.

    Args:
        interventions: What was done.
        series: What is shown, in its order.
        level: Confidence of the intervals.
        q: The adjusted p up to which a change is claimed.
    """
    rows = [
        _compare(one, group, level)
        for one in interventions
        for group in _group(series)
        if is_about(one, group[0].place)
    ]
    return tuple(_adjust(rows, q, {s.metric.id: s.metric.better for s in series}))


def is_about(intervention: Intervention, place: NamedPlace) -> bool:
    """Whether an intervention is about a place; one that names none is about every place."""
    if intervention.touchpoints:
        return place.scope == "touchpoint" and place.id in intervention.touchpoints
    return intervention.stage is None or place.stage == intervention.stage


def _group(series: Sequence[Series]) -> Iterator[list[Series]]:
    """The parts of each series together."""
    for i, one in enumerate(series):
        if one.part == 1:
            yield list(series[i : i + one.parts])


def _compare(one: Intervention, parts: Sequence[Series], level: float) -> InterventionRow:
    since = to_wave_order(one.wave)
    split = [_split(part.readings, since) for part in parts]
    both = [sides for sides in split if all(sides)]
    before, after = both[0] if both else (_flat(split, 0), _flat(split, 1))
    metric, first = parts[0].metric, parts[0]
    found = [pool_readings(side, metric) for side in (before, after)]
    was, now = (estimate(r, metric, level=level) if r else None for r in found)
    means = _find_mean(was, before, metric), _find_mean(now, after, metric)
    row = InterventionRow(
        intervention=one.name, wave=one.wave, scope=first.place.scope,
        touchpoint=first.readings[0].touchpoint, stage=first.place.stage, metric=metric.id,
        waves_before=_name(before), waves_after=_name(after),
        n_before=was.n if was else None, n_after=now.n if now else None,
        before=means[0], after=means[1],
        difference=None if None in means else (means[1] or 0.0) - (means[0] or 0.0),
        low=None, high=None, ratio=None, ratio_low=None, ratio_high=None, p=None, p_adjusted=None,
        change="cannot tell", reason="", name=first.place.name, shown=_show(metric, *means),
        shown_difference=_show_difference(metric, *means),
    )  # fmt: skip
    reason = _find_reason(before, after, apart=not both, overlaps=any(p.overlaps for p in parts))
    if reason or was is None or now is None:
        unknown = tell("number of answers unknown")
        return replace(row, reason=reason or unknown)
    return _test(row, was, now, level)


def _find_mean(
    pooled: Estimate | None, readings: Sequence[Reading], metric: Metric
) -> float | None:
    """The value over all answers; of waves alike where nobody knows how many answered."""
    if pooled is not None:
        return pooled.value
    return fmean(estimate(r, metric).value for r in readings) if readings else None


def _split(
    readings: Sequence[Reading], since: WaveOrder
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    order = [(to_wave_order(reading.wave or ""), reading) for reading in readings]
    before = tuple(reading for wave, reading in order if wave < since)
    return before, tuple(readings[len(before) :])


def _flat(split: Sequence[tuple[tuple[Reading, ...], ...]], side: int) -> tuple[Reading, ...]:
    return tuple(reading for sides in split for reading in sides[side])


def _name(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(reading.wave or "" for reading in readings)


def _find_reason(
    before: Sequence[Reading], after: Sequence[Reading], *, apart: bool, overlaps: bool
) -> str:
    if not before or not after:
        return tell("no wave since") if before else tell("no wave before")
    if apart:
        return tell("the question was worded anew")
    return tell("waves share answers") if overlaps else ""


def _test(row: InterventionRow, was: Estimate, now: Estimate, level: float) -> InterventionRow:
    if min(was.n_effective or 0, now.n_effective or 0) < SMALLEST_FOR_VERDICT:
        return replace(
            row,
            reason=tell("fewer than {n} answers", n=SMALLEST_FOR_VERDICT),
        )
    if was.metric.kind == "duration":
        sides = (
            (was.reading, was.metric, tell("the waves before")),
            (now.reading, now.metric, tell("the waves since")),
        )
        for reason in find_spreadless(*sides):
            return replace(row, reason=reason)
    # loads numpy, which a journey without interventions can do without
    from journeymap.analysis.changes.judging import judge_change  # noqa: PLC0415

    found = judge_change(was, now, level=level)
    return replace(
        row, low=found.low, high=found.high, p=found.p, ratio=found.ratio,
        ratio_low=found.ratio_low, ratio_high=found.ratio_high,
        shown_difference=_show_tested(found, was.metric),
    )  # fmt: skip


def _adjust(
    rows: Sequence[InterventionRow], q: float, better: dict[str, str]
) -> Iterator[InterventionRow]:
    adjusted = iter(adjust_benjamini_hochberg([row.p for row in rows if row.p is not None]))
    for row in rows:
        if row.p is None:
            yield row
            continue
        p = next(adjusted)
        # the ratio of times is what was tested; their means may differ the other way
        moved = row.ratio - 1 if row.ratio is not None else row.difference or 0.0
        clear: Change = "better" if (moved > 0) == (better[row.metric] == "high") else "worse"
        yield replace(
            row, p_adjusted=p, change=clear if is_clear(p, q) and moved else "no clear change"
        )


def _show(metric: Metric, before: float | None, after: float | None) -> str:
    shown = ("–" if value is None else metric.to_text(value) for value in (before, after))
    return tell_row([*shown], " -> ")


def _show_difference(metric: Metric, before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return "–"
    return show_change(metric, after - before, None, None)


def _show_tested(found: JudgedChange, metric: Metric) -> str:
    if found.ratio is not None and found.ratio_low is not None and found.ratio_high is not None:
        ends = {"low": Figure(f"{found.ratio_low:.2f}"), "high": Figure(f"{found.ratio_high:.2f}")}
        return tell("×{value} ({low} to {high})", value=Figure(f"{found.ratio:.2f}"), **ends)
    return show_change(metric, found.difference, found.low, found.high)


def show_change(metric: Metric, change: float, low: float | None, high: float | None) -> str:
    """A change with its interval, always signed and without unit.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> show_change(STANDARD_METRICS["churn"], -0.021, -0.04, -0.002)
        '-2.1 (-4.0 to -0.2)'
    """
    shown = [
        Figure(metric.to_text(number, signed=True, unit=False).removesuffix(" %"))
        for number in (change, low, high)
        if number is not None
    ]
    if len(shown) < 3:
        return shown[0]
    return tell("{value} ({low} to {high})", value=shown[0], low=shown[1], high=shown[2])
