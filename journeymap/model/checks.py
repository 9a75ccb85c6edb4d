"""What must hold for a journey as a whole: references, doubled ids, scales, shares, goals.

The checks work on parts with their places, so that a file with other faults can be checked as far
as it can be read, and all problems are told at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from journeymap.errors import Problem, suggest
from journeymap.metrics import STANDARD_METRICS, Metric, explain_unknown
from journeymap.model.elements import Transition
from journeymap.model.goals import Goal
from journeymap.model.readings import Reading
from journeymap.record import Location, to_path
from journeymap.text import Percent, find_mixed_scripts

T = TypeVar("T")
Placed = list[tuple[Location, T]]


class Complaint(NamedTuple):
    """A problem, where in the data it lies, and where the first of two that clash lies."""

    place: Location
    problem: Problem
    first: Location | None = None


@dataclass(slots=True)
class Parts:
    """The parts of a journey that could be read, each with its place."""

    stages: Placed[str] = field(default_factory=list)
    touchpoints: Placed[str] = field(default_factory=list)
    channels: Placed[str] = field(default_factory=list)
    channels_used: Placed[str] = field(default_factory=list)
    metrics: Placed[Metric] = field(default_factory=list)
    goals: Placed[Goal] = field(default_factory=list)
    transitions: Placed[Transition] = field(default_factory=list)
    readings: Placed[Reading] = field(default_factory=list)

    @property
    def known_metrics(self) -> dict[str, Metric]:
        """The standard metrics and the journey's own, by id."""
        return {**STANDARD_METRICS, **{metric.id: metric for _, metric in self.metrics}}


def find_contradictions(parts: Parts) -> list[Complaint]:
    """Everything in which the parts contradict each other, in the order of the checks."""
    metrics = parts.known_metrics
    return [
        *_doubled_ids("stage", parts.stages),
        *_doubled_ids("touchpoint", parts.touchpoints),
        *_doubled_ids("channel", parts.channels),
        *_doubled_ids("metric", [(place, metric.id) for place, metric in parts.metrics]),
        *_unknown_channels(parts),
        *(
            complaint
            for place, goal in parts.goals
            for complaint in _check_goal(place, goal, metrics)
        ),
        *_check_transitions(parts),
        *_check_readings(parts, metrics),
    ]


def find_doubts(parts: Parts) -> list[Complaint]:
    """What is allowed but probably not meant, as warnings."""
    return [
        *(
            _warn(
                (*place, "id"),
                f"the id mixes {' and '.join(mixed).title()} letters in one word",
                id_,
            )
            for place, id_ in (*parts.stages, *parts.touchpoints, *parts.channels)
            if (mixed := find_mixed_scripts(id_))
        ),
        *_backward_goals(parts),
    ]


def _complain(
    place: Location,
    message: str,
    value: str | None = None,
    hint: str = "",
    *,
    first: Location | None = None,
) -> Complaint:
    if first is not None:
        hint = f"first at {to_path(first)}; {hint}" if hint else f"first at {to_path(first)}"
    return Complaint(place, Problem(message, path=to_path(place), value=value, hint=hint), first)


def _warn(place: Location, message: str, value: str) -> Complaint:
    return Complaint(place, Problem(message, path=to_path(place), value=value, severity="warning"))


def _fold(id_: str) -> str:
    return unicodedata.normalize("NFKC", id_)


def _doubled_ids(kind: str, ids: Iterable[tuple[Location, str]]) -> Iterator[Complaint]:
    seen: dict[str, Location] = {}
    for place, id_ in ids:
        first = seen.setdefault(_fold(id_), place)
        if first is not place:
            yield _complain(
                (*place, "id"), f"doubled {kind} id", id_, "give it another id", first=first
            )


def _unknown_channels(parts: Parts) -> Iterator[Complaint]:
    known = [id_ for _, id_ in parts.channels]
    for place, channel in parts.channels_used if known else ():
        if channel not in known:
            yield _complain(
                (*place, "channel"), "unknown channel", channel, suggest(channel, known)
            )


def _check_goal(place: Location, goal: Goal, metrics: Mapping[str, Metric]) -> Iterator[Complaint]:
    metric = metrics.get(goal.metric)
    if metric is None:
        yield _complain(
            place, "unknown metric", goal.metric, explain_unknown(goal.metric, list(metrics))
        )
    else:
        yield from _check_value((*place, "target"), "the target", goal.target, metric)


def _check_transitions(parts: Parts) -> Iterator[Complaint]:
    known = dict.fromkeys(id_ for _, id_ in parts.touchpoints)
    seen: dict[tuple[str, str], Location] = {}
    shares: dict[str, float] = {}
    for place, transition in parts.transitions:
        for word, id_ in (("from", transition.source), ("to", transition.target)):
            if id_ not in known:
                yield _complain(
                    (*place, word), "unknown touchpoint", id_, suggest(id_, list(known))
                )
        pair = (transition.source, transition.target)
        if (first := seen.setdefault(pair, place)) is not place:
            yield _complain(place, "the same transition twice", " -> ".join(pair), first=first)
        before = shares.get(transition.source, 0.0)
        shares[transition.source] = total = before + (transition.share or 0.0)
        if before <= 1 + 1e-9 < total:
            yield _complain(
                (*place, "share"),
                f"the shares from {transition.source!r} sum to more than 1",
                f"{total:g}",
            )


def _check_readings(parts: Parts, metrics: Mapping[str, Metric]) -> Iterator[Complaint]:
    touchpoints = dict.fromkeys(id_ for _, id_ in parts.touchpoints)
    stages = dict.fromkeys(id_ for _, id_ in parts.stages)
    seen: dict[tuple[object, ...], Location] = {}
    for place, reading in parts.readings:
        for kind, id_, known in (
            ("touchpoint", reading.touchpoint, touchpoints),
            ("stage", reading.stage, stages),
        ):
            if id_ is not None and id_ not in known:
                yield _complain((*place, kind), f"unknown {kind}", id_, suggest(id_, list(known)))
        metric = metrics.get(reading.metric)
        if metric is None:
            yield _complain(
                (*place, "metric"),
                "unknown metric",
                reading.metric,
                explain_unknown(reading.metric, list(metrics)),
            )
        else:
            yield from _check_reading(place, reading, metric)
        if (first := seen.setdefault(reading.key, place)) is not place:
            hint = "a wave or a segment tells readings apart"
            yield _complain(
                (*place, "metric"), "the same reading twice", reading.metric, hint, first=first
            )


def _check_reading(place: Location, reading: Reading, metric: Metric) -> Iterator[Complaint]:
    for word in ("value", "guess"):
        value = getattr(reading, word)
        if value is not None:
            yield from _check_value((*place, word), f"the {word}", value, metric)
    if reading.counts is not None:
        outside = [code for code in reading.counts if code not in metric.codes]
        if not metric.codes:
            yield _complain(
                (*place, "counts"),
                f"{metric.id} is not answered in codes",
                metric.kind,
                "write value, sd and n",
            )
        elif outside:
            hint = f"{metric.id} is answered {metric.codes[0]} to {metric.codes[-1]}"
            yield _complain(
                (*place, "counts"), "an answer outside the scale", str(outside[0]), hint
            )
    low, high = metric.ends
    if (
        reading.sd is not None
        and reading.n
        and reading.sd > (high - low) / 2 * (reading.n / max(reading.n - 1, 1)) ** 0.5 + 1e-9
    ):
        hint = f"on {_scale(metric)} it is at most {(high - low) / 2:g}"
        yield _complain(
            (*place, "sd"),
            "a standard deviation that the scale does not allow",
            f"{reading.sd:g}",
            hint,
        )


def _check_value(place: Location, what: str, value: float, metric: Metric) -> Iterator[Complaint]:
    low, high = metric.ends
    if isinstance(value, Percent) and not metric.is_share:
        yield _complain(
            place,
            f"{what} is a percentage, but {metric.id} is not a share",
            f"{value:.4g}",
            f"{metric.id} runs from {_scale(metric)}",
        )
    elif metric.kind == "duration" and value <= 0:
        yield _complain(place, f"{what} is not a time above 0", f"{value:g}")
    elif not low <= value <= high:
        share = metric.is_share and 1 < value <= 100
        hint = (
            f"write {value:g}% or {value / 100:g}"
            if share
            else f"{metric.id} runs from {_scale(metric)}"
        )
        yield _complain(place, f"{what} lies outside the scale", f"{value:g}", hint)


def _scale(metric: Metric) -> str:
    low, high = metric.ends
    return f"{low:g} to {high:g}"


def _backward_goals(parts: Parts) -> Iterator[Complaint]:
    for place, goal in parts.goals:
        metric = parts.known_metrics.get(goal.metric)
        if metric is not None and goal.at_least != (metric.better == "high"):
            word = "high" if metric.better == "high" else "low"
            yield _warn(
                place, f"the goal points the wrong way: for {metric.id} {word} is good", str(goal)
            )
