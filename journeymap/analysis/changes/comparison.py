"""Two sides of a journey compared: the result, and how it is put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from html import escape
from typing import Any, ClassVar

from journeymap.analysis.changes.lines import (
    cut_lines,
    is_low,
    shorten,
    show_p,
    tell_model,
)
from journeymap.analysis.changes.matching import match
from journeymap.analysis.changes.mixes import Mix, Reversal, find_mixes, note_mixes
from journeymap.analysis.changes.model import find_model_differences
from journeymap.analysis.changes.notes import note_rows
from journeymap.analysis.changes.records import Changed, Moved, Renamed, RewordedGoal
from journeymap.analysis.changes.rows import ChangeRow, find_pairs, make_rows, measure
from journeymap.analysis.changes.several import Groups, judge_groups
from journeymap.analysis.changes.sides import Side
from journeymap.printed import to_line
from journeymap.result import Column, Result

WIDEST_VALUES = 20  # columns for both values with their unit


@dataclass(frozen=True)
class Comparison(Result[ChangeRow]):
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

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    perhaps_renamed: tuple[Renamed, ...] = ()
    moved: tuple[Moved, ...] = ()
    reworded_goals: tuple[RewordedGoal, ...] = ()
    stages_added: tuple[str, ...] = ()
    stages_removed: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    mix: Mix | None = None
    mixes: tuple[Mix, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    lines: tuple[str, ...] = ()

    def headline(self) -> str:
        """How many rows are better, worse or neither."""
        sides = f"{self.settings['before']} → {self.settings['after']}"
        counted: Counter[str] = Counter(row.change for row in self.rows)
        words = [
            f"{counted[change]} {word}"
            for change, word in (
                ("better", "better"), ("worse", "worse"),
                ("no clear change", "without clear change"), ("not comparable", "not comparable"),
            )
            if counted[change]
        ]  # fmt: skip
        return f"{sides}: {', '.join(words) or 'no readings to compare'}."

    def columns(self) -> Sequence[Column[ChangeRow]]:
        """Place, metric, both values, the difference with its interval, p and what it means."""
        level = f"{100 * self.settings['level']:g}"
        columns: list[Column[ChangeRow]] = [
            Column("place", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column("before → after", lambda row: shorten(row.shown, WIDEST_VALUES), True),
            Column(f"difference ({level} %)", lambda row: row.shown_change or "–", True),
            Column("p adj.", lambda row: show_p(row.p_adjusted), True),
            Column("change", lambda row: row.change),
        ]
        if any(map(is_low, self.rows)):
            columns.append(Column("base", lambda row: "low" if is_low(row) else ""))
        return columns

    def __str__(self) -> str:
        headline, _, table = super().__str__().partition("\n")
        return "\n".join(part for part in (headline, *cut_lines(self.lines), table) if part)

    def _repr_html_(self) -> str:
        shown = "<br>".join(escape(line) for line in cut_lines(self.lines))
        headline = f"<p><strong>{escape(to_line(self.headline()))}</strong></p>"
        lines = f"<p>{shown}</p>" if shown else ""
        return f"{headline}{lines}{super()._repr_html_().removeprefix(headline)}"


def compare_sides(
    before: Side,
    after: Side,
    *,
    settings: Mapping[str, Any],
    asked: Sequence[str],
    groups: Groups | None = None,
    grouped: str = "",
    notes: Sequence[str] = (),
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
    """
    level, q = settings["level"], settings["q"]
    same = match(before.journey, after.journey)
    measured = [
        measure(pair, before, after, level=level) for pair in find_pairs(before, after, same, asked)
    ]
    p_any = judge_groups(measured, groups, after) if groups else {}
    rows = make_rows(measured, level=level, q=q, p_any=p_any)
    mixes, reversals = find_mixes(measured, before, after, asked=asked)
    mix = next((one for one in mixes if one.over == "touchpoints"), None)
    told = note_rows(rows, measured, q=q, groups=grouped)
    model = find_model_differences(before.journey, after.journey, same)
    return Comparison(
        after.journey.id,
        {**settings, "before": before.label, "after": after.label},
        rows,
        (*told, *note_mixes(mixes, reversals), *notes),
        **{part.name: getattr(model, part.name) for part in fields(model)},
        mix=mix or next(iter(mixes), None),
        mixes=mixes,
        reversals=reversals,
        lines=tell_model(model, before.journey, after.journey),
    )
