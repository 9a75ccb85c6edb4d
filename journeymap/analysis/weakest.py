"""Which touchpoint is weakest, and how sure that is.

Each score is pulled towards the average of the others, the harder the fewer answers it has; then
we ask how often it would come out lowest among all plausible true scores. Naming the lowest raw
score instead picks the touchpoint with the fewest answers (Goldstein & Spiegelhalter 1996).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from journeymap.analysis.candidates import Candidate, find_measured
from journeymap.analysis.estimates import (
    BASE_WORDS,
    SMALLEST_FOR_VERDICT,
    Base,
    Estimate,
    clip,
    to_base,
)
from journeymap.analysis.result import Column, Result, show_answers, show_percent
from journeymap.analysis.selection import choose_metrics, select_readings
from journeymap.analysis.verdict import Contender, Verdict, decide, join_words, refuse
from journeymap.model.journey import Journey

if TYPE_CHECKING:
    from journeymap.analysis.pooling import Pooling

FEW_TOUCHPOINTS = 3  # up to so many the prior of how much touchpoints differ weighs in
MOST_LEFT_OUT = 12  # names in a note


@dataclass(frozen=True, slots=True)
class WeakestRow:
    """A touchpoint in the ranking, weakest first.

    ``value``, ``low`` and ``high`` are in the metric's unit (None where several metrics are
    combined); ``health`` runs 0 to 100 with 100 good; ``p_weakest`` is the chance (0 to 1) that
    its true health is the lowest, ``p_bottom_k`` that it is among the lowest k; ``rank_low`` and
    ``rank_high`` are the ends of a 90 % interval of its rank (1 is weakest); ``pooled_health`` is
    its health pulled towards the others. ``n_effective`` is None where answers carry no weights.
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


@dataclass(frozen=True)
class WeakestTouchpoints(Result[WeakestRow]):
    """The ranking with its verdict, and what isn't measured and so is not in it."""

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
    bottom: int = 2,
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
        level: Confidence of the intervals shown, 0 to 1.
        top: How many rows to keep; all where None.
        bottom: k of ``p_bottom_k``.
        seed: Seed of the draws.
        draws: How many draws; by the number of touchpoints where None.

    Returns:
        Rows from weakest to strongest. Fewer than 10 answers never make a verdict; touchpoints
        without a measurement are listed apart and are not thereby strong.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("cart", 25), ("pay", 90))])
        >>> print(find_weakest(journey).verdict.text)
        Clear: Pay is the weakest touchpoint (P > 99 %).
    """
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric)
    found, left_out = find_measured(journey, selection, metrics, level=level)
    settings = {
        "metric": list(metrics), "wave": selection.wave, "segment": dict(selection.segment),
        "level": level, "seed": seed, "k": bottom,
    }  # fmt: skip
    unranked = _note_left_out(journey, left_out)
    if len(found) < 2:
        names = [journey.touchpoint(id_).name for id_ in found]
        verdict = refuse(names, left_out.values())
        return WeakestTouchpoints(
            journey.id, settings, (), (*notes, *unranked), verdict, tuple(left_out)
        )
    candidates, pooling = _pool(found, bottom=bottom, draws=draws, seed=seed)
    p, mean = pooling.p_weakest, pooling.shrunk_mean
    order = sorted(range(len(candidates)), key=lambda i: (-p[i], mean[i]))
    rows = [_to_row(journey, candidates[i], pooling, i) for i in order]
    return WeakestTouchpoints(
        journey.id,
        {**settings, "draws": pooling.draws},
        tuple(rows[:top]),
        (*notes, *_note_ranking(candidates, len(metrics), pooling), *unranked),
        _decide(candidates, rows, pooling),
        tuple(left_out),
    )


def _pool(
    found: Mapping[str, Sequence[Estimate]], *, bottom: int, draws: int | None, seed: int
) -> tuple[tuple[Candidate, ...], Pooling]:
    # these two load numpy, which a journey without readings can do without
    from journeymap.analysis.moderation import find_candidates  # noqa: PLC0415
    from journeymap.analysis.pooling import pool_health  # noqa: PLC0415

    candidates = find_candidates(found)
    eligible = [candidate.n >= SMALLEST_FOR_VERDICT for candidate in candidates]
    health, se = [c.health for c in candidates], [c.se for c in candidates]
    pooling = pool_health(health, se, eligible=eligible, k=bottom, draws=draws, seed=seed)
    return candidates, pooling


def _to_row(journey: Journey, candidate: Candidate, pooling: Pooling, i: int) -> WeakestRow:
    first, smallest = candidate.estimates[0], candidate.smallest
    single = len(candidate.estimates) == 1
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
        pooled_health=float(pooling.shrunk_mean[i]),
        pooled_sd=float(pooling.shrunk_sd[i]),
        base=to_base(candidate.n),
        name=journey.touchpoint(candidate.touchpoint).name,
        shown=first.shown if single else _show_values(candidate),
    )


def _show_values(candidate: Candidate) -> str:
    return ", ".join(e.metric.to_text(e.value) for e in candidate.estimates)


def _decide(
    candidates: Sequence[Candidate], rows: Sequence[WeakestRow], pooling: Pooling
) -> Verdict:
    n = {c.touchpoint: c.n for c in candidates}
    among = dict(zip(n, map(float, pooling.p_weakest_eligible), strict=True))
    contenders = [
        Contender(row.touchpoint, row.name, n[row.touchpoint], row.p_weakest, among[row.touchpoint])
        for row in rows
    ]
    return decide(contenders)


def _note_ranking(candidates: Sequence[Candidate], metrics: int, pooling: Pooling) -> Iterator[str]:
    partly = sum(len(candidate.estimates) < metrics for candidate in candidates)
    if partly:
        yield f"{partly} of {len(candidates)} touchpoints lack a metric; the others stand for it."
    if len(candidates) <= FEW_TOUCHPOINTS:
        yield (
            f"With {len(candidates)} touchpoints the chances lean on the assumption of how much "
            "touchpoints differ."
        )
    # twice the standard error of a simulated share, at its largest
    points = 100 / pooling.draws**0.5
    yield (
        "P(weakest) is how often a touchpoint comes out lowest among all plausible true scores "
        f"({pooling.draws:,} draws, good to ±{points:.1f} points)."
    )


def _note_left_out(journey: Journey, left_out: Mapping[str, str]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for touchpoint, reason in left_out.items():
        reasons.setdefault(reason, []).append(journey.touchpoint(touchpoint).name)
    return [
        f"Not ranked ({reason}): {join_words(names, MOST_LEFT_OUT)}."
        for reason, names in reasons.items()
    ]
