"""Readings that a question leaves out: of other waves, or of segments only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from shlex import quote as quote_word

from journeymap.analysis.evidence.selection import Place, Selection, to_place
from journeymap.model.journey import Journey
from journeymap.wording.told import MOST_LISTED, tell, tell_list, tell_row

MeasuredIn = Mapping[tuple[Place, str], frozenset[str]]


def find_waves(journey: Journey, segment: Mapping[str, str]) -> MeasuredIn:
    """The waves in which a metric is measured at a place, by place and metric.

    Args:
        journey: The journey with its readings.
        segment: The segment; everybody where empty.
    """
    found: dict[tuple[Place, str], set[str]] = {}
    for reading in journey.readings:
        if reading.wave is not None and reading.kind == "measured" and reading.segment == segment:
            found.setdefault((to_place(reading, journey), reading.metric), set()).add(reading.wave)
    return {key: frozenset(waves) for key, waves in found.items()}


def order_waves(
    journey: Journey, measured: MeasuredIn, places: Iterable[Place], metric: str
) -> tuple[str, ...]:
    """The waves in which a metric is measured at one of the places, oldest first."""
    found = frozenset().union(*(measured.get((place, metric), ()) for place in places))
    return tuple(wave for wave in journey.waves if wave in found)


def show_waves(waves: Sequence[str]) -> str:
    """Waves in few words.

    Example:
        >>> show_waves(["2025-Q1"]), show_waves(["2025-Q1", "2025-Q2", "2025-Q4"])
        ('2025-Q1', '2025-Q1 to 2025-Q4')
    """
    return waves[0] if len(waves) == 1 else tell("{low} to {high}", low=waves[0], high=waves[-1])


def note_segments(
    journey: Journey, selection: Selection, *, touchpoints: bool = False
) -> Iterator[str]:
    """How to ask where nothing is said of everybody and only segments have readings.

    Args:
        journey: The journey with its readings.
        selection: What was asked for.
        touchpoints: Whether only readings of touchpoints count.
    """
    here = any(selection.at_touchpoints()) if touchpoints else bool(selection.readings)
    if here or selection.segment:
        return
    for reading in journey.readings:
        in_wave = selection.wave is None or reading.wave in (selection.wave, None)
        if in_wave and reading.segment and (reading.touchpoint is not None or not touchpoints):
            words = [quote_word(f"{key}={value}") for key, value in reading.segment.items()]
            asked = " ".join(f"--segment {word}" for word in words)
            yield tell(
                "Readings are for segments only.",
                hint=f"; ask with {asked} (Python: segment={dict(reading.segment)!r}).",
            )
            return


def note_other_waves(
    journey: Journey, selection: Selection, metrics: Sequence[str], left_out: Iterable[str]
) -> Iterator[str]:
    """Which metrics, and which touchpoints left out, are measured in other waves only.

    Args:
        journey: The journey with its readings.
        selection: What is compared.
        metrics: The metrics that it is compared by.
        left_out: The ids of the touchpoints that are not.
    """
    if selection.wave is None:
        return
    measured = find_waves(journey, selection.segment)
    at_touchpoints = {metric: None for (scope, _), metric in measured if scope == "touchpoint"}
    here = {reading.metric for reading in selection.at_touchpoints()}
    places: list[Place] = [("touchpoint", touchpoint.id) for touchpoint in journey.touchpoints]
    named = [
        tell(
            "{name} ({more})",
            name=journey.metric(id_).told,
            more=show_waves(order_waves(journey, measured, places, id_)),
        )
        for id_ in at_touchpoints
        if id_ not in here and id_ not in metrics
    ]
    if named:
        yield tell(
            "Measured in other waves than {wave}: {named}.",
            wave=selection.wave,
            named=tell_list(named, MOST_LISTED),
        )
    rest = [
        (id_, frozenset().union(*(measured.get((("touchpoint", id_), m), ()) for m in metrics)))
        for id_ in left_out
        if not any(m in selection.at("touchpoint", id_) for m in metrics)
    ]
    names = [
        tell(
            "{name} ({more})",
            name=journey.touchpoint(id_).name,
            more=show_waves([w for w in journey.waves if w in waves]),
        )
        for id_, waves in rest
        if waves
    ]
    if names and here.intersection(metrics):
        yield tell(
            "By {metrics} only in other waves: {names}.",
            metrics=tell_row([journey.metric(id_).told for id_ in metrics]),
            names=tell_list(names, MOST_LISTED),
        )
