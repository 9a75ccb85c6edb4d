"""What a comparison of plan and actual is made of: moves and touchpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlanKind = Literal["as planned", "not planned", "not taken"]
Where = Literal["both", "plan", "actual"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A move from one touchpoint to another: planned, taken, or both.

    Args:
        source: The id of the touchpoint that is left: that of the actual journey, or of the plan
            where only the plan has it.
        target: The id of the touchpoint that is reached.
        source_name: What people call the first.
        target_name: What people call the second.
        planned: Whether the plan has this move.
        count: How many took it; 0 where nobody did, None where nobody was counted.
        share: Which share (0 to 1) of all moves it is; None where nobody was counted.
        kind: "as planned", "not planned" or "not taken".
    """

    source: str
    target: str
    source_name: str
    target_name: str
    planned: bool
    count: int | None
    share: float | None
    kind: PlanKind


@dataclass(frozen=True, slots=True)
class PlanTouchpoint:
    """A touchpoint of the plan, of the actual journey or of both.

    Args:
        touchpoint: Its id, as in the rows.
        name: What people call it.
        stage: The name of the plan's stage that it belongs to; empty where it belongs to none.
        where: "both", or the only one that has it: "plan" or "actual".
    """

    touchpoint: str
    name: str
    stage: str
    where: Where
