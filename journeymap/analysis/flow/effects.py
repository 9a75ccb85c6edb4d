"""What changes of continuations and of scores would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.evidence.candidates import estimate_at
from journeymap.analysis.evidence.estimates import clip
from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.flow.asking import ScoreChange, read_changes
from journeymap.analysis.flow.passing import Passing
from journeymap.analysis.flow.records import WhatIf
from journeymap.errors import InputError, Problem
from journeymap.model.journey import Journey


def try_changes(
    journey: Journey,
    passing: Passing,
    texts: Sequence[str],
    *,
    level: float,
    draws: int | None,
    seed: int,
) -> WhatIf | None:
    """What the changes do together; None where none is asked for.

    Raises:
        InputError: with all that can't be read or done.
    """
    if not texts:
        return None
    changes, scores = read_changes(journey, passing, texts)
    completion = uplift = low = high = None
    if changes:
        from journeymap.statistics.chain.draws import what_if  # noqa: PLC0415 - loads scipy

        try:
            found = what_if(passing.passage, changes, level=level, draws=draws, seed=seed)
        except ValueError as error:
            raise InputError([Problem(str(error), path="what_if")]) from None
        completion, uplift, low, high = found.after, found.uplift, found.low, found.high
    score, moved = _move_score(journey, passing.reach, scores) if scores else (None, None)
    return WhatIf(tuple(texts), completion, uplift, low, high, score, moved)


def _move_score(
    journey: Journey, reach: Mapping[str, float], changes: Sequence[ScoreChange]
) -> tuple[float, float]:
    """The journey's score after changes, and how much it moves: weight times change of health.

    The score is the mean health of the touchpoints that the metric measures, weighted by reach.
    """
    metrics = {change.metric for change in changes}
    if len(metrics) > 1:
        hint = "ask for one metric at a time"
        wrong = "scores of several metrics have no common unit"
        raise InputError([Problem(wrong, path="what_if", hint=hint)])
    (id_,) = metrics
    health, values = _find_health(journey, reach, id_)
    total = sum(reach[place] for place in health)
    before = sum(reach[place] * value for place, value in health.items())
    after = dict(health)
    for change in changes:
        if change.touchpoint not in health:
            message = f"{id_} has no health at {change.touchpoint!r} to change"
            hint = "it must be measured there, with a target if it is a time, and be reached"
            raise InputError([Problem(message, path="what_if", hint=hint)])
        values[change.touchpoint] += change.by
        after[change.touchpoint] = _to_health(journey, change, values[change.touchpoint])
    moved = sum(reach[place] * value for place, value in after.items())
    return moved / total, (moved - before) / total


def _find_health(
    journey: Journey, reach: Mapping[str, float], metric: str
) -> tuple[dict[str, float], dict[str, float]]:
    """Health and value by touchpoint, of those that are measured and reached."""
    selection = select_readings(journey)
    health: dict[str, float] = {}
    values: dict[str, float] = {}
    for touchpoint in journey.touchpoints:
        at = selection.at("touchpoint", touchpoint.id)
        for found in estimate_at(journey, at, {metric: 0}, level=0.95):
            if found.health is not None and reach.get(touchpoint.id, 0.0) > 0:
                health[touchpoint.id], values[touchpoint.id] = found.health, found.value
    return health, values


def _to_health(journey: Journey, change: ScoreChange, value: float) -> float:
    """The health of a changed value, which must still lie on its scale."""
    metric = journey.metric(change.metric)
    if metric.kind == "duration":
        fits, hint = value > 0, "a time is above 0"
    else:
        low, high = min(metric.ends), max(metric.ends)
        fits, hint = low <= value <= high, f"the scale reaches from {low:g} to {high:g}"
    health = clip(metric.to_health(value)) if fits else None
    if health is None:
        message = f"{change.metric} at {change.touchpoint!r} would become {metric.to_text(value)}"
        raise InputError([Problem(message, path="what_if", hint=hint)])
    return health
