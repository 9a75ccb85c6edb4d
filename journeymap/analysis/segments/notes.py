"""What a table of segments says in a sentence, and what to know before believing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.analysis.segments.choosing import WAVE, Choice
from journeymap.analysis.segments.hiding import BETRAYS, FEW
from journeymap.analysis.segments.records import SegmentRow, SegmentSpread
from journeymap.model.journey import Journey
from journeymap.printed import MOST_WORDS, join_words

MOST_NAMED = 6


def to_headline(spreads: Sequence[SegmentSpread], by: str) -> str:
    """Where the groups differ most, in a sentence."""
    over = "between waves" if by == WAVE else f"by {by}"
    differ = [one for one in spreads if one.differs]
    if differ:
        widest = max(differ, key=lambda one: one.spread or 0.0)
        return f"Widest difference {over}: {widest.name}, {widest.shown}."
    tested = [one for one in spreads if one.p is not None]
    if len(tested) > 1:
        return f"No clear difference {over} at any of {len(tested)} places."
    if tested:
        return f"No clear difference {over}: {tested[0].name}, {tested[0].shown}."
    if spreads:
        return f"Nothing to compare {over}: {spreads[0].reason or 'no spread is known'}."
    return f"Nothing to compare {over}: there is no measured reading."


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
        named = f": {join_words(differ, MOST_WORDS)}" if differ else ""
        yield (
            f"Groups differ clearly at {len(differ)} of {len(tested)} places{named} (p adjusted "
            f"for all of them, Benjamini-Hochberg, up to {q:g}). No clear difference does not mean "
            "alike."
        )
    yield from _note_hidden(rows)
    yield from _note_reasons(spreads)
    guessed = sum(
        reading.kind == "guess"
        for groups in choice.readings.values()
        for reading in groups.values()
    )
    if guessed:
        yield f"{_count(guessed, 'guess', 'guesses')} left out: nobody was asked."
    weighted = sum(row.n_effective is not None for row in rows)
    if weighted:
        where = "row" if weighted == 1 else "rows"
        yield f"In {weighted} {where} weighted answers count by what they are worth."
    if choice.by == WAVE:
        undated = sum(r.wave is None and r.segment == choice.segment for r in journey.readings)
        if undated:
            yield f"{_count(undated, 'reading', 'readings')} without a wave left out."


def _note_hidden(rows: Sequence[SegmentRow]) -> Iterator[str]:
    few = sum(row.reason == FEW for row in rows)
    betraying = sum(row.reason == BETRAYS for row in rows)
    if few:
        also = f", and {betraying} more that would tell them by subtraction" if betraying else ""
        one, are = ("value", "is") if few == 1 else ("values", "are")
        yield f"{few:,} {one} of fewer than ten answers {are} hidden{also}."


def _note_reasons(spreads: Sequence[SegmentSpread]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in spreads:
        if one.reason:
            by_reason.setdefault(one.reason, []).append(one.name)
    for reason, names in by_reason.items():
        yield f"Not compared, {reason}: {join_words(names, MOST_NAMED)}."


def _count(n: int, one: str, many: str) -> str:
    return f"{n:,} {one} is" if n == 1 else f"{n:,} {many} are"
