"""What is asked of a ranking: its settings, checked and with the readings they choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any, Literal, get_args

from journeymap.analysis.evidence.reach import check_reach
from journeymap.analysis.evidence.selection import (
    Selection,
    choose_metrics,
    select_readings,
    to_name,
)
from journeymap.analysis.evidence.settings_check import (
    FEWEST_DRAWS,
    check_count,
    check_level,
    check_optional_count,
)
from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey

By = Literal["touchpoint", "stage", "channel"]
Method = Literal[
    "pooled", "raw_min", "surely_bad", "flat", "eb", "beta_binomial", "dirichlet", "rank_ci"
]
METHODS: tuple[Method, ...] = get_args(Method)
FIT_ALL = "pooled, flat, eb, surely_bad, raw_min and rank_ci fit every metric and place"
MARGIN, BOTTOM = 2.0, 2  # what is near the weakest, in health points; how many are at the bottom


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """Settings of a ranking.

    Args:
        selection: The readings of the wave and the segment.
        weights: Metric id to its weight, in the order of the metrics.
        notes: What to know about the choice of metrics.
        by: What is ranked.
        method: How.
        level: Confidence of the intervals shown.
        correlation: Of the errors of any two metrics at one place.
        top: How many rows to keep.
        k: Size of the bottom group.
        margin: How near the lowest is near, in health points.
        seed: Of the draws.
        draws: How many; by the number of places where None.
        reach: Touchpoint id to the chance that a journey meets it, as given.
        show: The fields beyond the usual that the table shows.
    """

    selection: Selection
    weights: Mapping[str, float]
    notes: tuple[str, ...]
    by: By
    method: Method
    level: float
    correlation: float
    top: int | None
    k: int
    margin: float
    seed: int
    draws: int | None
    reach: Mapping[str, float] | None
    show: tuple[str, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that are compared."""
        return tuple(self.weights)

    def settings(self) -> dict[str, Any]:
        """The settings as a result tells them."""
        told: dict[str, Any] = {
            "metric": self.metrics, "wave": self.selection.wave, "segment": self.selection.segment,
            "level": self.level, "seed": self.seed, "k": self.k, "margin": self.margin,
            "by": self.by, "method": self.method, "show": self.show,
        }  # fmt: skip
        if len(self.weights) > 1:
            told |= {"weights": self.weights, "correlation": self.correlation}
        return told if self.reach is None else {**told, "reach": self.reach}


def check_asked(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None,
    wave: str | None,
    segment: Mapping[str, str] | None,
    by: By,
    method: Method,
    weights: Mapping[str, float] | None,
    correlation: float,
    reach: Mapping[str, float] | None,
    level: float,
    top: int | None,
    k: int | None,
    margin: float | None,
    seed: int,
    draws: int | None,
) -> RankingSettings:
    """The settings as they were given, each checked.

    Raises:
        UnknownNameError: if a metric, the wave, the segment or a touchpoint isn't there.
        ValueError: if a number or a word is none that can be meant.
    """
    level, top = check_level(level), check_optional_count("top", top, 1)
    asked_k = check_optional_count("k", k, 1)
    seed, draws = check_count("seed", seed, 0), check_optional_count("draws", draws, FEWEST_DRAWS)
    asked_margin = None if margin is None else _check_number("margin", margin)
    rho = _check_number("correlation", correlation, most=1.0)
    given = _check_weights(journey, weights)
    by, method = _check_word("by", by, get_args(By)), _check_word("method", method, METHODS)
    if by != "touchpoint" and method in ("beta_binomial", "dirichlet"):
        raise ValueError(f"{method} ranks touchpoints, not {by}s; {FIT_ALL}")
    selection = select_readings(journey, wave=wave, segment=segment)
    metrics, notes = choose_metrics(journey, selection, metric or tuple(given))
    if strange := [id_ for id_ in given if id_ not in metrics]:
        raise ValueError(f"a weight for {', '.join(strange)}, which is not among the metrics asked")
    return RankingSettings(
        selection,
        {id_: given.get(id_, 1.0) for id_ in metrics},
        notes,
        by=by,
        method=method,
        level=level,
        correlation=rho,
        top=top,
        k=min(asked_k or BOTTOM, max(BOTTOM, len(journey.touchpoints))),
        margin=MARGIN if asked_margin is None else asked_margin,
        seed=seed,
        draws=draws,
        reach=check_reach(journey, reach),
        show=_find_shown(asked_margin, asked_k),
    )


def _find_shown(margin: float | None, k: int | None) -> tuple[str, ...]:
    asked = {"p_near_weakest": margin, "p_bottom_k": k}
    return tuple(name for name, value in asked.items() if value is not None)


def _check_word(name: str, word: str, known: tuple[Any, ...]) -> Any:
    if word not in known:
        raise UnknownNameError(name, word, known)
    return word


def _check_number(name: str, value: float, most: float | None = None) -> float:
    fine = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
    if not fine or value < 0 or (most is not None and value > most):
        ends = "not be negative" if most is None else f"lie between 0 and {most:g}"
        raise ValueError(f"{name} must {ends}, got {value!r}")
    return float(value)


def _check_weights(journey: Journey, weights: Mapping[str, float] | None) -> dict[str, float]:
    found = {}
    for id_, weight in (weights or {}).items():
        name = journey.metric(to_name(id_)).id
        found[name] = _check_number(f"the weight of {name}", weight)
        if not found[name]:
            raise ValueError(f"the weight of {name} must be above 0, got {weight!r}")
    return found
