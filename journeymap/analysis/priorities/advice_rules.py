"""From evidence to advice on a touchpoint: start, continue, stop, or cannot tell.

The rules are ours and stand in the guide on priorities; the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.analysis.goals.stages import StageVerdict
from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.goals.words import WORDS as STATUS_WORDS
from journeymap.analysis.priorities.quadrant_rows import (
    WORDS,
    Advice,
    Quadrant,
    QuadrantRow,
)
from journeymap.analysis.priorities.rows import PriorityRow
from journeymap.analysis.priorities.weights import show_importance
from journeymap.model.elements import Pain
from journeymap.result import show_percent
from journeymap.wording.told import tell, tell_row

SURE = 0.9
AMONG_FIRST = 0.1  # from this chance on to be the first to fix, without a target, too


@dataclass(frozen=True, slots=True)
class AdviceEvidence:
    """What is known of a touchpoint.

    Args:
        row: Its priority; None where it can't be compared or has fewer than ten answers.
        why_not: Why there is none, in words.
        p_first: Chance that it is the first to fix among those with ten answers or more.
        target: The health that is good enough; None where nobody has set one.
        quadrant: Its quadrant, cut at the target; None where nobody says how important it is.
        goals: Its primary goals, with where they stand.
        stage_goals: Those of its stage.
        weakest_of: The verdict on its stage where it is the weakest link; else None.
        pains: Its pain points.
        running: What is under way there.
        is_against: Whether better there goes with a worse outcome, by the drivers.
    """

    row: PriorityRow | None
    why_not: str = ""
    p_first: float = 0.0
    target: float | None = 100.0
    quadrant: QuadrantRow | None = None
    goals: Sequence[GoalRow] = ()
    stage_goals: Sequence[GoalRow] = ()
    weakest_of: StageVerdict | None = None
    pains: Sequence[Pain] = ()
    running: Sequence[str] = ()
    is_against: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be done about a touchpoint.

    Args:
        advice: "start", "continue", "stop" or "cannot_tell".
        because: What it rests on, in a clause with the numbers.
        needs_work: Whether something has to be done there, or goes on already.
        is_met: Whether it surely reaches its target.
    """

    advice: Advice
    because: str
    needs_work: bool = False
    is_met: bool = False


def judge(evidence: AdviceEvidence) -> Judged:
    """What to do about a touchpoint.

    Example:
        >>> judge(AdviceEvidence(None, why_not="only 5 answers"))
        Judged(advice='cannot_tell', because='only 5 answers', needs_work=False, is_met=False)
    """
    if work := _find_work(evidence):
        if evidence.running:
            return Judged(
                "continue",
                tell("{work}; running: {running}", work=work, running=evidence.running[0]),
                needs_work=True,
            )
        return Judged("start", work, needs_work=True)
    if evidence.row is None:
        return _judge_by_goals(evidence)
    if evidence.is_against:
        return Judged("cannot_tell", tell("a better score there goes with a worse outcome"))
    if evidence.target is None:
        return _judge_without_target(evidence, evidence.row)
    return _judge_by_target(evidence, evidence.row, evidence.target)


def _find_work(evidence: AdviceEvidence) -> str:
    """Why something has to be done there; empty where nothing says so."""
    if missed := _find_missed(evidence.goals):
        return _show_goal(missed)
    link = evidence.weakest_of
    if link is not None and (missed := _find_missed(evidence.stage_goals)):
        weakest = tell(
            "weakest link of {name}: goal {goal} missed", name=link.name, goal=missed.shown_goal
        )
        if link.weakest_health is None:
            return weakest
        return tell_row([tell("health {health:.0f}", health=link.weakest_health), weakest])
    row = evidence.row
    if row is None or evidence.is_against:
        return ""
    lost = tell("{lost_per_100:,.0f} points lost per 100 journeys", lost_per_100=row.lost_per_100)
    health = _show_health(row, evidence.target)
    if evidence.p_first >= AMONG_FIRST:
        return tell(
            "{health}: P(first) {p_first}, {lost}",
            health=health,
            p_first=show_percent(evidence.p_first),
            lost=lost,
        )
    if _is_surely(evidence, "major_weak"):
        return tell_row([health, _show_quadrant(evidence.quadrant)], ": ")
    if evidence.target is not None and row.p_short >= SURE and row.priority > 0:
        return tell(
            "{health}: P(below) {p_short}", health=health, p_short=show_percent(row.p_short)
        )
    return ""


def _judge_by_goals(evidence: AdviceEvidence) -> Judged:
    """A touchpoint that has no priority, by its own goals."""
    for goal in evidence.goals:
        if goal.status != "met":
            return Judged("cannot_tell", tell_row([evidence.why_not, _show_goal(goal)], "; "))
    if not evidence.goals:
        return Judged("cannot_tell", evidence.why_not)
    return Judged(
        "continue", tell("keep as it is: {goals}", goals=_show_goal(evidence.goals[0])), is_met=True
    )


def _judge_without_target(evidence: AdviceEvidence, row: PriorityRow) -> Judged:
    """By its goals or else those of its stage, where nobody says which health is good enough."""
    goals = evidence.goals or (() if evidence.weakest_of else evidence.stage_goals)
    if not goals or _find_missed(goals):
        return Judged(
            "cannot_tell",
            tell(
                "health {health:.0f}, no target is set", hint=": give --target", health=row.health
            ),
        )
    unmet = [goal for goal in goals if goal.status != "met"]
    if unmet:
        return Judged("cannot_tell", _show_goal(unmet[0]))
    return _keep(evidence, _show_goal(goals[0], "" if evidence.goals else goals[0].name))


def _judge_by_target(evidence: AdviceEvidence, row: PriorityRow, target: float) -> Judged:
    health = _show_health(row, target)
    below = tell("{health}: P(below) {p_short}", health=health, p_short=show_percent(row.p_short))
    if row.p_short >= SURE:
        return Judged("continue", tell("keep as it is: nobody loses by it; {below}", below=below))
    if 1 - row.p_short < SURE:
        return Judged("cannot_tell", tell("{below}, too close to tell", below=below))
    return _keep(evidence, below)


def _keep(evidence: AdviceEvidence, reached: str) -> Judged:
    """Enough or more than enough, where the target is surely met."""
    quiet = not evidence.pains and all(
        goal.status == "met" for goal in (*evidence.goals, *evidence.stage_goals)
    )
    if quiet and _is_surely(evidence, "minor_strong"):
        return Judged(
            "stop", tell_row([reached, _show_quadrant(evidence.quadrant)], "; "), is_met=True
        )
    return Judged("continue", tell("keep as it is: {reached}", reached=reached), is_met=True)


def _is_surely(evidence: AdviceEvidence, quadrant: Quadrant) -> bool:
    return evidence.quadrant is not None and evidence.quadrant.p_quadrant[quadrant] >= SURE


def _find_missed(goals: Sequence[GoalRow]) -> GoalRow | None:
    return next((goal for goal in goals if goal.status == "missed"), None)


def _show_goal(goal: GoalRow, of: str = "") -> str:
    """A goal and where it stands; with the name of its stage where it isn't its own."""
    told = {"goal": goal.shown_goal, "status": STATUS_WORDS[goal.status]}
    said = (
        tell("goal of {name} {goal} {status}", name=of, **told)
        if of
        else tell("goal {goal} {status}", **told)
    )
    known = goal.reason
    if goal.p_met is not None:
        known = tell("P(met) {chance}", chance=show_percent(goal.p_met))
    return tell("{told} ({reason})", told=said, reason=known) if known else said


def _show_health(row: PriorityRow, target: float | None) -> str:
    if target is None:
        return tell("health {health:.0f}", health=row.health)
    return tell("health {health:.0f}, target {target:g}", health=row.health, target=target)


def _show_quadrant(row: QuadrantRow | None) -> str:
    if row is None:
        return ""
    chance = show_percent(row.p_quadrant[row.quadrant])
    return tell(
        "importance {importance}, {words} (P {chance})",
        importance=show_importance(row.importance),
        words=WORDS[row.quadrant],
        chance=chance,
    )
