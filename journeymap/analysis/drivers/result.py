"""The form of the answer: drivers with their shares, and what may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from journeymap.analysis.drivers.splitting import Method
from journeymap.analysis.drivers.verdict import DriverVerdict
from journeymap.result import Column, Result, show_percent
from journeymap.wording.told import Figure, tell

_SIGNS = {1: "+", -1: "−", 0: "0"}


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A question that may move the outcome, the largest share first.

    Args:
        touchpoint: The id of the touchpoint it is about, or None.
        stage: The id of the stage it is about or lies in.
        metric: The id of its metric.
        share: Its share of R², 0 to 1; None where nothing may be said.
        low: Lower end of the share's interval; 0 where it may have nothing to do with it.
        high: Upper end of the interval.
        sign: 1 where better goes with better, -1 where better goes with worse, 0 for neither.
        n: How many answered it and the outcome.
        name: What people call the place.
        share_of_outcome: Its part of the outcome's variance; together R².
        p_first: Chance (0 to 1) that its share is the largest.
        r: Its correlation with the outcome, both turned so that high is good; -1 to 1.
        coverage: The share (0 to 1) of those who tell the outcome who answered it.
        vif: Variance inflation; above 10 the others say nearly all of it; None where all of it.
        near: METRIC@PLACE of drivers that are nearly the same question (r beyond .9).
    """

    touchpoint: str | None
    stage: str | None
    metric: str
    share: float | None
    low: float | None
    high: float | None
    sign: int
    n: int
    name: str
    share_of_outcome: float | None
    p_first: float | None
    r: float
    coverage: float
    vif: float | None
    near: tuple[str, ...]


@dataclass(frozen=True)
class Drivers(Result[DriverRow]):
    """What moves an outcome, with what can't be said.

    Args:
        journey: The journey's id.
        settings: What was asked.
        rows: The drivers, the largest share first.
        notes: What to know before believing them, in whole sentences.
        outcome: METRIC, or METRIC@PLACE.
        method: "shapley" or "relative_weights"; None where nothing may be said.
        r_squared: How much of the outcome's variance all drivers together explain, 0 to 1; None
            where answers are too few.
        r_squared_low: Lower end of its interval.
        r_squared_high: Upper end of its interval.
        n: How many told the outcome.
        condition_number: Of the drivers' correlations; above 30 they hang together too much; None
            where one is the others over again.
        verdict: What may be said of the first driver.
        left_out: METRIC@PLACE of questions that are not compared, with the reason.
        resampled: METRIC@PLACE of each driver to its share in up to 1,000 resamples of the
            respondents, so that what rests on the shares can be as unsure as they are; empty
            where nothing may be said.
    """

    question: ClassVar[str] = "drivers"
    row_type: ClassVar[type[DriverRow]] = DriverRow

    outcome: str
    method: Method | None
    r_squared: float | None
    r_squared_low: float | None
    r_squared_high: float | None
    n: int
    condition_number: float | None
    verdict: DriverVerdict
    left_out: Mapping[str, str]
    resampled: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def headline(self) -> str:
        """The verdict in a sentence."""
        return self.verdict.text

    def columns(self) -> Sequence[Column[DriverRow]]:
        """Driver, share with interval, direction, correlation, chance to be first, and answers."""
        level = 100 * self.settings["level"]
        return (
            Column("driver", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column(f"share of R² ({level:g} % interval)", _show_share),
            Column("sign", lambda row: _SIGNS[row.sign]),
            Column("r", lambda row: f"{row.r:z.2f}", True),
            Column("P(first)", lambda row: show_percent(row.p_first), True),
            Column("answers", lambda row: f"{row.n:,}", True),
            Column("", _show_flag),
        )


def _show_share(row: DriverRow) -> str:
    if row.share is None:
        return "–"
    if row.low is None or row.high is None:
        return Figure(f"{100 * row.share:.1f} %")
    ends = {"low": Figure(f"{100 * row.low:.1f}"), "high": Figure(f"{100 * row.high:.1f}")}
    return tell("{value} ({low} to {high})", value=Figure(f"{100 * row.share:.1f} %"), **ends)


def _show_flag(row: DriverRow) -> str:
    if row.near:
        return "near-duplicate"
    return "collinear" if row.vif is None or row.vif > 10 else ""
