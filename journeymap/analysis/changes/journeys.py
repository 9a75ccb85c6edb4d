"""How two journeys differ: as is and to be, last version and this one, A and B of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeymap.analysis.changes.comparison import Comparison, compare_sides
from journeymap.analysis.changes.sides import Side, choose_side
from journeymap.analysis.evidence.selection import list_metrics
from journeymap.analysis.evidence.settings_check import (
    check_level,
    check_optional_count,
    check_q,
)
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey


def compare_journeys(
    before: Journey,
    after: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    waves: tuple[str | None, str | None] | None = None,
    segment: Mapping[str, str] | None = None,
    labels: tuple[str, str] = ("before", "after"),
    level: float = 0.95,
    q: float = 0.05,
    top: int | None = None,
) -> Comparison:
    """How two journeys differ: as is and to be, last version and this one, A and B of a test.

    First the model: touchpoints added, removed, renamed or moved, goals reworded, everything
    else said otherwise. Then the numbers, tested as in ``compare_waves``. A touchpoint is the
    same where its id is, or else its name.

    Args:
        before: The earlier journey, or A.
        after: The later one, or B.
        metric: Only these metrics; all where None.
        wave: The wave of both; the latest of each where None.
        waves: A wave for each instead.
        segment: The segment of both; everybody where None.
        labels: What the sides are called.
        level: Confidence of the intervals, between 0 and 1.
        q: The adjusted p up to which a change counts as clear, between 0 and 1.
        top: How many rows to keep, at least 1, what clearly differs first; all in reading order
            where None.

    Raises:
        UnknownNameError: if a wave, a metric or the segment isn't there.
        ValueError: if both ``wave`` and ``waves`` are given, or a number is none that can be
            meant.

    Example:
        >>> old = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Fax"]}])
        >>> new = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart", "Chat"]}])
        >>> found = compare_journeys(old, new)
        >>> found.added, found.removed
        (('chat',), ('fax',))
    """
    level, q, top = check_level(level), check_q(q), check_optional_count("top", top, 1)
    if wave is not None and waves is not None:
        raise ValueError("give wave for both journeys or waves for each, not both")
    asked = _list_metrics_of_both(before, after, metric)
    chosen = waves or (wave, wave)
    sides = [
        _name_side(choose_side(journey, wave=one, segment=segment), label)
        for journey, one, label in zip((before, after), chosen, labels, strict=True)
    ]
    settings = {
        "of": "journeys", "metric": asked or None, "wave_before": sides[0].selection.wave,
        "wave_after": sides[1].selection.wave, "segment": sides[1].selection.segment,
        "level": level, "q": q,
    }  # fmt: skip
    return compare_sides(*sides, settings=settings, asked=asked, top=top)


def _name_side(side: Side, label: str) -> Side:
    wave = side.selection.wave
    return replace(side, label=label if wave is None else f"{label} ({wave})")


def _list_metrics_of_both(
    before: Journey, after: Journey, metric: str | Sequence[str] | None
) -> tuple[str, ...]:
    """The metrics asked for; each of them may be one of either journey."""
    asked = (metric,) if metric is None or isinstance(metric, str) else metric
    found: dict[str, None] = {}
    for one in asked:
        try:
            found |= dict.fromkeys(list_metrics(after, one))
        except UnknownNameError:
            found |= dict.fromkeys(list_metrics(before, one))
    return tuple(found)
