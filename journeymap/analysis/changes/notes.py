"""What to know of a comparison, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.changes.hindrances import SAME
from journeymap.analysis.changes.rows import ChangeRow, MeasuredPair
from journeymap.analysis.changes.speech import Speech
from journeymap.analysis.evidence.population import note_population
from journeymap.printed import MOST_WORDS, join_words
from journeymap.result import take_first
from journeymap.statistics.comparing.multiplicity import is_clear

MOST_NAMED = 6


def take_clear(
    rows: Sequence[ChangeRow], top: int | None
) -> tuple[tuple[ChangeRow, ...], tuple[str, ...]]:
    """So many rows, and what is left out; where any are, what clearly differs comes first.

    Args:
        rows: All rows, in reading order.
        top: How many to keep; all where None.
    """
    if top is None or top >= len(rows):
        return tuple(rows), ()
    order = ("better", "worse", "no clear change", "not comparable")
    ranks = {change: max(1, i) for i, change in enumerate(order)}
    first = sorted(rows, key=lambda row: ranks[row.change])
    return take_first(first, top, order=", what clearly differs first")


def note_rows(
    rows: Sequence[ChangeRow],
    measured: Sequence[MeasuredPair],
    *,
    shifts: int,
    q: float,
    groups: str,
    speech: Speech,
    made: str = "shown",
) -> Iterator[str]:
    """How p is meant, what can't be compared and why, and what is counted specially.

    Args:
        rows: The rows.
        measured: What they are made of.
        shifts: How many shares of transitions are tested with them.
        q: The adjusted p up to which a change is claimed.
        groups: What ``p_any`` is about, such as "4 waves"; empty where there is nothing.
        speech: How both sides are spoken of.
        made: Whether all comparisons are "shown", or only "made".
    """
    tested = [row for row in rows if row.p is not None]
    if tested:
        family = f"all {len(tested)} comparisons {made}"
        if shifts:
            more = "1 transition" if shifts == 1 else f"{shifts} transitions"
            rows_shown = "1 comparison" if len(tested) == 1 else f"{len(tested)} comparisons"
            family = f"{rows_shown} {made} and {more}"
        adjusted = (
            f"p is adjusted for {family} (Benjamini-Hochberg, up to {q:g}); each interval is for "
            "its row alone."
        )
        unclear = any(row.change == "no clear change" for row in tested)
        said = [
            *([adjusted] if len(tested) + shifts > 1 else []),
            *([speech.no_difference] if unclear else []),
        ]
        yield from filter(None, [" ".join(said)])
    if any(row.ratio is not None for row in tested):
        yield (
            "Times are compared by the ratio of their typical values (geometric means), which a "
            "few long ones sway little: × 0.80 is a fifth shorter."
        )
    weighted = sum(
        any(found is not None and found.is_weighted for found in (one.before, one.after))
        for one in measured
        if not one.reason
    )
    if weighted:
        yield f"In {weighted} rows weighted answers count by what they are worth."
    yield from _note_groups(rows, q, groups)
    yield from _note_reasons(rows)
    yield from note_population(
        found.reading
        for one in measured
        for found in (one.before, one.after)
        if found is not None and not one.reason
    )


def _note_groups(rows: Sequence[ChangeRow], q: float, groups: str) -> Iterator[str]:
    several = [row.p_any for row in rows if row.p_any is not None]
    if several:
        differ = [row for row in rows if row.p_any is not None and is_clear(row.p_any, q)]
        named = join_words([f"{r.name} ({r.metric})" for r in differ], MOST_WORDS) if differ else ""
        yield (
            f"Over all {groups} there are differences in {len(differ)} of {len(several)} rows "
            f"(p_any up to {q:g}){': ' if named else ''}{named}; the two compared are one pair of "
            "them."
        )


def _note_reasons(rows: Sequence[ChangeRow]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            by_reason.setdefault(row.reason, []).append(f"{row.name} ({row.metric})")
    for reason, names in by_reason.items():
        what = "Nothing new was asked" if reason == SAME else "Not comparable"
        yield f"{what}, {reason}: {join_words(names, MOST_NAMED)}."
