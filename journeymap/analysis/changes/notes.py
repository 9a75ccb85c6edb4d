"""What to know of a comparison, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.changes.hindrances import SAME
from journeymap.analysis.changes.rows import ChangeRow, Measured
from journeymap.analysis.evidence.population import note_population
from journeymap.printed import join_words
from journeymap.statistics.multiplicity import is_clear

MOST_NAMED = 6


def note_rows(
    rows: Sequence[ChangeRow], measured: Sequence[Measured], *, shifts: int, q: float, groups: str
) -> Iterator[str]:
    """How p is meant, what can't be compared and why, and what is counted specially.

    Args:
        rows: The rows.
        measured: What they are made of.
        shifts: How many shares of transitions are tested with them.
        q: The adjusted p up to which a change is claimed.
        groups: What ``p_any`` is about, such as "4 waves"; empty where there is nothing.
    """
    tested = [row for row in rows if row.p is not None]
    if tested:
        family = f"all {len(tested)} comparisons shown"
        if shifts:
            more = "1 transition" if shifts == 1 else f"{shifts} transitions"
            rows_shown = "1 comparison" if len(tested) == 1 else f"{len(tested)} comparisons"
            family = f"{rows_shown} shown and {more}"
        adjusted = (
            f"p is adjusted for {family} (Benjamini-Hochberg, up to {q:g}); each interval is for "
            "its row alone."
        )
        unclear = any(row.change == "no clear change" for row in tested)
        said = [
            *([adjusted] if len(tested) + shifts > 1 else []),
            *(["No clear change is not unchanged."] if unclear else []),
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
        differ = sum(is_clear(p, q) for p in several)
        yield (
            f"Over all {groups} there are differences in {differ} of {len(several)} rows "
            f"(p_any up to {q:g}); the two compared are one pair of them."
        )


def _note_reasons(rows: Sequence[ChangeRow]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            by_reason.setdefault(row.reason, []).append(f"{row.name} ({row.metric})")
    for reason, names in by_reason.items():
        what = "Nothing new was asked" if reason == SAME else "Not comparable"
        yield f"{what}, {reason}: {join_words(names, MOST_NAMED)}."
