"""What stands behind each touchpoint, as a table: the rows of the service blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.result import Column, Result


@dataclass(frozen=True, slots=True)
class BackstageRow:
    """What stands behind a touchpoint.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        frontstage: What customers see of us.
        backstage: What works behind it.
        systems: What that rests on.
        name: What people call the touchpoint.
    """

    touchpoint: str
    stage: str
    frontstage: tuple[str, ...]
    backstage: tuple[str, ...]
    systems: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Backstage(Result[BackstageRow]):
    """The touchpoints that say what stands behind them, in the order of the journey.

    Args:
        journey: The journey's id.
        settings: Nothing is asked.
        rows: A row per touchpoint.
        notes: Nothing needs to be known.
    """

    question: ClassVar[str] = "blueprint"
    row_type: ClassVar[type[BackstageRow]] = BackstageRow

    def columns(self) -> Sequence[Column[BackstageRow]]:
        """Touchpoint, and the three rows below it."""
        return (
            Column("touchpoint", lambda row: row.name),
            Column("frontstage", lambda row: ", ".join(row.frontstage) or "–"),
            Column("backstage", lambda row: ", ".join(row.backstage) or "–"),
            Column("systems", lambda row: ", ".join(row.systems) or "–"),
        )


def gather_backstage(journey: Journey) -> Backstage:
    """What stands behind the touchpoints of a journey, where anything is written.

    Example:
        >>> journey = Journey(name="Shop", stages=[
        ...     {"name": "Buy", "touchpoints": ["Cart", {"name": "Pay", "systems": ["Bank"]}]}])
        >>> [(row.name, row.systems) for row in gather_backstage(journey).rows]
        [('Pay', ('Bank',))]
    """
    rows = [_to_row(t, stage.id) for stage in journey.stages for t in stage.touchpoints]
    told = tuple(row for row in rows if row.frontstage or row.backstage or row.systems)
    return Backstage(journey.id, {}, told, ())


def _to_row(at: Touchpoint, stage: str) -> BackstageRow:
    behind = (tuple(at.frontstage), tuple(at.backstage), tuple(at.systems))
    return BackstageRow(at.id, stage, *behind, at.name)
