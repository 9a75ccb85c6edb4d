"""The answer to whether customers go as planned, and how it prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from journeymap.analysis.plans.records import PlanKind, PlanRow, PlanTouchpoint
from journeymap.result import Column, Result, show_percent
from journeymap.wording.told import Figure, tell, tell_row

SIGNS: Mapping[PlanKind, str] = {"as planned": "✓", "not planned": "!", "not taken": "–"}
KIND_WORDS: Mapping[PlanKind, str] = {
    "as planned": tell("as planned"), "not planned": tell("not planned"),
    "not taken": tell("not taken"),
}  # fmt: skip


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
            return self._tell_uncounted()
        told = tell(
            "{share} of {n} moves follow the plan",
            share=_show_share(self.followed),
            n=Figure(f"{self.moves:,}"),
        )
        if self.detour is None:
            return tell("{told}; nobody makes a detour.", told=told)
        return tell(
            "{told}; most common detour: {source} to {target} ({share}).",
            told=told,
            source=self.detour.source_name,
            target=self.detour.target_name,
            share=_show_share(self.detour.share),
        )

    def _tell_uncounted(self) -> str:
        taken = [row for row in self.rows if row.kind != "not taken"]
        if not taken:
            return ""
        return tell(
            "{n} of {all} ways that customers take are planned.",
            n=Figure(f"{sum(row.planned for row in taken):,}"),
            all=Figure(f"{len(taken):,}"),
        )

    def columns(self) -> Sequence[Column[PlanRow]]:
        """From where to where, as planned or not, how many and which share."""
        return (
            Column("from", lambda row: row.source_name),
            Column("to", lambda row: row.target_name),
            Column("plan", lambda row: tell_row([SIGNS[row.kind], KIND_WORDS[row.kind]], " ")),
            Column("count", lambda row: "–" if row.count is None else f"{row.count:,}", True),
            Column("share", lambda row: _show_share(row.share), True),
        )


def _show_share(share: float | None) -> str:
    """A share of what was counted; all and nothing are said so."""
    return Figure(f"{100 * share:.0f} %") if share in (0.0, 1.0) else show_percent(share)
