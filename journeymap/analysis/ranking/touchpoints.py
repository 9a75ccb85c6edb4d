"""The ranking of touchpoints: its rows, its result, and how it is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, ClassVar

from journeymap.analysis.evidence.candidates import Candidate, WhyNot, find_measured
from journeymap.analysis.evidence.elsewhere import note_other_waves, note_segments
from journeymap.analysis.evidence.estimates import Estimate, clip
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.analysis.ranking.columns import chance_columns, metric_columns
from journeymap.analysis.ranking.method_verdicts import decide_by
from journeymap.analysis.ranking.notes import note_left_out, note_ranking
from journeymap.analysis.ranking.verdict import Contender, Verdict, refuse
from journeymap.model.journey import Journey
from journeymap.result import BASE_WORDS, Column, Result, show_answers, take_first
from journeymap.statistics.base_sizes import Base, to_base
from journeymap.statistics.intervals import critical_z

if TYPE_CHECKING:
    from journeymap.analysis.ranking.methods import Ranking, Standing


@dataclass(frozen=True, slots=True)
class WeakestRow:
    """A touchpoint in the ranking, weakest first; None for what the method does not give.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        metric: The metric it is compared by; several are joined by " + ".
        n: Its answers; of several metrics the fewest.
        n_effective: What they are worth; None where they carry no weights.
        value: In the metric's unit; None where several metrics are combined.
        low: Lower end of the value's interval.
        high: Upper end of the value's interval.
        health: 0 to 100 with 100 good; of several metrics the weighted mean.
        coverage: The share (0 to 1) of the metrics' weight that is measured here.
        p_weakest: Chance (0 to 1) that its true health is the lowest.
        p_near_weakest: Chance (0 to 1) that its true health is within ``margin`` of the lowest.
        p_bottom_k: Chance (0 to 1) that its true health is among the lowest k.
        rank_low: Lower end of a 90 % interval of its rank; 1 is weakest.
        rank_high: Upper end of that interval.
        pooled_health: Its health pulled towards the others, not clipped.
        pooled_sd: The standard deviation of its true health.
        base: The class of its base size.
        name: What people call it.
        shown: The value with its interval as people read it.
        pooled_low: Lower end of a normal 90 % interval around ``pooled_health``, not clipped.
        pooled_high: Upper end of that interval.
    """

    touchpoint: str
    stage: str
    metric: str
    n: int | None
    n_effective: float | None
    value: float | None
    low: float | None
    high: float | None
    health: float
    coverage: float
    p_weakest: float | None
    p_near_weakest: float | None
    p_bottom_k: float | None
    rank_low: int | None
    rank_high: int | None
    pooled_health: float | None
    pooled_sd: float | None
    base: Base
    name: str
    shown: str
    pooled_low: float | None
    pooled_high: float | None


@dataclass(frozen=True)
class WeakestTouchpoints(Result[WeakestRow]):
    """The ranking with its verdict, and what isn't measured and so is not in it.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment, method, level, seed, k, margin, draws.
        rows: The touchpoints from weakest to strongest.
        notes: What to know before believing it, in whole sentences.
        verdict: What may be said of the weakest.
        not_measured: The ids of the touchpoints that can't be ranked.
    """

    question: ClassVar[str] = "weakest"
    row_type: ClassVar[type[WeakestRow]] = WeakestRow

    verdict: Verdict
    not_measured: tuple[str, ...]

    def headline(self) -> str:
        """The verdict in a sentence."""
        return self.verdict.text

    def columns(self) -> Sequence[Column[WeakestRow]]:
        """Touchpoint, value with interval, chances and base."""
        metric = metric_columns(self.rows, self.settings)
        value = "value" if metric else self.rows[0].metric
        return (
            Column("touchpoint", lambda row: row.name),
            *metric,
            Column(f"{value} ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("health", lambda row: f"{row.health:.0f}", True),
            *chance_columns(self.rows, self.settings),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )


def rank_touchpoints(journey: Journey, asked: RankingSettings) -> WeakestTouchpoints:
    """The touchpoints by the method asked for, with what the method may say of them."""
    found, left_out = find_measured(journey, asked.selection, asked.metrics, level=asked.level)
    unranked = [
        *note_left_out(journey, left_out),
        *note_other_waves(journey, asked.selection, asked.metrics, left_out),
        *note_segments(journey, asked.selection, touchpoints=True),
    ]
    if len(found) < 2:
        return _refuse(journey, asked, found, left_out, unranked)
    candidates, ranking = _rank(asked, found)
    rows = [_to_row(journey, candidates[i], ranking.standings[i]) for i in ranking.order]
    shown, cut = take_first(rows, asked.top)
    mixes = [frozenset(e.metric.id for e in c.estimates) for c in candidates]
    return WeakestTouchpoints(
        journey.id,
        {**asked.settings(), **({"draws": ranking.draws} if ranking.draws else {})},
        shown,
        (
            *cut,
            *asked.notes,
            *note_ranking(journey, asked, mixes, ranking),
            *_corrected(found),
            *unranked,
        ),
        decide_by(asked, _to_contenders(asked, candidates, rows, ranking)),
        tuple(left_out),
    )


def _refuse(
    journey: Journey,
    asked: RankingSettings,
    found: Mapping[str, Sequence[Estimate]],
    left_out: Mapping[str, WhyNot],
    unranked: Sequence[str],
) -> WeakestTouchpoints:
    names = [journey.touchpoint(id_).name for id_ in found]
    verdict, notes = refuse(names, left_out.values()), (*asked.notes, *unranked)
    return WeakestTouchpoints(journey.id, asked.settings(), (), notes, verdict, tuple(left_out))


def _corrected(found: Mapping[str, Sequence[Estimate]]) -> tuple[str, ...]:
    return note_population(one.reading for estimates in found.values() for one in estimates)


def _rank(
    asked: RankingSettings, found: Mapping[str, Sequence[Estimate]]
) -> tuple[tuple[Candidate, ...], Ranking]:
    # these load numpy, which a journey without readings can do without
    from journeymap.analysis.ranking.answers import find_answers  # noqa: PLC0415
    from journeymap.analysis.ranking.methods import Scores, rank_scores  # noqa: PLC0415
    from journeymap.analysis.ranking.moderation import find_candidates  # noqa: PLC0415

    candidates = find_candidates(found, weights=asked.weights, correlation=asked.correlation)
    scores = Scores(
        [c.health for c in candidates], [c.se for c in candidates], [c.n for c in candidates]
    )
    return candidates, rank_scores(asked, scores, find_answers(asked, candidates))


def _to_row(journey: Journey, candidate: Candidate, standing: Standing) -> WeakestRow:
    first, smallest = candidate.estimates[0], candidate.smallest
    single = len(candidate.estimates) == 1
    pooled_low, pooled_high = standing.pooled_ends
    return WeakestRow(
        touchpoint=candidate.touchpoint,
        stage=journey.stage_for(candidate.touchpoint).id,
        metric=" + ".join(e.metric.id for e in candidate.estimates),
        n=smallest.n,
        n_effective=smallest.reading.n_effective,
        value=first.value if single else None,
        low=first.low if single else None,
        high=first.high if single else None,
        health=clip(candidate.health) or 0.0,
        coverage=candidate.coverage,
        p_weakest=standing.p_weakest,
        p_near_weakest=standing.p_near_weakest,
        p_bottom_k=standing.p_bottom_k,
        rank_low=standing.rank_low,
        rank_high=standing.rank_high,
        pooled_health=standing.pooled_health,
        pooled_sd=standing.pooled_sd,
        base=to_base(candidate.n),
        name=journey.touchpoint(candidate.touchpoint).name,
        shown=first.shown if single else _show_values(candidate),
        pooled_low=pooled_low,
        pooled_high=pooled_high,
    )


def _show_values(candidate: Candidate) -> str:
    return ", ".join(e.metric.to_text(e.value) for e in candidate.estimates)


def _to_contenders(
    asked: RankingSettings,
    candidates: Sequence[Candidate],
    rows: Sequence[WeakestRow],
    ranking: Ranking,
) -> list[Contender]:
    upper = critical_z(asked.level) if asked.method == "surely_bad" else 0.0
    return [
        to_contender(
            ranking.standings[i],
            touchpoint=row.touchpoint,
            name=row.name,
            n=candidates[i].n,
            weighted=candidates[i].smallest.is_weighted,
            figure=candidates[i].health + upper * candidates[i].se,
        )
        for i, row in zip(ranking.order, rows, strict=True)
    ]


def to_contender(
    standing: Standing, *, touchpoint: str, name: str, n: float, weighted: bool, figure: float
) -> Contender:
    """A place before the verdict, with what the method says of it."""
    among = standing.p_eligible
    return Contender(
        touchpoint,
        name,
        n,
        standing.p_weakest or 0.0,
        nan if among is None else among,
        weighted,
        figure,
        may_be_weakest=standing.rank_low == 1,
    )
