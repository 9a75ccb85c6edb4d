"""Which touchpoint is weakest, and how sure that is.

Each score is pulled towards the average of the others, the harder the fewer answers it has; then
we ask how often it would come out lowest among all plausible true scores. Naming the lowest raw
score instead picks the touchpoint with the fewest answers (Goldstein & Spiegelhalter 1996).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from journeymap.analysis.evidence.candidates import Candidate, find_measured
from journeymap.analysis.evidence.elsewhere import note_other_waves, note_segments
from journeymap.analysis.evidence.estimates import Estimate, clip
from journeymap.analysis.evidence.population import note_population
from journeymap.analysis.evidence.selection import choose_metrics, select_readings
from journeymap.analysis.evidence.settings_check import (
    FEWEST_DRAWS,
    check_count,
    check_level,
    check_optional_count,
)
from journeymap.analysis.ranking.notes import note_left_out, note_ranking
from journeymap.analysis.ranking.verdict import Contender, Verdict, decide, refuse
from journeymap.model.journey import Journey
from journeymap.result import Column, Result, show_answers, show_percent
from journeymap.statistics.base_sizes import BASE_WORDS, SMALLEST_FOR_VERDICT, Base, to_base
from journeymap.statistics.intervals import critical_z

if TYPE_CHECKING:
    from journeymap.statistics.pooling import Pooling

RANK_LEVEL = 0.9  # confidence of the intervals of ranks and pooled health


@dataclass(frozen=True, slots=True)
class WeakestRow:
    """A touchpoint in the ranking, weakest first.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        metric: The metric it is compared by; several are joined by " + ".
        n: Its answers; of several metrics the fewest.
        n_effective: What they are worth; None where they carry no weights.
        value: In the metric's unit; None where several metrics are combined.
        low: Lower end of the value's interval.
        high: Upper end of the value's interval.
        health: 0 to 100 with 100 good.
        p_weakest: Chance (0 to 1) that its true health is the lowest.
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
    p_weakest: float
    p_bottom_k: float
    rank_low: int
    rank_high: int
    pooled_health: float
    pooled_sd: float
    base: Base
    name: str
    shown: str
    pooled_low: float
    pooled_high: float


@dataclass(frozen=True)
class WeakestTouchpoints(Result[WeakestRow]):
    """The ranking with its verdict, and what isn't measured and so is not in it.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment, level, seed, k and draws.
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
        return (
            Column("touchpoint", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column(f"value ({100 * self.settings['level']:g} % interval)", lambda row: row.shown),
            Column("health (0-100)", lambda row: f"{row.health:.0f}", True),
            Column("P(weakest)", lambda row: show_percent(row.p_weakest), True),
            Column("rank (90 %)", _show_ranks, True),
            Column("answers", lambda row: show_answers(row.n, row.n_effective), True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )


def _show_ranks(row: WeakestRow) -> str:
    same = row.rank_low == row.rank_high
    return f"{row.rank_low}" if same else f"{row.rank_low} to {row.rank_high}"


def find_weakest(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
    top: int | None = None,
    k: int = 2,
    seed: int = 0,
    draws: int | None = None,
) -> WeakestTouchpoints:
    """The touchpoints by their chance of being the weakest, with a verdict in words.

    Normal partial pooling on the health scale: y_j ~ N(theta_j, SE_j^2), theta_j ~ N(mu, tau^2),
    tau ~ half-normal(15) (Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.4), with
    standard errors moderated by four answers shaped like everybody's. Chances come from seeded
    draws and are exact to about half a percent.

    Args:
        journey: The journey with its readings.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the intervals shown, between 0 and 1.
        top: How many rows to keep, at least 1; all where None.
        k: How many touchpoints ``p_bottom_k`` is about, at least 1.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        Rows from weakest to strongest. Fewer than 10 answers never make a verdict; touchpoints
        without a measurement are listed apart and are not thereby strong.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if a number is none that can be meant.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("cart", 25), ("pay", 90))])
        >>> print(find_weakest(journey).verdict.text)
        Clear: Pay is the weakest touchpoint (P > 99 %).
    """
    level, top = check_level(level), check_optional_count("top", top, 1)
    k, seed = check_count("k", k, 1), check_count("seed", seed, 0)
    draws = check_optional_count("draws", draws, FEWEST_DRAWS)
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric)
    found, left_out = find_measured(journey, selection, metrics, level=level)
    settings = {
        "metric": metrics, "wave": selection.wave, "segment": selection.segment,
        "level": level, "seed": seed, "k": k,
    }  # fmt: skip
    unranked = [
        *note_left_out(journey, left_out),
        *note_other_waves(journey, selection, metrics, left_out),
        *note_segments(journey, selection, touchpoints=True),
    ]
    if len(found) < 2:
        names = [journey.touchpoint(id_).name for id_ in found]
        verdict = refuse(names, left_out.values())
        return WeakestTouchpoints(
            journey.id, settings, (), (*notes, *unranked), verdict, tuple(left_out)
        )
    candidates, pooling = _pool(found, k=k, draws=draws, seed=seed)
    p, mean = pooling.p_weakest, pooling.shrunk_mean
    order = sorted(range(len(candidates)), key=lambda i: (-p[i], mean[i]))
    rows = [_to_row(journey, candidates[i], pooling, i) for i in order]
    return WeakestTouchpoints(
        journey.id,
        {**settings, "draws": pooling.draws},
        tuple(rows[:top]),
        (*notes, *note_ranking(candidates, len(metrics), pooling), *_corrected(found), *unranked),
        _decide(candidates, rows, pooling),
        tuple(left_out),
    )


def _corrected(found: Mapping[str, Sequence[Estimate]]) -> tuple[str, ...]:
    return note_population(one.reading for estimates in found.values() for one in estimates)


def _pool(
    found: Mapping[str, Sequence[Estimate]], *, k: int, draws: int | None, seed: int
) -> tuple[tuple[Candidate, ...], Pooling]:
    # these two load numpy, which a journey without readings can do without
    from journeymap.analysis.ranking.moderation import find_candidates  # noqa: PLC0415
    from journeymap.statistics.pooling import pool_health  # noqa: PLC0415

    candidates = find_candidates(found)
    eligible = [candidate.n >= SMALLEST_FOR_VERDICT for candidate in candidates]
    health, se = [c.health for c in candidates], [c.se for c in candidates]
    pooling = pool_health(health, se, eligible=eligible, k=k, draws=draws, seed=seed)
    return candidates, pooling


def _to_row(journey: Journey, candidate: Candidate, pooling: Pooling, i: int) -> WeakestRow:
    first, smallest = candidate.estimates[0], candidate.smallest
    single = len(candidate.estimates) == 1
    mean, sd = float(pooling.shrunk_mean[i]), float(pooling.shrunk_sd[i])
    half = critical_z(RANK_LEVEL) * sd
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
        p_weakest=float(pooling.p_weakest[i]),
        p_bottom_k=float(pooling.p_bottom_k[i]),
        rank_low=int(pooling.rank_low[i]),
        rank_high=int(pooling.rank_high[i]),
        pooled_health=mean,
        pooled_sd=sd,
        base=to_base(candidate.n),
        name=journey.touchpoint(candidate.touchpoint).name,
        shown=first.shown if single else _show_values(candidate),
        pooled_low=mean - half,
        pooled_high=mean + half,
    )


def _show_values(candidate: Candidate) -> str:
    return ", ".join(e.metric.to_text(e.value) for e in candidate.estimates)


def _decide(
    candidates: Sequence[Candidate], rows: Sequence[WeakestRow], pooling: Pooling
) -> Verdict:
    by_id = {c.touchpoint: c for c in candidates}
    among = dict(zip(by_id, map(float, pooling.p_weakest_eligible), strict=True))
    contenders = [
        Contender(
            row.touchpoint,
            row.name,
            by_id[row.touchpoint].n,
            row.p_weakest,
            among[row.touchpoint],
            weighted=by_id[row.touchpoint].smallest.is_weighted,
        )
        for row in rows
    ]
    return decide(contenders)
