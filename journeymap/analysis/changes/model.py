"""How two journeys differ as models: what is added, removed, renamed, moved or said otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeymap.analysis.changes.matching import Matching, find_alike
from journeymap.analysis.changes.records import (
    Changed,
    ModelDifferences,
    Moved,
    Renamed,
    RewordedGoal,
)
from journeymap.analysis.changes.ways import Shift, find_changed_transitions
from journeymap.analysis.changes.wordings import find_changed_words
from journeymap.analysis.evidence.places import NamedPlace, find_holder, find_places
from journeymap.model.elements import Stage
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey


def find_model_differences(
    before: Journey, after: Journey, same: Matching, shifts: Sequence[Shift] = ()
) -> ModelDifferences:
    """Everything in which two journeys differ apart from their readings.

    Args:
        before: The earlier journey.
        after: The later one.
        same: Which touchpoint and stage is which.
        shifts: The transitions whose shares clearly changed.
    """
    return ModelDifferences(
        added=same.added,
        removed=same.removed,
        renamed=tuple(_find_renamed(before, after, same)),
        perhaps_renamed=tuple(_find_perhaps_renamed(before, after, same)),
        moved=tuple(_find_moved(before, after, same)),
        reworded_goals=tuple(_find_reworded(before, after, same)),
        stages_added=same.stages_added,
        stages_removed=same.stages_removed,
        changed=tuple(_find_changed(before, after, same, shifts)),
    )


def _find_renamed(before: Journey, after: Journey, same: Matching) -> Iterator[Renamed]:
    for id_, old in same.stages.items():
        names = before.stage(old).name, after.stage(id_).name
        if id_ != old or names[0] != names[1]:
            yield Renamed("stage", id_, old, *names)
    for id_, old in same.touchpoints.items():
        names = before.touchpoint(old).name, after.touchpoint(id_).name
        if id_ != old or names[0] != names[1]:
            yield Renamed("touchpoint", id_, old, *names)


def _find_perhaps_renamed(before: Journey, after: Journey, same: Matching) -> Iterator[Renamed]:
    gone = {id_: before.touchpoint(id_).name for id_ in same.removed}
    came = {id_: after.touchpoint(id_).name for id_ in same.added}
    for old, id_ in find_alike(gone, came):
        yield Renamed("touchpoint", id_, old, gone[old], came[id_])


def _find_moved(before: Journey, after: Journey, same: Matching) -> Iterator[Moved]:
    for id_, old in same.touchpoints.items():
        here, there = after.stage_for(id_).id, before.stage_for(old).id
        if same.stages.get(here) != there:
            yield Moved(id_, after.touchpoint(id_).name, there, here)


def find_place_before(place: NamedPlace, before: Journey, same: Matching) -> str | None:
    """The id that a place had before; None where it is new."""
    if place.scope == "journey":
        return before.id
    return (same.stages if place.scope == "stage" else same.touchpoints).get(place.id)


def _find_reworded(before: Journey, after: Journey, same: Matching) -> Iterator[RewordedGoal]:
    for place in find_places(after):
        old = find_place_before(place, before, same)
        if old is None:  # its goals are as new as it is itself
            continue
        was = find_holder(before, replace(place, id=old)).goals
        now = find_holder(after, place).goals
        for one, two in _pair_goals(was, now):
            yield RewordedGoal(place.scope, place.id, place.name, one, two)


def _pair_goals(
    before: Sequence[Goal], after: Sequence[Goal]
) -> Iterator[tuple[str | None, str | None]]:
    """Goals that differ, of one metric and due in one wave side by side."""
    old, new = ([show_goal(g) for g in goals] for goals in (before, after))
    gone = [goal for goal, text in zip(before, old, strict=True) if text not in new]
    came = [goal for goal, text in zip(after, new, strict=True) if text not in old]
    for goal in gone:
        key = (goal.metric, goal.wave)
        pair = next((g for g in came if (g.metric, g.wave) == key), None)
        pair = pair or next((g for g in came if g.metric == goal.metric), None)
        if pair is not None:
            came.remove(pair)
        yield show_goal(goal), None if pair is None else show_goal(pair)
    for goal in came:
        yield None, show_goal(goal)


def show_goal(goal: Goal) -> str:
    """A goal in full: when it is due, and whether it only supports.

    Example:
        >>> show_goal(Goal(metric="csat", operator=">=", target=4, wave="2026", primary=False))
        'csat >= 4 by 2026 (supporting)'
    """
    due = f" by {goal.wave}" if goal.wave else ""
    return f"{goal}{due}{'' if goal.primary else ' (supporting)'}"


def _find_changed(
    before: Journey, after: Journey, same: Matching, shifts: Sequence[Shift]
) -> Iterator[Changed]:
    for place in find_places(after):
        old = find_place_before(place, before, same)
        if old is not None:
            one, two = find_holder(before, replace(place, id=old)), find_holder(after, place)
            for what, was, now in find_changed_words(one, two):
                yield Changed(place.scope, place.id, place.name, what, was, now)
            if isinstance(one, Stage) and isinstance(two, Stage):
                yield from _find_reordered(one, two, same)
    yield from _find_stage_order(before, after, same)
    yield from find_changed_transitions(before, after, same, shifts)


def _find_reordered(before: Stage, after: Stage, same: Matching) -> Iterator[Changed]:
    """Whether the touchpoints that both have follow each other differently."""
    old = {touchpoint.id for touchpoint in before.touchpoints}
    names = {
        same.touchpoints[t.id]: t.name
        for t in after.touchpoints
        if same.touchpoints.get(t.id) in old
    }
    was = [t.id for t in before.touchpoints if t.id in names]
    if was != [*names]:
        orders = (", ".join(names[id_] for id_ in order) for order in (was, names))
        yield Changed("stage", after.id, after.name, "order", *orders)


def _find_stage_order(before: Journey, after: Journey, same: Matching) -> Iterator[Changed]:
    names = {old: after.stage(id_).name for id_, old in same.stages.items()}
    was = [names[stage.id] for stage in before.stages if stage.id in names]
    now = [names[old] for old in same.stages.values()]
    if was != now:
        order = ", ".join(was), ", ".join(now)
        yield Changed("journey", after.id, "whole journey", "order of stages", *order)
