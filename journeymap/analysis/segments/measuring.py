"""One metric over all values of a segment's key, or over all waves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.analysis.evidence.places import find_places
from journeymap.analysis.evidence.settings_check import check_level, check_optional_count, check_q
from journeymap.analysis.segments.choosing import choose_groups, measured_only
from journeymap.analysis.segments.notes import note_segments_of
from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.analysis.segments.rows import measure_place
from journeymap.analysis.segments.spreads import Compared, find_spreads
from journeymap.analysis.segments.table import SegmentTable
from journeymap.model.journey import Journey
from journeymap.result import take_first
from journeymap.wording.told import tell


def measure_segments(
    journey: Journey,
    by: str | None = None,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    q: float = 0.05,
    top: int | None = None,
) -> SegmentTable:
    """Where groups differ: one metric over all values of a segment's key, or over all waves.

    Whether groups differ at a place is one test of all of them (shares: chi squared; means and
    NPS: Welch's analysis of variance; times the same on logarithms), adjusted for all places
    shown (Benjamini & Hochberg 1995). A group against everybody, of whom it is a part, is compared
    with the rest; the difference is told where the rest can be told from both readings.

    Args:
        journey: The journey with its readings.
        by: The segment's key, such as "area", or "wave"; the key that most readings name where
            None, waves where none is named.
        metric: The metric or metrics; the one measured at most touchpoints where None.
        wave: The wave; the latest that names the key where None.
        segment: What else all have in common; everybody where None.
        level: Confidence of the intervals, between 0 and 1.
        q: The adjusted p up to which groups differ clearly, between 0 and 1.
        top: How many places to keep, at least 1, those that differ most first; all in reading
            order where None.

    Returns:
        A row per place, metric and group. Values of fewer than ten answers are hidden, and with
        them the value that would tell them by subtraction.

    Raises:
        UnknownNameError: if there is no such key, metric, wave or segment.
        ValueError: if a number is none that can be meant, or ``by`` contradicts the rest.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        ...     readings=[{"touchpoint": "pay", "metric": "csat", "segment": {"plan": p},
        ...                "counts": {2: bad, 5: 200 - bad}} for p, bad in (("free", 90),
        ...                ("paid", 30), ("team", 35))])
        >>> print(measure_segments(journey, "plan").headline())
        Widest difference by plan: Pay, 3.65 in free, 4.55 in paid.
    """
    level, q, top = check_level(level), check_q(q), check_optional_count("top", top, 1)
    choice = choose_groups(journey, by, metric=metric, wave=wave, segment=segment)
    measured = [
        (place, id_, dict(measured_only(groups)))
        for place in find_places(journey)
        for id_ in choice.metrics
        if (groups := choice.readings.get(((place.scope, place.id), id_)))
    ]
    every = [
        measure_place(journey, place, id_, groups, choice, level=level)
        for place, id_, groups in measured
        if any(group is not None for group in groups)
    ]
    spreads = find_spreads([compared for compared, _ in every], level=level, q=q)
    settings = {
        "by": choice.by, "metric": choice.metrics or None, "wave": choice.wave,
        "segment": choice.segment, "level": level, "q": q,
    }  # fmt: skip
    kept, cut = _take_widest(list(zip(spreads, every, strict=True)), top)
    rows = tuple(row for _, (_, rows) in kept for row in rows)
    shown = tuple(spread for spread, _ in kept)
    notes = (*cut, *choice.notes, *note_segments_of(journey, choice, rows, shown, q=q))
    return SegmentTable(journey.id, settings, rows, notes, choice.groups, shown)


Measured = tuple[SegmentSpread, tuple[Compared, tuple[SegmentRow, ...]]]


def _take_widest(
    every: Sequence[Measured], top: int | None
) -> tuple[Sequence[Measured], tuple[str, ...]]:
    """So many places, those that differ most first, and what is left out."""
    if top is None or top >= len(every):
        return every, ()
    first = sorted(every, key=lambda one: (not one[0].differs, -(one[0].spread or 0.0)))
    return take_first(
        first, top, what=tell(" places"), order=tell(", those that differ most first")
    )
