"""A ranking of touchpoints, stages or channels, brought to what its chart draws of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from journeymap.analysis.ranking.place_rows import WeakestPlaces
from journeymap.analysis.ranking.touchpoints import WeakestTouchpoints
from journeymap.metrics import STANDARD_METRICS
from journeymap.model.journey import Journey
from journeymap.statistics.base_sizes import Base
from journeymap.views.charts.phrases import tell_ends, tell_level, tell_value
from journeymap.views.charts.units import Unit, read_unit, scale_by
from journeymap.views.telling.metrics import say_metric
from journeymap.wording.units import name_unit
from journeymap.wording.words import Words

Found = WeakestTouchpoints | WeakestPlaces


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place as the chart shows it.

    Args:
        id: The id of the touchpoint or stage, or the channel.
        name: What people call it.
        place: Where it belongs: a touchpoint's stage; else empty.
        value: On the chart's axis; None where there is none.
        low: Lower end of its interval.
        high: Upper end of its interval.
        shown: The value as people read it.
        told: The value with its interval as people read it.
        p_weakest: Chance (0 to 1) of being the weakest.
        rank_low: Lower end of an interval of its rank.
        rank_high: Upper end of that interval.
        n: Its answers.
        n_effective: What they are worth; None where they carry no weights.
        base: The class of its base size.
        named: Whether the verdict names it.
    """

    id: str
    name: str
    place: str
    value: float | None
    low: float | None
    high: float | None
    shown: str
    told: str
    p_weakest: float | None
    rank_low: int | None
    rank_high: int | None
    n: int | None
    n_effective: float | None
    base: Base
    named: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """What the axis of a ranking shows.

    Args:
        name: The metric with its unit, or health.
        unit: The unit of the values.
        interval: What the lines around the points are; empty where there are none.
        low_is_good: Whether a low value is a good one.
        is_health: Whether it is health and no metric's own value.
    """

    name: str
    unit: Unit
    interval: str
    low_is_good: bool = False
    is_health: bool = False


def find_measure(found: Found, words: Words, journey: Journey | None = None) -> Measure:
    """The metric's own value where all rows have the same metric, else health.

    Args:
        found: The ranking.
        words: The fixed words.
        journey: Whose metrics say which end is good; where None, only standard ones do.
    """
    interval = tell_level(found.settings["level"], words)
    if isinstance(found, WeakestPlaces):
        return Measure(words("health, 0 to 100"), Unit(), interval, is_health=True)
    metrics = {say_metric(row.metric, words) for row in found.rows}
    if len(metrics) == 1 and all(row.value is not None for row in found.rows):
        unit = read_unit((row.value, row.shown) for row in found.rows)
        name = ", ".join(part for part in (*metrics, words.say(name_unit(unit.name))) if part)
        is_known = any(row.low is not None for row in found.rows)
        return Measure(
            name, unit, interval if is_known else "", _is_low_good(found.rows[0].metric, journey)
        )
    is_pooled = any(row.pooled_low is not None for row in found.rows)
    interval = tell_level(0.9, words) if is_pooled else ""
    return Measure(words("health, 0 to 100"), Unit(), interval, is_health=True)


def _is_low_good(metric: str, journey: Journey | None) -> bool:
    """Whether low values of a metric are good; of one that nobody defines it isn't said."""
    if journey is not None:
        return journey.metric(metric).better == "low"
    known = STANDARD_METRICS.get(metric)
    return known is not None and known.better == "low"


def rank(found: Found, measure: Measure, stages: Mapping[str, str], words: Words) -> list[Ranked]:
    """What the chart draws, weakest first.

    Args:
        found: The ranking.
        measure: What its axis shows.
        stages: What people call the stages; one that is absent is shown by its id.
        words: The fixed words.
    """
    if isinstance(found, WeakestTouchpoints):
        return list(_rank_touchpoints(found, measure, stages, words))
    if isinstance(found, WeakestPlaces):
        return list(_rank_places(found, words))
    assert_never(found)


def _rank_touchpoints(
    found: WeakestTouchpoints, measure: Measure, stages: Mapping[str, str], words: Words
) -> Iterator[Ranked]:
    for row in found.rows:
        if measure.is_health:
            known: Sequence[float | None] = (row.pooled_health, row.pooled_low, row.pooled_high)
            value, low, high = known if row.pooled_health is not None else (row.health, None, None)
            shown = told = words.number(f"{value:.0f}")
        else:
            value, low, high = (scale_by(v, measure.unit) for v in (row.value, row.low, row.high))
            shown, told = tell_value(row.shown, words), words.say(row.shown)
        yield Ranked(
            id=row.touchpoint,
            name=row.name,
            place=stages.get(row.stage, row.stage),
            value=value,
            low=low,
            high=high,
            shown=shown,
            told=told,
            p_weakest=row.p_weakest,
            rank_low=row.rank_low,
            rank_high=row.rank_high,
            n=row.n,
            n_effective=row.n_effective,
            base=row.base,
            named=row.touchpoint in found.verdict.touchpoints,
        )


def _rank_places(found: WeakestPlaces, words: Words) -> Iterator[Ranked]:
    for row in found.rows:
        shown = f"{row.health:.0f}"
        yield Ranked(
            id=row.id,
            name=row.name,
            place="",
            value=row.health,
            low=row.health_low,
            high=row.health_high,
            shown=words.number(shown),
            told=tell_ends(shown, f"{row.health_low:.0f}", f"{row.health_high:.0f}", words),
            p_weakest=row.p_weakest,
            rank_low=row.rank_low,
            rank_high=row.rank_high,
            n=row.n,
            n_effective=None if row.base == "ok" else row.n_effective,
            base=row.base,
            named=row.id in found.verdict.places,
        )
