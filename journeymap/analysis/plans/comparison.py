"""The answer to whether customers go as planned, and how it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from journeymap.analysis.plans.records import PlanKind, PlanRow, PlanTouchpoint
from journeymap.result import Column, Result, show_percent

SIGNS: Mapping[PlanKind, str] = {"as planned": "✓", "not planned": "!", "not taken": "–"}


@dataclass(frozen=True)
class PlanComparison(Result[PlanRow]):
    """Planned against actual, a row per move.

    Args:
        journey: The actual journey's id.
        settings: ``plan`` is the plan's id, ``by`` whether its "transitions" or its "order" count.
        rows: The moves, most frequent first, and last the planned ones that nobody takes.
        notes: What to know before believing it, in whole sentences.
        moves: How many moves were counted; None where nobody was.
        followed: Which share (0 to 1) of them is planned; None where nobody was counted.
        detour: The most common move that is not planned; None where there is none.
        touchpoints: The touchpoints of both, those of the plan first.
        name: What people call the actual journey.
        plan_name: What people call the plan.
    """

    question: ClassVar[str] = "plan"
    row_type: ClassVar[type[PlanRow]] = PlanRow

    moves: int | None = None
    followed: float | None = None
    detour: PlanRow | None = None
    touchpoints: tuple[PlanTouchpoint, ...] = ()
    name: str = ""
    plan_name: str = ""

    def headline(self) -> str:
        """How much of what customers do is planned, and the most common detour."""
        if self.followed is None:
            return self._say_uncounted()
        told = f"{_show_share(self.followed)} of {self.moves:,} moves follow the plan"
        if self.detour is None:
            return f"{told}; nobody makes a detour."
        way = f"{self.detour.source_name} to {self.detour.target_name}"
        return f"{told}; most common detour: {way} ({_show_share(self.detour.share)})."

    def _say_uncounted(self) -> str:
        taken = [row for row in self.rows if row.kind != "not taken"]
        if not taken:
            return ""
        planned = sum(row.planned for row in taken)
        return f"{planned:,} of {len(taken):,} ways that customers take are planned."

    def columns(self) -> Sequence[Column[PlanRow]]:
        """From where to where, as planned or not, how many and which share."""
        return (
            Column("from", lambda row: row.source_name),
            Column("to", lambda row: row.target_name),
            Column("plan", lambda row: f"{SIGNS[row.kind]} {row.kind}"),
            Column("count", lambda row: "–" if row.count is None else f"{row.count:,}", True),
            Column("share", lambda row: _show_share(row.share), True),
        )


def _show_share(share: float | None) -> str:
    """A share of what was counted; all and nothing are said so."""
    return f"{100 * share:.0f} %" if share in (0.0, 1.0) else show_percent(share)
