"""Goals in words: the sign and the word of a status, a goal with its target."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.metrics import Metric
from journeymap.model.goals import Goal
from journeymap.statistics.chances import Status
from journeymap.wording.told import Figure, tell, tell_count, tell_row
from journeymap.wording.units import tell_amount

SIGNS: Mapping[Status, str] = {"met": "✓", "missed": "✗", "at_risk": "!", "not_measured": "?"}
WORDS: Mapping[Status, str] = {
    "met": tell("met"), "missed": tell("missed"), "at_risk": tell("at risk"),
    "not_measured": tell("not measured"),
}  # fmt: skip
NO_VERDICT = tell("no verdict")  # a value that is worth none


def show_goal(goal: Goal, metric: Metric) -> str:
    """A goal as people read it, with the wave it is due in.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> goal = Goal(metric="nps", operator=">=", target=30, wave="2027")
        >>> show_goal(goal, STANDARD_METRICS["nps"])
        'NPS ≥ +30 by 2027'
    """
    sign, target = "≥" if goal.at_least else "≤", show_target(metric, goal.target)
    told = tell_row([metric.label, sign, target], " ")
    return tell("{goal} by {wave}", goal=told, wave=goal.wave) if goal.wave else told


def show_target(metric: Metric, target: float) -> str:
    """A target as it was written, without digits that nobody gave it.

    Example:
        >>> from journeymap.metrics import STANDARD_METRICS
        >>> show_target(STANDARD_METRICS["churn"], 0.05), show_target(STANDARD_METRICS["nps"], 0)
        ('5 %', '0')
    """
    if metric.is_share:
        return Figure(f"{100 * target:.10g} %")
    plus = "+" if metric.kind in ("nps", "gap") and target > 0 else ""
    number = Figure(f"{plus}{target:z.10g}")
    return tell_amount(number, metric.unit or "") if metric.kind == "duration" else number


def name_status(status: Status, *, value: float | None) -> str:
    """The word of a status: what has a value but no chance is not "not measured".

    Example:
        >>> name_status("not_measured", value=3.8), name_status("not_measured", value=None)
        ('no verdict', 'not measured')
    """
    return NO_VERDICT if status == "not_measured" and value is not None else WORDS[status]


def count_status(word: str, n: int) -> str:
    """How many goals have a status, by its word.

    Example:
        >>> count_status("at risk", 2)
        '2 at risk'
    """
    match word:
        case "met":
            return tell_count(n, "{n} met", "{n} met")
        case "missed":
            return tell_count(n, "{n} missed", "{n} missed")
        case "at risk":
            return tell_count(n, "{n} at risk", "{n} at risk")
        case "not measured":
            return tell_count(n, "{n} not measured", "{n} not measured")
    return tell_count(n, "{n} no verdict", "{n} no verdict")


def show_status(
    status: Status,
    p_met: float | None,
    *,
    low_base: bool,
    reason: str | None,
    value: float | None = None,
) -> str:
    """A status with its side where it is open, and what to know of it.

    Example:
        >>> show_status("at_risk", 0.7, low_base=True, reason=None)
        'at risk, leaning to met, low base'
    """
    parts = [name_status(status, value=value)]
    if status == "at_risk" and p_met is not None:
        parts.append(tell("leaning to met") if p_met >= 0.5 else tell("leaning to missed"))
    if low_base:
        parts.append(tell("low base"))
    told = tell_row(parts)
    return tell("{told} ({reason})", told=told, reason=reason) if reason else told
