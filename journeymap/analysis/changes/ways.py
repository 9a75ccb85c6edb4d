"""Transitions of two journeys: ways that came, ways that went, and shares that shifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeymap.analysis.changes.matching import Matching
from journeymap.analysis.changes.records import Changed
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import LOW_BASE
from journeymap.statistics.comparing.small_shares import compare_shares_by_size

Way = tuple[str, str]
Counts = Mapping[Way, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """A transition that both journeys have counted.

    Args:
        way: The ids of its two touchpoints after.
        before: Its share of those who left the first touchpoint before.
        after: The same after.
        p: The chance of shares at least so far apart if nothing had changed; not adjusted.
    """

    way: Way
    before: float
    after: float
    p: float


def find_changed_transitions(
    before: Journey, after: Journey, same: Matching, shifts: Sequence[Shift]
) -> Iterator[Changed]:
    """Transitions that only one journey has, and those that clearly more or fewer take.

    Between touchpoints that both journeys have.

    Args:
        before: The earlier journey.
        after: The later one.
        same: Which touchpoint is which.
        shifts: The transitions whose shares clearly changed.
    """
    if not (before.transitions and after.transitions):  # one has none drawn: nothing to compare
        return
    was, now = _count(before, after, same)
    for way in (w for w in now if w not in was and same.touchpoints.keys() >= set(w)):
        yield _tell(after, way, None, "there")
    for way in (w for w in was if w not in now and same.touchpoints.keys() >= set(w)):
        yield _tell(after, way, "there", None)
    for one in shifts:
        yield _tell(after, one.way, f"{100 * one.before:.0f} %", f"{100 * one.after:.0f} %")


def _count(before: Journey, after: Journey, same: Matching) -> tuple[Counts, Counts]:
    """Transitions of both journeys by the ids of the journey after."""
    # what is gone keeps an id that no touchpoint of the journey after has
    new_ids = {old: id_ for id_, old in same.touchpoints.items()}
    new_ids |= {old: f"\0{old}" for old in same.removed}
    was = {(new_ids[t.source], new_ids[t.target]): t.count or 0 for t in before.transitions}
    return was, {(t.source, t.target): t.count or 0 for t in after.transitions}


def _tell(after: Journey, way: Way, was: str | None, now: str | None) -> Changed:
    source, target = (after.touchpoint(id_) for id_ in way)
    return Changed("touchpoint", source.id, source.name, f"transition to {target.name}", was, now)


def find_shifts(before: Journey, after: Journey, same: Matching) -> Iterator[Shift]:
    """Every transition whose share can be compared, with its test: N-1 z, or Fisher's.

    The share is of those who went on, where 30 or more did on both sides. Where nobody was counted
    anew, as between two waves of one journey, there is nothing to test.

    Args:
        before: The earlier journey.
        after: The later one.
        same: Which touchpoint is which.
    """
    was, now = _count(before, after, same)
    left, leave = _sum_by_source(was), _sum_by_source(now)
    new = {way[0] for way in {*was, *now} if was.get(way) != now.get(way)}
    for way in now:
        old, source = was.get(way), way[0]
        if old and now[way] and source in new and _are_enough(left, leave, source=source):
            counts = (now[way], leave[source], old, left[source])
            p = compare_shares_by_size(*counts, quick=True).p
            yield Shift(way, old / left[source], now[way] / leave[source], p)


def _sum_by_source(counts: Counts) -> Counter[str]:
    found: Counter[str] = Counter()
    for (source, _), count in counts.items():
        found[source] += count
    return found


def _are_enough(left: Counter[str], leave: Counter[str], *, source: str) -> bool:
    return min(left[source], leave[source]) >= LOW_BASE
