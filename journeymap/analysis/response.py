"""How many of those who were asked have answered, and what the silent ones could change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from journeymap.analysis.evidence.estimates import Estimate, estimate, show_interval
from journeymap.analysis.evidence.places import NamedPlace, Scope, find_places
from journeymap.analysis.evidence.selection import list_metrics, select_readings
from journeymap.analysis.evidence.settings_check import check_level
from journeymap.model.journey import Journey
from journeymap.result import Column, Result
from journeymap.statistics.bounds import mean_bounds
from journeymap.statistics.intervals import Interval, share_interval
from journeymap.wording.told import Figure, tell, tell_row

Bounds = Literal["tell_nothing", "wide", "narrow", "none"]
TELL_NOTHING, WIDE = 0.5, 0.8  # rates up to which bounds are that: conventions, and ours
BOUNDS_WORDS: Mapping[Bounds, str] = {
    "tell_nothing": "wide open", "wide": "wide", "narrow": "narrow", "none": "–",
}  # fmt: skip
_HOW_TO = tell(
    "No reading says how many were asked.",
    hint=": write it into the source file, such as invited: 1200, and measure again.",
)
_NOT_BY_SEGMENT = tell(
    "How many customers of a segment were asked is not known.", hint="; ask without a segment."
)
_MEANING = tell(
    "Worst and best are what the value would be if everybody who stayed silent "
    "had given the worst or the best answer (Manski's bounds). The interval of "
    "a value knows nothing of the silent."
)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """How many answered at one place, and between which values the silent leave the truth.

    What is unknown is None.

    Args:
        scope: Whether it is about the journey, a stage or a touchpoint.
        touchpoint: The id of the touchpoint it is about.
        stage: The id of the stage it is about or lies in.
        metric: The metric's id.
        wave: The wave that the reading names.
        segment: The segment; everybody where empty.
        n: How many answered.
        invited: How many were asked.
        response_rate: n / invited, 0 to 1.
        low: Lower end of the rate's interval.
        high: Upper end of the rate's interval.
        value: Of those who answered, in the metric's unit; shares 0 to 1.
        value_if_worst: Of all who were asked, had the silent answered as badly as the scale allows.
        value_if_best: The same, had they answered as well as it allows. Times have neither.
        bounds: Whether these two "tell_nothing" (half of the scale apart or more), are "wide" (a
            fifth) or "narrow"; "none" where there are none.
        name: What people call the place.
        shown: The value and its bounds as people read them.
    """

    scope: Scope
    touchpoint: str | None
    stage: str | None
    metric: str
    wave: str | None
    segment: Mapping[str, str]
    n: int | None
    invited: int
    response_rate: float | None
    low: float | None
    high: float | None
    value: float
    value_if_worst: float | None
    value_if_best: float | None
    bounds: Bounds
    name: str
    shown: str


@dataclass(frozen=True)
class ResponseRates(Result[ResponseRow]):
    """The response rates of a journey in reading order, with bounds for those who stayed silent.

    Args:
        journey: The journey's id.
        settings: What was asked: metric, wave, segment and level.
        rows: A row per reading that says how many were invited.
        notes: What to know before believing them, in whole sentences.
    """

    question: ClassVar[str] = "response"
    row_type: ClassVar[type[ResponseRow]] = ResponseRow

    def headline(self) -> str:
        """How many answered, and whether that says anything of all."""
        rates = sorted(row.response_rate for row in self.rows if row.response_rate is not None)
        if not rates:
            return ""
        low, high = (Figure(f"{100 * rate:.1f}") for rate in (rates[0], rates[-1]))
        ends = low if low == high else tell("{low} to {high}", low=low, high=high)
        said = tell("{share} % of those asked have answered.", share=ends)
        open_ = sum(row.bounds == "tell_nothing" for row in self.rows)
        if not open_:
            return said
        more = tell(
            "{n} of {all} readings say little of those who stayed silent.",
            n=open_,
            all=len(self.rows),
        )
        return tell_row([said, more], " ")

    def columns(self) -> Sequence[Column[ResponseRow]]:
        """Place, metric, answers, rate, value and bounds."""
        level = 100 * self.settings["level"]
        return (
            Column("place", lambda row: row.name),
            Column("metric", lambda row: row.metric),
            Column("wave", lambda row: row.wave or "–"),
            Column("answers", lambda row: "–" if row.n is None else f"{row.n:,}", True),
            Column("invited", lambda row: f"{row.invited:,}", True),
            Column(f"rate ({level:g} % interval)", _show_rate),
            Column("value (worst to best)", lambda row: row.shown),
            Column("bounds", lambda row: BOUNDS_WORDS[row.bounds]),
        )


def _show_rate(row: ResponseRow) -> str:
    if row.response_rate is None or row.low is None or row.high is None:
        return "–"
    ends = {"low": Figure(f"{100 * row.low:.1f}"), "high": Figure(f"{100 * row.high:.1f}")}
    rate = Figure(f"{100 * row.response_rate:.1f} %")
    return tell("{value} ({low} to {high})", value=rate, **ends)


def measure_response(
    journey: Journey,
    *,
    metric: str | Sequence[str] | None = None,
    wave: str | None = None,
    segment: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> ResponseRates:
    """Response rates, and how far those who stayed silent could move each value.

    Rate: answers / invitations with Wilson's interval. Bounds: rate · value + (1 - rate) · end,
    once for each end of the scale; they assume nothing about the silent (Manski 1989, Journal of
    Human Resources 24:343; 1995, Identification Problems in the Social Sciences, ch. 2). With
    one answer in five they are four fifths of the scale apart, and that is the message.

    Args:
        journey: The journey with its readings.
        metric: Only these metrics; all where None.
        wave: The wave; the latest where None.
        segment: The segment; everybody where None.
        level: Confidence of the rates' intervals, between 0 and 1.

    Returns:
        A row per reading that says how many were invited; a note says how to write it where none
        does.

    Raises:
        UnknownNameError: if a metric, the wave or the segment isn't there.
        ValueError: if ``level`` lies outside.

    Example:
        >>> journey = Journey(name="Shop", stages=[{"name": "Buy", "touchpoints": ["Cart"]}],
        ...     readings=[{"touchpoint": "cart", "metric": "csat", "value": 4.5, "n": 200,
        ...                "invited": 1000}])
        >>> row = measure_response(journey).rows[0]
        >>> row.response_rate, round(row.value_if_worst, 2), round(row.value_if_best, 2), row.bounds
        (0.2, 1.7, 4.9, 'tell_nothing')
    """
    level, asked = check_level(level), list_metrics(journey, metric)
    selection = select_readings(journey, wave=wave, segment=segment)
    rows = tuple(
        _to_row(place, estimate(reading, journey.metric(id_), level=level), reading.invited, level)
        for place in find_places(journey)
        for id_, reading in selection.at(place.scope, place.id).items()
        if reading.invited and reading.kind == "measured" and (not asked or id_ in asked)
    )
    settings = {
        "metric": asked or None, "wave": selection.wave, "segment": selection.segment,
        "level": level,
    }  # fmt: skip
    why_none = _NOT_BY_SEGMENT if selection.segment else _HOW_TO
    return ResponseRates(journey.id, settings, rows, (_MEANING if rows else why_none,))


def _to_row(place: NamedPlace, found: Estimate, invited: int, level: float) -> ResponseRow:
    reading, n = found.reading, found.n
    rate = None if n is None else share_interval(n, invited, level=level)
    worst, best = (None, None) if rate is None else find_bounds(found, rate.value)
    return ResponseRow(
        scope=place.scope,
        touchpoint=reading.touchpoint,
        stage=place.stage,
        metric=found.metric.id,
        wave=reading.wave,
        segment=reading.segment,
        n=n,
        invited=invited,
        response_rate=rate.value if rate else None,
        low=rate.low if rate else None,
        high=rate.high if rate else None,
        value=found.value,
        value_if_worst=worst,
        value_if_best=best,
        bounds=_judge(rate, worst),
        name=place.name,
        shown=show_interval(found.metric, found.value, worst, best),
    )


def find_bounds(found: Estimate, response_rate: float) -> tuple[float | None, float | None]:
    """The value of all who were asked if the silent answered at the worst, and at the best end.

    Args:
        found: What those who answered say.
        response_rate: Part of those asked who answered, 0 to 1.

    Returns:
        Both in the metric's unit; for times None, whose worst end is nowhere.
    """
    if found.metric.kind == "duration":
        return (None, None)
    bounds = mean_bounds(found.value, response_rate, *found.metric.ends)
    worst, best = bounds.lower, bounds.upper
    return (best, worst) if found.metric.better == "low" else (worst, best)


def _judge(rate: Interval | None, worst: float | None) -> Bounds:
    # on any scale the bounds are as far apart, in parts of it, as the silent are of those asked
    if rate is None or worst is None:
        return "none"
    return (
        "tell_nothing" if rate.value <= TELL_NOTHING else "wide" if rate.value <= WIDE else "narrow"
    )
