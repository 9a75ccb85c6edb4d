"""What a flow is made of: completion, visits, time, loops, order, and what a change does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from journeymap.statistics.base_sizes import Base

CompletionMethod = Literal["wilson", "delta", "none"]


@dataclass(frozen=True, slots=True)
class Completion:
    """Which share of journeys comes to success.

    Args:
        value: The share, 0 to 1.
        low: Lower end of the interval; None where only shares are known.
        high: Upper end.
        method: "wilson" where whole journeys were counted, else "delta"; "none" without counts.
        n: How many journeys were seen to start; None where that isn't known.
    """

    value: float
    low: float | None
    high: float | None
    method: CompletionMethod
    n: int | None


@dataclass(frozen=True, slots=True)
class FlowSteps:
    """How many visits a journey makes before it ends; success itself is not counted.

    Args:
        mean: Of all journeys; None where some never end.
        sd: The standard deviation of that.
        given_success: The mean of those that succeed; None where none does, or some never end.
    """

    mean: float | None
    sd: float | None
    given_success: float | None


@dataclass(frozen=True, slots=True)
class PathFigures:
    """What whole paths show.

    Args:
        passes: Touchpoint to how many visits it had, what follows success included.
        removal: Touchpoint to the share of successful journeys that visit it before they end.
        steps: How many visits a journey makes up to success.
        needed: The touchpoints that every successful journey visits, in the order of the way.
        by_chain: Touchpoint to the reach that the chain of transitions gives instead.
    """

    passes: Mapping[str, float]
    removal: Mapping[str, float]
    steps: FlowSteps
    needed: tuple[str, ...]
    by_chain: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FlowTime:
    """How long a journey takes, from its start to its last touchpoint.

    Args:
        mean: The mean of all journeys.
        given_success: The mean of those that succeed; None where none does.
        unit: Always "minutes".
        longest: The two touchpoints between which most of the mean lies, as their ids; None where
            no time passes.
        longest_mean: How much of the mean lies there: visits times share times mean time.
    """

    mean: float
    given_success: float | None
    unit: str = "minutes"
    longest: tuple[str, str] | None = None
    longest_mean: float | None = None


@dataclass(frozen=True, slots=True)
class OpenTouchpoint:
    """A touchpoint that nobody was seen to leave, though it is not success.

    Args:
        touchpoint: Its id.
        share: Which share of all journeys (0 to 1) is last seen there.
    """

    touchpoint: str
    share: float


@dataclass(frozen=True, slots=True)
class FlowLoop:
    """One or two touchpoints between which journeys go to and fro.

    Args:
        touchpoints: Their ids.
        repeats: How many times those that come there go round.
        rounds: How many times a journey goes round, on average over all.
    """

    touchpoints: tuple[str, ...]
    repeats: float
    rounds: float


@dataclass(frozen=True, slots=True)
class OrderFinding:
    """Whether the way on hangs on where journeys came from, by whole paths.

    Args:
        statistic: G² of first against second order.
        df: Its degrees of freedom; 0 where the paths are too few to tell.
        p: The smallest p of a touchpoint, times their number (Bonferroni); None where too few.
        memory: Whether that is below .05.
        touchpoints: The ids of the touchpoints where it is, the most suspicious first.
        observed: Completion as the paths show it, 0 to 1.
        paths: How many paths there are.
    """

    statistic: float
    df: int
    p: float | None
    memory: bool
    touchpoints: tuple[str, ...]
    observed: float
    paths: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a change would do; the interval is on the difference.

    Args:
        changes: What was asked, as it was written.
        completion: Completion after changes of continuations; None where none was asked for.
        uplift: The difference to completion as it is.
        low: Lower end of the interval of the difference; None where no counts are known.
        high: Upper end.
        score: The journey's score (health, 0 to 100) after changes of scores; None without.
        score_uplift: How much it moves: the touchpoint's weight times the change.
    """

    changes: tuple[str, ...]
    completion: float | None
    uplift: float | None
    low: float | None
    high: float | None
    score: float | None = None
    score_uplift: float | None = None


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A touchpoint in the flow. Shares lie between 0 and 1.

    Args:
        touchpoint: Its id.
        stage: The id of its stage.
        name: What people call it.
        reach: The chance that a journey visits it; the share that did where whole paths are given.
        visits: Visits per journey; None where some journeys never leave it.
        drop_off: The share of all journeys that ends here without success.
        exit_rate: The share of visits up to success after which a journey ends here.
        exit_low: Lower end of the interval of the exit rate; None where only shares are known.
        exit_high: Upper end.
        removal_effect: By which share completion falls without it: the share of successful
            journeys that visit it.
        gained_if_median: What completion gains if the exit rate falls to the median of all that
            journeys come to and leave; 0 where it is not above it; None where nobody goes on.
        must_pass: Whether every way to success leads through it.
        success: Whether coming here is success.
        arrivals: How many came, starts included; None where only shares are known.
        departures: How many were seen to leave, ends included; None where only shares are known.
        base: The class of how many were seen to leave, or to come where it is success.
    """

    touchpoint: str
    stage: str
    name: str
    reach: float
    visits: float | None
    drop_off: float
    exit_rate: float
    exit_low: float | None
    exit_high: float | None
    removal_effect: float
    gained_if_median: float | None
    must_pass: bool
    success: bool
    arrivals: int | None
    departures: int | None
    base: Base
