"""Which touchpoint is weakest, and how sure that is.

Each score is pulled towards the average of the others, the harder the fewer answers it has; then
we ask how often it would come out lowest among all plausible true scores. Naming the lowest raw
score instead picks the touchpoint with the fewest answers (Goldstein & Spiegelhalter 1996).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from journeymap.analysis.estimates import (
    SMALLEST_FOR_VERDICT,
    Base,
    Estimate,
    clip,
    estimate,
    to_base,
)
from journeymap.analysis.moderation import Candidate, find_candidates
from journeymap.analysis.pooling import Pooling, pool_health
from journeymap.analysis.readings import show_estimate
from journeymap.analysis.result import Column, Result, show_percent
from journeymap.analysis.selection import Selection, choose_metrics, select_readings
from journeymap.analysis.verdict import Contender, Verdict, decide, join_words
from journeymap.model.journey import Journey


@dataclass(frozen=True, slots=True)
class WeakestRow:
    """A touchpoint in the ranking, weakest first.

    ``value``, ``low`` and ``high`` are in the metric's unit (None where several metrics are
    combined); ``health`` runs 0 to 100 with 100 good; ``p_weakest`` is the chance (0 to 1) that
    its true health is the lowest, ``p_bottom_k`` that it is among the lowest k; ``rank_low`` and
    ``rank_high`` are the ends of a 90 % interval of its rank (1 is weakest); ``pooled_health`` is
    its health pulled towards the others.
    """

    touchpoint: str
    stage: str
    metric: str
    n: int | None
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
            Column("value", lambda row: row.shown, right=True),
            Column("health", lambda row: f"{row.health:.0f}", right=True),
            Column("P(weakest)", lambda row: show_percent(row.p_weakest), right=True),
            Column("90 % ranks", lambda row: f"{row.rank_low}-{row.rank_high}", right=True),
            Column("n", lambda row: "–" if row.n is None else f"{row.n:,}", right=True),
            Column("base", lambda row: row.base),
        )


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
        >>> def counts(bad): return {2: bad, 5: 200 - bad}
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": counts(bad)}
        ...               for t, bad in (("find", 20), ("cart", 25), ("pay", 90))])
        >>> print(find_weakest(journey).verdict.text)
        Clear: Pay is the weakest touchpoint (P > 99 %).
    """
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric)
    found, left_out = _find_measured(journey, selection, metrics, level)
    candidates = find_candidates(found)
    settings = {
        "metric": list(metrics), "wave": selection.wave, "segment": dict(selection.segment),
        "level": level, "seed": seed, "k": bottom,
    }  # fmt: skip
    if len(candidates) < 2:
        return _without_ranking(journey, settings, candidates, left_out, notes)
    pooling = _pool(candidates, bottom=bottom, draws=draws, seed=seed)
    rows = _to_rows(journey, candidates, pooling, level)
    n = {c.touchpoint: c.n for c in candidates}
    chance = dict(zip(n, map(float, pooling.p_weakest_eligible), strict=True))
    verdict = decide(
        [
            Contender(
                row.touchpoint, row.name, n[row.touchpoint], row.p_weakest, chance[row.touchpoint]
            )
            for row in rows
        ]
    )
    return WeakestTouchpoints(
        journey.id,
        {**settings, "draws": pooling.draws},
        tuple(rows[:top]),
        (*notes, *_notes(candidates, left_out, pooling)),
        verdict,
        tuple(left_out),
    )


def _find_measured(
    journey: Journey, selection: Selection, metrics: Sequence[str], level: float
) -> tuple[dict[str, list[Estimate]], dict[str, str]]:
    """The estimates that can be ranked, and why the other touchpoints can't."""
    found: dict[str, list[Estimate]] = {}
    left_out: dict[str, str] = {}
    for touchpoint in journey.touchpoints:
        at = selection.at("touchpoint", touchpoint.id)
        estimates = [estimate(at[m], journey.metric(m), level=level) for m in metrics if m in at]
        ranked = [
            e for e in estimates if e.reading.kind == "measured" and e.n and e.health is not None
        ]
        if ranked:
            found[touchpoint.id] = ranked
        else:
            left_out[touchpoint.id] = _why_not(estimates)
    return found, left_out


def _why_not(estimates: Sequence[Estimate]) -> str:
    if not estimates:
        return "not measured"
    if estimates[0].reading.kind == "guess":
        return "only guessed"
    return "no target for the time" if estimates[0].n else "number of answers unknown"


def _pool(candidates: Sequence[Candidate], *, bottom: int, draws: int | None, seed: int) -> Pooling:
    return pool_health(
        np.array([c.health for c in candidates]),
        np.array([c.se for c in candidates]),
        eligible=np.array([c.n >= SMALLEST_FOR_VERDICT for c in candidates]),
        k=bottom,
        draws=draws,
        seed=seed,
    )


def _to_rows(
    journey: Journey, candidates: Sequence[Candidate], pooling: Pooling, level: float
) -> list[WeakestRow]:
    order = sorted(
        range(len(candidates)), key=lambda i: (-pooling.p_weakest[i], pooling.shrunk_mean[i])
    )
    rows = []
    for i in order:
        candidate, first = candidates[i], candidates[i].estimates[0]
        single = len(candidate.estimates) == 1
        rows.append(
            WeakestRow(
                touchpoint=candidate.touchpoint,
                stage=journey.stage_for(candidate.touchpoint).id,
                metric=" + ".join(e.metric.id for e in candidate.estimates),
                n=min((e.n for e in candidate.estimates if e.n), default=None),
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
                shown=show_estimate(first) if single else f"{candidate.health:.0f} (mean health)",
            )
        )
    return rows


def _without_ranking(
    journey: Journey,
    settings: Mapping[str, object],
    candidates: Sequence[Candidate],
    left_out: Mapping[str, str],
    notes: tuple[str, ...],
) -> WeakestTouchpoints:
    text = "No verdict: no touchpoint is measured."
    if candidates:
        text = f"No verdict: only {journey.touchpoint(candidates[0].touchpoint).name} is measured, there is nothing to compare it with."
    notes = (*notes, *_note_left_out(left_out))
    return WeakestTouchpoints(
        journey.id, settings, (), notes, Verdict("none", (), text), tuple(left_out)
    )


def _notes(
    candidates: Sequence[Candidate], left_out: Mapping[str, str], pooling: Pooling
) -> list[str]:
    notes = []
    if len(candidates) <= 3:
        notes.append(
            f"With {len(candidates)} touchpoints the chances lean on the assumption of how much touchpoints differ."
        )
    error = (0.25 / pooling.draws) ** 0.5
    notes.append(
        f"Chances come from {pooling.draws:,} draws and are good to ±{100 * error:.1f} points."
    )
    return [*notes, *_note_left_out(left_out)]


def _note_left_out(left_out: Mapping[str, str]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for touchpoint, reason in left_out.items():
        reasons.setdefault(reason, []).append(touchpoint)
    return [
        f"Not ranked, {reason}: {join_words(ids[:12])}{' ...' if len(ids) > 12 else ''}."
        for reason, ids in reasons.items()
    ]
