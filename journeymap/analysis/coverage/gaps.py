"""The kinds of gaps, how much they matter, and what closes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from journeymap.analysis.evidence.places import NamedPlace, Scope
from journeymap.wording.told import tell

Gap = Literal[
    "unmeasured", "guessed", "thin", "low_base", "unknown_base", "stale", "goal_without_reading",
    "mixed_scales", "silent_customers", "inconsistent_channels", "unowned", "no_channel",
    "stage_without_goal", "response_unknown",
]  # fmt: skip
Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
SEVERITY_WORDS: Mapping[Severity, str] = {
    "high": tell("high"), "medium": tell("medium"), "low": tell("low"),
}  # fmt: skip

GAP_WORDS: Mapping[Gap, str] = {
    "unmeasured": tell("not measured"),
    "guessed": tell("only guessed"),
    "thin": tell("too few answers"),
    "low_base": tell("low base"),
    "unknown_base": tell("answers unknown"),
    "stale": tell("out of date"),
    "goal_without_reading": tell("goal without reading"),
    "mixed_scales": tell("another metric"),
    "silent_customers": tell("silent customers"),
    "inconsistent_channels": tell("channels differ"),
    "unowned": tell("no owner"),
    "no_channel": tell("no channel"),
    "stage_without_goal": tell("stage without goal"),
    "response_unknown": tell("response unknown"),
}
FIXES: Mapping[Gap, str] = {
    "unmeasured": tell("ask about it: name it under questions in a source file, then measure"),
    "guessed": tell("ask: a reading takes the place of the guess"),
    "thin": tell("ask more, or for longer"),
    "low_base": tell("ask more, or for longer"),
    "unknown_base": tell("write n beside the value: without it there is no interval"),
    "stale": tell("ask about it again in the next wave"),
    "goal_without_reading": tell("measure the goal's metric there, or take the goal out"),
    "mixed_scales": tell("ask the common metric there too, or give every metric a target"),
    "silent_customers": tell(
        "remind, or ask in another way: more answers of the same kind don't help"
    ),
    "inconsistent_channels": tell("see what the better channel does otherwise"),
    "unowned": tell("write owner: at the touchpoint, its stage or the journey"),
    "no_channel": tell("write channel: at the touchpoint"),
    "stage_without_goal": tell("write goal: at the stage"),
    "response_unknown": tell("write invited: into the source file and measure again"),
}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One thing that is not known, or not well enough.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        gap: Its kind.
        severity: "high" where nothing can be said, "medium" where what is said may mislead, "low"
            for what is good to have.
        what: The gap in a sentence, with its numbers.
        fix: What closes it.
        metric: The id of the metric it is about.
        wave: The wave in which it was last measured, where that is not the one asked for.
        n: Answers there are.
        n_needed: Answers that would bring the interval down to what ``fix`` says.
        name: What people call the place.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    gap: Gap
    severity: Severity
    what: str
    fix: str
    metric: str | None
    wave: str | None
    n: int | None
    n_needed: int | None
    name: str


def make_gap(
    place: NamedPlace,
    gap: Gap,
    severity: Severity,
    what: str,
    *,
    fix: str | None = None,
    metric: str | None = None,
    wave: str | None = None,
    n: int | None = None,
    n_needed: int | None = None,
) -> CoverageRow:
    """A row about a place; its fix is that of its kind where none is given."""
    return CoverageRow(
        scope=place.scope,
        touchpoint=place.id if place.scope == "touchpoint" else None,
        stage=place.stage,
        gap=gap,
        severity=severity,
        what=what,
        fix=fix or FIXES[gap],
        metric=metric,
        wave=wave,
        n=n,
        n_needed=n_needed,
        name=place.name,
    )
