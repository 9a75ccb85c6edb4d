"""Which values are hidden: of fewer than ten answers, and those that would tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journeymap.analysis.evidence.selection import Place, to_place
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT, hide_small
from journeymap.wording.told import tell, tell_count

Groups = Mapping[str | None, Reading]  # None is everybody
FEW = tell("fewer than ten answers")
BETRAYS = tell(
    "hidden too: together with everybody it would tell the one with fewer than ten answers"
)


def find_hidden(groups: Groups, *, is_total: bool) -> Mapping[str | None, str]:
    """Why the value of a group is hidden, by group; those that are shown are left out.

    Args:
        groups: The measured readings of a metric at a place; None is everybody.
        is_total: Whether everybody is the sum of the groups, as with a segment's values.
    """
    worth = {group: r.n_effective or r.n for group, r in groups.items()}
    few = {group for group, n in worth.items() if n is not None and n < SMALLEST_FOR_VERDICT}
    hidden: dict[str | None, str] = dict.fromkeys(few, FEW)
    everybody = groups.get(None)
    if not is_total or everybody is None or not everybody.n or None in few:
        return hidden
    counts: dict[str | None, float] = {
        group: r.n for group, r in groups.items() if group is not None and r.n
    }
    unnamed = everybody.n - sum(counts.values())
    if not few or not 0 <= unnamed < SMALLEST_FOR_VERDICT:
        return hidden  # those who belong to no value hide who is missing
    return {**dict.fromkeys(hide_small(counts), BETRAYS), **hidden}


def find_hidden_places(
    journey: Journey, *, wave: str | None, segment: Mapping[str, str]
) -> Mapping[tuple[Place, str], str]:
    """Why values of a segment are hidden, by place and metric; those that are shown are left out.

    They are those that ``measure_segments`` hides by any key of the segment.

    Args:
        journey: The journey with its readings.
        wave: The wave of the readings.
        segment: The segment; nothing of everybody is hidden.
    """
    found: dict[tuple[Place, str], str] = {}
    for key, value in segment.items():
        rest = {k: v for k, v in segment.items() if k != key}
        for at, groups in _find_groups(journey, wave, key, rest).items():
            measured = {group: r for group, r in groups.items() if r.kind == "measured"}
            why = find_hidden(measured, is_total=True).get(value)
            if why and found.get(at) != FEW:
                found[at] = why
    return found


def _find_groups(
    journey: Journey, wave: str | None, key: str, rest: Mapping[str, str]
) -> Mapping[tuple[Place, str], Groups]:
    """The readings of a key's values and of everybody, by place and metric."""
    found: dict[tuple[Place, str], dict[str | None, Reading]] = {}
    for reading in journey.readings:
        others = {k: v for k, v in reading.segment.items() if k != key}
        if others != rest or reading.wave not in (wave, None):
            continue
        groups = found.setdefault((to_place(reading, journey), reading.metric), {})
        group = reading.segment.get(key)
        if reading.wave is not None or group not in groups:
            groups[group] = reading
    return found


def note_hidden(reasons: Iterable[str]) -> Iterator[str]:
    """How many values are hidden, in a whole sentence; nothing where none is.

    Args:
        reasons: Why values are hidden, one per value.
    """
    every = list(reasons)
    few, betraying = every.count(FEW), every.count(BETRAYS)
    if few:
        told = tell_count(
            few,
            "{n} value of fewer than ten answers is hidden",
            "{n} values of fewer than ten answers are hidden",
        )
        if betraying:
            told = tell(
                "{told}, and {n} more that would tell them by subtraction", told=told, n=betraying
            )
        yield tell("{told}.", told=told)
    elif betraying:
        yield tell_count(
            betraying,
            "{n} value is hidden: by subtraction it would tell one of fewer than ten answers.",
            "{n} values are hidden: by subtraction they would tell one of fewer than ten answers.",
        )
