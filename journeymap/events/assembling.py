"""From plain counts to the observed flow: names, shares, seconds, typical order, filters, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from journeymap.events.counts import PER_FACTOR, Counts, Edge, Gaps
from journeymap.events.flow import (
    Hidden,
    ObservedFlow,
    ObservedTouchpoint,
    ObservedTransition,
    Variant,
)
from journeymap.events.naming import to_ids, to_name
from journeymap.intake import Intake

_MICROSECONDS = 1e6


@dataclass(frozen=True, slots=True)
class Filters:
    """Which transitions are too rare to be shown.

    Args:
        min_count: Those that occur less often are hidden.
        min_share: Those that a smaller share of the visits to their source takes are hidden.

    Raises:
        ValueError: if one of them can't be meant.
    """

    min_count: int | None = None
    min_share: float | None = None

    def __post_init__(self) -> None:
        if self.min_count is not None and self.min_count < 1:
            raise ValueError(
                f"min_count must be a whole number of at least 1, got {self.min_count}"
            )
        if self.min_share is not None and not 0 <= self.min_share <= 1:
            raise ValueError(f"min_share must lie between 0 and 1, got {self.min_share}")

    def hide(self, row: ObservedTransition) -> bool:
        """Whether this one is hidden."""
        return row.count < (self.min_count or 0) or row.share < (self.min_share or 0.0)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a log beside its counts.

    Args:
        journey: The id of the flow.
        settings: What was asked.
        intake: What became of the events.
        notes: What to know beside what the counts tell.
        ids: Activity to touchpoint id; made from the names where None.
        names: Activity to what people call it.
        stages: Activity to the name of its stage, where the log tells.
        channels: Activity to its channel, where the log tells.
    """

    journey: str
    settings: Mapping[str, Any]
    intake: Intake
    notes: tuple[str, ...]
    ids: Mapping[str, str] | None = None
    names: Mapping[str, str] | None = None
    stages: Mapping[str, str] | None = None
    channels: Mapping[str, str] | None = None


def assemble(counts: Counts, told: Told, filters: Filters) -> ObservedFlow:
    """The observed flow."""
    ids = told.ids or to_ids(counts.names)
    names = told.names or {activity: to_name(activity) for activity in counts.names}
    every = _to_rows(counts, ids, names)
    shown = tuple(row for row in every if not filters.hide(row))
    hidden = _hide([row for row in every if filters.hide(row)], sum(row.count for row in every))
    cases = sum(counts.starts)
    return ObservedFlow(
        journey=told.journey,
        settings=told.settings,
        rows=shown,
        notes=(*_note(counts, hidden), *told.notes),
        touchpoints=_to_touchpoints(counts, told, ids, names),
        variants=tuple(
            Variant(tuple(ids[counts.names[code]] for code in path), n, n / cases)
            for path, n in counts.variants
        ),
        n_variants=counts.n_variants,
        cases=cases,
        events=sum(counts.visits),
        hidden=hidden,
        intake=told.intake,
    )


def _to_rows(
    counts: Counts, ids: Mapping[str, str], names: Mapping[str, str]
) -> list[ObservedTransition]:
    def order(item: tuple[Edge, Gaps]) -> tuple[int, int, int]:
        (source, target), gaps = item
        return -gaps.n, source, target

    return [
        _to_row(gaps, counts.visits[a], (counts.names[a], counts.names[b]), ids, names)
        for (a, b), gaps in sorted(counts.edges.items(), key=order)
    ]


def _to_row(
    gaps: Gaps,
    visits: int,
    pair: tuple[str, str],
    ids: Mapping[str, str],
    names: Mapping[str, str],
) -> ObservedTransition:
    p10, median, p90 = (_to_seconds(t) for t in gaps.find_quantiles() or (None, None, None))
    return ObservedTransition(
        source=ids[pair[0]],
        target=ids[pair[1]],
        count=gaps.n,
        share=gaps.n / visits,
        mean=None if gaps.shortest is None else gaps.total / gaps.n / _MICROSECONDS,
        median=median,
        p10=p10,
        p90=p90,
        shortest=_to_seconds(gaps.shortest),
        longest=_to_seconds(gaps.longest),
        source_name=names[pair[0]],
        target_name=names[pair[1]],
    )


def _to_seconds(microseconds: float | None) -> float | None:
    return None if microseconds is None else microseconds / _MICROSECONDS


def _to_touchpoints(
    counts: Counts, told: Told, ids: Mapping[str, str], names: Mapping[str, str]
) -> tuple[ObservedTouchpoint, ...]:
    starts, ends, positions = counts.starts, counts.ends, find_positions(counts)
    order = sorted(range(len(counts.names)), key=lambda code: (positions[code], code))
    return tuple(
        ObservedTouchpoint(
            touchpoint=ids[activity],
            name=names[activity],
            events=counts.visits[code],
            starts=starts[code],
            ends=ends[code],
            cases=counts.cases[code] if counts.cases else None,
            reworked=counts.reworked[code] if counts.reworked else None,
            self_loops=counts.edges[code, code].n if (code, code) in counts.edges else 0,
            position=positions[code],
            stage=(told.stages or {}).get(activity),
            channel=(told.channels or {}).get(activity),
        )
        for code in order
        for activity in (counts.names[code],)
    )


def find_positions(counts: Counts) -> list[float]:
    """How many events of its case come before an activity on average."""
    before = [0] * len(counts.names)
    for (_, target), gaps in counts.edges.items():
        before[target] += gaps.places
    return [total / visits for total, visits in zip(before, counts.visits, strict=True)]


def _hide(rows: list[ObservedTransition], total: int) -> Hidden:
    count = sum(row.count for row in rows)
    return Hidden(len(rows), count, count / total) if rows else Hidden()


def _note(counts: Counts, hidden: Hidden) -> Iterator[str]:
    if hidden.transitions:
        rare = (
            "1 rare transition"
            if hidden.transitions == 1
            else f"{hidden.transitions:,} rare transitions"
        )
        is_or_are = "is" if hidden.transitions == 1 else "are"
        share = f"{100 * hidden.share:.2g} %"
        yield f"{rare} with {hidden.count:,} of all passages ({share}) {is_or_are} hidden"
    if counts.repeats:
        have = "1 event has" if counts.repeats == 1 else f"{counts.repeats:,} events have"
        yield (
            f"{have} the same case, activity and time as another one; all are counted; where a log"
            " tells the start and the end of each activity, keep one kind with only"
        )
    if counts.ties:
        word = "time" if counts.ties == 1 else "times"
        same = f"{counts.ties:,} {word} two events of a case that follow each other"
        yield f"{same} have the same time; {counts.tie_rule}"
    if counts.approximate:
        within = 100 / 2 / PER_FACTOR
        yield f"medians and quantiles of times are exact to {within:.1g} %; counts and means wholly"
    yield from counts.notes
