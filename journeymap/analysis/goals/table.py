"""The table of goals: a row per goal, and the verdicts on stages below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Literal

from journeymap.analysis.evidence.places import Scope
from journeymap.analysis.goals.stages import StageVerdict, to_cells
from journeymap.analysis.goals.words import (
    NO_VERDICT,
    SIGNS,
    WORDS,
    count_status,
    name_status,
    show_status,
)
from journeymap.result import Cells, Column, Result, show_answers, show_percent
from journeymap.statistics.base_sizes import to_base
from journeymap.statistics.chances import Status
from journeymap.wording.told import tell, tell_count, tell_row

_WHOLE = tell("journey with its stages")  # a goal of the whole journey stands in the first table


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal and where it stands.

    Args:
        scope: Whether it is a goal of the journey, a stage or a touchpoint.
        id: The id of that place.
        metric: The metric's id.
        operator: Whether the target is to be reached or not to be exceeded.
        target: In the metric's unit; shares 0 to 1.
        value: What is measured, in the metric's unit; None where nothing is.
        low: Lower end of the value's interval.
        high: Upper end of the value's interval.
        n: How many answers.
        n_effective: What they are worth; None where they carry no weights.
        p_met: Chance (0 to 1) that the true value meets the target.
        status: Where it stands by that chance.
        reason: Why it isn't measured, or what the value was put together from.
        low_base: Whether fewer than 30 answers are behind it.
        primary: Whether the verdict on its stage counts it.
        wave: The wave of the readings.
        due: The wave that the goal itself names.
        name: What people call the place.
        shown: The value with its interval as people read it.
        shown_goal: The goal as people read it.
    """

    scope: Scope
    id: str
    metric: str
    operator: Literal[">=", "<="]
    target: float
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    n_effective: float | None
    p_met: float | None
    status: Status
    reason: str | None
    low_base: bool
    primary: bool
    wave: str | None
    due: str | None
    name: str
    shown: str
    shown_goal: str


@dataclass(frozen=True)
class GoalTable(Result[GoalRow]):
    """Every goal of a journey: met, missed, at risk or not measured.

    Args:
        journey: The journey's id.
        settings: What was asked: wave, segment, level and sure.
        rows: The goals in reading order.
        notes: What to know before believing it, in whole sentences.
        stages: The verdict on each stage that has goals.
        whole: The verdict on the journey: its own primary goals and those of its stages together;
            None where there are none, or where only some places were asked for.
    """

    question: ClassVar[str] = "goals"
    row_type: ClassVar[type[GoalRow]] = GoalRow

    stages: tuple[StageVerdict, ...]
    whole: StageVerdict | None = None

    def headline(self) -> str:
        """How many goals stand where."""
        if not self.rows:
            return tell("The journey has no goals.")
        counts = Counter(name_status(row.status, value=row.value) for row in self.rows)
        listed = [
            count_status(word, n) for word in (*WORDS.values(), NO_VERDICT) if (n := counts[word])
        ]
        goals = tell_count(len(self.rows), "{n} goal", "{n} goals")
        return tell("{goals}: {listed}.", goals=goals, listed=tell_row(listed))

    def columns(self) -> Sequence[Column[GoalRow]]:
        """Place, goal, value with interval, chance and status."""
        return (
            Column("", lambda row: SIGNS[row.status]),
            Column("place", lambda row: row.name),
            Column("goal", lambda row: row.shown_goal),
            Column(f"value ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("answers", _show_answers, True),
            Column("P(met)", lambda row: show_percent(row.p_met), True),
            Column("status", _show_status),
        )

    def more_tables(self) -> Sequence[Cells]:
        """Stages with goals, and below them the whole journey where it has more than they.

        What has one goal and no health is told by the row of that goal.
        """
        every = [*self.stages]
        if self.whole and all(self.whole.goals > one.goals for one in self.stages):
            every.append(replace(self.whole, name=_WHOLE))
        verdicts = [one for one in every if one.goals != 1 or one.health is not None]
        return (to_cells(verdicts, self.settings["level"]),) if verdicts else ()

    def for_place(self, scope: Scope, id_: str) -> tuple[GoalRow, ...]:
        """The goals of one place."""
        return tuple(self._by_place.get((scope, id_), ()))

    @cached_property
    def _by_place(self) -> Mapping[tuple[Scope, str], Sequence[GoalRow]]:
        found: dict[tuple[Scope, str], list[GoalRow]] = {}
        for row in self.rows:
            found.setdefault((row.scope, row.id), []).append(row)
        return found


def _show_status(row: GoalRow) -> str:
    return show_status(
        row.status, row.p_met, low_base=row.low_base, reason=row.reason, value=row.value
    )


def _show_answers(row: GoalRow) -> str:
    """With what they are worth where that makes the base small."""
    is_small = row.n_effective is not None and to_base(row.n_effective) != "ok"
    return show_answers(row.n, row.n_effective if is_small else None)
