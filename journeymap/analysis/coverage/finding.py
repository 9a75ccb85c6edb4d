"""Coverage: what a journey doesn't know about itself, and what to do about it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from journeymap.analysis.coverage.asked import CoverageSettings
from journeymap.analysis.coverage.channels import find_inconsistent_channels
from journeymap.analysis.coverage.comparability import find_mixed_scales
from journeymap.analysis.coverage.duties import (
    find_stages_without_goal,
    find_unowned,
    find_unread_goals,
    find_without_channel,
)
from journeymap.analysis.coverage.gaps import (
    FIXES,
    GAP_WORDS,
    SEVERITIES,
    SEVERITY_WORDS,
    CoverageRow,
    Gap,
)
from journeymap.analysis.coverage.measuring import find_thin, find_unmeasured
from journeymap.analysis.coverage.silence import find_silent
from journeymap.analysis.evidence.elsewhere import note_segments
from journeymap.analysis.evidence.selection import select_readings
from journeymap.analysis.evidence.settings_check import (
    check_count,
    check_level,
    check_optional_count,
    check_q,
)
from journeymap.fields import FrozenMap
from journeymap.metrics import tell_metric
from journeymap.model.journey import Journey
from journeymap.result import Cells, Column, Result, take_first
from journeymap.wording.told import tell, tell_row


@dataclass(frozen=True)
class CoverageGaps(Result[CoverageRow]):
    """The gaps of a journey, those that matter most first.

    Args:
        journey: The journey's id.
        settings: What was asked: wave, segment, level, q, stale_after, as_of and max_age.
        rows: The gaps, by severity and in reading order.
        notes: What to know before believing it, in whole sentences.
        touchpoints: How many touchpoints the journey has.
        measured: How many of them are measured in this wave and segment, by any metric.
        counts: Kind of gap to how many there are, whatever rows are kept.
    """

    question: ClassVar[str] = "coverage"
    row_type: ClassVar[type[CoverageRow]] = CoverageRow

    touchpoints: int
    measured: int
    counts: Mapping[Gap, int]

    def headline(self) -> str:
        """How many touchpoints are measured, and how many gaps of each kind there are."""
        if not self.touchpoints:
            return tell("The journey has no touchpoints.")
        gaps = [tell("{gap} ({n})", gap=GAP_WORDS[gap], n=n) for gap, n in self.counts.items()]
        more = tell("Gaps: {gaps}.", gaps=tell_row(gaps)) if gaps else tell("No gaps found.")
        return tell_row([self._tell_measured(), more], " ")

    def _tell_measured(self) -> str:
        told: dict[str, Any] = {"n": self.measured, "all": self.touchpoints}
        one, wave = self.measured == 1 == self.touchpoints, self.settings["wave"]
        if wave:
            if one:
                return tell("{n} of {all} touchpoints is measured in {wave}.", wave=wave, **told)
            return tell("{n} of {all} touchpoints are measured in {wave}.", wave=wave, **told)
        if one:
            return tell("{n} of {all} touchpoints is measured.", **told)
        return tell("{n} of {all} touchpoints are measured.", **told)

    def columns(self) -> Sequence[Column[CoverageRow]]:
        """How much it matters, what kind of gap, where, and what it is."""
        return (
            Column("matters", lambda row: SEVERITY_WORDS[row.severity]),
            Column("gap", lambda row: GAP_WORDS[row.gap]),
            Column("place", lambda row: row.name),
            Column("what", lambda row: row.what),
        )

    def more_tables(self) -> Sequence[Cells]:
        """What closes each kind of gap; for few answers, how many are needed."""
        fixes: dict[tuple[str, str], None] = {}
        for row in self.rows:
            gap = GAP_WORDS[row.gap]
            if row.n_needed and row.metric:
                gap = tell("{gap} ({metric})", gap=gap, metric=tell_metric(row.metric))
            fixes[gap, row.fix] = None
        return ((("gap", "what to do"), [list(pair) for pair in fixes], ()),) if fixes else ()


def find_coverage_gaps(
    journey: Journey,
    *,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    q: float = 0.05,
    stale_after: int = 1,
    as_of: datetime.date | str | None = None,
    max_age: int = 365,
    top: int | None = None,
) -> CoverageGaps:
    """What is unmeasured, guessed, thin, stale or unowned, and what can't be compared.

    Gaps are no faults: they say where an analysis can't tell, or may mislead. What is not measured
    is not thereby good.

    Args:
        journey: The journey with its readings.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of intervals, between 0 and 1.
        q: The adjusted p up to which channels count as clearly different, between 0 and 1.
        stale_after: From how many waves on a touchpoint that was measured earlier is out of date
            rather than not measured; at least 1.
        as_of: A day, such as "2026-07-01": waves that are called by year, quarter, month, week or
            day are out of date if they ended more than ``max_age`` days before. Nothing is
            compared with today unless it is asked for.
        max_age: Those days, at least 1.
        top: How many rows to keep, at least 1; all where None.

    Returns:
        A row per gap, those that matter most first.

    Raises:
        UnknownNameError: if the wave or the segment isn't there.
        ValueError: if a number or the day is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "goal": "csat >= 4", "touchpoints": ["Cart", "Pay"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "counts": {3: 9, 4: 7}}])
        >>> for row in find_coverage_gaps(journey, top=2).rows:
        ...     print(row.severity, row.gap, row.touchpoint, "|", row.what)
        high unmeasured pay | no reading
        medium low_base cart | 16 answers by csat, low base: 3.44 (3.16 to 3.71)
    """
    level, top = check_level(level), check_optional_count("top", top, 1)
    asked = CoverageSettings(
        journey,
        select_readings(journey, wave=wave, segment=segment),
        level,
        check_count("stale_after", stale_after, 1),
        check_day(as_of),
        check_count("max_age", max_age, 1),
        check_q(q),
    )
    found = [
        *find_unmeasured(asked),
        *find_thin(asked),
        *find_unread_goals(asked, wave=wave),
        *find_mixed_scales(asked),
        *find_silent(asked),
        *find_inconsistent_channels(asked),
        *find_unowned(asked),
        *find_without_channel(asked),
        *find_stages_without_goal(asked),
    ]
    found.sort(key=lambda row: SEVERITIES.index(row.severity))
    kinds = [row.gap for row in found]
    shown, cut = take_first(found, top)
    settings = {
        "wave": asked.selection.wave, "segment": asked.selection.segment, "level": level,
        "q": asked.q, "stale_after": stale_after, "as_of": asked.as_of and str(asked.as_of),
        "max_age": max_age,
    }  # fmt: skip
    return CoverageGaps(
        journey.id,
        settings,
        shown,
        (*cut, *note_segments(journey, asked.selection)),
        len(asked.touchpoints),
        len(asked.measured),
        FrozenMap({gap: kinds.count(gap) for gap in FIXES if gap in kinds}),
    )


def check_day(day: datetime.date | str | None) -> datetime.date | None:
    """A day, or one that is written as 2026-07-01.

    Raises:
        ValueError: if it is none.

    Example:
        >>> check_day("2026-07-01")
        datetime.date(2026, 7, 1)
    """
    if day is None or type(day) is datetime.date:
        return day
    if isinstance(day, datetime.datetime):
        return day.date()
    try:
        return datetime.date.fromisoformat(str(day))
    except ValueError:
        raise ValueError(f"as_of must be a day such as 2026-07-01, got {day!r}") from None
