"""How many visits and how much time a journey takes."""

from __future__ import annotations

from math import sqrt

from journeymap.analysis.evidence.flow_counts import STUCK
from journeymap.analysis.flow.passing import Passing
from journeymap.analysis.flow.records import FlowSteps, FlowTime
from journeymap.model.elements import TransitionTime
from journeymap.model.journey import Journey
from journeymap.wording.told import tell

_MINUTES = {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0, "days": 1440.0}
_SMALLEST = 1e-9


def measure_steps(passing: Passing) -> FlowSteps:
    """Visits before the end; not known where journeys go round for ever."""
    from journeymap.statistics.chain.passage import steps_taken  # noqa: PLC0415 - loads scipy

    if passing.walked is not None:
        return passing.walked.steps
    if _is_stuck(passing):
        return FlowSteps(None, None, None)
    found = steps_taken(passing.passage)
    # the start itself is no visit
    given = None if found.given_success is None else found.given_success - 1
    return FlowSteps(found.mean - 1, sqrt(found.variance), given)


def measure_time(journey: Journey, passing: Passing) -> tuple[FlowTime | None, str]:
    """The time that transitions add up to, and a note where it can't be told."""
    from journeymap.statistics.chain.passage import time_taken  # noqa: PLC0415 - loads scipy

    minutes = {(t.source, t.target): _to_minutes(t.time) for t in journey.transitions}
    if all(each is None for each in minutes.values()):
        return None, ""
    if _is_stuck(passing):
        return None, tell("Time isn't measured: some journeys never end.")
    chain, passage = passing.passage.chain, passing.passage
    chances = dict(zip(chain.states, passage.chances.tolist(), strict=True))
    chances |= {id_: float(id_ in passing.success) for id_ in chain.absorbing}
    mean, given = [0.0] * len(chain.states), [0.0] * len(chain.states)
    unknown, parts = 0, dict.fromkeys(minutes, 0.0)
    for j, source in enumerate(chain.states):
        row = passing.counts.rows.get(source, {})
        total = sum(row.values())
        for target, number in row.items() if passage.visits[j] > _SMALLEST else ():
            each = minutes.get((source, target), 0.0)  # leaving takes no time
            unknown += each is None
            mean[j] += number / total * (each or 0.0)
            if (source, target) in parts:
                parts[source, target] = passage.visits[j] * number / total * (each or 0.0)
            if chances[source] > 0:
                share = number / total * chances.get(target, 0.0) / chances[source]
                given[j] += share * (each or 0.0)
    if unknown:
        return None, tell(
            "Time isn't measured: {unknown:,} transitions in use carry no mean time.",
            unknown=unknown,
        )
    on_success = time_taken(passage, given).given_success
    whole = time_taken(passage, mean).mean
    longest = max(parts, key=parts.__getitem__)
    if not parts[longest] > 0:
        return FlowTime(whole, on_success), ""
    part = float(parts[longest])
    return FlowTime(whole, on_success, longest=longest, longest_mean=part), ""


def _is_stuck(passing: Passing) -> bool:
    chain = passing.passage.chain
    return float(passing.passage.visits @ chain.absorbed_in(STUCK)) > _SMALLEST


def _to_minutes(time: TransitionTime | None) -> float | None:
    return None if time is None or time.mean is None else time.mean * _MINUTES[time.unit]
