"""Start, continue or stop: advice for each touchpoint and opportunity, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from journeymap.analysis.priorities.advice_evidence import gather_evidence
from journeymap.analysis.priorities.advice_ideas import advise_on
from journeymap.analysis.priorities.advice_rules import AdviceEvidence, judge
from journeymap.analysis.priorities.driver_weights import HasDrivers
from journeymap.analysis.priorities.quadrant_rows import ADVICE_WORDS, Advice
from journeymap.analysis.priorities.unweighed import note_counted
from journeymap.analysis.priorities.weighing import (
    PrioritySettings,
    find_comparable,
    note_draws,
    note_target,
)
from journeymap.model.elements import Touchpoint
from journeymap.model.journey import Journey
from journeymap.result import Column, Result
from journeymap.wording.told import tell, tell_list, tell_row, tell_start

CHANCE = tell(
    "P(first) is the chance that most is lost there, among those with ten answers or more"
)

_EFFORTS: Mapping[str, str] = {
    "low": tell("low effort"), "medium": tell("medium effort"), "high": tell("high effort"),
}  # fmt: skip
_ORDER = ("go on", "start", "stop", "continue", "cannot_tell")


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
        rank: The touchpoint's place among those that need work, 1 the first; None where it needs
            none or nothing says so.
        because: What it rests on, in a clause with the numbers.
        name: What people call the touchpoint.
    """

    touchpoint: str
    stage: str
    opportunity: str | None
    state: str | None
    effort: str | None
    advice: Advice
    rank: int | None
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
        if not own:
            return tell("The journey has no touchpoints.")
        at: dict[str, list[str]] = {}
        for row in own:
            going = row.advice == "continue" and row.rank is not None
            at.setdefault("go on" if going else row.advice, []).append(row.name)
        parts = [_tell_where(advice, at[advice]) for advice in _ORDER if advice in at]
        return tell("{said}.", said=tell_start(tell_row(parts, "; ")))

    def columns(self) -> Sequence[Column[AdviceRow]]:
        """Touchpoint, opportunity, advice and what it rests on."""
        has_any = any(row.opportunity for row in self.rows)
        return (
            Column("touchpoint", lambda row: row.name if row.opportunity is None else ""),
            *((Column("opportunity", lambda row: row.opportunity or ""),) if has_any else ()),
            Column("advice", lambda row: ADVICE_WORDS[row.advice]),
            Column("because", lambda row: row.because),
        )


def _tell_where(advice: str, names: Sequence[str]) -> str:
    """Where an advice is given, in a clause."""
    listed, several = tell_list(names), len(names) > 1
    match advice:
        case "go on":
            return tell("go on at {names}", names=listed)
        case "start" if several:
            return tell("start at {names}, in this order", names=listed)
        case "start":
            return tell("start at {name}", name=listed)
        case "stop":
            return tell("stop at {names}", names=listed)
        case "continue" if several:
            return tell("keep {names} as they are", names=listed)
        case "continue":
            return tell("keep {name} as it is", name=listed)
    return tell("cannot tell at {names}", names=listed)


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

    Rules of our own, over primary goals of touchpoints and stages, P(first), the chance to be
    short of the target, pains and quadrants; never on fewer than ten answers.

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
        >>> print(find_advice(journey, target=80).headline())
        Start at Pay; keep Find as it is.
        >>> [(row.opportunity or row.name, row.advice) for row in find_advice(journey).rows]
        [('Pay', 'start'), ('Remember the card', 'start'), ('Find', 'cannot_tell')]
    """
    asked = PrioritySettings(metric, wave, segment, target, reach, importance, level, seed, draws)
    measured = find_comparable(journey, asked)
    known = gather_evidence(journey, measured, asked)
    rows, weighed = _to_rows(journey, known.evidence), known.weighed
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
            *note_counted(journey, measured.ids, weighed.importance),
            *note_draws(weighed.figures.draws, len(measured.candidates), CHANCE),
        ]
    return AdviceTable(journey.id, settings, tuple(rows), (*notes, *measured.notes))


def _order(journey: Journey, found: Mapping[str, AdviceEvidence]) -> list[Touchpoint]:
    """The highest priority first, what can't be compared last, in the order of the journey."""

    def priority(touchpoint: Touchpoint) -> float:
        row = found[touchpoint.id].row
        return 1.0 if row is None else -row.priority

    return sorted(journey.touchpoints, key=priority)


def _to_rows(journey: Journey, found: Mapping[str, AdviceEvidence]) -> Iterator[AdviceRow]:
    """A row per touchpoint and opportunity; those that need work are counted."""
    rank, ahead = 0, ""
    for touchpoint in _order(journey, found):
        judged = judge(found[touchpoint.id])
        because, place = judged.because, None
        if judged.needs_work:
            rank, place = rank + 1, rank + 1
            because = (
                tell("number {rank}, after {name}: {why}", rank=rank, name=ahead, why=because)
                if ahead
                else tell("first: {why}", why=because)
            )
            ahead = touchpoint.name
        stage = journey.stage_for(touchpoint.id).id
        yield AdviceRow(
            touchpoint.id, stage, None, None, None, judged.advice, place, because, touchpoint.name
        )  # fmt: skip
        for opportunity in touchpoint.opportunities:
            advice, why = advise_on(opportunity, judged, found[touchpoint.id])
            told = [why, *([_EFFORTS[opportunity.effort]] if opportunity.effort else [])]
            yield AdviceRow(
                touchpoint.id, stage, opportunity.do, opportunity.state or "idea",
                opportunity.effort, advice, place, tell_row(told, "; "), touchpoint.name,
            )  # fmt: skip
