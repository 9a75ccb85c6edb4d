"""How one group of customers fares against another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeymap.analysis.changes.comparison import Comparison, compare_sides
from journeymap.analysis.changes.several import FEWEST, group_values
from journeymap.analysis.changes.sides import Side, choose_side
from journeymap.analysis.evidence.selection import list_metrics
from journeymap.analysis.evidence.settings_check import (
    check_level,
    check_optional_count,
    check_q,
)
from journeymap.analysis.evidence.unknown import show_segment
from journeymap.model.journey import Journey
from journeymap.wording.told import tell


def compare_segments(
    journey: Journey,
    first: Mapping[str, str],
    second: Mapping[str, str],
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    level: float = 0.95,
    q: float = 0.05,
    top: int | None = None,
) -> Comparison:
    """How the second group of customers fares against the first, tested as in ``compare_waves``.

    Args:
        journey: The journey with its readings.
        first: A segment, such as ``{"area": "A"}``; it stands under ``before``.
        second: The other one; it stands under ``after``, and "better" means better there.
        metric: Only these metrics; all where None.
        wave: The wave; where None the latest that both have.
        level: Confidence of the intervals, between 0 and 1.
        q: The adjusted p up to which a difference counts as clear, between 0 and 1.
        top: How many rows to keep, at least 1, what clearly differs first; all in reading order
            where None.

    Returns:
        A row per metric and place. Segments that may share customers are not comparable.

    Raises:
        UnknownNameError: if a segment, a metric or the wave isn't there.
        ValueError: if both segments are one, or a number is none that can be meant.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Pay"]}],
        ...     readings=[{"touchpoint": "pay", "metric": "nps", "segment": {"plan": p},
        ...                "counts": {9: n, 5: 100 - n}} for p, n in (("free", 40), ("paid", 55))])
        >>> row = compare_segments(journey, {"plan": "free"}, {"plan": "paid"}).rows[0]
        >>> row.difference, row.change
        (30.0, 'better')
    """
    level, q, top = check_level(level), check_q(q), check_optional_count("top", top, 1)
    asked = list_metrics(journey, metric)
    one, two = (choose_side(journey, wave=wave, segment=segment) for segment in (first, second))
    if one.selection.segment == two.selection.segment:
        shown = show_segment(one.selection.segment) or "everybody"
        raise ValueError(f"two different segments are compared, not {shown} with itself")
    if one.selection.wave != two.selection.wave:
        shared = _find_shared_wave(journey, one, two)
        one, two = (choose_side(journey, wave=shared, segment=s) for s in (first, second))
    sides = [
        replace(side, label=show_segment(side.selection.segment) or "everybody")
        for side in (one, two)
    ]
    settings = {
        "of": "segments", "metric": asked or None, "wave": two.selection.wave, "level": level,
        "q": q,
    }  # fmt: skip
    key = _find_key(one, two)
    values = [value for other, value in journey.segments if other == key]
    many = key is not None and len(values) >= FEWEST
    return compare_sides(
        *sides,
        settings=settings,
        asked=asked,
        top=top,
        groups=group_values(two, key) if key is not None and many else None,
        grouped=tell("{n} values of {key}", n=len(values), key=key),
    )


def _find_shared_wave(journey: Journey, one: Side, two: Side) -> str:
    """The latest wave that both segments have; failing that, the latest that one has."""
    waves = [
        {r.wave for r in journey.readings if r.segment == side.selection.segment}
        for side in (one, two)
    ]
    shared = waves[0] & waves[1] or waves[0] | waves[1]
    return next(wave for wave in reversed(journey.waves) if wave in shared)


def _find_key(one: Side, two: Side) -> str | None:
    """The one key by which both segments are named."""
    keys = [[*side.selection.segment] for side in (one, two)]
    return keys[0][0] if keys[0] == keys[1] and len(keys[0]) == 1 else None
