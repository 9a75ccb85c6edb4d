"""The methods by which places are ranked, and what each can say; what it can't is None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, NamedTuple

from journeymap.analysis.ranking.asked import RankingSettings
from journeymap.statistics.base_sizes import SMALLEST_FOR_VERDICT
from journeymap.statistics.intervals import critical_z
from journeymap.statistics.ranking.pooling import Pooling, pool_health
from journeymap.statistics.ranking.posterior import choose_draws
from journeymap.statistics.ranking.ranks import RankChances

RANK_LEVEL = 0.9  # confidence of the intervals of ranks and pooled health


class Scores(NamedTuple):
    """What is ranked, in one order: health, its standard error, and answers (effective)."""

    health: Sequence[float]
    se: Sequence[float]
    n: Sequence[float]


class Counts(NamedTuple):
    """The same as answers, in the metric's own unit.

    Args:
        rows: Good and all answers of each place, or its promoters, passives and detractors.
        per_point: How much of that unit a health point is.
    """

    rows: Sequence[Sequence[float]]
    per_point: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands; None for what the method does not give.

    Args:
        p_weakest: Chance of the lowest true health.
        p_near_weakest: Chance of a true health within the margin of the lowest.
        p_bottom_k: Chance of being among the k lowest.
        p_eligible: Chance of the lowest among those with ten answers; None with fewer, too.
        rank_low: Lower end of an interval of its rank.
        rank_high: Upper end of that interval.
        pooled_health: Mean of the true health, pulled towards the others.
        pooled_sd: Its standard deviation.
    """

    p_weakest: float | None = None
    p_near_weakest: float | None = None
    p_bottom_k: float | None = None
    p_eligible: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    pooled_health: float | None = None
    pooled_sd: float | None = None

    @property
    def pooled_ends(self) -> tuple[float | None, float | None]:
        """A normal 90 % interval around the pooled health, not clipped."""
        if self.pooled_health is None or self.pooled_sd is None:
            return (None, None)
        half = critical_z(RANK_LEVEL) * self.pooled_sd
        return (self.pooled_health - half, self.pooled_health + half)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places in order.

    Args:
        order: Indices, the weakest first.
        standings: In the order of the input.
        draws: How many draws the chances rest on; None where the method draws none.
        spread: How far true health spreads between places, in health points; None where unknown.
    """

    order: tuple[int, ...]
    standings: tuple[Standing, ...]
    draws: int | None = None
    spread: float | None = None


def rank_scores(asked: RankingSettings, scores: Scores, counts: Counts | None = None) -> Ranking:
    """The ranking by the method asked for.

    Args:
        asked: The settings.
        scores: What is ranked; at least two.
        counts: The answers, for the methods that go by them.
    """
    match asked.method:
        case "pooled":
            return _rank_pooled(asked, scores)
        case "raw_min" | "surely_bad":
            return _rank_alone(asked, scores)
        case "rank_ci":
            return _rank_by_tests(asked, scores)
        case _:
            return _rank_otherwise(asked, scores, counts)


def _eligible(scores: Scores) -> list[bool]:
    return [n >= SMALLEST_FOR_VERDICT for n in scores.n]


def _rank_pooled(asked: RankingSettings, scores: Scores) -> Ranking:
    found = pool_health(
        scores.health,
        scores.se,
        eligible=_eligible(scores),
        k=asked.k,
        margin=asked.margin,
        draws=asked.draws,
        seed=asked.seed,
    )
    means, sds = found.shrunk_mean.tolist(), found.shrunk_sd.tolist()
    standings = [
        replace(standing, pooled_health=mean, pooled_sd=sd)
        for standing, mean, sd in zip(_to_standings(found), means, sds, strict=True)
    ]
    return Ranking(_sort(standings, means), tuple(standings), found.draws, found.tau_mean)


def _rank_otherwise(asked: RankingSettings, scores: Scores, counts: Counts | None) -> Ranking:
    """By chances of another model: flat, eb, beta_binomial, dirichlet."""
    # scipy is slow to load, and for these methods only
    from journeymap.statistics.ranking import alternatives, rules  # noqa: PLC0415

    draws = choose_draws(asked.draws, len(scores.health))
    more: dict[str, Any] = {
        "eligible": _eligible(scores),
        "k": asked.k,
        "draws": draws,
        "seed": asked.seed,
    }
    rows, margin = (counts.rows, asked.margin * counts.per_point) if counts else ((), 0.0)
    match asked.method:
        case "beta_binomial":
            x, n = [row[0] for row in rows], [row[1] for row in rows]
            found = alternatives.beta_binomial_chances(x, n, margin=margin, **more)
        case "dirichlet":
            found = alternatives.dirichlet_chances(rows, margin=margin, **more)
        case "eb":
            pooled = rules.paule_mandel(scores.health, scores.se)
            means, sds = pooled.post_mean.tolist(), pooled.post_sd.tolist()
            found = alternatives.flat_chances(means, sds, margin=asked.margin, **more)
            standings = [
                replace(standing, pooled_health=mean, pooled_sd=sd)
                for standing, mean, sd in zip(_to_standings(found), means, sds, strict=True)
            ]
            order = _sort(standings, scores.health if pooled.tau2 == 0 else means)
            return Ranking(order, tuple(standings), draws, pooled.tau2**0.5)
        case _:
            found = alternatives.flat_chances(scores.health, scores.se, margin=asked.margin, **more)
    standings = _to_standings(found)
    return Ranking(_sort(standings, scores.health), tuple(standings), draws)


def _rank_alone(asked: RankingSettings, scores: Scores) -> Ranking:
    from journeymap.statistics.ranking.rules import rank_raw_min, rank_surely_bad  # noqa: PLC0415

    if asked.method == "raw_min":
        order = rank_raw_min(scores.health)
    else:
        order = rank_surely_bad(scores.health, scores.se, level=asked.level)
    return Ranking(order, (Standing(),) * len(order))


def _rank_by_tests(asked: RankingSettings, scores: Scores) -> Ranking:
    from journeymap.statistics.ranking.rules import rank_intervals  # noqa: PLC0415

    found = rank_intervals(scores.health, scores.se, alpha=1 - asked.level)
    standings = tuple(
        Standing(rank_low=low, rank_high=high)
        for low, high in zip(found.low.tolist(), found.high.tolist(), strict=True)
    )
    order = sorted(
        range(len(standings)),
        key=lambda i: (found.low[i], found.high[i], scores.health[i]),
    )
    return Ranking(tuple(order), standings)


def _to_standings(found: Pooling | RankChances) -> list[Standing]:
    columns = (
        found.p_weakest, found.p_near_weakest, found.p_bottom_k, found.p_weakest_eligible,
        found.rank_low, found.rank_high,
    )  # fmt: skip
    return [
        Standing(p, near, bottom, None if isnan(among) else among, low, high)
        for p, near, bottom, among, low, high in zip(*(c.tolist() for c in columns), strict=True)
    ]


def _sort(standings: Sequence[Standing], ties: Sequence[float]) -> tuple[int, ...]:
    """By the chance of being the weakest; the strong ones are all 0 and go by their health."""
    return tuple(
        sorted(range(len(standings)), key=lambda i: (-(standings[i].p_weakest or 0.0), ties[i]))
    )
