"""What must hold for a journey as a whole: references, doubled ids, transitions, goals.

The checks work on parts with their places, so that a file with other faults can be checked as far
as it can be read, and all problems are told at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar

from journeymap.errors import suggest
from journeymap.metrics import STANDARD_METRICS, Metric, explain_unknown
from journeymap.model.benchmarks import Benchmark, check_benchmark
from journeymap.model.complaints import Complaint, complain, warn
from journeymap.model.elements import Transition
from journeymap.model.goals import Goal
from journeymap.model.interventions import (
    Intervention,
    check_intervention,
    doubt_intervention,
)
from journeymap.model.readings import Reading
from journeymap.model.scales import check_reading, check_value
from journeymap.model.wave_order import to_wave_order
from journeymap.problems import MOST_TOLD, Location
from journeymap.text import find_mixed_scripts, to_id, to_nfc

T = TypeVar("T")
Placed = list[tuple[Location, T]]


@dataclass(slots=True)
class Parts:
    """The parts of a journey that could be read, each with its place.

    ``unread_metrics`` are the ids of metrics that are wrong in themselves: nothing is said about
    what names them.
    """

    stages: Placed[str] = field(default_factory=list)
    touchpoints: Placed[str] = field(default_factory=list)
    channels: Placed[str] = field(default_factory=list)
    channels_used: Placed[str] = field(default_factory=list)
    metrics: Placed[Metric] = field(default_factory=list)
    goals: Placed[Goal] = field(default_factory=list)
    transitions: Placed[Transition] = field(default_factory=list)
    visited: Placed[str] = field(default_factory=list)
    interventions: Placed[Intervention] = field(default_factory=list)
    benchmarks: Placed[Benchmark] = field(default_factory=list)
    readings: Placed[Reading] = field(default_factory=list)
    unread_metrics: set[str] = field(default_factory=set, init=False)

    @property
    def known_metrics(self) -> dict[str, Metric]:
        """The standard metrics and the journey's own, by id, but for those that can't be read."""
        known = {**STANDARD_METRICS, **{metric.id: metric for _, metric in self.metrics}}
        return {id_: metric for id_, metric in known.items() if id_ not in self.unread_metrics}


def find_contradictions(parts: Parts) -> list[Complaint]:
    """Everything in which the parts contradict each other, in the order of the checks.

    Of very many only the first 1,000: each costs a search for the word that was meant.
    """
    metrics = parts.known_metrics
    found = chain(
        _doubled_ids("stage", parts.stages),
        _doubled_ids("touchpoint", parts.touchpoints),
        _doubled_ids("channel", parts.channels),
        _doubled_ids("metric", [(place, metric.id) for place, metric in parts.metrics]),
        _unknown_channels(parts),
        chain.from_iterable(
            _check_goal(place, goal, metrics)
            for place, goal in parts.goals
            if goal.metric not in parts.unread_metrics
        ),
        _check_transitions(parts),
        _check_visited(parts),
        _check_history(parts, metrics),
        _check_readings(parts, metrics),
    )
    return list(islice(found, MOST_TOLD))


def find_doubts(parts: Parts) -> list[Complaint]:
    """What is allowed but probably not meant, as warnings."""
    found = _mixed_scripts, _backward_goals, _unmeasured_waves, _changed_wordings
    return [complaint for find in found for complaint in find(parts)]


def find_empty_stages(parts: Parts) -> Iterator[Complaint]:
    """Stages without touchpoints, as warnings; for parts of a whole journey only."""
    filled = {place[:2] for place, _ in parts.touchpoints}
    for place, id_ in parts.stages:
        if place not in filled:
            yield warn(place, "a stage without touchpoints", id_)


def _mixed_scripts(parts: Parts) -> Iterator[Complaint]:
    for place, id_ in (*parts.stages, *parts.touchpoints, *parts.channels):
        if mixed := find_mixed_scripts(id_):
            alphabets = " and ".join(word.title() for word in mixed)
            hint = "letters that look alike are told apart; type it anew"
            yield warn((*place, "id"), f"one word of the id mixes {alphabets} letters", id_, hint)


def _backward_goals(parts: Parts) -> Iterator[Complaint]:
    metrics = parts.known_metrics
    for place, goal in parts.goals:
        metric = metrics.get(goal.metric)
        if metric is not None and goal.at_least != (metric.better == "high"):
            hint = f"for {metric.id} {metric.better} is good"
            yield warn(place, "the goal points the wrong way", str(goal), hint)


def _unmeasured_waves(parts: Parts) -> Iterator[Complaint]:
    named = {reading.wave for _, reading in parts.readings if reading.wave is not None}
    waves = sorted(named, key=to_wave_order)
    for place, intervention in parts.interventions:
        yield from doubt_intervention(place, intervention, waves)


def _changed_wordings(parts: Parts) -> Iterator[Complaint]:
    """Waves that were asked in other words can't be told from a change of what customers think."""
    first: dict[tuple[object, ...], Reading] = {}
    for place, reading in parts.readings:
        if reading.wording is None:
            continue
        before = first.setdefault((reading.touchpoint, reading.stage, reading.metric), reading)
        if before.wording != reading.wording:
            message = f"{reading.metric} was asked in other words in another wave"
            hint = "what is asked anew is another metric: define one of its own"
            yield warn((*place, "wording"), message, reading.wording, hint)


def _doubled_ids(kind: str, ids: Iterable[tuple[Location, str]]) -> Iterator[Complaint]:
    seen: dict[str, Location] = {}
    for place, id_ in ids:
        first = seen.setdefault(unicodedata.normalize("NFKC", id_), place)
        if first is not place:
            hint = "give it another id"
            yield complain((*place, "id"), f"doubled {kind} id", id_, hint, first=first)


def _unknown_channels(parts: Parts) -> Iterator[Complaint]:
    known = dict.fromkeys(id_ for _, id_ in parts.channels)
    for place, channel in parts.channels_used if known else ():
        if to_nfc(channel) not in known and to_id(channel) not in known:
            hint = suggest(channel, list(known))
            yield complain((*place, "channel"), "unknown channel", channel, hint)


def _check_goal(place: Location, goal: Goal, metrics: Mapping[str, Metric]) -> Iterator[Complaint]:
    metric = metrics.get(goal.metric)
    if metric is None:
        hint = explain_unknown(goal.metric, list(metrics))
        yield complain((*place, "metric"), "unknown metric", goal.metric, hint)
    else:
        yield from check_value((*place, "target"), "target", goal.target, metric)


def _check_transitions(parts: Parts) -> Iterator[Complaint]:
    known = dict.fromkeys(id_ for _, id_ in parts.touchpoints)
    seen: dict[tuple[str, str], Location] = {}
    shares: dict[str, float] = {}
    for place, transition in parts.transitions:
        for word, id_ in (("from", transition.source), ("to", transition.target)):
            if id_ not in known:
                yield _unknown((*place, word), "touchpoint", id_, known)
        pair = (transition.source, transition.target)
        if (first := seen.setdefault(pair, place)) is not place:
            yield complain(place, "the same transition twice", " -> ".join(pair), first=first)
        before = shares.get(transition.source, 0.0)
        shares[transition.source] = total = before + (transition.share or 0.0)
        if before <= 1 + 1e-9 < total:
            message = f"the shares from {transition.source!r} sum to more than 1"
            yield complain((*place, "share"), message, f"{total:g}")


def _check_visited(parts: Parts) -> Iterator[Complaint]:
    known = dict.fromkeys(id_ for _, id_ in parts.touchpoints)
    for place, id_ in parts.visited:
        if id_ not in known:
            yield _unknown(place, "touchpoint", id_, known)


def _check_history(parts: Parts, metrics: Mapping[str, Metric]) -> Iterator[Complaint]:
    touchpoints, stages = ([id_ for _, id_ in ids] for ids in (parts.touchpoints, parts.stages))
    for place, intervention in parts.interventions:
        yield from check_intervention(place, intervention, touchpoints, stages)
    seen: dict[tuple[object, ...], Location] = {}
    for place, one in parts.benchmarks:
        if one.metric not in parts.unread_metrics:
            yield from check_benchmark(place, one, metrics, touchpoints, stages)
        key = (one.touchpoint, one.stage, one.metric, one.label)
        if (first := seen.setdefault(key, place)) is not place:
            hint = "a name tells benchmarks apart"
            yield complain(
                (*place, "metric"), "the same benchmark twice", one.metric, hint, first=first
            )


def _check_readings(parts: Parts, metrics: Mapping[str, Metric]) -> Iterator[Complaint]:
    touchpoints = dict.fromkeys(id_ for _, id_ in parts.touchpoints)
    stages = dict.fromkeys(id_ for _, id_ in parts.stages)
    seen: dict[tuple[object, ...], Location] = {}
    for place, reading in parts.readings:
        if reading.touchpoint is not None and reading.touchpoint not in touchpoints:
            yield _unknown((*place, "touchpoint"), "touchpoint", reading.touchpoint, touchpoints)
        if reading.stage is not None and reading.stage not in stages:
            yield _unknown((*place, "stage"), "stage", reading.stage, stages)
        metric = metrics.get(reading.metric)
        if metric is None and reading.metric not in parts.unread_metrics:
            hint = explain_unknown(reading.metric, list(metrics))
            yield complain((*place, "metric"), "unknown metric", reading.metric, hint)
        elif metric is not None:
            yield from check_reading(place, reading, metric)
        if (first := seen.setdefault(reading.key, place)) is not place:
            hint = "a wave or a segment tells readings apart"
            yield complain(
                (*place, "metric"), "the same reading twice", reading.metric, hint, first=first
            )


def _unknown(place: Location, kind: str, id_: str, known: Iterable[str]) -> Complaint:
    return complain(place, f"unknown {kind}", id_, suggest(id_, list(known)))
