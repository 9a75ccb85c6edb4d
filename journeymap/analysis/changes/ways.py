"""Transitions of two journeys: ways that came, ways that went, and shares that shifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from journeymap.analysis.changes.matching import Matching
from journeymap.analysis.changes.records import Changed
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import LOW_BASE

Way = tuple[str, str]
Counts = Mapping[Way, int]
Q = 0.05


def find_changed_transitions(before: Journey, after: Journey, same: Matching) -> Iterator[Changed]:
    """Transitions that only one journey has, and those that clearly more or fewer take.

    Between touchpoints that both journeys have. A share is compared where 30 or more left the
    touchpoint in both: N-1 z test with Benjamini and Hochberg's adjustment over all of them.

    Args:
        before: The earlier journey.
        after: The later one.
        same: Which touchpoint is which.
    """
    if not (before.transitions and after.transitions):  # one has none drawn: nothing to compare
        return
    # what is gone keeps an id that no touchpoint of the journey after has
    new_ids = {old: id_ for id_, old in same.touchpoints.items()}
    new_ids |= {old: f"\0{old}" for old in same.removed}
    was = {(new_ids[t.source], new_ids[t.target]): t.count or 0 for t in before.transitions}
    now = {(t.source, t.target): t.count or 0 for t in after.transitions}
    for way in (w for w in now if w not in was and same.touchpoints.keys() >= set(w)):
        yield _tell(after, way, None, "there")
    for way in (w for w in was if w not in now and same.touchpoints.keys() >= set(w)):
        yield _tell(after, way, "there", None)
    for way, old, new in _find_shifted(was, now):
        yield _tell(after, way, f"{100 * old:.0f} %", f"{100 * new:.0f} %")


def _tell(after: Journey, way: Way, was: str | None, now: str | None) -> Changed:
    source, target = (after.touchpoint(id_) for id_ in way)
    return Changed("touchpoint", source.id, source.name, f"transition to {target.name}", was, now)


def _find_shifted(was: Counts, now: Counts) -> Iterator[tuple[Way, float, float]]:
    """The ways whose share of those who went on clearly differs, with both shares."""
    left, leave = _sum_by_source(was), _sum_by_source(now)
    tried = [
        way for way in now if was.get(way) and now[way] and _are_enough(left, leave, source=way[0])
    ]
    if not tried:
        return
    # these load numpy and scipy, which journeys without counts can do without
    from journeymap.statistics.multiplicity import adjust_benjamini_hochberg  # noqa: PLC0415
    from journeymap.statistics.small_shares import compare_shares_by_size  # noqa: PLC0415

    p = [
        compare_shares_by_size(now[way], leave[way[0]], was[way], left[way[0]], quick=True).p
        for way in tried
    ]
    for way, adjusted in zip(tried, adjust_benjamini_hochberg(p), strict=True):
        if adjusted <= Q:
            yield way, was[way] / left[way[0]], now[way] / leave[way[0]]


def _sum_by_source(counts: Counts) -> Counter[str]:
    found: Counter[str] = Counter()
    for (source, _), count in counts.items():
        found[source] += count
    return found


def _are_enough(left: Counter[str], leave: Counter[str], *, source: str) -> bool:
    return min(left[source], leave[source]) >= LOW_BASE
