"""Touchpoints that nobody has asked about: never, by guess only, too few, or long ago."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.changes.windows import find_end
from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, Severity, make_gap
from journeymap.analysis.coverage.planning import Plan, plan_answers
from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.model.elements import Touchpoint
from journeymap.result import show_answers
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT

LONG_AGO = 2  # waves from which on what is out of date matters most


def find_unmeasured(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Touchpoints without a measurement in this wave: stale, guessed, or never measured."""
    for place, touchpoint in asked.touchpoints:
        if place.id in asked.measured:
            yield from _find_aged(asked, place)
        else:
            yield _tell_unmeasured(asked, place, touchpoint)


def _tell_unmeasured(
    asked: CoverageSettings, place: NamedPlace, touchpoint: Touchpoint
) -> CoverageRow:
    waves, wave = asked.waves_at.get(place.id, ()), asked.selection.wave
    earlier = [w for w in waves if asked.waves.index(w) < asked.waves.index(wave)] if wave else []
    if earlier:
        behind = asked.waves.index(str(wave)) - asked.waves.index(earlier[-1])
        if behind >= asked.stale_after:
            severity: Severity = "high" if behind >= LONG_AGO else "medium"
            ago = f"last measured in {earlier[-1]}, {behind} wave{'s' if behind > 1 else ''} ago"
            return make_gap(place, "stale", severity, ago, wave=earlier[-1])
    moment = ", a moment of truth" if touchpoint.moment_of_truth else ""
    readings = asked.selection.at("touchpoint", place.id)
    if readings:
        metrics = ", ".join(readings)
        severity = "high" if moment else "medium"
        return make_gap(place, "guessed", severity, f"{metrics} only guessed{moment}")
    only = f"not in {wave}, only in {waves[-1]}" if waves else f"no reading{asked.of_segment}"
    return make_gap(
        place, "unmeasured", "high", f"{only}{moment}", wave=waves[-1] if waves else None
    )


def _find_aged(asked: CoverageSettings, place: NamedPlace) -> Iterator[CoverageRow]:
    """What is measured in the wave asked for, when that ended long before the day asked for."""
    waves = {found.reading.wave for found in asked.measured[place.id]}
    ends = {end: wave for wave in waves if (end := find_end(wave)) is not None}
    if asked.as_of is None or not ends:
        return
    last = max(ends)
    days = (asked.as_of - last).days
    if days > asked.max_age:
        ago = f"last measured in {ends[last]}, which ended {days:,} days before {asked.as_of}"
        severity: Severity = "high" if days > LONG_AGO * asked.max_age else "medium"
        yield make_gap(place, "stale", severity, ago, wave=ends[last])


def find_thin(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Readings on too few answers, or on nobody knows how many."""
    for place, _ in asked.touchpoints:
        for found in asked.measured.get(place.id, ()):
            n = found.n_effective
            if n is None:
                what = f"{found.metric.id} {found.shown} without n"
                yield make_gap(place, "unknown_base", "medium", what, metric=found.metric.id)
            elif n < LOW_BASE:
                yield _tell_thin(asked, place, found, n)


def _tell_thin(
    asked: CoverageSettings, place: NamedPlace, found: Estimate, n: float
) -> CoverageRow:
    few = n < SMALLEST_FOR_VERDICT
    why = "no verdict" if few else "low base"
    answers = "1 answer" if found.n == 1 else f"{show_answers(found.n, n)} answers"
    plan = plan_answers(found.metric, _same_metric(asked, found.metric.id), level=asked.level)
    return make_gap(
        place,
        "thin",
        "high" if few else "medium",
        f"{answers} by {found.metric.id}, {why}: {found.shown}",
        fix=_say_plan(plan),
        metric=found.metric.id,
        n=found.n,
        n_needed=plan.n if plan else None,
    )


def _same_metric(asked: CoverageSettings, metric: str) -> list[Estimate]:
    return [one for found in asked.measured.values() for one in found if one.metric.id == metric]


def _say_plan(plan: Plan | None) -> str | None:
    if plan is None:
        return None
    return f"{LOW_BASE} answers lift the low base, {plan.n:,} give {plan.precision}"
