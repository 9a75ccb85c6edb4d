"""Which readings a question is about: metric, wave and segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.errors import UnknownNameError
from journeymap.model.journey import Journey
from journeymap.model.readings import Reading
from journeymap.record import FrozenMap

Place = tuple[str, str]  # ("journey" | "stage" | "touchpoint", id)


@dataclass(frozen=True)
class Selection:
    """The readings of one wave and one segment, by place and metric.

    Args:
        wave: The wave asked for, or else the latest; None where no reading names one.
        segment: The segment asked for; everybody where empty.
        readings: Place to metric id to reading.
    """

    wave: str | None
    segment: Mapping[str, str]
    readings: Mapping[Place, Mapping[str, Reading]]

    def at(self, scope: str, id_: str) -> Mapping[str, Reading]:
        """The readings at a place, by metric."""
        return self.readings.get((scope, id_), {})


def to_place(reading: Reading, journey: Journey) -> Place:
    """The kind and the id of what a reading is about."""
    if reading.touchpoint is not None:
        return ("touchpoint", reading.touchpoint)
    return ("stage", reading.stage) if reading.stage is not None else ("journey", journey.id)


def select_readings(
    journey: Journey, *, wave: str | None = None, segment: Mapping[str, str] | None = None
) -> Selection:
    """The readings of one wave and one segment; readings without a wave stand in where it has none.

    Args:
        journey: The journey with its readings.
        wave: The wave; the latest where None.
        segment: The segment, such as ``{"area": "C"}``; everybody where None or empty.

    Raises:
        UnknownNameError: if no reading names that wave or segment.
    """
    wave, segment = choose_wave(journey, wave), choose_segment(journey, segment)
    chosen: dict[Place, dict[str, Reading]] = {}
    for reading in journey.readings:
        if reading.segment != segment or reading.wave not in (wave, None):
            continue
        at_place = chosen.setdefault(to_place(reading, journey), {})
        if reading.wave is not None or reading.metric not in at_place:
            at_place[reading.metric] = reading
    return Selection(wave, segment, chosen)


def choose_wave(journey: Journey, wave: str | None) -> str | None:
    """The wave asked for, or the latest."""
    if wave is None:
        return journey.waves[-1] if journey.waves else None
    if wave not in journey.waves:
        raise UnknownNameError("wave", wave, journey.waves)
    return wave


def choose_segment(journey: Journey, segment: Mapping[str, str] | None) -> Mapping[str, str]:
    """The segment asked for, checked against those that readings name."""
    chosen = FrozenMap(dict(segment or {}))
    if chosen and not any(reading.segment == chosen for reading in journey.readings):
        known = {
            ", ".join(f"{k}={v}" for k, v in r.segment.items()): None
            for r in journey.readings
            if r.segment
        }
        raise UnknownNameError(
            "segment", ", ".join(f"{k}={v}" for k, v in chosen.items()), list(known)
        )
    return chosen


def choose_metrics(
    journey: Journey, selection: Selection, metric: str | Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics to compare touchpoints by, and what to know about that choice.

    Asked for none, it takes all where every one of them has a target (then health means "share
    of the target" for each), or else the one that is measured at most touchpoints: a ranking over
    a mix of metrics would rank the mix.

    Returns:
        The metric ids, and notes.
    """
    if metric is not None:
        asked = (metric,) if isinstance(metric, str) else tuple(metric)
        for id_ in asked:
            journey.metric(id_)
        return asked, _note_mixed(journey, asked)
    places = [at for (scope, _), at in selection.readings.items() if scope == "touchpoint"]
    counts = Counter(
        id_ for at in places for id_, reading in at.items() if reading.kind == "measured"
    )
    counts = counts or Counter(id_ for at in places for id_ in at)
    if len(counts) < 2 or all(journey.metric(id_).target is not None for id_ in counts):
        return tuple(counts), ()
    chosen = counts.most_common(1)[0][0]
    rest = ", ".join(id_ for id_ in counts if id_ != chosen)
    return (chosen,), (
        f"Compared by {chosen}, measured at most touchpoints; there is also {rest} (ask for it by metric).",
    )


def _note_mixed(journey: Journey, metrics: Sequence[str]) -> tuple[str, ...]:
    if len(metrics) < 2 or all(journey.metric(id_).target is not None for id_ in metrics):
        return ()
    return (
        "mixed_metrics_without_targets: health on different metrics is not the same quality; set targets.",
    )
