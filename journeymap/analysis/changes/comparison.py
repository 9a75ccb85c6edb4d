"""Two sides of a journey compared: the result, and how it is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from journeymap.analysis.changes.lines import (
    cut_lines,
    is_low,
    tell_model,
)
from journeymap.analysis.changes.matching import match
from journeymap.analysis.changes.mixes import Mix, Reversal, find_mixes, note_mixes
from journeymap.analysis.changes.model import find_model_differences
from journeymap.analysis.changes.notes import note_rows, take_clear
from journeymap.analysis.changes.records import ModelDifferences
from journeymap.analysis.changes.rows import (
    ChangeRow,
    find_pairs,
    judge_changes,
    make_rows,
    measure,
)
from journeymap.analysis.changes.several import Groups, judge_groups
from journeymap.analysis.changes.sides import Side
from journeymap.analysis.changes.speech import Speech, find_speech
from journeymap.analysis.changes.ways import find_shifts
from journeymap.printed import shorten
from journeymap.result import BASE_WORDS, Column, Result, show_p
from journeymap.statistics.comparing.multiplicity import adjust_benjamini_hochberg, is_clear

WIDEST_VALUES = 20  # columns for both values with their unit


@dataclass(frozen=True)
class Comparison(ModelDifferences, Result[ChangeRow]):
    """Two journeys, waves or segments side by side: how the model differs, and what changed.

    Args:
        journey: The id of the journey after.
        settings: What was asked: what is before and after, metric, level and q.
        rows: A row per metric and place that both sides have, in reading order.
        notes: What to know before believing it, in whole sentences.
        added: Ids of new touchpoints.
        removed: Ids of touchpoints that are gone.
        renamed: Touchpoints and stages with another name or id.
        perhaps_renamed: Touchpoints that are gone and new ones with a name much alike.
        moved: Touchpoints in another stage.
        reworded_goals: Goals that are new, gone or say something else.
        stages_added: Ids of new stages.
        stages_removed: Ids of stages that are gone.
        changed: Everything else the model says differently: owners, channels, transitions ...
        mix: The change of all touchpoints together, taken apart; None where there is none.
        mixes: That, and the whole journey's changes by every segment both sides have.
        reversals: Where a value moves one way and its segments the other (Simpson's paradox).
        lines: The model differences as printed.
    """

    question: ClassVar[str] = "compare"
    row_type: ClassVar[type[ChangeRow]] = ChangeRow

    mix: Mix | None = None
    mixes: tuple[Mix, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    lines: tuple[str, ...] = ()

    def headline(self) -> str:
        """How many rows are better, worse or neither, and the few places where it is clear."""
        places: dict[str, list[str]] = {}
        for row in self.rows:
            places.setdefault(row.change, []).append(row.name)
        return self._speech.count(places)

    def columns(self) -> Sequence[Column[ChangeRow]]:
        """Place, metric, both values, the difference with its interval, p and what it means."""
        level, speech = f"{100 * self.settings['level']:g}", self._speech
        values, in_time = WIDEST_VALUES, speech.is_over_time
        columns: list[Column[ChangeRow]] = [
            Column("place", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column(speech.values, lambda row: shorten(row.shown, values), in_time),
            Column(f"difference ({level} %)", lambda row: row.shown_change or "–", True),
            Column("p adj.", lambda row: show_p(row.p_adjusted), True),
            Column(speech.verdict, lambda row: speech.tell(row.change)),
        ]
        if any(map(is_low, self.rows)):
            columns.append(Column("base", lambda row: BASE_WORDS["low"] if is_low(row) else ""))
        return columns

    @property
    def _speech(self) -> Speech:
        return find_speech(self.settings)

    def lines_above(self) -> Sequence[str]:
        """How the model differs."""
        return cut_lines(self.lines)


def compare_sides(
    before: Side,
    after: Side,
    *,
    settings: Mapping[str, Any],
    asked: Sequence[str],
    groups: Groups | None = None,
    grouped: str = "",
    notes: Sequence[str] = (),
    top: int | None = None,
) -> Comparison:
    """The comparison of two sides.

    Args:
        before: The earlier side.
        after: The later one.
        settings: What was asked, with ``level`` and ``q``.
        asked: Only these metrics; all where empty.
        groups: All waves or values, where there are more than these two.
        grouped: What they are called, such as "4 waves".
        notes: What else to know.
        top: How many rows to keep, clear changes first; all in reading order where None.
    """
    settings = {**settings, "before": before.label, "after": after.label}
    speech = find_speech(settings)
    before, after = (
        replace(side, label=label)
        for side, label in zip((before, after), speech.labels, strict=True)
    )
    level, q = settings["level"], settings["q"]
    same = match(before.journey, after.journey)
    measured = [
        measure(pair, before, after, level=level) for pair in find_pairs(before, after, same, asked)
    ]
    p_any = judge_groups(measured, groups, after) if groups else {}
    judged = judge_changes(measured, level=level)
    shifts = list(find_shifts(before.journey, after.journey, same))
    # rows and transitions are shown together, so they are one family
    p = [*(found.p for found in judged.values()), *(shift.p for shift in shifts)]
    adjusted = adjust_benjamini_hochberg(p)
    rows = make_rows(
        measured, judged, adjusted[: len(judged)], q=q, p_any=p_any, between=speech.between
    )
    of_shifts = zip(shifts, adjusted[len(judged) :], strict=True)
    shifted = [shift for shift, p in of_shifts if is_clear(p, q)]
    mixes, reversals = find_mixes(measured, before, after, asked=asked)
    mix = next((one for one in mixes if one.over == "touchpoints"), None)
    shown, cut = take_clear(rows, top)
    told = note_rows(
        rows, measured, shifts=len(shifts), q=q, groups=grouped, speech=speech,
        made="made" if cut else "shown",
    )  # fmt: skip
    model = find_model_differences(before.journey, after.journey, same, shifted)
    return Comparison(
        after.journey.id,
        settings,
        shown,
        (*cut, *told, *note_mixes(mixes, reversals, speech), *notes),
        **vars(model),
        mix=mix or next(iter(mixes), None),
        mixes=mixes,
        reversals=reversals,
        lines=tell_model(model, before.journey, after.journey),
    )
