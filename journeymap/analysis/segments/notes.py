"""What a table of segments says in a sentence, and what to know before believing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from journeymap.analysis.evidence.hiding import note_hidden
from journeymap.analysis.segments.choosing import WAVE, Choice
from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_count, tell_key, tell_list


def to_headline(spreads: Sequence[SegmentSpread], by: str) -> str:
    """Where the groups differ most, in a sentence."""
    over = tell("between waves") if by == WAVE else tell("by {key}", key=tell_key(by))
    differ = [one for one in spreads if one.differs]
    if differ:
        widest = max(differ, key=lambda one: one.spread or 0.0)
        return tell(
            "Widest difference {over}: {name}, {shown}.",
            over=over,
            name=widest.name,
            shown=widest.shown,
        )
    tested = [one for one in spreads if one.p is not None]
    if len(tested) > 1:
        return tell("No clear difference {over} at any of {n} places.", over=over, n=len(tested))
    if tested:
        return tell(
            "No clear difference {over}: {name}, {shown}.",
            over=over,
            name=tested[0].name,
            shown=tested[0].shown,
        )
    if spreads:
        return tell(
            "Nothing to compare {over}: {reason}.",
            over=over,
            reason=spreads[0].reason or tell("no spread is known"),
        )
    if by == WAVE:
        return tell("Nothing to compare between waves: no measured reading has a wave.")
    return tell("Nothing to compare {over}: there is no measured reading.", over=over)


def note_segments_of(
    journey: Journey,
    choice: Choice,
    rows: Sequence[SegmentRow],
    spreads: Sequence[SegmentSpread],
    *,
    q: float,
) -> Iterator[str]:
    """What to know before believing a table of segments.

    Args:
        journey: The journey with its readings.
        choice: What stands side by side.
        rows: The rows shown.
        spreads: The places shown.
        q: The adjusted p up to which groups differ clearly.
    """
    tested = [one for one in spreads if one.p is not None]
    differ = [one.name for one in tested if one.differs]
    if len(tested) > 1:
        told: dict[str, Any] = {"n": len(differ), "all": len(tested), "q": q}
        if differ:
            yield tell(
                "Groups differ clearly at {n} of {all} places: {names} (p adjusted for all of "
                "them, Benjamini-Hochberg, up to {q:g}). No clear difference does not mean alike.",
                names=tell_list(differ),
                **told,
            )
        else:
            yield tell(
                "Groups differ clearly at {n} of {all} places (p adjusted for all of them, "
                "Benjamini-Hochberg, up to {q:g}). No clear difference does not mean alike.",
                **told,
            )
    yield from note_hidden(row.reason for row in rows)
    yield from _note_reasons(spreads)
    guessed = sum(
        reading.kind == "guess"
        for groups in choice.readings.values()
        for reading in groups.values()
    )
    if guessed:
        yield tell_count(
            guessed,
            "{n} guess is left out: nobody was asked.",
            "{n} guesses are left out: nobody was asked.",
        )
    weighted = sum(row.n_effective is not None for row in rows)
    if weighted:
        yield tell_count(
            weighted,
            "In {n} row weighted answers count by what they are worth.",
            "In {n} rows weighted answers count by what they are worth.",
        )
    if choice.by == WAVE:
        undated = sum(r.wave is None and r.segment == choice.segment for r in journey.readings)
        if undated:
            yield tell_count(
                undated,
                "{n} reading is without a wave left out.",
                "{n} readings are without a wave left out.",
            )


def _note_reasons(spreads: Sequence[SegmentSpread]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in spreads:
        if one.reason:
            by_reason.setdefault(one.reason, []).append(one.name)
    for reason, names in by_reason.items():
        yield tell(
            "Not compared, {reason}: {names}.", reason=reason, names=tell_list(names, MOST_LISTED)
        )
