"""Start, continue or stop: advice for each touchpoint and opportunity, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any, ClassVar

from journeymap.analysis.evidence.candidates import WHY_NOT_WORDS, Candidate
from journeymap.analysis.goals.standing import measure_goals
from journeymap.analysis.goals.table import GoalTable
from journeymap.analysis.priorities.advice_rules import (
    Advice,
    Evidence,
    advise,
    advise_on,
    explain,
)
from journeymap.analysis.priorities.priorities import to_rivals
from journeymap.analysis.priorities.quadrant_rows import (
    QuadrantRow,
    can_be_cut,
    make_quadrant_rows,
)
from journeymap.analysis.priorities.rows import to_priority_rows
from journeymap.analysis.priorities.weighing import (
    Asked,
    Measured,
    Weighed,
    find_comparable,
    has_target,
    note_draws,
    note_target,
    weigh,
)
from journeymap.analysis.priorities.weights import HasDrivers
from journeymap.model.elements import Opportunity, Touchpoint
from journeymap.model.journey import Journey
from journeymap.printed import join_words
from journeymap.result import Column, Result
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT

MOST_NAMED = 5
CHANCE = "P(first) is the chance that most is lost there, among those with ten answers or more"
WORDS: Mapping[Advice, str] = {
    "start": "start", "stop": "stop", "continue": "continue", "cannot_tell": "cannot tell",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """What to do about a touchpoint, or about one of its opportunities.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        opportunity: What could be done; None for the touchpoint itself.
        state: How far the opportunity is: "idea", "running" or "done"; None for the touchpoint.
        effort: How much it takes; None where nobody says, and for the touchpoint.
        advice: "start", "continue", "stop" or "cannot_tell".
        because: What it rests on, with the numbers.
        name: What people call the touchpoint.
    """

    touchpoint: str
    stage: str
    opportunity: str | None
    state: str | None
    effort: str | None
    advice: Advice
    because: str
    name: str


@dataclass(frozen=True)
class AdviceTable(Result[AdviceRow]):
    """Advice for every touchpoint and opportunity, the highest priority first.

    Args:
        journey: The journey's id.
        settings: What was asked; ``reach`` and ``importance`` say where these come from.
        rows: A row per touchpoint, and one per opportunity below it.
        notes: What to know before believing it, in whole sentences.
    """

    question: ClassVar[str] = "advice"
    row_type: ClassVar[type[AdviceRow]] = AdviceRow

    def headline(self) -> str:
        """Where to start and to stop, in a sentence."""
        own = [row for row in self.rows if row.opportunity is None]
        parts = []
        for advice, words in WORDS.items():
            names = [row.name for row in own if row.advice == advice]
            if names:
                parts.append(f"{words} at {join_words(names, MOST_NAMED)}")
        said = "; ".join(parts)
        return f"{said[0].upper()}{said[1:]}." if said else "The journey has no touchpoints."

    def columns(self) -> Sequence[Column[AdviceRow]]:
        """Touchpoint, opportunity, advice and what it rests on."""
        return (
            Column("touchpoint", lambda row: row.name if row.opportunity is None else ""),
            Column("opportunity", lambda row: row.opportunity or ""),
            Column("advice", lambda row: WORDS[row.advice]),
            Column("because", lambda row: row.because),
        )


def find_advice(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    target: float | None = None,
    reach: Mapping[str, float] | None = None,
    importance: Mapping[str, float] | HasDrivers | None = None,
    level: float = 0.95,
    seed: int = 0,
    draws: int | None = None,
) -> AdviceTable:
    """Start, continue or stop, for every touchpoint and opportunity, and what that rests on.

    Rules of our own, over P(first), the chance to be short of the target, primary goals, pains
    and quadrants; never on fewer than ten answers.

    Args:
        journey: The journey with its readings, goals, pains and opportunities.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        target: As for ``find_priorities``.
        reach: As for ``find_priorities``.
        importance: As for ``find_priorities``.
        level: Confidence of the intervals behind it, between 0 and 1.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        A row per touchpoint, the highest priority first, each followed by its opportunities.

    Raises:
        UnknownNameError: if a metric, the wave, the segment or a touchpoint isn't there.
        ValueError: if a number is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": [
        ...         "Find", {"name": "Pay", "opportunities": "Remember the card"}]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("pay", 80))])
        >>> [(row.name, row.opportunity, row.advice) for row in find_advice(journey).rows]
        [('Pay', None, 'start'), ('Pay', 'Remember the card', 'start'), ('Find', None, 'continue')]
    """
    asked = Asked(metric, wave, segment, target, reach, importance, level, seed, draws)
    measured = find_comparable(journey, asked)
    weighed = weigh(journey, measured, asked) if len(measured.candidates) > 1 else None
    goals = measure_goals(journey, wave=wave, segment=segment, level=level)
    found = _find_evidence(journey, measured, weighed, goals, asked)
    order = _order(journey, found)
    rows = [row for touchpoint in order for row in _to_rows(journey, touchpoint, found)]
    settings: dict[str, Any] = {
        **measured.settings, "target": measured.target, "level": float(level), "seed": int(seed),
    }  # fmt: skip
    notes = [*note_target(journey, measured, asked)]
    if weighed is not None:
        settings |= {
            "draws": weighed.figures.draws,
            "reach": weighed.reach.origin,
            "importance": weighed.importance.origin,
        }
        notes += [
            *weighed.reach.notes,
            *weighed.importance.notes,
            *note_draws(weighed.figures.draws, len(measured.candidates), CHANCE),
        ]
    return AdviceTable(journey.id, settings, tuple(rows), (*notes, *measured.notes))


def _find_evidence(
    journey: Journey, measured: Measured, weighed: Weighed | None, goals: GoalTable, asked: Asked
) -> dict[str, Evidence]:
    """What is known of each touchpoint, by its id."""
    known = _find_known(journey, weighed, asked) if weighed else {}
    alone = {c.touchpoint: _say_why_alone(c) for c in measured.candidates}
    reasons = {id_: WHY_NOT_WORDS[why] for id_, why in measured.left_out.items()}
    return {
        touchpoint.id: replace(
            known.get(touchpoint.id)
            or Evidence(None, why_not={**reasons, **alone}.get(touchpoint.id, "not measured")),
            target=measured.target if has_target(journey, measured, asked) else None,
            goals=[row for row in goals.for_place("touchpoint", touchpoint.id) if row.primary],
            pains=touchpoint.pains,
        )
        for touchpoint in journey.touchpoints
    }


def _say_why_alone(candidate: Candidate) -> str:
    """Why a measured touchpoint has no priority that anything may be said on."""
    if candidate.n >= SMALLEST_FOR_VERDICT:
        return "nothing to compare it with"
    n = floor(candidate.n)
    return f"only {n} answer{'' if n == 1 else 's'}"


def _find_known(journey: Journey, weighed: Weighed, asked: Asked) -> dict[str, Evidence]:
    """The touchpoints with ten answers or more, by id, each with its priority and quadrant."""
    chances = {rival.touchpoint: rival.p_among for rival in to_rivals(journey, weighed)}
    quadrants = _find_quadrants(journey, weighed, asked)
    enough = {c.touchpoint for c in weighed.measured.candidates if c.n >= SMALLEST_FOR_VERDICT}
    return {
        row.touchpoint: Evidence(
            row, p_first=chances[row.touchpoint], quadrant=quadrants.get(row.touchpoint)
        )
        for row in to_priority_rows(journey, weighed)
        if row.touchpoint in enough
    }


def _find_quadrants(journey: Journey, weighed: Weighed, asked: Asked) -> Mapping[str, QuadrantRow]:
    if weighed.importance.origin == "equal" or not can_be_cut(weighed.measured, weighed.importance):
        return {}
    rows, _ = make_quadrant_rows(journey, weighed.measured, weighed.importance, asked)
    return {row.touchpoint: row for row in rows}


def _order(journey: Journey, found: Mapping[str, Evidence]) -> list[Touchpoint]:
    """The highest priority first, what can't be compared last, in the order of the journey."""

    def priority(touchpoint: Touchpoint) -> float:
        row = found[touchpoint.id].row
        return 1.0 if row is None else -row.priority

    return sorted(journey.touchpoints, key=priority)


def _to_rows(
    journey: Journey, touchpoint: Touchpoint, found: Mapping[str, Evidence]
) -> Iterator[AdviceRow]:
    evidence, stage = found[touchpoint.id], journey.stage_for(touchpoint.id).id
    advice = advise(evidence)
    yield AdviceRow(
        touchpoint.id, stage, None, None, None, advice, explain(evidence), touchpoint.name
    )
    for opportunity in touchpoint.opportunities:
        yield _to_row(touchpoint, stage, opportunity, *advise_on(opportunity, advice, evidence))


def _to_row(
    touchpoint: Touchpoint, stage: str, opportunity: Opportunity, advice: Advice, because: str
) -> AdviceRow:
    effort = f"; {opportunity.effort} effort" if opportunity.effort else ""
    return AdviceRow(
        touchpoint=touchpoint.id,
        stage=stage,
        opportunity=opportunity.do,
        state=opportunity.state or "idea",
        effort=opportunity.effort,
        advice=advice,
        because=f"{because}{effort}",
        name=touchpoint.name,
    )
