"""Stages and channels as candidates: the mean of their touchpoints, or a reading of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from journeymap.analysis.evidence.candidates import (
    WhyNot,
    can_be_ranked,
    estimate_at,
    find_measured,
)
from journeymap.analysis.evidence.estimates import Estimate
from journeymap.analysis.evidence.reach import Reach, choose_reach
from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.analysis.ranking.moderation import (
    SMALLEST_ERROR,
    combine,
    moderate,
    raw_health,
)
from journeymap.model.journey import Journey
from journeymap.statistics.chances import weighted_mean
from journeymap.statistics.stage_rollup import mean_worth

Key = tuple[str, str]  # ("touchpoint" | "stage", id)


@dataclass(frozen=True, slots=True)
class Group:
    """A stage or a channel with its touchpoints.

    Args:
        id: The stage's id, or the channel as touchpoints name it.
        name: What people call it.
        touchpoints: The ids of its touchpoints, in order.
    """

    id: str
    name: str
    touchpoints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupCandidate:
    """A stage or a channel in the ranking.

    Args:
        group: What it is.
        estimates: The readings it rests on.
        metrics: The metrics by which it is measured.
        health: Health, not clipped; of several metrics the weighted mean.
        se: Its standard error, the touchpoints' answers taken as independent.
        coverage: The share (0 to 1) of the metrics' weight that is measured.
        n: Answers; of several metrics those worth least.
        n_effective: What they are worth: a mean over touchpoints leans on those with few answers.
        parts: How many touchpoints are in the mean; none where readings are its own.
        lowest: The id of the touchpoint with the lowest health of those; None where there is none.
        by_reach: Whether reach weighs them.
    """

    group: Group
    estimates: tuple[Estimate, ...]
    metrics: tuple[str, ...]
    health: float
    se: float
    coverage: float
    n: int
    n_effective: float
    parts: int
    lowest: str | None
    by_reach: bool

    @property
    def is_weighted(self) -> bool:
        """Whether the answers are worth fewer than they are, by whole answers."""
        return floor(self.n_effective) < self.n


@dataclass(frozen=True, slots=True)
class _Word:
    """What one metric says of a group: its health, and the estimates of the touchpoints in it."""

    health: float
    se: float
    n_effective: float
    estimates: tuple[Estimate, ...]
    touchpoints: tuple[str, ...] = ()
    by_reach: bool = False

    @property
    def n(self) -> int:
        return sum(e.n or 0 for e in self.estimates)


def find_groups(journey: Journey, by: str) -> tuple[Group, ...]:
    """The stages, or the channels that touchpoints name, in the journey's order."""
    if by == "stage":
        return tuple(
            Group(s.id, s.name, tuple(t.id for t in s.touchpoints)) for s in journey.stages
        )
    found: dict[str, list[str]] = {channel.id: [] for channel in journey.channels}
    for touchpoint in journey.touchpoints:
        if touchpoint.channel is not None:
            found.setdefault(touchpoint.channel, []).append(touchpoint.id)
    names = {channel.id: channel.name for channel in journey.channels}
    return tuple(Group(id_, names.get(id_, id_), tuple(inside)) for id_, inside in found.items())


def find_group_candidates(
    journey: Journey, asked: RankingSettings
) -> tuple[list[GroupCandidate], dict[str, WhyNot], Reach]:
    """The groups that can be ranked, why the others can't, by id, and what weighs the means.

    A reading of the group's own wins over the mean of its touchpoints, metric by metric.

    Args:
        journey: The journey with its readings.
        asked: The settings.
    """
    groups = find_groups(journey, asked.by)
    found, left_out = find_measured(journey, asked.selection, asked.metrics, level=asked.level)
    inside = {id_ for group in groups for id_ in group.touchpoints}
    reach = choose_reach(journey, [id_ for id_ in found if id_ in inside], asked.reach)
    evidence: dict[Key, list[Estimate]] = {("touchpoint", id_): e for id_, e in found.items()}
    if asked.by == "stage":
        evidence |= _find_own(journey, asked)
    errors = moderate(evidence)
    words = {
        (*place, e.metric.id): _Word(raw_health(e), se, e.n_effective or 0, (e,))
        for place, estimates in evidence.items()
        for e, se in zip(estimates, errors[place], strict=True)
    }
    made, missing = [], {}
    for group in groups:
        candidate = _to_candidate(group, asked, words, reach)
        if candidate is None:
            missing[group.id] = _why_not(group, left_out)
        else:
            made.append(candidate)
    return made, missing, reach


def _find_own(journey: Journey, asked: RankingSettings) -> dict[Key, list[Estimate]]:
    order = {id_: i for i, id_ in enumerate(asked.metrics)}
    own: dict[Key, list[Estimate]] = {}
    for stage in journey.stages:
        at = asked.selection.at("stage", stage.id)
        estimates = estimate_at(journey, at, order, level=asked.level)
        if ranked := [e for e in estimates if can_be_ranked(e)]:
            own["stage", stage.id] = ranked
    return own


def _to_candidate(
    group: Group,
    asked: RankingSettings,
    words: Mapping[tuple[str, str, str], _Word],
    reach: Reach,
) -> GroupCandidate | None:
    said: dict[str, _Word] = {}
    for metric in asked.metrics:
        own = words.get(("stage", group.id, metric)) if asked.by == "stage" else None
        word = own or _average(group, metric, words, reach)
        if word is not None:
            said[metric] = word
    if not said:
        return None
    parts = {metric: (word.health, word.se) for metric, word in said.items()}
    whole = combine(parts, asked.weights, asked.correlation)
    fewest = min(said.values(), key=lambda word: word.n_effective)
    estimates = tuple(e for word in said.values() for e in word.estimates)
    return GroupCandidate(
        group,
        estimates,
        tuple(said),
        whole.value,
        max(SMALLEST_ERROR, whole.se),
        whole.coverage,
        fewest.n,
        fewest.n_effective,
        parts=len({id_ for word in said.values() for id_ in word.touchpoints}),
        lowest=_find_lowest(said, asked, words),
        by_reach=any(word.by_reach for word in said.values()),
    )


def _average(
    group: Group,
    metric: str,
    words: Mapping[tuple[str, str, str], _Word],
    reach: Reach,
) -> _Word | None:
    """The mean of the touchpoints that the metric measures."""
    known = {id_: words.get(("touchpoint", id_, metric)) for id_ in group.touchpoints}
    inside = {id_: word for id_, word in known.items() if word is not None}
    if not inside:
        return None
    (weights, weighted_by), parts = reach.weigh(list(inside)), list(inside.values())
    mean = weighted_mean([p.health for p in parts], [p.se for p in parts], weights)
    worth = mean_worth([p.n_effective for p in parts], weights)
    estimates = tuple(p.estimates[0] for p in parts)
    return _Word(mean.value, mean.se, worth, estimates, tuple(inside), weighted_by == "reach")


def _find_lowest(
    said: Mapping[str, _Word], asked: RankingSettings, words: Mapping[tuple[str, str, str], _Word]
) -> str | None:
    """The weakest link: a mean hides it."""
    ids = dict.fromkeys(id_ for word in said.values() for id_ in word.touchpoints)
    healths: dict[str, float] = {}
    for id_ in ids:
        own = {m: words.get(("touchpoint", id_, m)) for m in asked.metrics}
        parts = {m: (word.health, word.se) for m, word in own.items() if word is not None}
        healths[id_] = combine(parts, asked.weights, asked.correlation).value
    return min(healths, key=healths.__getitem__, default=None)


def _why_not(group: Group, left_out: Mapping[str, WhyNot]) -> WhyNot:
    reasons = [left_out[id_] for id_ in group.touchpoints if id_ in left_out]
    return next((why for why in reasons if why != "not_measured"), "not_measured")
