"""What to know of a comparison, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from journeymap.analysis.changes.hindrances import SAME
from journeymap.analysis.changes.rows import ChangeRow, MeasuredPair
from journeymap.analysis.changes.speech import Speech
from journeymap.analysis.evidence.population import note_population
from journeymap.metrics import tell_metric
from journeymap.result import take_first
from journeymap.statistics.comparing.multiplicity import is_clear
from journeymap.wording.told import MOST_LISTED, tell, tell_count, tell_list, tell_row


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
    return take_first(first, top, order=tell(", what clearly differs first"))


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
        adjusted = _tell_adjusted(len(tested), shifts, q, made)
        unclear = any(row.change == "no clear change" for row in tested)
        said = [
            *([adjusted] if len(tested) + shifts > 1 else []),
            *([speech.no_difference] if unclear else []),
        ]
        yield from [tell_row(said, " ")] * bool(said)
    if any(row.ratio is not None for row in tested):
        yield tell(
            "Times are compared by the ratio of their typical values (geometric "
            "means), which a few long ones sway little: × 0.80 is a fifth shorter."
        )
    weighted = sum(
        any(found is not None and found.is_weighted for found in (one.before, one.after))
        for one in measured
        if not one.reason
    )
    if weighted:
        yield tell("In {n} rows weighted answers count by what they are worth.", n=weighted)
    yield from _note_groups(rows, q, groups)
    yield from _note_reasons(rows)
    yield from note_population(
        found.reading
        for one in measured
        for found in (one.before, one.after)
        if found is not None and not one.reason
    )


def _tell_adjusted(tested: int, shifts: int, q: float, made: str) -> str:
    """For how many comparisons p is adjusted; shares of transitions are among them."""
    told: dict[str, Any] = {"q": q, "n": tell_count(tested, "{n} comparison", "{n} comparisons")}
    if shifts:
        told["more"] = tell_count(shifts, "{n} transition", "{n} transitions")
        if made == "made":
            return tell(
                "p is adjusted for {n} made and {more} (Benjamini-Hochberg, up to {q:g}); each "
                "interval is for its row alone.",
                **told,
            )
        return tell(
            "p is adjusted for {n} shown and {more} (Benjamini-Hochberg, up to {q:g}); each "
            "interval is for its row alone.",
            **told,
        )
    if made == "made":
        return tell(
            "p is adjusted for all {n} made (Benjamini-Hochberg, up to {q:g}); each interval is "
            "for its row alone.",
            **told,
        )
    return tell(
        "p is adjusted for all {n} shown (Benjamini-Hochberg, up to {q:g}); each interval is for "
        "its row alone.",
        **told,
    )


def _note_groups(rows: Sequence[ChangeRow], q: float, groups: str) -> Iterator[str]:
    several = [row.p_any for row in rows if row.p_any is not None]
    if not several:
        return
    differ = [row for row in rows if row.p_any is not None and is_clear(row.p_any, q)]
    told: dict[str, Any] = {"groups": groups, "differ": len(differ), "all": len(several), "q": q}
    if not differ:
        yield tell(
            "Over all {groups} there are differences in {differ} of {all} rows (p_any up to "
            "{q:g}); the two compared are one pair of them.",
            **told,
        )
        return
    yield tell(
        "Over all {groups} there are differences in {differ} of {all} rows (p_any up to {q:g}): "
        "{names}; the two compared are one pair of them.",
        names=tell_list([_name(row) for row in differ]),
        **told,
    )


def _name(row: ChangeRow) -> str:
    return tell("{name} ({metric})", name=row.name, metric=tell_metric(row.metric))


def _note_reasons(rows: Sequence[ChangeRow]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            by_reason.setdefault(row.reason, []).append(_name(row))
    for reason, names in by_reason.items():
        told: dict[str, Any] = {"reason": reason, "names": tell_list(names, MOST_LISTED)}
        if reason == SAME:
            yield tell("Nothing new was asked, {reason}: {names}.", **told)
        else:
            yield tell("Not comparable, {reason}: {names}.", **told)
