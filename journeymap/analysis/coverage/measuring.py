"""Touchpoints that nobody has asked about: never, by guess only, too few, or long ago."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from journeymap.analysis.changes.windows import find_end
from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, Severity, make_gap
from journeymap.analysis.coverage.planning import Plan, plan_answers
from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.model.elements import Touchpoint
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.wording.told import Figure, tell, tell_count, tell_row

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
            ago = tell_count(
                behind,
                "last measured in {wave}, {n} wave ago",
                "last measured in {wave}, {n} waves ago",
                wave=earlier[-1],
            )
            return make_gap(place, "stale", severity, ago, wave=earlier[-1])
    readings = asked.selection.at("touchpoint", place.id)
    if readings:
        metrics = tell_row([asked.journey.metric(id_).told for id_ in readings])
        severity = "high" if touchpoint.moment_of_truth else "medium"
        told = _with_moment(tell("{metrics} only guessed", metrics=metrics), touchpoint)
        return make_gap(place, "guessed", severity, told)
    only = asked.no_reading
    if waves:
        only = tell("not in {wave}, only in {last}", wave=wave, last=waves[-1])
    return make_gap(
        place,
        "unmeasured",
        "high",
        _with_moment(only, touchpoint),
        wave=waves[-1] if waves else None,
    )


def _with_moment(told: str, touchpoint: Touchpoint) -> str:
    return tell("{told}, a moment of truth", told=told) if touchpoint.moment_of_truth else told


def _find_aged(asked: CoverageSettings, place: NamedPlace) -> Iterator[CoverageRow]:
    """What is measured in the wave asked for, when that ended long before the day asked for."""
    waves = {found.reading.wave for found in asked.measured[place.id]}
    ends = {end: wave for wave in waves if (end := find_end(wave)) is not None}
    if asked.as_of is None or not ends:
        return
    last = max(ends)
    days = (asked.as_of - last).days
    if days > asked.max_age:
        ago = tell(
            "last measured in {wave}, which ended {days:,} days before {day}",
            wave=ends[last],
            days=days,
            day=Figure(asked.as_of),
        )
        severity: Severity = "high" if days > LONG_AGO * asked.max_age else "medium"
        yield make_gap(place, "stale", severity, ago, wave=ends[last])


def find_thin(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Readings on too few answers, on a low base, or on nobody knows how many."""
    for place, _ in asked.touchpoints:
        for found in asked.measured.get(place.id, ()):
            n = found.n_effective
            if n is None:
                what = tell(
                    "{metric} {shown} without n", metric=found.metric.told, shown=found.shown
                )
                yield make_gap(place, "unknown_base", "medium", what, metric=found.metric.id)
            elif n < LOW_BASE:
                yield _tell_thin(asked, place, found, n)


def _tell_thin(
    asked: CoverageSettings, place: NamedPlace, found: Estimate, n: float
) -> CoverageRow:
    few = n < SMALLEST_FOR_VERDICT
    why = tell("no verdict") if few else tell("low base")
    answers = _count(found.n, n)
    plan = plan_answers(found.metric, _same_metric(asked, found.metric.id), level=asked.level)
    return make_gap(
        place,
        "thin" if few else "low_base",
        "high" if few else "medium",
        tell(
            "{answers} by {metric}, {why}: {shown}",
            answers=answers,
            metric=found.metric.told,
            why=why,
            shown=found.shown,
        ),
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
    return tell(
        "{low} answers lift the low base, {n:,} give {precision}",
        low=LOW_BASE,
        n=plan.n,
        precision=plan.precision,
    )


def _count(n: int | None, worth: float) -> str:
    """How many answers, and what weighted ones are worth."""
    if n is None or floor(worth) >= n:
        return tell_count(n or 0, "{n} answer", "{n} answers")
    return tell("{n:,} (worth {worth:,}) answers", n=n, worth=floor(worth))
