"""Where journeys start and which touchpoints are success: as asked, or else chosen and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journeymap.analysis.evidence.flow_counts import LEFT, OPEN, OUTSIDE, FlowCounts
from journeymap.errors import InputError, Problem, UnknownNameError
from journeymap.model.journey import Journey
from journeymap.wording.told import tell

_MOSTLY = 0.5


def choose_start(
    journey: Journey, counts: FlowCounts, start: str | None
) -> tuple[Mapping[str, float], str]:
    """Touchpoint to how many start there, and a note on it."""
    if start is not None:
        id_ = _find_in_flow(journey, counts, start)
        return {id_: counts.starts.get(id_, 1.0)}, ""
    if counts.starts_known:
        return counts.starts, ""
    (only,) = counts.starts
    name = journey.touchpoint(only).name
    return counts.starts, (
        tell(
            "Journeys are taken to start at {name}, the first touchpoint that is left; "
            "how many start isn't known, so nobody is seen to be lost right there.",
            name=name,
        )
        if not counts.ends_known and counts.bases[only] is not None
        else tell(
            "Journeys are taken to start at {name}, the first touchpoint that is left.", name=name
        )
    )


def choose_success(
    journey: Journey, counts: FlowCounts, success: str | Sequence[str] | None
) -> tuple[tuple[str, ...], str]:
    """The ids of the touchpoints that are success, and a note on the choice.

    Where none is named it is the touchpoint where most journeys end, of those that most visits
    end at and none starts at; without known ends, the last one that nobody was seen to leave.
    """
    if success is not None:
        asked: Iterable[str] = [success] if isinstance(success, str) else success
        ids = tuple(dict.fromkeys(_find_in_flow(journey, counts, word) for word in asked))
        if not ids:
            raise InputError([Problem("no success is named", hint="name at least one touchpoint")])
        return ids, ""
    chosen, why = _guess_success(counts)
    name = journey.touchpoint(chosen).name
    return (chosen,), tell(
        "Success is taken to be coming to {name}, {why}.",
        hint="; name another by success.",
        name=name,
        why=why,
    )


def _guess_success(counts: FlowCounts) -> tuple[str, str]:
    reached = {t for row in counts.rows.values() for t in row if t not in OUTSIDE}
    ends = {
        id_: row.get(LEFT, 0.0)
        for id_, row in counts.rows.items()
        if id_ in reached
        and id_ not in counts.starts
        and row.get(LEFT, 0.0) >= _MOSTLY * sum(row.values()) > 0
    }
    if counts.ends_known and ends:
        return max(reversed(ends), key=lambda id_: ends[id_]), tell("where most journeys end")
    unleft = [id_ for id_, row in counts.rows.items() if id_ in reached and set(row) <= {OPEN}]
    if unleft:
        return unleft[-1], tell("the last touchpoint that nobody leaves")
    return [id_ for id_ in counts.rows if id_ in reached][-1], tell(
        "the last touchpoint that is reached"
    )


def _find_in_flow(journey: Journey, counts: FlowCounts, word: str) -> str:
    id_ = journey.touchpoint(word).id
    if id_ not in counts.rows:
        hint = "transitions with a count or a share must lead there or on from there"
        raise UnknownNameError("transition tells of touchpoint", id_, list(counts.rows), hint=hint)
    return id_
