"""Why a touchpoint stands in the panel, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.ranking.touchpoints import WeakestRow
from journeymap.model.elements import Pain
from journeymap.picture.fitting import abridge
from journeymap.views.facts import Facts

LONGEST = 120  # letters of a pain


def find_reasons(row: WeakestRow, facts: Facts) -> list[str]:
    """What the verdict says of it, which goal it misses, and its heaviest pain point.

    Args:
        row: The touchpoint in the ranking.
        facts: The journey with what was found out about it.
    """
    return [*_tell_verdict(row, facts), *_tell_goal(row, facts), *_tell_pain(row, facts)]


def name_whole(row: WeakestRow, facts: Facts) -> str:
    """The touchpoint with the whole of what is abridged beside it, for who points at it."""
    verdict = facts.weakest.verdict.touchpoints
    others = [facts.journey.touchpoint(id_).name for id_ in verdict if id_ != row.touchpoint]
    pain = _find_worst(row, facts)
    told = [*others[:1], *([pain.says] if pain else [])]
    return ". ".join([row.name, *(text for text in told if len(text) > LONGEST)])


def _tell_verdict(row: WeakestRow, facts: Facts) -> Iterator[str]:
    verdict, words = facts.weakest.verdict, facts.words
    if row.touchpoint not in verdict.touchpoints:
        return
    others = [facts.journey.touchpoint(id_).name for id_ in verdict.touchpoints]
    others.remove(row.name)
    if verdict.kind == "clear":
        yield words("clearly the weakest")
    elif len(others) == 1:
        yield words("a statistical tie with {name}", name=abridge(others[0], LONGEST))
    elif others:
        yield words("one of {n} that may be the weakest", n=len(others) + 1)


def _tell_goal(row: WeakestRow, facts: Facts) -> Iterator[str]:
    goal, words = _nearest_goal(row, facts), facts.words
    status = next(p.status for p in facts.experience.rows if p.touchpoint == row.touchpoint)
    if goal is None or status not in ("missed", "at_risk"):
        return
    shown = words.say(goal.shown_goal)
    missed = words("misses the goal {goal}", goal=shown)
    yield missed if status == "missed" else words("may miss the goal {goal}", goal=shown)


def _nearest_goal(row: WeakestRow, facts: Facts) -> GoalRow | None:
    """The touchpoint's own goal on its metric, or its stage's."""
    own = facts.goals.for_place("touchpoint", row.touchpoint)
    goals = (*own, *facts.goals.for_place("stage", row.stage))
    return next((goal for goal in goals if goal.metric == row.metric), None)


def _tell_pain(row: WeakestRow, facts: Facts) -> Iterator[str]:
    worst = _find_worst(row, facts)
    if worst is None:
        return
    says = abridge(worst.says, LONGEST)
    if worst.count is None:
        yield says
    else:
        yield facts.words.count(worst.count, "{says} ({n} time)", "{says} ({n} times)", says=says)


def _find_worst(row: WeakestRow, facts: Facts) -> Pain | None:
    """The pain that most people have."""
    pains = facts.journey.touchpoint(row.touchpoint).pains
    return max(pains, key=lambda pain: pain.count or 0, default=None)
