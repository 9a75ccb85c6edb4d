"""From evidence to advice: start, continue, stop, or cannot tell; each with its reasons.

The rules are ours and stand in the guide on priorities; the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.priorities.quadrant_rows import WORDS, QuadrantRow, show_importance
from journeymap.analysis.priorities.rows import PriorityRow
from journeymap.model.elements import Opportunity, Pain
from journeymap.result import show_percent

Advice = Literal["start", "continue", "stop", "cannot_tell"]
SURE = 0.9
AMONG_FIRST = 0.1  # a touchpoint less likely the first to fix waits for the others


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a touchpoint.

    Args:
        row: Its priority; None where it can't be compared or has fewer than ten answers.
        why_not: Why there is none, in words.
        p_first: Chance that it is the first to fix among those with ten answers or more.
        target: The health that is good enough; None where nobody has set one.
        quadrant: Its quadrant; None where nobody says how important it is.
        goals: Its primary goals, with where they stand.
        pains: Its pain points.
    """

    row: PriorityRow | None
    why_not: str = ""
    p_first: float = 0.0
    target: float | None = 100.0
    quadrant: QuadrantRow | None = None
    goals: Sequence[GoalRow] = ()
    pains: Sequence[Pain] = ()

    @property
    def p_short(self) -> float | None:
        """Chance that its true health lies below the target; None without one."""
        return None if self.row is None or self.target is None else self.row.p_short


def advise(evidence: Evidence) -> Advice:
    """What to do about a touchpoint."""
    if any(goal.status == "missed" for goal in evidence.goals):
        return "start"
    if evidence.row is None:
        return "cannot_tell"
    if evidence.p_first >= AMONG_FIRST or _is_surely(evidence, "concentrate"):
        return "start"
    quiet = not evidence.pains and all(goal.status == "met" for goal in evidence.goals)
    return "stop" if quiet and _is_surely(evidence, "possible_overkill") else "continue"


def _is_surely(evidence: Evidence, quadrant: str) -> bool:
    return evidence.quadrant is not None and evidence.quadrant.p_quadrant[quadrant] >= SURE


def advise_on(
    opportunity: Opportunity, touchpoint: Advice, evidence: Evidence
) -> tuple[Advice, str]:
    """What to do about an opportunity, and why, given the advice for its touchpoint."""
    if touchpoint == "cannot_tell":
        return "cannot_tell", "measure the touchpoint first"
    match opportunity.state:
        case "done":
            return _on_done(touchpoint)
        case "running":
            return _on_running(touchpoint, evidence)
    return _on_idea(opportunity, touchpoint, evidence)


def _on_idea(
    opportunity: Opportunity, touchpoint: Advice, evidence: Evidence
) -> tuple[Advice, str]:
    if touchpoint == "start":
        return "start", "the touchpoint needs it"
    if touchpoint == "stop":
        return "stop", "the touchpoint gets more than it needs"
    if opportunity.effort == "low" and (evidence.p_short or 0.0) >= SURE:
        return "start", "it takes little, and the touchpoint is short of its target"
    return "stop", "leave it for now, other touchpoints need more"


def _on_running(touchpoint: Advice, evidence: Evidence) -> tuple[Advice, str]:
    if touchpoint == "start":
        return "continue", "the touchpoint needs it"
    if touchpoint == "stop":
        return "stop", "the touchpoint gets more than it needs"
    if evidence.row is not None and evidence.target is None:
        return "continue", "no target is set that it could have reached"
    if evidence.p_short is not None and 1 - evidence.p_short >= SURE:
        return "stop", "the touchpoint has reached its target"
    return "continue", "the touchpoint has not surely reached its target"


def _on_done(touchpoint: Advice) -> tuple[Advice, str]:
    if touchpoint == "start":
        return "cannot_tell", "done, but not enough yet; compare the waves before and after"
    return "continue", "done, keep it"


def explain(evidence: Evidence) -> str:
    """The evidence in one line, numbers first; what isn't known is left out.

    Example:
        >>> explain(Evidence(None, why_not="only 5 answers", pains=[Pain(says="Slow", count=12)]))
        'only 5 answers; 1 pain, named by 12'
    """
    return "; ".join(_find_reasons(evidence))


def _find_reasons(evidence: Evidence) -> Iterator[str]:
    row = evidence.row
    if row is None:
        yield evidence.why_not
    else:
        lost = f"{row.lost_per_100:,.0f} points lost per 100 journeys"
        yield f"P(first) {show_percent(evidence.p_first)}, {lost}"
        if evidence.target is None:
            yield "no target is set: give --target"
        else:
            yield f"P(below health {evidence.target:g}) {show_percent(row.p_short)}"
    for goal in evidence.goals:
        shown = f" ({goal.reason})" if goal.status == "not_measured" and goal.reason else ""
        yield f"goal {goal.shown_goal} {goal.status.replace('_', ' ')}{shown}"
    if evidence.pains:
        yield _show_pains(evidence.pains)
    if evidence.quadrant is not None:
        name, chances = evidence.quadrant.quadrant, evidence.quadrant.p_quadrant
        importance = f"importance {show_importance(evidence.quadrant.importance)}"
        yield f"{importance}, {WORDS[name]} (P {show_percent(chances[name])})"


def _show_pains(pains: Sequence[Pain]) -> str:
    counted = sum(pain.count or 0 for pain in pains)
    named = f", named by {counted:,}" if counted else ""
    return f"{len(pains)} pain{'' if len(pains) == 1 else 's'}{named}"
