"""What is known about a goal's true value, and the chance that it meets the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.chances import (
    chance_duration,
    chance_mean,
    chance_normal,
    chance_nps,
    chance_share,
    weighted_mean,
)
from journeymap.analysis.estimates import SMALLEST_FOR_VERDICT, Estimate, estimate, to_log_moments
from journeymap.analysis.intervals import critical_z
from journeymap.analysis.selection import Selection
from journeymap.metrics import Metric
from journeymap.model.goals import Goal
from journeymap.model.journey import Journey

Scope = Literal["journey", "stage", "touchpoint"]
Status = Literal["met", "missed", "at_risk", "not_measured"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a goal's true value."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    n_effective: float | None = None
    p_met: float | None = None
    reason: str | None = None


def show_interval(metric: Metric, evidence: Evidence) -> str:
    if evidence.value is None or evidence.low is None or evidence.high is None:
        return "–" if evidence.value is None else metric.to_text(evidence.value)
    ends = (metric.to_text(end).replace(" %", "") for end in (evidence.low, evidence.high))
    return f"{metric.to_text(evidence.value)} ({' to '.join(ends)})"


def from_reading(found: Estimate, goal: Goal) -> Evidence:
    if found.reading.kind == "guess":
        return Evidence(reason="only guessed")
    known = {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "n": found.n,
        "n_effective": found.n_effective,
    }
    if found.n_effective is None:
        return Evidence(**known, reason="number of answers unknown")  # type: ignore[arg-type]
    if found.n_effective < SMALLEST_FOR_VERDICT:
        return Evidence(**known, reason=f"only {found.n_effective:.0f} answers")  # type: ignore[arg-type]
    p = find_chance(found, goal)
    reason = "spread of the times unknown" if p is None else None
    return Evidence(**known, p_met=p, reason=reason)  # type: ignore[arg-type]


def find_chance(found: Estimate, goal: Goal) -> float | None:
    """The chance (0 to 1) that the true value meets the goal's target; None where the spread of times is unknown.

    Args:
        found: A measured estimate with a number of answers.
        goal: A goal on the same metric.
    """
    metric, n, target = found.metric, found.n_effective or 1, float(goal.target)
    at_least = goal.at_least
    if metric.is_share:
        return chance_share(min(found.value, 1.0) * n, n, target, at_least=at_least)
    counts = found.reading.counts
    if metric.kind == "nps" and counts is not None:
        total = sum(counts.values())
        classes = [
            sum(c for code, c in counts.items() if metric.score(code) == s) / total * n
            for s in (100, 0, -100)
        ]
        return chance_nps(*classes, target, at_least=at_least)
    if metric.kind == "duration":
        moments = to_log_moments(found.reading)
        if moments is None:
            return None
        return chance_duration(
            *moments, n, target, at_least=at_least, geometric=metric.average == "geometric"
        )
    low, high = metric.ends
    return chance_mean(
        found.value, found.sd, n, target, at_least=at_least, low_end=low, high_end=high
    )


def roll_up(
    journey: Journey, selection: Selection, scope: Scope, id_: str, goal: Goal, level: float
) -> Evidence:
    """A stage or journey without a reading of its own: the plain mean of its touchpoints."""
    metric = journey.metric(goal.metric)
    if scope == "touchpoint":
        return Evidence(reason=f"no reading of {metric.id}")
    touchpoints = journey.stage(id_).touchpoints if scope == "stage" else journey.touchpoints
    readings = [selection.at("touchpoint", t.id).get(goal.metric) for t in touchpoints]
    found = [
        estimate(r, metric, level=level) for r in readings if r is not None and r.kind == "measured"
    ]
    parts = [(e.value, e.se, e.n, e.n_effective) for e in found]
    known = [
        (value, se, n, eff)
        for value, se, n, eff in parts
        if se is not None and n is not None and eff is not None
    ]
    if not known:
        return Evidence(reason=f"no reading of {metric.id}")
    value, se = weighted_mean([k[0] for k in known], [k[1] for k in known], [1.0] * len(known))
    half, (low, high) = critical_z(level) * se, metric.ends
    n, n_effective = sum(k[2] for k in known), sum(k[3] for k in known)
    enough = n_effective >= SMALLEST_FOR_VERDICT
    p = chance_normal(value, se, float(goal.target), at_least=goal.at_least) if enough else None
    reason = (
        f"mean of {len(known)} of {len(touchpoints)} touchpoints"
        if enough
        else f"only {n_effective:.0f} answers"
    )
    return Evidence(
        value, max(low, value - half), min(high, value + half), n, n_effective, p, reason
    )
