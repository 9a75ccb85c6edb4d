"""Which touchpoint is weakest, and how sure that is; which stage, and which channel.

Each score is pulled towards the average of the others, the harder the fewer answers it has; then
we ask how often it would come out lowest among all plausible true scores. Naming the lowest raw
score instead picks the touchpoint with the fewest answers (Goldstein & Spiegelhalter 1996).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, overload

from journeymap.analysis.ranking.asked import By, Method, check_asked
from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.analysis.ranking.places import rank_places
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints, rank_touchpoints
from journeymap.model.journey import Journey

Metrics = str | Sequence[str] | None


@overload
def find_weakest(
    journey: Journey, *, by: Literal["touchpoint"] = "touchpoint", metric: Metrics = None,
    wave: str | None = None, segment: Mapping[str, str] | None = None, method: Method = "pooled",
    weights: Mapping[str, float] | None = None, correlation: float = 1.0,
    reach: Mapping[str, float] | None = None, level: float = 0.95, top: int | None = None,
    k: int | None = None, margin: float | None = None, seed: int = 0, draws: int | None = None,
) -> WeakestTouchpoints: ...  # fmt: skip
@overload
def find_weakest(
    journey: Journey, *, by: Literal["stage", "channel"], metric: Metrics = None,
    wave: str | None = None, segment: Mapping[str, str] | None = None, method: Method = "pooled",
    weights: Mapping[str, float] | None = None, correlation: float = 1.0,
    reach: Mapping[str, float] | None = None, level: float = 0.95, top: int | None = None,
    k: int | None = None, margin: float | None = None, seed: int = 0, draws: int | None = None,
) -> WeakestPlaces: ...  # fmt: skip
@overload
def find_weakest(
    journey: Journey, *, by: By, metric: Metrics = None,
    wave: str | None = None, segment: Mapping[str, str] | None = None, method: Method = "pooled",
    weights: Mapping[str, float] | None = None, correlation: float = 1.0,
    reach: Mapping[str, float] | None = None, level: float = 0.95, top: int | None = None,
    k: int | None = None, margin: float | None = None, seed: int = 0, draws: int | None = None,
) -> WeakestTouchpoints | WeakestPlaces: ...  # fmt: skip
def find_weakest(
    journey: Journey,
    *,
    by: By = "touchpoint",
    metric: Metrics = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    method: Method = "pooled",
    weights: Mapping[str, float] | None = None,
    correlation: float = 1.0,
    reach: Mapping[str, float] | None = None,
    level: float = 0.95,
    top: int | None = None,
    k: int | None = None,
    margin: float | None = None,
    seed: int = 0,
    draws: int | None = None,
) -> WeakestTouchpoints | WeakestPlaces:
    """The touchpoints by their chance of being the weakest, with a verdict in words.

    Normal partial pooling on the health scale: y_j ~ N(theta_j, SE_j^2), theta_j ~ N(mu, tau^2),
    tau ~ half-normal(15) (Gelman et al., Bayesian Data Analysis, 3rd ed., section 5.4), with
    standard errors moderated by four answers shaped like everybody's. Chances come from seeded
    draws and are exact to about half a percent. Several metrics of a touchpoint make one health:
    their weighted mean, Σwh/Σw over those that are measured.

    Args:
        journey: The journey with its readings.
        by: What is ranked: touchpoints, or stages or channels as the means of theirs. A reading
            of a stage's own wins over the mean.
        metric: The metric or metrics to compare by; chosen and told where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        method: "pooled"; the others are for comparison: "raw_min" (the lowest score), "surely_bad"
            (the lowest upper end of an interval), "flat" (chances without pooling), "eb" (pooling
            with one estimated spread), "beta_binomial" (one share, without pooling), "dirichlet"
            (NPS, without pooling), "rank_ci" (rank intervals by significance tests).
        weights: Metric id to its weight, above 0; 1 for each that is not named.
        correlation: Between the errors of any two metrics of a touchpoint, 0 to 1; 1 is cautious.
        reach: Touchpoint id to the chance (0 to 1) that a journey meets it: the weights of the
            mean where stages or channels are ranked. Of those left out by the journey's
            transitions where they tell it of all of them.
        level: Confidence of the intervals shown, between 0 and 1.
        top: How many rows to keep, at least 1; all where None.
        k: How many touchpoints ``p_bottom_k`` is about, at least 1; 2 where None. The table shows
            it where given.
        margin: How many health points from the lowest are near, for ``p_near_weakest``; 2 where
            None. The table shows it where given.
        seed: Seed of the draws, a whole number from 0 up.
        draws: How many draws, at least 100; by the number of touchpoints where None.

    Returns:
        Rows from weakest to strongest. Fewer than 10 answers never make a verdict; touchpoints
        without a measurement are listed apart and are not thereby strong. What a method does not
        give is None.

    Raises:
        UnknownNameError: if a metric, the wave, the segment, the method or a place isn't there.
        ValueError: if a number is none that can be meant, or the method does not fit the metric.

    Example:
        >>> journey = Journey(
        ...     name="Shop",
        ...     stages=[{"name": "Buy", "touchpoints": ["Find", "Cart", "Pay"]}],
        ...     readings=[{"touchpoint": t, "metric": "csat", "counts": {2: bad, 5: 200 - bad}}
        ...               for t, bad in (("find", 20), ("cart", 25), ("pay", 90))])
        >>> print(find_weakest(journey).verdict.text)
        Clear: Pay is the weakest touchpoint (P > 99 %).
        >>> print(find_weakest(journey, method="raw_min").verdict.text)
        Lowest score: Pay (health 66.2); this method says nothing about chance.
    """
    asked = check_asked(
        journey,
        metric=metric,
        wave=wave,
        segment=segment,
        by=by,
        method=method,
        weights=weights,
        correlation=correlation,
        reach=reach,
        level=level,
        top=top,
        k=k,
        margin=margin,
        seed=seed,
        draws=draws,
    )
    rank = rank_touchpoints if asked.by == "touchpoint" else rank_places
    return rank(journey, asked)
