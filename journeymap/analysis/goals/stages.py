"""Stages as a whole: their primary goals together, and their health with its weakest link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import fmean
from typing import NamedTuple

from journeymap.analysis.evidence.candidates import find_measured
from journeymap.analysis.evidence.estimates import Estimate, clip
from journeymap.analysis.evidence.places import NamedPlace
from journeymap.analysis.evidence.reach import WeightedBy
from journeymap.analysis.evidence.selection import choose_metrics
from journeymap.analysis.goals.evidence import find_error
from journeymap.analysis.goals.rollup import MeasuredWave, find_touchpoints
from journeymap.analysis.goals.words import NO_VERDICT, SIGNS, WORDS
from journeymap.metrics import tell_metric
from journeymap.result import Cells, show_percent, show_rounded
from journeymap.statistics.base_sizes import LOW_BASE, SMALLEST_FOR_VERDICT
from journeymap.statistics.chances import MeanAndError, Status, combine_chances
from journeymap.statistics.health import to_health_error
from journeymap.statistics.intervals import critical_z
from journeymap.statistics.stage_rollup import joint_status, mean_worth, stage_health
from journeymap.wording.told import tell, tell_row


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """A stage's primary goals taken together, and how its touchpoints are on the whole.

    Args:
        stage: The stage's id; None for the whole journey: its own goals and those of its stages.
        status: Missed if one is, met only if all are.
        p_all: Chance (0 to 1) that all are met if they have nothing to do with each other; None
            where one of them isn't measured.
        p_all_low: The least that chance can be, whatever ties them (Fréchet).
        p_all_high: The most it can be.
        name: What people call the stage.
        goals: How many primary goals there are.
        unmeasured: For how many of them there is no chance.
        health: Mean health of its touchpoints, 0 to 100 with 100 good; None where nothing says.
        health_low: Lower end of its interval.
        health_high: Upper end of its interval.
        health_se: Its standard error; touchpoints are taken as independent.
        metric: What health is made from; several metrics are joined by " + ".
        measured: How many of its touchpoints are in that mean.
        touchpoints: How many it has.
        weighted_by: Whether the mean weights them by "reach" or counts them alike ("equal").
        weakest_link: The id of the touchpoint with the lowest health, of ten answers or more.
        weakest_name: What people call it.
        weakest_health: Its health, 0 to 100.
        weakest_low_base: Whether fewer than 30 answers say so.
    """

    stage: str | None
    status: Status
    p_all: float | None = None
    p_all_low: float | None = None
    p_all_high: float | None = None
    name: str = ""
    goals: int = 0
    unmeasured: int = 0
    health: float | None = None
    health_low: float | None = None
    health_high: float | None = None
    health_se: float | None = None
    metric: str | None = None
    measured: int = 0
    touchpoints: int = 0
    weighted_by: WeightedBy | None = None
    weakest_link: str | None = None
    weakest_name: str | None = None
    weakest_health: float | None = None
    weakest_low_base: bool = False


class Standing(NamedTuple):
    """What a verdict needs of a goal: its metric, where it stands, the chance that it is met."""

    metric: str
    status: Status
    p_met: float | None


def judge_stages(
    known: MeasuredWave, goals: Mapping[NamedPlace, Sequence[Standing]]
) -> Iterator[StageVerdict]:
    """The verdict on each place.

    Args:
        known: The readings that health is made from.
        goals: Stage, or the whole journey, to where its primary goals stand.
    """
    compared, _ = choose_metrics(known.journey, known.selection, None)
    by_metrics: dict[tuple[str, ...], Mapping[str, _Part]] = {}
    for place, standings in goals.items():
        inside = [touchpoint.id for touchpoint in find_touchpoints(known.journey, place)]
        parts: list[_Part] = []
        # a stage that is measured by none of the common metrics has that of its goals
        for metrics in (compared, *((goal.metric,) for goal in standings)):
            if parts:
                break
            if metrics not in by_metrics:
                by_metrics[metrics] = _find_parts(known, metrics)
            parts = [by_metrics[metrics][id_] for id_ in inside if id_ in by_metrics[metrics]]
        yield _judge(known, place, standings, len(inside), parts)


def _judge(
    known: MeasuredWave,
    place: NamedPlace,
    goals: Sequence[Standing],
    touchpoints: int,
    parts: Sequence[_Part],
) -> StageVerdict:
    chances = [goal.p_met for goal in goals if goal.p_met is not None]
    joint = combine_chances(chances) if chances and len(chances) == len(goals) else None
    verdict = StageVerdict(
        stage=None if place.scope == "journey" else place.id,
        status=joint_status([goal.status for goal in goals]),
        p_all=joint.independent if joint else None,
        p_all_low=joint.lower if joint else None,
        p_all_high=joint.upper if joint else None,
        name=place.name,
        goals=len(goals),
        unmeasured=len(goals) - len(chances),
        touchpoints=touchpoints,
    )
    weights, weighted_by = known.reach.weigh([part.touchpoint for part in parts])
    if mean_worth([part.n for part in parts], weights) < SMALLEST_FOR_VERDICT:
        return verdict
    return _add_health(replace(verdict, weighted_by=weighted_by), known, parts, weights)


def _add_health(
    verdict: StageVerdict, known: MeasuredWave, parts: Sequence[_Part], weights: Sequence[float]
) -> StageVerdict:
    mean = stage_health([p.health for p in parts], [p.se for p in parts], weights)
    half = critical_z(known.level) * mean.se
    # a handful of answers must not make a touchpoint the one that everybody looks at
    firm = [part for part in parts if part.n >= SMALLEST_FOR_VERDICT]
    weakest = min(firm, key=lambda part: part.health, default=None)
    return replace(
        verdict,
        health=clip(mean.value),
        health_low=clip(mean.value - half),
        health_high=clip(mean.value + half),
        health_se=mean.se,
        metric=", ".join(dict.fromkeys(part.metric for part in parts)),
        measured=len(parts),
        weakest_link=weakest.touchpoint if weakest else None,
        weakest_name=known.journey.touchpoint(weakest.touchpoint).name if weakest else None,
        weakest_health=clip(weakest.health) if weakest else None,
        weakest_low_base=weakest is not None and weakest.n < LOW_BASE,
    )


class _Part(NamedTuple):
    """A touchpoint on the health scale, not clipped."""

    touchpoint: str
    health: float
    se: float
    n: float
    metric: str


def _find_parts(known: MeasuredWave, metrics: Sequence[str]) -> Mapping[str, _Part]:
    found, _ = find_measured(known.journey, known.selection, metrics, level=known.level)
    made = {id_: _to_part(id_, estimates) for id_, estimates in found.items()}
    return {id_: part for id_, part in made.items() if part is not None}


def _to_part(id_: str, found: Sequence[Estimate]) -> _Part | None:
    """The mean of a touchpoint's metrics, as if their errors moved together."""
    known = [(one, on_scale) for one in found if (on_scale := to_health(one)) is not None]
    if not known:
        return None
    return _Part(
        id_,
        fmean(health.value for _, health in known),
        fmean(health.se for _, health in known),
        min(one.n_effective or 0 for one, _ in known),
        " + ".join(one.metric.id for one, _ in known),
    )


def to_health(found: Estimate) -> MeanAndError | None:
    """A measured value on the health scale with its standard error, not clipped.

    SE·100/|target - floor|; for times health·SE/value. None where the metric has no health or the
    error is unknown.
    """
    metric, n = found.metric, found.n_effective
    health, se = metric.to_health(found.value), find_error(found, n) if n else None
    if health is None or se is None or not isfinite(health):
        return None
    # the error of a time's health is that of its logarithm
    error = to_health_error(
        se if metric.health_floor is not None else se / found.value,
        target=metric.health_target or 0,
        floor=metric.health_floor,
        health=health,
    )
    return MeanAndError(health, error)


def to_cells(verdicts: Sequence[StageVerdict], level: float) -> Cells:
    """The verdicts as a table: goals together, health, and the weakest link beside it."""
    headings = [
        "", "taken together", "goals", "status", "P(all met)", "bounds",
        f"health ({100 * level:g} %)", "weakest link",
    ]  # fmt: skip
    rows = [
        [
            SIGNS[one.status],
            one.name,
            f"{one.goals}",
            _show_status(one),
            show_percent(one.p_all),
            _show_bounds(one),
            _show_health(one),
            _show_weakest(one),
        ]
        for one in verdicts
    ]
    return headings, rows, (2, 4, 5)


def _show_status(verdict: StageVerdict) -> str:
    if not verdict.goals:
        return tell("no primary goal")
    if verdict.status == "not_measured":
        return NO_VERDICT
    return WORDS[verdict.status]


def _show_bounds(verdict: StageVerdict) -> str:
    if verdict.p_all_low is None or verdict.goals < 2:
        return "–"
    low, high = show_percent(verdict.p_all_low), show_percent(verdict.p_all_high)
    # where they are alike the chance beside them says the same
    return "–" if low == high else tell("{low} to {high}", low=low, high=high)


def _show_health(verdict: StageVerdict) -> str:
    if verdict.health is None:
        return "–"
    shown = show_rounded(verdict.health, verdict.health_low, verdict.health_high)
    return tell("{shown} by reach", shown=shown) if verdict.weighted_by == "reach" else shown


def _show_weakest(verdict: StageVerdict) -> str:
    if verdict.weakest_health is None:
        return "–"
    told = tell("{name} {health:.0f}", name=verdict.weakest_name, health=verdict.weakest_health)
    return tell_row([told, tell("low base")]) if verdict.weakest_low_base else told


def note_verdicts(verdicts: Sequence[StageVerdict]) -> Iterator[str]:
    """What the chances of several goals assume, and what health is made from."""
    if any(one.p_all is not None and one.goals > 1 for one in verdicts):
        yield tell(
            "P(all met) takes goals as unrelated; whatever ties them, it lies within "
            "the bounds (Fréchet)."
        )
    metrics = dict.fromkeys(one.metric for one in verdicts if one.metric)
    if metrics:
        yield tell(
            "Health is the mean of touchpoints by {metrics}, 0 to 100 with 100 good.",
            metrics=tell_row([tell_metric(id_) for id_ in metrics], "; "),
        )
