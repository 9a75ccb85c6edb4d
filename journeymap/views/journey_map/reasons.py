"""Why a touchpoint stands in the panel, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.analysis.goals.table import GoalRow
from journeymap.analysis.ranking.touchpoints import WeakestRow
from journeymap.picture.fitting import abridge
from journeymap.views.facts import Facts
from journeymap.views.telling.goals import say_target

LONGEST = 120  # letters of a pain


def find_reasons(row: WeakestRow, facts: Facts) -> list[str]:
    """What the verdict says of it, which goal it misses, and what most customers complain about.

    Args:
        row: The touchpoint in the ranking.
        facts: The journey with what was found out about it.
    """
    return [*_tell_verdict(row, facts), *_tell_goal(row, facts), *_tell_pain(row, facts)]


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
    shown = say_target(goal, words)
    missed = words("misses the goal {goal}", goal=shown)
    yield missed if status == "missed" else words("may miss the goal {goal}", goal=shown)


def _nearest_goal(row: WeakestRow, facts: Facts) -> GoalRow | None:
    """The touchpoint's own goal on its metric, or its stage's."""
    own = facts.goals.for_place("touchpoint", row.touchpoint)
    goals = (*own, *facts.goals.for_place("stage", row.stage))
    return next((goal for goal in goals if goal.metric == row.metric), None)


def _tell_pain(row: WeakestRow, facts: Facts) -> Iterator[str]:
    pains = facts.journey.touchpoint(row.touchpoint).pains
    worst = max(pains, key=lambda pain: pain.count or 0, default=None)
    if worst is None:
        return
    says = facts.words("“{text}”", text=abridge(worst.says, LONGEST))
    if worst.count is None:
        yield says
    else:
        yield facts.words.count(worst.count, "{n} said {says}", "{n} said {says}", says=says)
