"""The rows and the result of a ranking of stages or channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from journeymap.analysis.ranking.columns import chance_columns, metric_columns
from journeymap.result import BASE_WORDS, Column, Result, show_answers, show_rounded
from journeymap.statistics.base_sizes import Base
from journeymap.wording.told import tell


@dataclass(frozen=True, slots=True)
class PlaceVerdict:
    """What may be said of the weakest stage or channel.

    Args:
        kind: "clear" (chance of .90 and more), "likely" (.60 and more), "undecided" between
            several, or "none" where there is nothing to compare or the method tells no chance.
        places: The ids of those it names, the most likely weakest first.
        text: The verdict as a sentence.
    """

    kind: Literal["clear", "likely", "undecided", "none"]
    places: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class WeakestPlaceRow:
    """A stage or a channel in the ranking, weakest first; None for what the method does not give.

    Args:
        scope: What it is.
        id: The stage's id, or the channel.
        metric: The metric it is compared by; several are joined by " + ".
        n: Answers of all touchpoints in the mean; of several metrics those worth least.
        n_effective: What they are worth (Kish), as touchpoints weigh by reach and not by answers.
        touchpoints: How many touchpoints are in the mean; 0 where the readings are its own.
        of: How many touchpoints it has.
        weakest_touchpoint: The id of the touchpoint in the mean with the lowest health.
        health: 0 to 100 with 100 good.
        health_low: Lower end of a normal interval of the health, clipped to 0..100.
        health_high: Upper end of that interval.
        coverage: The share (0 to 1) of the metrics' weight that is measured.
        p_weakest: Chance (0 to 1) that its true health is the lowest.
        p_near_weakest: Chance (0 to 1) that its true health is within ``margin`` of the lowest.
        p_bottom_k: Chance (0 to 1) that its true health is among the lowest k.
        rank_low: Lower end of a 90 % interval of its rank; 1 is weakest.
        rank_high: Upper end of that interval.
        pooled_health: Its health pulled towards the others, not clipped.
        pooled_sd: The standard deviation of its true health.
        pooled_low: Lower end of a normal 90 % interval around ``pooled_health``, not clipped.
        pooled_high: Upper end of that interval.
        base: The class of its base size.
        name: What people call it.
    """

    scope: Literal["stage", "channel"]
    id: str
    metric: str
    n: int
    n_effective: float
    touchpoints: int
    of: int
    weakest_touchpoint: str | None
    health: float
    health_low: float
    health_high: float
    coverage: float
    p_weakest: float | None
    p_near_weakest: float | None
    p_bottom_k: float | None
    rank_low: int | None
    rank_high: int | None
    pooled_health: float | None
    pooled_sd: float | None
    pooled_low: float | None
    pooled_high: float | None
    base: Base
    name: str


@dataclass(frozen=True)
class WeakestPlaces(Result[WeakestPlaceRow]):
    """The ranking of stages or channels with its verdict.

    Args:
        journey: The journey's id.
        settings: What was asked; ``by`` says whether stages or channels are ranked.
        rows: The stages or channels from weakest to strongest.
        notes: What to know before believing it, in whole sentences.
        verdict: What may be said of the weakest.
        not_measured: The ids of those that can't be ranked.
    """

    question: ClassVar[str] = "weakest"
    row_type: ClassVar[type[WeakestPlaceRow]] = WeakestPlaceRow

    verdict: PlaceVerdict
    not_measured: tuple[str, ...]

    def headline(self) -> str:
        """The verdict in a sentence."""
        return self.verdict.text

    def columns(self) -> Sequence[Column[WeakestPlaceRow]]:
        """Place, health with interval, what it is the mean of, chances and base."""
        heading = f"health ({100 * self.settings['level']:g} % interval)"
        return (
            Column(self.settings["by"], lambda row: row.name),
            *metric_columns(self.rows, self.settings),
            Column(heading, _show_health),
            Column("touchpoints", _show_parts, True),
            *chance_columns(self.rows, self.settings),
            Column("answers", _show_answers, True),
            Column("base", lambda row: BASE_WORDS[row.base]),
        )


def _show_health(row: WeakestPlaceRow) -> str:
    return show_rounded(row.health, row.health_low, row.health_high)


def _show_answers(row: WeakestPlaceRow) -> str:
    """With what they are worth where that makes the base small."""
    return show_answers(row.n, None if row.base == "ok" else row.n_effective)


def _show_parts(row: WeakestPlaceRow) -> str:
    if not row.touchpoints:
        return tell("own reading")
    return tell("{n:,} of {all:,}", n=row.touchpoints, all=row.of)
