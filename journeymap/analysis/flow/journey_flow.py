"""The answer to how customers go through a journey, and how it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from journeymap.analysis.flow.findings import show_share
from journeymap.analysis.flow.records import (
    Completion,
    FlowLoop,
    FlowRow,
    FlowSteps,
    FlowTime,
    OpenTouchpoint,
    OrderFinding,
    WhatIf,
)
from journeymap.result import BASE_WORDS, Column, Result
from journeymap.wording.told import Figure


@dataclass(frozen=True)
class JourneyFlow(Result[FlowRow]):
    """How journeys go, as an absorbing chain.

    Args:
        journey: The journey's id.
        settings: What was asked: start, success, what_if, level, seed.
        rows: The touchpoints, most journeys lost first.
        notes: What to know before believing it, in whole sentences.
        completion: Which share comes to success; None where the flow isn't measured.
        steps: How many visits a journey makes.
        time: How long it takes; None where transitions carry no times.
        open: Touchpoints that nobody was seen to leave.
        stuck: Loops that nobody was seen to leave, each as the ids of its touchpoints.
        loops: Where journeys go to and fro, most rounds first.
        order: Whether where they came from matters; None without whole paths.
        what_if: What the changes asked for would do; None where none was asked for.
        findings: What the numbers say, in whole sentences.
    """

    question: ClassVar[str] = "flow"
    row_type: ClassVar[type[FlowRow]] = FlowRow

    completion: Completion | None = None
    steps: FlowSteps | None = None
    time: FlowTime | None = None
    open: tuple[OpenTouchpoint, ...] = ()
    stuck: tuple[tuple[str, ...], ...] = ()
    loops: tuple[FlowLoop, ...] = ()
    order: OrderFinding | None = None
    what_if: WhatIf | None = None
    findings: tuple[str, ...] = ()

    def headline(self) -> str:
        """Completion in a sentence."""
        return self.findings[0] if self.findings else ""

    def columns(self) -> Sequence[Column[FlowRow]]:
        """Touchpoint, reach, visits, what is lost there and what it is worth."""
        return (
            Column("touchpoint", lambda row: row.name),
            Column("reach", lambda row: show_share(row.reach), True),
            Column(
                "visits",
                lambda row: "–" if row.visits is None else Figure(f"{row.visits:.2f}"),
                True,
            ),
            Column("lost here", lambda row: show_share(row.drop_off), True),
            Column("of visits", lambda row: show_share(row.exit_rate), True),
            Column("if median", _show_gain, True),
            Column("removal", lambda row: show_share(row.removal_effect), True),
            Column("left", lambda row: _show_count(row.departures), True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )

    def lines_below(self) -> Sequence[str]:
        """What else the numbers say."""
        return self.findings[1:]


def _show_gain(row: FlowRow) -> str:
    if row.gained_if_median is None:
        return "–"
    return Figure(f"{100 * row.gained_if_median:+.1f}") if row.gained_if_median else ""


def _show_count(number: float | None) -> str:
    return "–" if number is None else Figure(f"{number:,.0f}")
