"""What the journey doesn't say: owners, channels, goals and their readings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.gaps import CoverageRow, make_gap
from journeymap.analysis.evidence.places import find_places
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.waves import is_due
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.wording.told import tell, tell_row


def find_unowned(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Touchpoints that nobody answers for, nor for their stage or the journey."""
    journey = asked.journey
    if journey.owner is not None:
        return
    free = [
        place
        for place, touchpoint in asked.touchpoints
        if touchpoint.owner is None and journey.stage_for(place.id).owner is None
    ]
    if free and len(free) == len(asked.touchpoints):
        yield make_gap(asked.whole, "unowned", "low", tell("no owner is written anywhere"))
        return
    stages = [place for place in find_places(journey) if place.scope == "stage"]
    by_stage = {stage: list(places) for stage, places in groupby(free, lambda place: place.stage)}
    for stage in stages:
        inside = by_stage.get(stage.id, [])
        if inside and len(inside) == len(journey.stage(stage.id).touchpoints):
            yield make_gap(
                stage, "unowned", "low", tell("nobody answers for it or its touchpoints")
            )
            continue
        for place in inside:
            yield make_gap(place, "unowned", "low", tell("nobody answers for it or its stage"))


def find_without_channel(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Touchpoints without a channel, where others have one."""
    free = [place for place, touchpoint in asked.touchpoints if touchpoint.channel is None]
    if len(free) == len(asked.touchpoints):
        return
    for place in free:
        yield make_gap(place, "no_channel", "low", tell("other touchpoints say where they happen"))


def find_stages_without_goal(asked: CoverageSettings) -> Iterator[CoverageRow]:
    """Stages without a goal; one row where no stage has any."""
    places = [place for place in find_places(asked.journey) if place.scope == "stage"]
    free = [place for place in places if not asked.journey.stage(place.id).goals]
    if len(free) == len(places):
        yield make_gap(asked.whole, "stage_without_goal", "low", tell("no stage has a goal"))
        return
    for place in free:
        yield make_gap(
            place, "stage_without_goal", "low", tell("nothing says how good it should be")
        )


def find_unread_goals(asked: CoverageSettings, *, wave: str | None) -> Iterator[CoverageRow]:
    """Goals without a reading that tells of them, but for those that aren't due yet.

    Args:
        asked: The journey and its readings.
        wave: The wave asked for; each goal's own where None.
    """
    names = {(place.scope, place.id): place for place in find_places(asked.journey)}
    found = measure_goals(
        asked.journey, wave=wave, segment=asked.selection.segment, level=asked.level
    )
    for row in found.rows:
        if row.status != "not_measured" or not (wave or is_due(asked.journey, row.due)):
            continue
        if row.value is not None and row.scope == "touchpoint":
            continue  # its reading is told as thin, or without n
        few = (row.n_effective or row.n or SMALLEST_FOR_VERDICT) < SMALLEST_FOR_VERDICT
        yield make_gap(
            names[row.scope, row.id],
            "goal_without_reading" if row.value is None else "thin" if few else "unknown_base",
            "high" if row.primary else "medium",
            tell_row([row.shown_goal, row.reason or ""], ": "),
            metric=row.metric,
            n=row.n,
        )
