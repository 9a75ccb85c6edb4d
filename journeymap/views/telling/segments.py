"""Where groups differ most, said in the language of a picture or document."""

from __future__ import annotations

from journeymap.analysis.segments.choosing import WAVE
from journeymap.analysis.segments.records import SegmentSpread
from journeymap.analysis.segments.table import SegmentTable
from journeymap.views.telling.parts import say_place
from journeymap.wording.words import Words


def say_segments(found: SegmentTable, words: Words) -> str:
    """Where the groups differ most; English where nothing can be compared.

    In English it is the table's own headline.
    """
    by = found.settings["by"]
    over = words("between waves") if by == WAVE else words("by {key}", key=by)
    differ = [one for one in found.spreads if one.differs]
    if differ:
        widest = max(differ, key=lambda one: one.spread or 0.0)
        return words(
            "Widest difference {over}: {name}, {shown}.",
            over=over, name=say_place(widest.name, words), shown=_show(widest, words),
        )  # fmt: skip
    tested = [one for one in found.spreads if one.p is not None]
    if len(tested) > 1:
        return words("No clear difference {over} at any of {n} places.", over=over, n=len(tested))
    if tested:
        return words(
            "No clear difference {over}: {name}, {shown}.",
            over=over, name=say_place(tested[0].name, words), shown=_show(tested[0], words),
        )  # fmt: skip
    return found.headline()


def _show(spread: SegmentSpread, words: Words) -> str:
    """The values of the groups furthest apart."""
    if spread.worst is None or spread.best is None:
        return spread.shown
    low, _, rest = spread.shown.partition(f" in {spread.worst}, ")
    high = rest.removesuffix(f" in {spread.best}")
    return words(
        "{low} in {worst}, {high} in {best}",
        low=words.number(low), worst=spread.worst, high=words.number(high), best=spread.best,
    )  # fmt: skip
